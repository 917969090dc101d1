"""Tells the open web pages what happens: one stream of events per phone."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.sandbox.state import Json

LONGEST_BACKLOG = 2000


@dataclass(frozen=True, slots=True)
class PageEvent:
    """One thing a phone shows at once."""

    name: str
    data: Json


Listening = asyncio.Queue[PageEvent | None]


class PageHub:
    """Phones listen here; a phone that stops reading is cut off, not waited for."""

    def __init__(self) -> None:
        self._phones: dict[int, set[Listening]] = defaultdict(set)

    @asynccontextmanager
    async def listen(self, user_id: int) -> AsyncIterator[Listening]:
        """Hear everything this user's phone shows; None is the end."""
        queue: Listening = asyncio.Queue()
        self._phones[user_id].add(queue)
        try:
            yield queue
        finally:
            self._phones[user_id].discard(queue)

    def tell(self, users: Iterable[int], name: str, data: Json) -> None:
        """Show something on these users' phones."""
        event = PageEvent(name, data)
        for user_id in users:
            for queue in tuple(self._phones.get(user_id, ())):
                self._give(user_id, queue, event)

    def tell_all(self, name: str, data: Json) -> None:
        """Show something on every phone."""
        self.tell(tuple(self._phones), name, data)

    def close(self) -> None:
        """End every stream."""
        for queues in self._phones.values():
            for queue in queues:
                queue.put_nowait(None)

    def _give(self, user_id: int, queue: Listening, event: PageEvent) -> None:
        if queue.qsize() < LONGEST_BACKLOG:
            queue.put_nowait(event)
        else:
            self._phones[user_id].discard(queue)
            queue.put_nowait(None)
