"""Many conversations at once: customers write at random moments, agents answer every word."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from typing_extensions import override

from benchmarks.relays.talks import Floor, RelayError, Talk, until
from benchmarks.relays.words import Account, Said, Stood, account, marks_in
from bot.sandbox.errors import ApiError
from bot.sandbox.heard import Heard
from bot.sandbox.rates import RateLimiter
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import RateLimits
from bot.sandbox.state import Chat

_SEED = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """How a crowd talks.

    Attributes:
        customers: open conversations.
        groups: they are spread over so many.
        words: what each customer says, at random moments.
        span_s: within so long.
        drain_s: how long what is under way is waited for afterwards.
    """

    customers: int
    groups: int
    words: int
    span_s: float
    drain_s: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the words of both sides."""

    inwards: Account
    outwards: Account

    @property
    def words(self) -> int:
        """How many words arrived, both ways."""
        return len(self.inwards.waits_s) + len(self.outwards.waits_s)

    @property
    def lost(self) -> int:
        """How many did not, both ways."""
        return self.inwards.lost + self.outwards.lost


class CountedRates(RateLimiter):
    """The sandbox's limits, which note how often they refuse."""

    def __init__(self, limits: RateLimits) -> None:
        super().__init__(limits, time.monotonic)
        self.refused = 0

    @override
    def take(self, chat: Chat, cost: int = 1) -> None:
        try:
            super().take(chat, cost)
        except ApiError:
            self.refused += 1
            raise


@dataclass
class Crowd:
    """Open conversations, and what was said in them so far."""

    floor: Floor
    talks: list[Talk]
    asked: list[Said] = field(default_factory=list)
    answered: list[Said] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._places = {talk.place: talk for talk in self.talks}

    async def talk(self, plan: Plan) -> Outcome:
        """Talk until the plan is done and everything has arrived, or the patience is over."""
        async with self._answering():
            await self._asking(plan)
            with suppress(RelayError):  # what has not arrived is told as lost
                await until(self._over, "every word", plan.drain_s)
        return self._outcome()

    async def _asking(self, plan: Plan) -> None:
        drawn = random.Random(_SEED)  # noqa: S311 - moments, not secrets
        moments = sorted(
            (drawn.uniform(0, plan.span_s), place)
            for place in range(len(self.talks))
            for _ in range(plan.words)
        )
        started_s = time.monotonic()
        for moment_s, place in moments:
            await asyncio.sleep(max(0.0, started_s + moment_s - time.monotonic()))
            talk, mark = self.talks[place], next(self.floor.marks)
            heard = await talk.phone.say(f"请问还要多久？ {mark}")
            self.asked.append(_said(talk, mark, heard))

    @asynccontextmanager
    async def _answering(self) -> AsyncIterator[None]:
        """Let the agents answer every word that comes to stand in a topic, at once."""
        world, reader = self.floor.sandbox.world, self.floor.groups.offices.supervisor
        async with world.hub.listen(reader) as events:

            async def answer() -> None:
                while (event := await events.get()) is not None:
                    message = event.data.get("message") if event.name == "message" else None
                    if message is not None and message["from"]["is_bot"]:
                        place = event.data["chat_id"], event.data["topic_id"]
                        await self._answer(place, message.get("text", ""))
                raise RelayError("the agents could not read as fast as was written")

            task = asyncio.create_task(answer())
            try:
                yield
            finally:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    async def _answer(self, place: tuple[int, int | None], text: str) -> None:
        talk = self._places.get(place)
        if talk is None:
            return
        for _ in marks_in(text):
            mark = next(self.floor.marks)
            heard = await talk.agent.say(talk.topic, f"马上就好。 {mark}")
            self.answered.append(_said(talk, mark, heard))

    def _over(self) -> bool | None:
        """Say whether every word has arrived and was answered."""
        outcome = self._outcome()
        answered = outcome.inwards.said == outcome.outwards.said
        return (answered and not outcome.lost) or None

    def _outcome(self) -> Outcome:
        return Outcome(
            account(self.asked, self._in_topics()), account(self.answered, self._in_chats())
        )

    def _in_topics(self) -> Iterator[Stood]:
        for group_id in self.floor.groups.support:
            for message in self.floor.by_bot(group_id):
                talk = self._places.get((group_id, message.topic))
                if talk is not None:
                    yield _stood(talk, message)

    def _in_chats(self) -> Iterator[Stood]:
        for talk in self.talks:
            for message in self.floor.by_bot(talk.phone.user_id):
                yield _stood(talk, message)


def limited(sandbox: Sandbox, limits: RateLimits) -> CountedRates:
    """Let a sandbox keep these limits from now on; nothing was sent so far."""
    rates = CountedRates(limits)
    sandbox.world.rates = rates
    return rates


def _said(talk: Talk, mark: str, heard: Heard) -> Said:
    return Said(talk.phone.user_id, mark, heard.stored.sent_at)


def _stood(talk: Talk, heard: Heard) -> Stood:
    return Stood(talk.phone.user_id, tuple(marks_in(heard.text)), heard.stored.sent_at)
