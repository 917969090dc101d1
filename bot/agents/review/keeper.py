"""Keeping reviews on show: performs what the core says about a case's review.

Whatever waits in the lane when the group takes another message is told in one go: the card is
true of all of it, and words beside it come in one message.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from typing_extensions import override

from bot.agents.forum import Forum, Post, TopicGoneError
from bot.agents.review.card import again, written
from bot.agents.review.effects import ShowEvidence, ShowReasons
from bot.agents.review.keyboard import is_view
from bot.agents.review.topics import (
    ReviewSettings,
    ReviewTopics,
    Standing,
    Turns,
    in_a_group,
    place_of,
)
from bot.engine import Means
from bot.performing.ports import (
    End,
    Order,
    Patience,
    Performed,
    Performer,
    Unwanted,
    Write,
)
from bot.render import Renderer
from dialogs.effects import Effect, KeepReview, OpenReview
from dialogs.events import Event
from dialogs.model import Case, Phase
from dialogs.texts import Text
from storage.api import OutboxRow, UnitOfWork

NO_GROUP = Unwanted("no review group")
_MERGED_MOST = 50


@dataclass(frozen=True, slots=True)
class Burst:
    """What is told together.

    Attributes:
        standing: the case, read together with what waits.
        told: words beside the card, in order.
        absorbed: what waits and is told with it.
    """

    standing: Standing
    told: tuple[Text, ...]
    absorbed: tuple[str, ...]


class ReviewKeeper(Performer):
    """Performs `OpenReview`, `KeepReview` and `ShowReasons`."""

    patience = Patience(tries=200, first_s=1.0, longest_s=300.0)

    def __init__(
        self, means: Means, forum: Forum, renderer: Renderer, settings: ReviewSettings
    ) -> None:
        self._means = means
        self._forum = forum
        self._renderer = renderer
        self._settings = settings
        self._topics = ReviewTopics(means, forum, renderer, settings)

    @override
    async def perform(self, order: Order) -> End:
        group_id = self._settings.group_id
        if group_id is None:
            return NO_GROUP
        turns = Turns(self._forum, group_id)
        with in_a_group():
            await turns.wait()
            match order.effect:
                case OpenReview() | KeepReview():
                    return await self._kept(order, turns)
                case ShowReasons() as choice:
                    return await self._choosing(order, choice, turns)
                case _:
                    raise TypeError(f"not for a review: {order.row.kind}")

    @override
    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        return None

    # --- the card and what is told beside it ---

    async def _kept(self, order: Order, turns: Turns) -> End:
        burst = await self._burst(order)
        standing = burst.standing
        if standing.topic is None and standing.case.phase is not Phase.IN_REVIEW:
            return Unwanted("not in review, and never shown")
        try:
            await self._written(standing, burst.told, turns)
        except TopicGoneError:
            await self._topics.forget(order.case_id)
            await self._written(replace(standing, topic=None), burst.told, turns)
        await self._taken_away(order.case_id, burst.standing)
        return Performed({"merged": len(burst.absorbed)}, write=_absorbing(burst.absorbed))

    async def _taken_away(self, case_id: str, standing: Standing) -> None:
        """Delete the evidence that was shown, as soon as nobody reviews it any more (D14)."""
        if standing.topic is None or standing.case.phase is Phase.IN_REVIEW:
            return
        async with self._means.store.begin() as uow:
            rows = await uow.outbox.of_case(case_id)
        for row in rows:
            number = (row.result or {}).get("message_id")
            if row.kind == ShowEvidence.__name__ and isinstance(number, int):
                await self._forum.delete(place_of(standing.topic), number)

    async def _written(self, standing: Standing, told: tuple[Text, ...], turns: Turns) -> None:
        topic = await self._topics.kept(standing, turns)
        if told:
            await turns.use()
            words = written((told,), self._renderer, self._settings.lang)
            await self._forum.post(place_of(topic), Post(words, silent=False))

    async def _burst(self, order: Order) -> Burst:
        """Read the case together with what waits, so that the card is true of all of it."""
        async with self._means.store.begin() as uow:
            behind = await uow.outbox.behind(order.row.lane, _MERGED_MOST)
            standing = await self._topics.standing(uow, order.case_id)
        waiting = self._mergeable(behind)
        effects = (order.effect, *(effect for _, effect in waiting))
        told = dict.fromkeys(words for one in effects for words in _told(one, standing.case))
        return Burst(standing, tuple(told), tuple(row.effect_id for row, _ in waiting))

    def _mergeable(self, behind: Sequence[OutboxRow]) -> list[tuple[OutboxRow, Effect]]:
        """Return what waits for the card, up to a choice that shows another keyboard."""
        found = list[tuple[OutboxRow, Effect]]()
        for row in behind:
            if row.kind == ShowReasons.__name__:
                break
            effect = self._means.codec.decode(row.payload, Effect)
            if isinstance(effect, OpenReview | KeepReview):
                found.append((row, effect))
        return found

    # --- another keyboard ---

    async def _choosing(self, order: Order, choice: ShowReasons, turns: Turns) -> End:
        async with self._means.store.begin() as uow:
            standing = await self._topics.standing(uow, order.case_id)
        case = standing.case
        if standing.topic is None or case.review.reviewer != choice.agent:
            return Unwanted("the review is not theirs any more")
        view = choice.view if is_view(case, choice.view) else ""
        try:
            await self._topics.kept(standing, turns, view)
        except TopicGoneError:
            await self._topics.forget(order.case_id)
            await self._topics.kept(replace(standing, topic=None), turns)
        return Performed()


def _told(effect: Effect, case: Case) -> tuple[Text, ...]:
    match effect:
        case OpenReview(round_no=number) if number > 1:
            return (again(case, number),)
        case KeepReview(what=what) if what is not None:
            return (what,)
        case _:
            return ()


def _absorbing(effect_ids: tuple[str, ...]) -> Write:
    async def write(uow: UnitOfWork) -> None:
        await uow.outbox.absorb(effect_ids, {"merged": True})

    return write
