"""Colleagues who act by themselves, so that one person at the page sees the whole story.

They sit at their phones like anybody: they see topics, tap buttons and write. What they are
there for can be switched at the page; switched off, a person plays the part.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace

import structlog

from bot.sandbox.colleagues import Offices
from bot.sandbox.errors import SandboxError
from bot.sandbox.heard import Heard, PhoneError
from bot.sandbox.staffer import Staffer
from bot.sandbox.state import Topic
from bot.sandbox.world import World

_LOOK_S = 0.7
_WAITING = ("🔔", "📞")
_SAID = "👤 "
_TAKE, _READY, _BACK = "d.take.", "d.ready.", "d.back."
_REVIEW, _ACCEPT, _RETURN = "r.take.", "r.ok.", "r.no."
_SEND_BACK, _APPROVE = "r.back.", "r.approve."
_RETURNED = "front.blurred"
_SILENT_LOOKS = 40

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the colleagues do by themselves.

    Attributes:
        agent: one answers customers who ask for a person, and hands back.
        reviewer: one reviews submitted cases.
        returns_first: the first submission of a case comes back once, for a blurred front.
        pace_s: how long a colleague takes for anything.
    """

    agent: bool = True
    reviewer: bool = True
    returns_first: bool = True
    pace_s: float = 4.0


@dataclass
class _Talk:
    """How far the agent is in one conversation."""

    answered: int = 0
    seen: int = 0
    silent_looks: int = 0


@dataclass
class StandIns:
    """The colleagues of one sandbox; `wishes` may change at any time."""

    world: World
    offices: Offices
    wishes: Wishes = field(default_factory=Wishes)
    _talks: dict[int, _Talk] = field(default_factory=dict)
    _returned: set[int] = field(default_factory=set)

    def wish(self, **changes: bool) -> Wishes:
        """Change what they do by themselves."""
        self.wishes = replace(self.wishes, **changes)
        return self.wishes

    async def run(self) -> None:
        """Act until cancelled."""
        offices = self.offices
        async with AsyncExitStack() as stack:

            async def hand(user_id: int, group: int) -> Staffer:
                return await stack.enter_async_context(Staffer(self.world, user_id, group))

            agent = await hand(offices.agents[0], offices.support)
            reviewer = await hand(offices.reviewer, offices.review)
            second = await hand(offices.second_reviewer, offices.review)
            while True:
                await asyncio.sleep(_LOOK_S)
                if self.wishes.agent:
                    await self._each(agent, self._serve)
                if self.wishes.reviewer:
                    await self._each(reviewer, lambda at, one: self._review(at, second, one))

    async def _each(self, hand: Staffer, act: Callable[[Staffer, Topic], Awaitable[None]]) -> None:
        """Look at every topic; what went wrong in one is tried again at the next look."""
        for topic in hand.topics:
            try:
                await act(hand, topic)
            except (PhoneError, SandboxError) as error:
                _log.info("colleague_was_late", error=type(error).__name__)

    # --- the agent ---

    async def _serve(self, agent: Staffer, topic: Topic) -> None:
        number = topic.thread_id
        if topic.name.startswith(_WAITING) and (card := _with(agent, number, _TAKE)):
            await asyncio.sleep(self.wishes.pace_s)
            await agent.tap_data(card, _TAKE)
            await agent.tap_data(card, f"{_READY}hello")
            self._talks[number] = _Talk(seen=_newest(agent, number))
        elif number in self._talks:
            await self._answer(agent, topic, self._talks[number])

    async def _answer(self, agent: Staffer, topic: Topic, talk: _Talk) -> None:
        """Answer what the customer writes, and in the end give the talk back."""
        number = topic.thread_id
        card = _with(agent, number, _BACK)
        if card is None:
            self._talks.pop(number)
            return
        new = [one for one in _customers(agent, number) if one.id > talk.seen]
        talk.silent_looks = 0 if new else talk.silent_looks + 1
        if not new and talk.silent_looks < _SILENT_LOOKS:
            return
        await asyncio.sleep(self.wishes.pace_s)
        talk.seen, talk.answered = _newest(agent, number), talk.answered + 1
        if new and talk.answered == 1:
            await agent.tap_data(card, f"{_READY}wait")
            return
        await agent.tap_data(card, f"{_READY}done")
        await agent.tap_data(card, _BACK)
        self._talks.pop(number)

    # --- the reviewers ---

    async def _review(self, reviewer: Staffer, second: Staffer, topic: Topic) -> None:
        number = topic.thread_id
        card = _with(reviewer, number, _REVIEW)
        if card is None:
            return
        await asyncio.sleep(self.wishes.pace_s)
        await reviewer.tap_data(card, _REVIEW)
        await asyncio.sleep(self.wishes.pace_s)
        if self.wishes.returns_first and number not in self._returned:
            self._returned.add(number)
            await reviewer.tap_data(card, f"{_RETURN}{_RETURNED}")
            await reviewer.tap_data(card, _SEND_BACK)
            return
        await self._accept(reviewer, card)
        if not await self._approvable(reviewer, number):
            await self._accept(second, card)
        if await self._approvable(reviewer, number):
            await reviewer.tap_data(card, _APPROVE)

    async def _accept(self, hand: Staffer, card: Heard) -> None:
        for data in [one.data for one in card.buttons if (one.data or "").startswith(_ACCEPT)]:
            await hand.tap_data(card, data or "")

    async def _approvable(self, hand: Staffer, number: int) -> bool:
        """Wait a moment for the card to offer the approval."""
        for _ in range(10):
            if _with(hand, number, _APPROVE):
                return True
            await asyncio.sleep(_LOOK_S)
        return False


def _with(hand: Staffer, topic: int, data: str) -> Heard | None:
    """Return the newest message with a button that carries this."""
    for message in reversed(hand.messages(topic)):
        if any((button.data or "") == data for button in message.buttons):
            return message
    return None


def _customers(hand: Staffer, topic: int) -> list[Heard]:
    return [one for one in hand.messages(topic) if one.by_bot and one.text.startswith(_SAID)]


def _newest(hand: Staffer, topic: int) -> int:
    return max((one.id for one in hand.messages(topic)), default=0)
