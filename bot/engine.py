"""The turn: one event, one transaction, no network inside.

Lock the case, journal the event (one that is there already changes nothing), let the core
decide, write the case and what is to be done, commit, ring the bells.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol

from bot import seals
from bot.bells import Bell
from bot.clock import Clock
from bot.effect_rows import EffectWriter, TurnRows, checks_of
from bot.errors import UnknownCaseError
from bot.ids import Ids
from bot.metrics import Metrics
from dialogs.effects import ArmTimer, Effect
from dialogs.events import CaseOpened, Event
from dialogs.model import CLOSED, Case, Phase
from storage import retention
from storage.api import (
    CaseRow,
    DeskRow,
    JournalRow,
    MediaRow,
    SealedRow,
    Store,
    UnitOfWork,
)
from storage.codec import Codec
from storage.crypto import KeyRing
from storage.errors import StorageError
from storage.retention import Retention

_TRIES = 5
_PAUSE_S = 0.05


class Decision(Protocol):
    """What the core answers to an event."""

    @property
    def case(self) -> Case:
        """The case as it is now."""
        ...

    @property
    def effects(self) -> tuple[Effect, ...]:
        """What is to be done."""
        ...


Decide = Callable[[Case | None, Event], Decision]
Settle = Callable[[UnitOfWork], Awaitable[bool]]


async def _nothing_to_settle(_uow: UnitOfWork) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Along:
    """What goes into the same transaction as an event.

    Attributes:
        settle: marks what the event came from as done; False if that was done before.
        media: the index row of a stored attachment.
        sealed: passwords that came sealed; kept if the core takes them.
    """

    settle: Settle = _nothing_to_settle
    media: MediaRow | None = None
    sealed: tuple[SealedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Turned:
    """What a turn came to; `effects` is empty when the event had been handled before."""

    case: Case
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Bells:
    """Who is woken by what a turn decided."""

    outbox: Bell
    timers: Bell
    jobs: Callable[[list[str]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Means:
    """What everything that turns or performs works with."""

    store: Store
    codec: Codec
    clock: Clock
    ids: Ids
    metrics: Metrics
    keys: KeyRing


class Engine:
    """Runs turns; any number of processes may, the database keeps them apart."""

    def __init__(
        self, means: Means, decide: Decide, bells: Bells, kept: Retention | None = None
    ) -> None:
        self._store = means.store
        self._codec = means.codec
        self._metrics = means.metrics
        self._decide = decide
        self._bells = bells
        self._keys = means.keys
        self._writer = EffectWriter(means.codec)
        self._retention = kept

    async def open(self, event: CaseOpened, chat_id: int, user_id: int) -> Turned:
        """Open a case for a chat, unless one was opened there meanwhile."""

        async def opening(uow: UnitOfWork) -> Turned:
            row = await uow.cases.active_of_chat(chat_id)
            if row is not None:
                return Turned(self.case_of(row))
            fresh = CaseRow(event.case_id, chat_id, user_id, 0, "", b"", event.at, event.at)
            return await self._decided(uow, fresh, None, event, Along())

        return await self._in_transaction(event, opening)

    async def turn(self, case_id: str, event: Event, along: Along | None = None) -> Turned:
        """Let an event happen to a case."""
        company = along or Along()

        async def turning(uow: UnitOfWork) -> Turned:
            row = await uow.cases.load(case_id)
            if row is None:
                raise UnknownCaseError(f"no case {case_id}")
            case = self.case_of(row)
            if not await company.settle(uow):
                return Turned(case)
            return await self._decided(uow, row, case, event, company)

        return await self._in_transaction(event, turning)

    def ring(self) -> None:
        """Wake the senders for what was queued beside a turn."""
        self._bells.outbox.ring()

    def case_of(self, row: CaseRow) -> Case:
        """Return the case that a row holds."""
        return self._codec.decode(row.state, Case)

    async def _in_transaction(
        self, event: Event, work: Callable[[UnitOfWork], Awaitable[Turned]]
    ) -> Turned:
        """Do the work and commit, from the beginning if somebody else was faster."""
        with self._metrics.turn(type(event).__name__):
            for last in (*[False] * (_TRIES - 1), True):
                try:
                    async with self._store.begin() as uow:
                        turned = await work(uow)
                        await uow.commit()
                except StorageError as error:
                    if last or not error.retry:
                        raise
                    await asyncio.sleep(_PAUSE_S)
                else:
                    await self._ring(turned.effects)
                    return turned
        raise AssertionError("the last try returns or raises")

    async def _decided(
        self, uow: UnitOfWork, row: CaseRow, case: Case | None, event: Event, along: Along
    ) -> Turned:
        if case is not None and not await self._journalled(uow, row, event):
            return Turned(case)
        decision = self._decide(case, event)
        after = self._row_after(row, decision.case, event)
        await uow.cases.save(after)
        if case is None:
            await self._journalled(uow, row, event)
        await self._mirrored(uow, after, case, decision.case)
        await _keep(uow, along, decision.case)
        prompts = case is None or case.prompt_no != decision.case.prompt_no
        turn = TurnRows(after, event, decision.effects, prompts=prompts)
        await self._writer.write(uow, turn)
        if after.closed_at is not None and row.closed_at is None and self._retention is not None:
            await retention.decide(uow, row.case_id, event.at, self._retention)
        return Turned(decision.case, decision.effects)

    async def _mirrored(
        self, uow: UnitOfWork, row: CaseRow, before: Case | None, after: Case
    ) -> None:
        """Write what the people's side asks for, when the turn changed it."""
        now = mirror_of(row, after, self._keys)
        known = mirror_of(row, before, self._keys) if before is not None else None
        if now != (known or DeskRow(row.case_id, row.chat_id)):
            await uow.desk.put(now)

    async def _journalled(self, uow: UnitOfWork, row: CaseRow, event: Event) -> bool:
        kind = type(event).__name__
        payload = self._codec.encode(event)
        entry = JournalRow(event.event_id, row.case_id, event.at, kind, payload)
        return await uow.journal.add(entry)

    def _row_after(self, row: CaseRow, case: Case, event: Event) -> CaseRow:
        closed = case.phase in CLOSED
        return replace(
            row,
            step=case.step.value,
            state=self._codec.encode(case),
            updated_at=event.at,
            closed_at=(row.closed_at or event.at) if closed else None,
            application_number=case.submission.application_number,
            lease=case.speaker.lease,
        )

    async def _ring(self, effects: tuple[Effect, ...]) -> None:
        if not effects:
            return
        self._bells.outbox.ring()
        if any(isinstance(effect, ArmTimer) for effect in effects):
            self._bells.timers.ring()
        if checks := checks_of(effects):
            await self._bells.jobs(checks)


def mirror_of(row: CaseRow, case: Case, keys: KeyRing) -> DeskRow:
    """Return the columns of a case that agents' and reviewers' questions look at."""
    reviewed = case.phase is Phase.IN_REVIEW
    ref = case.record.customer_ref if case.record is not None else None
    return DeskRow(
        case_id=row.case_id,
        chat_id=row.chat_id,
        wanted_at=case.help.wanted_at if case.phase not in CLOSED else None,
        why=case.help.why or "",
        callback=case.help.callback,
        holder=case.speaker.agent,
        reviewer=case.review.reviewer,
        submitted_at=case.submission.submitted_at if reviewed else None,
        review_due=case.review.due_at if reviewed else None,
        customer_key=keys.keyed_hash("customer", ref) if ref is not None else None,
    )


async def _keep(uow: UnitOfWork, along: Along, case: Case) -> None:
    """Keep what came along: the attachment's row, and the passwords that the core took."""
    if along.media is not None:
        await uow.media.add(along.media)
    await seals.keep(uow, along.sealed, case.sealed)
