"""Showing a reviewer what they asked for: evidence, measurements, a request for words."""

from dataclasses import replace
from datetime import datetime

from typing_extensions import override

from bot.agents.eye import Eye
from bot.agents.forum import Forum, Post, TopicGoneError
from bot.agents.review.details import details_html
from bot.agents.review.effects import AskWords, ShowDetails, ShowEvidence
from bot.agents.review.evidence import FRAMES, Medium, Part, parts, still_theirs
from bot.agents.review.jpeg import longest_side_px
from bot.agents.review.keeper import NO_GROUP
from bot.agents.review.topics import (
    ReviewSettings,
    ReviewTopics,
    Standing,
    Turns,
    in_a_group,
    place_of,
)
from bot.engine import Means
from bot.performing.ports import End, Order, Patience, Performed, Performer, Unwanted
from bot.render import Renderer
from dialogs.checks import explained
from dialogs.effects import Effect
from dialogs.events import Event
from dialogs.reasons import Finding
from dialogs.texts import Text, text
from storage.api import Json
from storage.errors import BlobMissing
from verification.api import Shot
from verification.errors import UnreadablePicture

_PHOTO_SIDE_PX = 1280
"""To this Telegram's apps shrink a photo. A single picture still reads well at it, the small
ones of a larger sheet do not: such a sheet goes as a file."""


class ReviewShower(Performer):
    """Performs `ShowEvidence`, `ShowDetails` and `AskWords`."""

    patience = Patience(tries=12, first_s=1.0, longest_s=120.0)

    def __init__(
        self, means: Means, forum: Forum, renderer: Renderer, settings: ReviewSettings, eye: Eye
    ) -> None:
        self._means = means
        self._forum = forum
        self._renderer = renderer
        self._settings = settings
        self._eye = eye
        self._topics = ReviewTopics(means, forum, renderer, settings)

    @override
    async def perform(self, order: Order) -> End:
        group_id = self._settings.group_id
        if group_id is None:
            return NO_GROUP
        async with self._means.store.begin() as uow:
            standing = await self._topics.standing(uow, order.case_id)
        if standing.topic is None:
            return Unwanted("there is no topic to show it in")
        post = await self._post(standing, order.effect)
        if post is None:
            return Unwanted("not theirs to look at any more")
        turns = Turns(self._forum, group_id)
        with in_a_group():
            return await self._posted(order, standing, post, turns)

    @override
    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        return None

    async def _posted(self, order: Order, standing: Standing, post: Post, turns: Turns) -> End:
        """Post it; in a topic that was deleted meanwhile nobody looks at it any more."""
        if standing.topic is None:
            raise LookupError("no topic")
        await turns.use()
        try:
            number = await self._forum.post(place_of(standing.topic), post)
        except TopicGoneError:
            await self._topics.forget(order.case_id)
            await self._topics.kept(replace(standing, topic=None), turns)
            return Unwanted("the topic was deleted")
        return Performed({"message_id": number, **_remembered(order.effect)})

    async def _post(self, standing: Standing, effect: Effect) -> Post | None:
        case = standing.case
        match effect:
            case ShowDetails():
                lang = self._settings.lang
                return Post(details_html(case, standing.checked, self._renderer, lang))
            case AskWords(agent=agent, item=item) if case.review.reviewer == agent:
                asked = text("review_ask_words", agent=agent, item=text(f"item_{item}"))
                return Post(self._html(asked))
            case ShowEvidence(agent=agent, supervisor=supervisor):
                if not still_theirs(case, agent, supervisor=supervisor):
                    return None
                return await self._evidence(standing, effect)
            case AskWords():
                return None
            case _:
                raise TypeError(f"nothing to show a reviewer: {type(effect).__name__}")

    # --- evidence ---

    async def _evidence(self, standing: Standing, effect: ShowEvidence) -> Post | None:
        """Draw one part; what retention deleted or nobody can open is said instead."""
        media = parts(standing.case).get(Part(effect.part))
        if media is None:
            return None
        what = text(f"review_part_{effect.part}")
        lines = self._watermark(standing, effect)
        shown = text("review_shown", what=what, agent=effect.agent, at=effect.shown_at)
        blank = Post(self._html(shown), protected=True)
        try:
            return await self._drawn(blank, Part(effect.part), media, lines)
        except BlobMissing:
            return Post(self._html(text("review_media_gone", what=what)))
        except UnreadablePicture as error:
            why = explained((Finding(error.reason),))[0]
            return Post(self._html(text("review_media_unreadable", what=what, why=why)))

    async def _drawn(
        self, blank: Post, part: Part, media: tuple[Medium, ...], lines: tuple[str, ...]
    ) -> Post:
        match part:
            case Part.FRONT | Part.BACK:
                data = await self._eye.blobs.get(media[0].media_id)
                return replace(blank, picture=await self._eye.drawer.picture(data, lines))
            case Part.SHEET | Part.BEFORE:
                shots = [await self._shot(one) for one in media]
                there = tuple(shot for shot in shots if shot is not None)
                if not there:
                    raise BlobMissing("all of it is gone")
                sheet = await self._eye.drawer.sheet(there, lines)
                gone = len(shots) - len(there)
                html = blank.html if not gone else f"{blank.html}\n{self._gone(gone)}"
                too_large = longest_side_px(sheet) > _PHOTO_SIDE_PX
                return replace(blank, html=html, picture=sheet, as_file=too_large)
            case Part.FILM:
                data = await self._eye.blobs.get(media[0].media_id)
                return replace(blank, film=await self._eye.drawer.film(data))

    async def _shot(self, one: Medium) -> Shot | None:
        try:
            data = await self._eye.blobs.get(one.media_id)
        except BlobMissing:
            return None
        caption = self._renderer.plain(one.what, self._settings.lang)
        return Shot(data, one.is_film, caption, FRAMES)

    def _gone(self, count: int) -> str:
        return self._html(text("review_some_gone", count=count))

    def _watermark(self, standing: Standing, effect: ShowEvidence) -> tuple[str, ...]:
        """Return who looks and when, and at which application (the firm's time)."""
        number = standing.case.submission.application_number or standing.case.case_id
        mark = text("review_watermark", agent=effect.agent, at=effect.shown_at)
        return self._renderer.plain(mark, self._settings.lang), number

    def _html(self, words: Text) -> str:
        return self._renderer.html(words, self._settings.lang)


def _remembered(effect: Effect) -> dict[str, Json]:
    """Return what a reply to the message has to be read with."""
    return {"item": effect.item} if isinstance(effect, AskWords) else {}
