"""Working the inbox: each update interpreted, turned and marked done, in order per chat."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot import earlier
from bot.bells import Bell
from bot.engine import Along, Engine, Means, Turned
from bot.errors import MessengerError
from bot.incoming import Arrival, Left, Pressed
from bot.interpret import Interpreted, Interpreter
from bot.outgoing import Messenger
from bot.render import Renderer
from dialogs.codes import carried
from dialogs.effects import Toast
from dialogs.events import CaseOpened, Event
from dialogs.model import CLOSED, Case
from storage.api import InboxRow, Lease, UnitOfWork
from storage.errors import StorageError

_PAUSE_S = 0.5

_log = structlog.get_logger()

Read = Callable[[bytes, datetime], Arrival | None]
WantsNew = Callable[[Case, Event], bool]


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """How the inbox is worked.

    Attributes:
        worker: this process's name, the same after a restart.
        at_once: chats worked on at the same time.
        lease_s: how long an update may take before somebody else may take it over.
        poll_s: how often to look without a ring.
        tries: after so many failures an update is set aside.
    """

    worker: str
    at_once: int = 8
    lease_s: float = 120.0
    poll_s: float = 1.0
    tries: int = 3


@dataclass(frozen=True, slots=True)
class Talk:
    """Who takes part in working an update."""

    read: Read
    wants_new: WantsNew
    interpreter: Interpreter
    messenger: Messenger
    renderer: Renderer


class People(Protocol):
    """Who takes the updates of the staff's groups."""

    async def handle(self, row: InboxRow) -> bool:
        """Handle an update and settle it; False says that it is none of theirs."""
        ...


class Intake:
    """Works the inbox."""

    def __init__(
        self, settings: IntakeSettings, means: Means, engine: Engine, talk: Talk, bell: Bell,
        people: People,
    ) -> None:  # fmt: skip
        self._settings = settings
        self._means = means
        self._engine = engine
        self._talk = talk
        self._bell = bell
        self._people = people
        self._flying: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Work until cancelled; what is in hand then is finished first."""
        try:
            while True:
                await self._round()
        finally:
            await self.finish()

    async def finish(self) -> None:
        """Wait for what is in hand."""
        if self._flying:
            await asyncio.wait(self._flying)

    async def release(self) -> None:
        """Give back what this worker had in hand when it died."""
        async with self._means.store.begin() as uow:
            await uow.inbox.release(self._settings.worker)
            await uow.commit()

    async def _round(self) -> None:
        full = len(self._flying) >= self._settings.at_once
        row = None if full else await self._claimed()
        if row is None:
            await self._bell.wait(self._settings.poll_s)
            return
        task = asyncio.create_task(self._work(row))
        self._flying.add(task)
        task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        self._bell.ring()

    async def _claimed(self) -> InboxRow | None:
        now = self._means.clock.now()
        lease = Lease(self._settings.worker, now + timedelta(seconds=self._settings.lease_s))
        try:
            async with self._means.store.begin() as uow:
                row = await uow.inbox.claim(now, lease)
                if row is not None:
                    await uow.commit()
                return row
        except StorageError as error:
            _log.warning("claim_failed", exc_info=error)
            return None

    async def _work(self, row: InboxRow) -> None:
        """Work one update; one that fails again and again is set aside, not the whole chat."""
        for attempt in range(self._settings.tries):
            try:
                await self.handle(row)
            except Exception as error:  # noqa: BLE001 - one update must not stop the others
                _log.error("update_failed", update_id=row.update_id, exc_info=error)
                await asyncio.sleep(_PAUSE_S * 2**attempt)
            else:
                return
        if row.attempts >= self._settings.tries:
            await self._set_aside(row)

    async def _set_aside(self, row: InboxRow) -> None:
        self._means.metrics.update("set_aside")
        try:
            await self._done(row)
        except StorageError as error:
            _log.error("not_set_aside", update_id=row.update_id, exc_info=error)

    async def handle(self, row: InboxRow) -> None:
        """Interpret an update and let it happen."""
        arrival = self._talk.read(row.payload, row.received_at)
        if arrival is None and await self._people.handle(row):
            self._means.metrics.update("staff")
            return
        case = None if arrival is None else await self._case_of(arrival)
        if arrival is None or case is None:
            self._means.metrics.update("ignored")
            await self._done(row)
            return
        self._means.metrics.update(type(arrival.fact).__name__)
        case, interpreted = await self._interpreted(arrival, case)
        turned = await self._turn(row, case, interpreted)
        if isinstance(arrival.fact, Pressed):
            await self._answer(arrival.fact, turned)

    async def _case_of(self, arrival: Arrival) -> Case | None:
        """Return the chat's newest case, opening its first; nobody opens one by leaving."""
        async with self._means.store.begin() as uow:
            rows = await uow.cases.of_chat(arrival.sender.chat_id)
        open_rows = [one for one in rows if one.closed_at is None] or rows
        if open_rows:
            return self._engine.case_of(open_rows[0])
        return None if isinstance(arrival.fact, Left) else await self._opened(arrival, None)

    async def _interpreted(self, arrival: Arrival, case: Case) -> tuple[Case, Interpreted]:
        """Interpret for the standing case, or for a new one if that is over."""
        interpreted = await self._talk.interpreter.interpret(arrival, case)
        if case.phase not in CLOSED or not self._talk.wants_new(case, interpreted.event):
            return case, interpreted
        fresh = await self._opened(arrival, case)
        return fresh, await self._talk.interpreter.interpret(arrival, fresh)

    async def _opened(self, arrival: Arrival, before: Case | None) -> Case:
        chat_id = arrival.sender.chat_id
        async with self._means.store.begin() as uow:
            known = await earlier.of_chat(uow, self._means, chat_id)
        event = CaseOpened(
            event_id=f"open-{arrival.update_id}",
            at=arrival.at,
            seed=self._means.ids.seed(),
            case_id=self._means.ids.new(),
            lang=before.lang if before is not None else arrival.sender.lang,
            codes=carried(before) if before is not None else (),
            earlier=known,
        )
        return (await self._engine.open(event, chat_id, arrival.sender.user_id)).case

    async def _turn(self, row: InboxRow, case: Case, interpreted: Interpreted) -> Turned:
        async def settle(uow: UnitOfWork) -> bool:
            await uow.inbox.done(row.update_id)
            return True

        along = Along(settle=settle, media=interpreted.media, sealed=interpreted.sealed)
        return await self._engine.turn(case.case_id, interpreted.event, along)

    async def _answer(self, tap: Pressed, turned: Turned) -> None:
        """Answer a tap, with the turn's notice if it has one; that it fails hurts nobody."""
        toasts = [one for one in turned.effects if isinstance(one, Toast)]
        words = self._talk.renderer.plain(toasts[0].text, toasts[0].lang) if toasts else ""
        try:
            alert = bool(toasts and toasts[0].alert)
            await self._talk.messenger.answer_tap(tap.tap_id, words, alert=alert)
        except MessengerError as error:
            _log.info("tap_unanswered", exc_info=error)

    async def _done(self, row: InboxRow) -> None:
        async with self._means.store.begin() as uow:
            await uow.inbox.done(row.update_id)
            await uow.commit()
