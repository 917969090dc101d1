"""Answers to staff in their groups, through the outbox like everything else that is sent."""

from dataclasses import dataclass
from datetime import datetime

from typing_extensions import override

from bot.agents.forum import Forum, Place, Post, TopicGoneError
from bot.agents.keys import Rows, keyboard
from bot.performing.ports import End, Order, Patience, Performed, Performer, Unwanted
from bot.render import Renderer
from dialogs.effects import Effect
from dialogs.events import Event
from dialogs.kinds import Lang
from dialogs.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerStaff(Effect):
    """Say something to staff in a topic, or in the group outside of topics (thread 0).

    Attributes:
        group_id, thread_id: where.
        words: what, without personal data beyond what the act allows.
        answers: the message that it replies to.
        buttons: rows of label and callback data.
        lang: the language of whoever asked.
    """

    group_id: int
    thread_id: int
    words: Text
    answers: int | None = None
    buttons: Rows = ()
    lang: Lang


class StaffAnswerer(Performer):
    """Performs `AnswerStaff`."""

    patience = Patience(tries=12, first_s=1.0, longest_s=120.0)

    def __init__(self, forum: Forum, renderer: Renderer) -> None:
        self._forum = forum
        self._renderer = renderer

    @override
    async def perform(self, order: Order) -> End:
        effect = order.effect
        if not isinstance(effect, AnswerStaff):
            raise TypeError(f"not an answer to staff: {order.row.kind}")
        words = self._renderer.html(effect.words, effect.lang)
        post = Post(
            words,
            keyboard(self._renderer, effect.buttons, effect.lang),
            answers=effect.answers,
        )
        await self._forum.ready(effect.group_id)
        try:
            await self._forum.post(Place(effect.group_id, effect.thread_id), post)
        except TopicGoneError:
            return Unwanted("the topic is gone")
        return Performed()

    @override
    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        return None
