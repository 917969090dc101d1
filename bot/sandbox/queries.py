"""Taps and Mini App sessions that wait for the bot's answer."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.sandbox.errors import bad_request
from bot.sandbox.state import Json

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(slots=True)
class Query:
    """One question to the bot; it takes one answer, in time."""

    id: str
    user_id: int
    chat_id: int
    at: datetime
    answer: asyncio.Future[Json]


class Queries:
    """The open questions by their number."""

    def __init__(self, clock: Clock, ttl_s: float, first_id: int) -> None:
        self._clock = clock
        self._ttl = timedelta(seconds=ttl_s)
        self._open: dict[str, Query] = {}
        self._next_id = first_id

    def next_number(self) -> int:
        """Return a number that was not used yet."""
        self._next_id += 1
        return self._next_id

    def ask(self, user_id: int, chat_id: int) -> Query:
        """Open a question."""
        future = asyncio.get_running_loop().create_future()
        query = Query(str(self.next_number()), user_id, chat_id, self._clock.now(), future)
        self._open[query.id] = query
        return query

    def answer(self, query_id: str, answer: Json) -> Query:
        """Close a question with the bot's answer, or refuse as Telegram does."""
        query = self._open.pop(query_id, None)
        if query is None or self._clock.now() - query.at > self._ttl:
            raise bad_request(TOO_OLD)
        if not query.answer.done():
            query.answer.set_result(answer)
        return query
