"""A customer's other applications: the customer's own, from any chat, and nobody else's."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

from typing_extensions import override

from bot import earlier
from bot.backoffice.ports import CustomerRegistry, Match
from bot.bells import Bell
from bot.incoming import Arrival, Sender, Wrote
from bot.intake import Intake, IntakeSettings, People, Talk
from bot.performing.firm import RecordReader
from dialogs import events as ev
from dialogs.codes import unverified
from dialogs.kinds import DocumentKind, Lang
from dialogs.model import Case, CustomerRecord, Earlier, Phase, StepName
from dialogs.texts import Text
from tests.property.histories import go_to, record, said, submitted
from tests.unit.bot.standing import stand
from tests.unit.bot.workshop import CHAT, START, Workshop, workshop

OTHER_CHAT = 78
THE_OTHERS = Earlier("the-others", "RS-the-others", Phase.DONE, START)


class Registry(CustomerRegistry):
    """Knows one person."""

    def __init__(self, known: CustomerRecord | None) -> None:
        self._known = known

    @override
    async def find(self, name: str, kind: DocumentKind, number: str, phone: str) -> Match:
        return Match.RESERVED_PHONE

    @override
    async def record(self, number: str) -> CustomerRecord | None:
        return self._known


def _past(name: str, owner: str | None, *, number: bool = True, days: int = 10) -> Case:
    """Return a case of the past, of this owner, that got a number or did not."""
    case = submitted().case
    sent = case.opened_at - timedelta(days=days)
    submission = replace(
        case.submission, submitted_at=sent, application_number=f"RS-{name}" if number else None
    )
    return replace(
        case, case_id=name, phase=Phase.DONE, submission=submission,
        record=record(customer_ref=owner) if owner is not None else None,
    )  # fmt: skip


async def _of_chat(shop: Workshop) -> list[str]:
    async with shop.means.store.begin() as uow:
        return [one.case_id for one in await earlier.of_chat(uow, shop.means, CHAT)]


async def test_a_chat_of_one_customer_knows_its_five_newest_applications() -> None:
    shop = workshop()
    for days in range(1, 8):
        await stand(shop, _past(f"a{days}", "A", days=days))
    await stand(shop, _past("unsent", "A", number=False))
    await stand(shop, _past("unproven", None, number=False))
    assert await _of_chat(shop) == ["a5", "a4", "a3", "a2", "a1"]


async def test_a_chat_that_a_family_shares_knows_none() -> None:
    shop = workshop()
    await stand(shop, _past("a", "A"))
    assert await _of_chat(shop) == ["a"]
    await stand(shop, _past("b", "B", number=False))
    assert await _of_chat(shop) == []


async def test_an_application_of_nobody_knows_whom_is_not_told_of() -> None:
    shop = workshop()
    await stand(shop, _past("a", "A"))
    await stand(shop, _past("old", None))
    assert await _of_chat(shop) == []


async def test_a_new_case_begins_with_what_the_chat_knows() -> None:
    shop = workshop()
    await stand(shop, _past("a", "A"))
    # opening a case asks neither the talk nor the staff
    intake = Intake(
        IntakeSettings("main"), shop.means, shop.engine, cast("Talk", None), Bell(),
        cast("People", None),
    )  # fmt: skip
    arrival = Arrival(7, START, Sender(CHAT, CHAT, Lang.ZH), Wrote("hello", "1"))
    case = await intake._opened(arrival, None)
    assert [one.application_number for one in case.earlier] == ["RS-a"]


async def _fetched(shop: Workshop, known: CustomerRecord | None) -> Case:
    """Have the record of the standing case fetched."""
    shop.sender._kinds = {
        **shop.sender._kinds,
        "FetchRecord": RecordReader(shop.means, Registry(known)),
    }
    await shop.send()
    return await shop.case()


async def _at_records(shop: Workshop, known_before: tuple[Earlier, ...] = ()) -> None:
    """Let a customer stand at the step that asks the registry, with its effect queued."""
    history = go_to(StepName.CODE)
    case = unverified(history.case)
    case = replace(case, case_id="case", codes=history.case.codes, earlier=known_before)
    await stand(shop, case)
    code = case.codes[-1]
    await shop.happen(
        ev.CodeIssued(
            event_id="issued", at=shop.clock.now(), purpose=code.purpose, code_id=code.code_id,
            digest="right",
        )
    )  # fmt: skip
    await shop.happen(
        ev.CodeEntered(
            event_id="entered", at=shop.clock.now(), purpose=code.purpose, digest="right"
        )
    )


async def test_the_proven_customer_hears_of_their_own_from_any_chat_only() -> None:
    shop = workshop()
    await stand(shop, _past("mine-elsewhere", "A", days=5), OTHER_CHAT)
    await stand(shop, _past("mine-here", "A", days=3))
    await stand(shop, _past("mine-unsent", "A", number=False))
    await stand(shop, _past("the-others", "B", days=4))
    await _at_records(shop)
    case = await _fetched(shop, record(customer_ref="A"))
    assert [one.case_id for one in case.earlier] == ["mine-elsewhere", "mine-here"]
    (first, _) = case.earlier
    assert (first.application_number, first.phase) == ("RS-mine-elsewhere", Phase.DONE)
    assert first.at == submitted().case.opened_at - timedelta(days=5)


async def test_what_was_known_of_the_chat_is_replaced_when_somebody_else_is_proven() -> None:
    shop = workshop()
    await _at_records(shop, known_before=(THE_OTHERS,))
    assert [one.case_id for one in (await shop.case()).earlier] == ["the-others"]
    case = await _fetched(shop, record(customer_ref="A"))
    assert case.earlier == ()
    words = shop.messenger.sent.values()
    assert not any("RS-the-others" in letter.html for letter in words)


async def test_a_stranger_hears_of_none() -> None:
    shop = workshop()
    await _at_records(shop, known_before=(THE_OTHERS,))
    case = await _fetched(shop, None)
    assert (case.phase, case.earlier) == (Phase.REFUSED, ())


def test_the_core_replaces_the_list_and_tells_it() -> None:
    history = go_to(StepName.RECORDS)
    past = _past("p", "C1")
    one = Earlier("p", "RS-p", Phase.DONE, past.opened_at)
    other = Earlier("q", "RS-q", Phase.DONE, past.opened_at)
    history.case = replace(history.case, earlier=(other,))
    told = history.do(ev.RecordFetched, record=record(), earlier=(one,))
    assert told.case.earlier == (one,)
    (say,) = said(told.effects)
    assert "RS-p" in _spelled(say.text)
    assert "RS-q" not in _spelled(say.text)


def _spelled(words: Text) -> str:
    return repr(words)
