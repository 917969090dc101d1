"""What stands behind the bot's pages: which passwords are asked for, and "this was not me"."""

from dataclasses import replace

import pytest

from bot.pages import DeskPages, wanted
from bot.seal import new_private_key, public_key_of, seal
from bot.web.ports import NotMeState, PasswordSubmission, Reception
from dialogs import events as ev
from dialogs.kinds import PasswordKind
from dialogs.machine import Advanced, advance
from dialogs.model import Case, PasswordResult, Phase, RefusalReason, ResultState, StepName
from dialogs.policy import Policy
from tests.property.histories import go_to, submitted
from tests.unit.bot.standing import in_review, stand, to_be_applied
from tests.unit.bot.workshop import CHAT, Workshop, workshop

TRADING, FUND, SEAT = (
    PasswordKind.FUTURES_TRADING,
    PasswordKind.FUTURES_FUND,
    PasswordKind.FUTURES_SEAT,
)
KEY = public_key_of(new_private_key(), "key-1")


def _pages(shop: Workshop) -> DeskPages:
    return DeskPages(shop.means, shop.engine, Policy())


def _choosing_again() -> Case:
    """Return a case of which one password was refused and is chosen again, the others not."""
    case, _ = to_be_applied()
    results = (
        PasswordResult(TRADING, ResultState.IN_EFFECT),
        PasswordResult(FUND, ResultState.WAITING, attempt=2),
        PasswordResult(SEAT, ResultState.REFUSED, RefusalReason.ACCOUNT_LOCKED),
    )
    return replace(
        case, case_id="case", step=StepName.PASSWORDS, picked=(TRADING, FUND, SEAT),
        results=results, sealed=(),
    )  # fmt: skip


def test_before_the_review_all_that_is_open_is_asked_for_and_issued_ones_are_shown() -> None:
    case = go_to(StepName.PASSWORDS).case
    case = replace(case, picked=(TRADING, FUND), issued=(FUND,), sealed=())
    assert wanted(case) == (TRADING, FUND)
    assert wanted(replace(case, step=StepName.DOCUMENT)) == ()
    assert wanted(replace(case, frozen_at=case.opened_at)) == ()


def test_after_it_only_what_was_refused_is_asked_for_again() -> None:
    case = _choosing_again()
    assert wanted(case) == (FUND,)
    issued = replace(case, issued=(FUND,))
    assert wanted(issued) == ()
    assert wanted(replace(case, step=StepName.REVIEW)) == ()
    assert wanted(replace(case, phase=Phase.DONE)) == ()


async def test_the_page_takes_what_is_chosen_again_and_it_goes_to_the_core_systems() -> None:
    shop = workshop()
    await stand(shop, _choosing_again())
    pages = _pages(shop)
    task = await pages.task(CHAT, "case")
    assert task is not None
    assert [item.kind for item in task.items] == [FUND]
    now = shop.clock.now()
    sealed = seal("739152", FUND, "case", KEY, now)
    assert await pages.on_passwords(PasswordSubmission(CHAT, "case", (sealed,), now)) is (
        Reception.TAKEN
    )
    assert "ApplyPassword" in [kind for kind, _ in await shop.states()]
    assert await pages.task(CHAT, "case") is None
    again = PasswordSubmission(CHAT, "case", (seal("840275", FUND, "case", KEY, now),), now)
    assert await pages.on_passwords(again) is Reception.OVER


async def test_looking_tells_when_and_changes_nothing() -> None:
    shop = workshop()
    case = in_review()
    await stand(shop, case)
    asked = await _pages(shop).asked("case")
    assert asked is not None
    assert (asked.state, asked.started_at) == (NotMeState.OPEN, case.opened_at)
    assert asked.submitted_at == case.submission.submitted_at
    assert await shop.case() == case
    assert await _pages(shop).asked("none") is None
    assert await _pages(shop).on_not_me("none", shop.clock.now()) is None


async def test_a_report_freezes_once_and_again_after_the_case_was_let_go_on() -> None:
    shop = workshop()
    await stand(shop, in_review())
    pages = _pages(shop)
    reported_at = shop.clock.now()
    for wait_s in (0, 60, 60):
        asked = await pages.on_not_me("case", shop.clock.advance(wait_s))
        assert asked is not None
        assert asked.state is NotMeState.FROZEN
    assert (await shop.case()).frozen_at == reported_at
    assert await _reports(shop) == ["notme-case-0"]
    await shop.happen(ev.Unfrozen(event_id="thaw", at=shop.clock.now(), agent="1003"))
    before = await pages.asked("case")
    assert before is not None
    assert before.state is NotMeState.OPEN
    after = await pages.on_not_me("case", shop.clock.advance(60))
    assert after is not None
    assert after.state is NotMeState.FROZEN
    assert (await shop.case()).frozen_at == shop.clock.now()
    assert await _reports(shop) == ["notme-case-0", "notme-case-1"]


@pytest.mark.parametrize(
    ("phase", "state"),
    [
        (Phase.DONE, NotMeState.DONE),
        (Phase.CANCELLED, NotMeState.ENDED),
        (Phase.EXPIRED, NotMeState.ENDED),
        (Phase.REFUSED, NotMeState.ENDED),
    ],
)
async def test_what_is_over_is_told_as_it_is(phase: Phase, state: NotMeState) -> None:
    shop = workshop()
    await stand(shop, replace(submitted().case, case_id="case", phase=phase))
    asked = await _pages(shop).on_not_me("case", shop.clock.now())
    assert asked is not None
    assert asked.state is state
    assert (await shop.case()).frozen_at is None


async def test_a_report_that_comes_too_late_is_told_to_the_agents_once() -> None:
    shop = workshop()
    await stand(shop, replace(submitted().case, case_id="case", phase=Phase.DONE))
    with_desk = Policy(desk=True)

    def decide(case: Case | None, event: ev.Event) -> Advanced:
        return advance(case, event, with_desk)

    shop.engine._decide = decide
    pages = DeskPages(shop.means, shop.engine, with_desk)
    before = await pages.asked("case")
    assert before is not None
    assert before.state is NotMeState.LATE
    for _ in range(2):
        after = await pages.on_not_me("case", shop.clock.now())
        assert after is not None
        assert after.state is NotMeState.TOLD
    assert [kind for kind, _ in await shop.states()] == ["CallAgents"]


async def _reports(shop: Workshop) -> list[str]:
    async with shop.means.store.begin() as uow:
        journal = await uow.journal.of_case("case")
    return [row.event_id for row in journal if row.kind == "NotMeReported"]
