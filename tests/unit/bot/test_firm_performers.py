"""Passwords on their way to the core systems: each by itself, never twice, never while frozen."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from typing_extensions import override

from bot.backoffice.embedded.core import EmbeddedCoreSystems, EmbeddedSealingKey
from bot.backoffice.embedded.demo import OLD_PASSWORDS, seed
from bot.backoffice.errors import BackOfficeUnavailableError
from bot.backoffice.ports import CoreSystems, PasswordOrder, PasswordOutcome
from bot.performing.firm import OutcomeReader, PasswordSetter
from bot.seal import new_private_key, public_key_of
from dialogs import events as ev
from dialogs.effects import ApplyPassword, AskOutcome, Effect
from dialogs.kinds import PasswordKind
from dialogs.model import (
    Case,
    PasswordResult,
    Phase,
    RefusalReason,
    ResultState,
    SealedPassword,
    StepName,
)
from storage.api import InDoubt, Lease, OutboxRow, OutboxState
from tests.unit.bot.standing import sealed, stand, to_be_applied
from tests.unit.bot.workshop import CHAT, Workshop, workshop

PRIVATE_KEY = new_private_key()
KEY = public_key_of(PRIVATE_KEY, "embedded-1")
OWNER = "DEMO-0001"
TRADING, FUND, MONITORING = (
    PasswordKind.FUTURES_TRADING,
    PasswordKind.FUTURES_FUND,
    PasswordKind.MONITORING,
)
GOOD = {TRADING: "73915206", FUND: "739152", MONITORING: "k7m2q9xw"}


@dataclass
class Systems(CoreSystems):
    """The embedded systems, some of them dead, some dying after they did it."""

    behind: CoreSystems
    dead: set[PasswordKind] = field(default_factory=set)
    dying: set[PasswordKind] = field(default_factory=set)
    applied: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @override
    async def apply(self, order: PasswordOrder) -> PasswordOutcome:
        if order.kind in self.dead:
            raise BackOfficeUnavailableError("dead")
        self.applied.append(order.request_id)
        outcome = await self.behind.apply(order)
        if order.kind in self.dying:
            self.dying.discard(order.kind)
            raise BackOfficeUnavailableError("its answer was lost")
        return outcome

    @override
    async def outcome_of(self, request_id: str) -> PasswordOutcome | None:
        if any(request_id.endswith(kind) for kind in self.dead):
            raise BackOfficeUnavailableError("dead")
        self.asked.append(request_id)
        return await self.behind.outcome_of(request_id)


@dataclass
class Scene:
    """An approved case whose passwords are on their way."""

    shop: Workshop
    systems: Systems

    async def results(self) -> dict[PasswordKind, ResultState]:
        """Return what the case knows of each."""
        return {one.kind: one.state for one in (await self.shop.case()).results}

    async def state(self, name: str) -> OutboxState:
        """Return where an effect stands."""
        async with self.shop.means.store.begin() as uow:
            row = await uow.outbox.get(name)
        assert row is not None
        return row.state

    async def later(self, seconds: float) -> None:
        """Let time pass, then perform what is due."""
        self.shop.clock.advance(seconds)
        await self.shop.send()


async def _scene(passwords: dict[PasswordKind, str], **changes: object) -> Scene:
    shop = workshop()
    await seed(shop.means.store, await EmbeddedSealingKey(PRIVATE_KEY).current())
    embedded = EmbeddedCoreSystems(shop.means.store, shop.clock, PRIVATE_KEY)
    systems = Systems(embedded)
    shop.sender._kinds = {
        **shop.sender._kinds,
        "ApplyPassword": PasswordSetter(shop.means, systems),
        "AskOutcome": OutcomeReader(shop.means, systems),
    }
    case, _ = to_be_applied()
    assert case.record is not None
    case = replace(
        case, case_id="case", record=replace(case.record, customer_ref=OWNER),
        picked=tuple(passwords), results=tuple(PasswordResult(kind) for kind in passwords),
    )  # fmt: skip
    case = replace(await sealed(shop, case, KEY, passwords), **changes)  # type: ignore[arg-type]  # any of the case's fields
    await stand(shop, case)
    for one in case.sealed:
        await _queue(shop, _apply(one))
    return Scene(shop, systems)


def _apply(one: SealedPassword, attempt: int = 1) -> ApplyPassword:
    request_id = f"case-{one.kind}" if attempt == 1 else f"case-{one.kind}-{attempt}"
    return ApplyPassword(request_id=request_id, kind=one.kind, password=one, attempt=attempt)


async def _queue(shop: Workshop, effect: ApplyPassword | AskOutcome) -> None:
    row = OutboxRow(
        effect_id=f"{type(effect).__name__}.{effect.kind}", case_id="case", chat_id=CHAT,
        lane=f"firm:case:{effect.kind}", kind=type(effect).__name__,
        payload=shop.means.codec.encode(effect), in_doubt=InDoubt.ASK_FIRST,
        created_at=shop.clock.now(),
    )  # fmt: skip
    async with shop.means.store.begin() as uow:
        await uow.outbox.add_all([row])
        await uow.commit()


async def _effects(shop: Workshop, kind: type[Effect]) -> list[OutboxRow]:
    async with shop.means.store.begin() as uow:
        return [row for row in await uow.outbox.of_case("case") if row.kind == kind.__name__]


async def test_one_system_down_does_not_hold_up_another() -> None:
    scene = await _scene({TRADING: GOOD[TRADING], FUND: GOOD[FUND]})
    scene.systems.dead = {TRADING}
    await scene.shop.send()
    assert await scene.results() == {TRADING: ResultState.WAITING, FUND: ResultState.IN_EFFECT}
    for _ in range(20):
        await scene.later(900)
    assert await scene.state(f"ApplyPassword.{TRADING}") is OutboxState.QUEUED
    assert (await scene.shop.case()).phase is Phase.APPLYING
    scene.systems.dead = set()
    await scene.later(901)
    assert await scene.results() == {TRADING: ResultState.IN_EFFECT, FUND: ResultState.IN_EFFECT}
    assert (await scene.shop.case()).phase is Phase.DONE
    assert sorted(scene.systems.applied) == [f"case-{FUND}", f"case-{TRADING}"]


async def test_what_was_tried_before_is_asked_for_first_and_not_applied_twice() -> None:
    scene = await _scene({TRADING: GOOD[TRADING]})
    scene.systems.dying = {TRADING}
    await scene.shop.send()
    assert scene.systems.asked == []
    assert await scene.results() == {TRADING: ResultState.WAITING}
    await scene.later(3)
    assert scene.systems.asked == [f"case-{TRADING}"]
    assert scene.systems.applied == [f"case-{TRADING}"]
    assert await scene.results() == {TRADING: ResultState.IN_EFFECT}


async def test_after_a_death_in_the_middle_it_is_asked_for_first_too() -> None:
    scene = await _scene({TRADING: GOOD[TRADING]})
    shop = scene.shop
    async with shop.means.store.begin() as uow:
        now = shop.clock.now()
        await uow.outbox.claim(now, Lease("main", now + timedelta(seconds=60)))
        await uow.commit()
    await shop.sender.release()
    await shop.send()
    assert scene.systems.asked == [f"case-{TRADING}"]
    assert await scene.results() == {TRADING: ResultState.IN_EFFECT}


async def test_a_frozen_case_waits_for_days_and_goes_on_when_it_is_let() -> None:
    scene = await _scene({TRADING: GOOD[TRADING]})
    shop = scene.shop
    await shop.happen(ev.NotMeReported(event_id="not-me", at=shop.clock.now()))
    await shop.send()
    for _ in range(10):
        await scene.later(24 * 3600)
    assert scene.systems.applied == []
    assert await scene.state(f"ApplyPassword.{TRADING}") is OutboxState.QUEUED
    await shop.happen(ev.Unfrozen(event_id="thaw", at=shop.clock.now(), agent="1003"))
    await scene.later(901)
    assert scene.systems.applied == [f"case-{TRADING}"]
    assert await scene.results() == {TRADING: ResultState.IN_EFFECT}


def test_patience_lasts_weeks_at_a_quarter_of_an_hour_each() -> None:
    patience = PasswordSetter.patience
    waited_s = sum(patience.pause_s(attempt) for attempt in range(1, patience.tries))
    assert waited_s > timedelta(days=30).total_seconds()
    assert patience.pause_s(patience.tries) == 900


async def test_what_was_done_before_the_freeze_is_told_all_the_same() -> None:
    scene = await _scene({TRADING: GOOD[TRADING]})
    scene.systems.dying = {TRADING}
    await scene.shop.send()
    now = scene.shop.clock.now()
    await scene.shop.happen(ev.NotMeReported(event_id="not-me", at=now))
    await scene.later(3)
    assert scene.systems.applied == [f"case-{TRADING}"]
    assert await scene.results() == {TRADING: ResultState.IN_EFFECT}


async def test_a_case_that_was_closed_meanwhile_has_nothing_applied() -> None:
    scene = await _scene({TRADING: GOOD[TRADING]}, phase=Phase.CANCELLED)
    await scene.shop.send()
    assert scene.systems.applied == []
    assert await scene.state(f"ApplyPassword.{TRADING}") is OutboxState.DROPPED


async def test_a_refused_password_is_chosen_again_and_taken_under_its_own_key() -> None:
    old = OLD_PASSWORDS["zhang_wei", FUND]
    scene = await _scene({FUND: old})
    shop = scene.shop
    await shop.send()
    (result,) = (await shop.case()).results
    assert result == PasswordResult(FUND, ResultState.REFUSED, RefusalReason.SAME_AS_OLD)
    case = await shop.tap("renew")
    assert (case.phase, case.step) == (Phase.APPLYING, StepName.PASSWORDS)
    chosen = await sealed(shop, case, KEY, {FUND: GOOD[FUND]})
    submitted = ev.PasswordsSubmitted(event_id="again", at=shop.clock.now(), sealed=chosen.sealed)
    await shop.happen(submitted)
    await shop.send()
    (result,) = (await shop.case()).results
    assert result == PasswordResult(FUND, ResultState.IN_EFFECT, attempt=2)
    assert scene.systems.applied == [f"case-{FUND}", f"case-{FUND}-2"]
    assert (await shop.case()).phase is Phase.DONE


async def test_a_pending_one_is_asked_after_until_it_is_in_effect() -> None:
    scene = await _scene({MONITORING: GOOD[MONITORING]})
    shop = scene.shop
    await shop.send()
    (result,) = (await shop.case()).results
    assert result.state is ResultState.PENDING
    assert result.until is not None
    # START is Monday, 4 May 2026, a holiday: the next trading morning is Wednesday's
    assert result.until.isoformat() == "2026-05-06T00:30:00+00:00"
    await _settle(shop, "too early")
    await shop.send()
    assert await _effects(shop, AskOutcome) == []
    shop.clock.advance((result.until - shop.clock.now()).total_seconds() + 1)
    await _settle(shop, "due")
    await shop.send()
    assert [row.state for row in await _effects(shop, AskOutcome)] == [OutboxState.SENT]
    assert await scene.results() == {MONITORING: ResultState.IN_EFFECT}
    assert (await shop.case()).phase is Phase.DONE


async def test_an_order_that_the_system_forgot_is_for_a_person() -> None:
    pending = PasswordResult(TRADING, ResultState.PENDING)
    scene = await _scene({TRADING: GOOD[TRADING]}, results=(pending,), sealed=())
    ask = AskOutcome(request_id="nobody-knows-it", kind=TRADING, attempt=1)
    await _queue(scene.shop, ask)
    await scene.shop.send()
    assert await scene.state(f"AskOutcome.{TRADING}") is OutboxState.ESCALATED
    assert await scene.results() == {TRADING: ResultState.PENDING}


async def test_asking_is_given_up_soon_since_the_case_asks_again() -> None:
    pending = PasswordResult(TRADING, ResultState.PENDING)
    scene = await _scene({TRADING: GOOD[TRADING]}, results=(pending,), sealed=())
    scene.systems.dead = {TRADING}
    await _queue(scene.shop, AskOutcome(request_id=f"case-{TRADING}", kind=TRADING, attempt=1))
    for _ in range(5):
        await scene.later(10)
    assert await scene.state(f"AskOutcome.{TRADING}") is OutboxState.FAILED
    assert await scene.results() == {TRADING: ResultState.PENDING}


async def _settle(shop: Workshop, name: str) -> Case:
    timer = ev.TimerFired(event_id=name, at=shop.clock.now(), timer=ev.TimerKind.SETTLE)
    return await shop.happen(timer)
