"""Opening conversations: customers ask for a person, agents take them, all know their topics."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from benchmarks.relays.offices import Groups
from benchmarks.relays.words import marks, marks_in
from benchmarks.turns.customer import button_of
from bot import adapters
from bot.config import Settings
from bot.sandbox.server import Sandbox
from bot.sandbox.testing import Heard, Phone, Staffer
from storage import open_store

Found = TypeVar("Found")

_PATIENCE_S = 60.0
_OPENING_S = 240.0
_LOOK_S = 0.3
_AT_ONCE = 8
_TAKE = "d.take."


class RelayError(RuntimeError):
    """What was waited for did not come."""


@dataclass(frozen=True, slots=True)
class Talk:
    """An open conversation: a customer, and an agent in the customer's topic."""

    phone: Phone
    agent: Staffer
    topic: int

    @property
    def place(self) -> tuple[int, int | None]:
        """Return group and topic."""
        return self.agent.chat_id, self.topic


@dataclass
class Floor:
    """Everybody under one sandbox; in each group there are the same agents."""

    sandbox: Sandbox
    groups: Groups
    phones: list[Phone]
    agents: dict[int, tuple[Staffer, ...]]
    marks: Iterator[str] = field(default_factory=marks)
    holders: dict[tuple[int, int | None], Staffer] = field(default_factory=dict)

    async def taken(self) -> None:
        """Let every customer ask for a person, and the agents take them in turn."""
        await _few_at_once([_asked(phone) for phone in self.phones])
        cards = await until(self._all_cards, "a card for every customer", _OPENING_S)
        self.holders = {
            (group_id, card.topic): self._hand(number, group_id)
            for number, (group_id, card) in enumerate(cards)
        }
        taps = [
            self.holders[group_id, card.topic].tap(card.topic, _TAKE, card)
            for group_id, card in cards
        ]
        await _few_at_once(taps)

    async def met(self) -> list[Talk]:
        """Let every customer say a word: the topic in which it comes to stand is theirs."""
        greeted = dict(zip(self.marks, self.phones, strict=False))
        for mark, phone in greeted.items():
            await phone.say(f"您好 {mark}")
        wanted = len(self.phones)

        def everybody() -> list[Talk] | None:
            found = list(self._talks(greeted))
            return found if len(found) == wanted else None

        return await until(everybody, "every customer's first word", _OPENING_S)

    def _hand(self, number: int, group_id: int) -> Staffer:
        agents = self.agents[group_id]
        return agents[number % len(agents)]

    def _all_cards(self) -> list[tuple[int, Heard]] | None:
        """Return group and card of every customer who waits, once all do."""
        cards = [
            (group_id, message)
            for group_id in self.groups.support
            for message in self.by_bot(group_id)
            if message.has_button(_TAKE)
        ]
        return cards if len(cards) == len(self.phones) else None

    def _talks(self, greeted: dict[str, Phone]) -> Iterator[Talk]:
        for group_id in self.groups.support:
            for message in self.by_bot(group_id):
                holder = self.holders.get((group_id, message.topic), self._hand(0, group_id))
                for mark in marks_in(message.text):
                    if mark in greeted and message.topic is not None:
                        yield Talk(greeted[mark], holder, message.topic)

    def by_bot(self, chat_id: int) -> Iterator[Heard]:
        """Return what the bot said in a chat, oldest first."""
        messages = self.sandbox.world.state.chats[chat_id].messages.values()
        return (Heard(stored) for stored in messages if stored.by_bot and not stored.deleted)


@asynccontextmanager
async def floor(sandbox: Sandbox, groups: Groups, customers: int) -> AsyncIterator[Floor]:
    """Give so many new customers and the agents their phones."""
    async with AsyncExitStack() as stack:
        phones = [
            await stack.enter_async_context(sandbox.phone(language_code="zh"))
            for _ in range(customers)
        ]
        agents = {
            group_id: tuple(
                [
                    await stack.enter_async_context(sandbox.staffer(agent, group_id))
                    for agent in groups.offices.agents
                ]
            )
            for group_id in groups.support
        }
        yield Floor(sandbox, groups, phones, agents)


async def until(look: Callable[[], Found | None], what: str, limit_s: float) -> Found:
    """Look again and again until there is something; looking costs, so not too often."""
    ends_s = time.monotonic() + limit_s
    while (found := look()) is None:
        if time.monotonic() > ends_s:
            raise RelayError(f"waited {limit_s:.0f} s for {what}")
        await asyncio.sleep(_LOOK_S)
    return found


async def settled(given: dict[str, Any]) -> None:
    """Wait until a bot with these settings has nothing left to work or to send."""
    settings = Settings.model_validate(given)
    store = open_store(settings.database.url, adapters.key_ring(settings))
    try:
        async with asyncio.timeout(_OPENING_S):
            while (left := await store.backlog()).outbox or left.inbox:  # noqa: ASYNC110 - rows ring no bell here
                await asyncio.sleep(_LOOK_S)
    finally:
        await store.close()


async def _asked(phone: Phone) -> None:
    """Say hello and ask for a person."""
    await phone.say("/start")
    await phone.heard(timeout_s=_PATIENCE_S)
    message, data = button_of(phone.messages, "person")
    await phone.tap_data(message, data)


async def _few_at_once(acts: Sequence[Coroutine[Any, Any, object]]) -> None:
    """Do all of it, a few at a time: nobody waits for an answer longer than a tap lives."""
    free = asyncio.Semaphore(_AT_ONCE)

    async def done(act: Coroutine[Any, Any, object]) -> None:
        async with free:
            await act

    async with asyncio.TaskGroup() as group:
        for act in acts:
            group.create_task(done(act))
