"""Timers: what is due becomes an event; ringing and handling are one transaction."""

from dataclasses import dataclass

import structlog

from bot.bells import Bell
from bot.engine import Along, Engine, Means
from bot.errors import BotError
from dialogs.events import TimerFired, TimerKind
from storage.api import TimerRow, UnitOfWork
from storage.errors import StorageError

_SHORTEST_S = 0.25

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class AlarmSettings:
    """How often to look at the timers when none is known to come due earlier."""

    poll_s: float = 5.0


class Alarms:
    """Fires timers."""

    def __init__(self, settings: AlarmSettings, means: Means, engine: Engine, bell: Bell) -> None:
        self._settings = settings
        self._store = means.store
        self._clock = means.clock
        self._ids = means.ids
        self._engine = engine
        self._bell = bell

    async def run(self) -> None:
        """Fire until cancelled."""
        while True:
            try:
                await self.fire_due()
                pause_s = await self._pause_s()
            except StorageError as error:
                _log.warning("timers_failed", exc_info=error)
                pause_s = self._settings.poll_s
            await self._bell.wait(pause_s)

    async def fire_due(self) -> int:
        """Fire what is due now and return how many fired."""
        async with self._store.begin() as uow:
            due = await uow.timers.due(self._clock.now())
        fired = [await self._fire(timer) for timer in due]
        return sum(fired)

    async def _fire(self, timer: TimerRow) -> bool:
        event = TimerFired(
            event_id=f"timer-{timer.timer_id}",
            at=self._clock.now(),
            seed=self._ids.seed(),
            timer=TimerKind(timer.kind),
        )

        async def settle(uow: UnitOfWork) -> bool:
            return await uow.timers.fire(timer.timer_id)

        try:
            await self._engine.turn(timer.case_id, event, Along(settle=settle))
        except (BotError, StorageError) as error:
            _log.error("timer_failed", case_id=timer.case_id, kind=timer.kind, exc_info=error)
            return False
        return True

    async def _pause_s(self) -> float:
        async with self._store.begin() as uow:
            due_at = await uow.timers.next_due()
        if due_at is None:
            return self._settings.poll_s
        left_s = (due_at - self._clock.now()).total_seconds()
        return min(max(left_s, _SHORTEST_S), self._settings.poll_s)
