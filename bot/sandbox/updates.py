"""What waits for the bot: the queue of updates, confirmed by offset as in Telegram."""

import asyncio
from collections import deque
from collections.abc import Collection, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.sandbox.errors import conflict
from bot.sandbox.state import Json

LONGEST_POLL_S = 50
MOST_UPDATES = 100
OPT_IN_KINDS = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Waiting:
    """One update that the bot has not confirmed yet."""

    update_id: int
    kind: str
    payload: Json
    at: datetime

    def body(self) -> Json:
        """Return the documented `Update` object."""
        return {"update_id": self.update_id, self.kind: self.payload}


class UpdateQueue:
    """Updates in order; each stays until it is confirmed or a day has passed."""

    def __init__(self, clock: Clock, ttl_s: float, first_id: int) -> None:
        self._clock = clock
        self._ttl = timedelta(seconds=ttl_s)
        self._waiting: deque[Waiting] = deque()
        self._next_id = first_id
        self._turn = 0
        self._ended_by = ""
        self._bell = asyncio.Event()
        self.allowed: frozenset[str] = frozenset()

    def allow(self, kinds: Collection[str] | None) -> None:
        """Remember which kinds are wanted; None keeps the last wish, empty is the default set."""
        if kinds is not None:
            self.allowed = frozenset(kinds)

    def put(self, kind: str, payload: Json) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in OPT_IN_KINDS
        if not wanted:
            return
        self._waiting.append(Waiting(self._next_id, kind, dict(payload), self._clock.now()))
        self._next_id += 1
        self._ring()

    def pending(self) -> list[Waiting]:
        """Return what waits, after forgetting what is too old."""
        oldest = self._clock.now() - self._ttl
        while self._waiting and self._waiting[0].at < oldest:
            self._waiting.popleft()
        return list(self._waiting)

    def confirm(self, offset: int) -> None:
        """Forget everything below `offset`; a negative one keeps only that many of the last."""
        if offset < 0:
            offset = self._next_id + max(offset, -len(self._waiting))
        while self._waiting and self._waiting[0].update_id < offset:
            self._waiting.popleft()

    def drop(self, update_id: int) -> None:
        """Forget one update that was delivered."""
        self._waiting = deque(kept for kept in self._waiting if kept.update_id != update_id)

    def clear(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()

    def interrupt(self, reason: str) -> None:
        """End the poll that is waiting now, with a conflict."""
        self._turn += 1
        self._ended_by = reason
        self._ring()

    async def poll(self, limit: int, timeout_s: float) -> list[Json]:
        """Wait until something is there or the time is over; a later poll ends this one."""
        self.interrupt("other getUpdates request; make sure that only one bot instance is running")
        turn = self._turn
        try:
            async with asyncio.timeout(min(timeout_s, LONGEST_POLL_S)):
                while self._turn == turn and not self.pending():
                    await self._bell.wait()
        except TimeoutError:
            return []
        if self._turn != turn:
            raise conflict(f"terminated by {self._ended_by}")
        return [waiting.body() for waiting in self.pending()[:limit]]

    def change(self) -> Coroutine[Any, Any, bool]:
        """Wait until something is queued or a poll ended, from this call on.

        The bell is taken now, not when the waiting task first runs: a ring between the two
        would be lost.
        """
        return self._bell.wait()

    def _ring(self) -> None:
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()
