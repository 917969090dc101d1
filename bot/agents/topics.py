"""Keeping customers' topics: made once, told together, title and card always true.

A group takes twenty messages a minute, so whatever waits for a topic when its turn comes is
told in one message. Media are copied one by one, in their place of the order.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from typing_extensions import override

from bot.agents import cards
from bot.agents.eye import Eye
from bot.agents.forum import Forum, Place, Post, TopicGoneError
from bot.agents.keys import keyboard
from bot.engine import Engine, Means
from bot.errors import MessageGoneError, MessengerError, MessengerRefusedError
from bot.outgoing import Keyboard
from bot.performing.ports import End, Order, Patience, Performed, Performer, Unwanted, Write
from bot.render import CAPTION_LIMIT, MESSAGE_LIMIT, Renderer, split
from dialogs.effects import CallAgents, Effect, KeepTopic, TellAgents
from dialogs.events import Event
from dialogs.kinds import Lang
from dialogs.model import Case
from dialogs.staff import Role
from dialogs.texts import Text, text
from storage.api import CaseRow, OutboxRow, RelayRow, StaffRow, TopicRow, UnitOfWork
from storage.errors import BlobMissing
from verification.errors import VerificationError
from verification.signatures import is_video

PURPOSE = "support"
_MERGED_MOST = 40
_CALLED_MOST = 5
_ROOM = MESSAGE_LIMIT - 400
"""What is left for words when mentions follow."""


@dataclass(frozen=True, slots=True)
class TopicSettings:
    """Where agents work, and in which language."""

    groups: tuple[int, ...]
    lang: Lang


@dataclass(frozen=True, slots=True)
class Waiting:
    """One effect that waits for the topic, with the row that holds it."""

    row: OutboxRow
    effect: Effect


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the rows told by it, and the messages of the customer in it."""

    absorbed: tuple[str, ...] = ()
    relays: tuple[RelayRow, ...] = ()


class TopicKeeper(Performer):
    """Performs `CallAgents`, `TellAgents` and `KeepTopic`."""

    patience = Patience(tries=200, first_s=1.0, longest_s=300.0)

    def __init__(
        self, means: Means, engine: Engine, forum: Forum, renderer: Renderer,
        settings: TopicSettings, eye: Eye,
    ) -> None:  # fmt: skip
        self._means = means
        self._engine = engine
        self._forum = forum
        self._renderer = renderer
        self._settings = settings
        self._eye = eye

    @override
    async def perform(self, order: Order) -> End:
        """Show what is true, then tell what waits: what fails before the words repeats none."""
        found = await self._case(order.case_id)
        if found is None or not self._settings.groups:
            return Unwanted("no case, or no group to tell it in")
        row, case = found
        topic = await self._topic(row, case)
        try:
            await self._shown(topic, case)
            await self._forum.ready(topic.group_id)
            written = await self._told(order, row, topic)
        except TopicGoneError:
            await self._forgotten(topic)
            raise
        return Performed(write=_recorder(written))

    @override
    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        return None

    async def _case(self, case_id: str) -> tuple[CaseRow, Case] | None:
        async with self._means.store.begin() as uow:
            row = await uow.cases.load(case_id, lock=False)
        return None if row is None else (row, self._engine.case_of(row))

    # --- the topic ---

    async def _topic(self, row: CaseRow, case: Case) -> TopicRow:
        """Return the customer's topic; the lane lets one hand at a time make it."""
        key = topic_key(row.chat_id)
        async with self._means.store.begin() as uow:
            known, load = await uow.topics.get(key), await uow.topics.load()
        if known is not None:
            return known
        group_id = min(self._settings.groups, key=lambda one: load.get(one, 0))
        words = self._title(case)
        await self._forum.ready(group_id)
        thread_id = await self._forum.open(group_id, words)
        now = self._means.clock.now()
        fresh = TopicRow(key, PURPOSE, group_id, thread_id, row.chat_id, row.case_id, words, now)
        async with self._means.store.begin() as uow:
            await uow.topics.bind(fresh)
            await uow.commit()
        return fresh

    async def _forgotten(self, topic: TopicRow) -> None:
        """Drop a topic that somebody deleted: the next try makes it anew."""
        async with self._means.store.begin() as uow:
            await uow.topics.drop(topic.key)
            await uow.commit()

    async def _shown(self, topic: TopicRow, case: Case) -> None:
        """Let card and title say what is true, each written down as soon as it does."""
        html = self._html(text("desk_card", lines=cards.card(case)))
        rows = cards.buttons(case)
        keys = keyboard(self._renderer, rows, self._settings.lang)
        words, shown = self._title(case), _digest(html, keys)
        if topic.shown != shown:
            topic = await self._carded(topic, Post(html, keys))
            topic = await self._saved(replace(topic, case_id=case.case_id, shown=shown))
        if topic.title != words:
            await self._forum.ready(topic.group_id)
            await self._forum.rename(_place(topic), words)
            await self._saved(replace(topic, title=words))

    async def _saved(self, topic: TopicRow) -> TopicRow:
        async with self._means.store.begin() as uow:
            await uow.topics.save(topic)
            await uow.commit()
        return topic

    async def _carded(self, topic: TopicRow, post: Post) -> TopicRow:
        """Let the card say this; a new one is noted at once, but as true not before it is pinned.

        So whoever dies in between leaves it to be pinned, not to be put up once more.
        """
        card_id = await self._card(topic, post)
        if topic.shown and card_id == topic.card_id:
            return topic
        topic = await self._saved(replace(topic, card_id=card_id, shown=""))
        await self._pinned(topic, card_id)
        return topic

    async def _card(self, topic: TopicRow, post: Post) -> int:
        """Change the card, or put up a new one."""
        await self._forum.ready(topic.group_id)
        if topic.card_id is not None:
            try:
                await self._forum.edit(_place(topic), topic.card_id, post)
            except MessageGoneError:
                pass
            else:
                return topic.card_id
        return await self._forum.post(_place(topic), post)

    async def _pinned(self, topic: TopicRow, card_id: int) -> None:
        """Pin the card; one that is not pinned still stands at the head."""
        try:
            await self._forum.pin(_place(topic), card_id)
        except TopicGoneError:
            raise
        except MessengerError:
            return

    def _title(self, case: Case) -> str:
        return self._renderer.plain(cards.title(case), self._settings.lang)

    # --- what is told ---

    async def _told(self, order: Order, row: CaseRow, topic: TopicRow) -> Written:
        """Tell what waits: one text for all words, or a copy of one message of media.

        A reply is told by itself: nobody else's words may seem to reply to the same.
        """
        place = _place(topic)
        effect, answers = await self._replying(order.effect, topic)
        head = Waiting(order.row, effect)
        if isinstance(effect, TellAgents) and effect.media_ref:
            return await self._copied(effect, row, place, answers)
        together = [head, *(await self._behind(order.row) if answers is None else ())]
        words, taken = self._merged(together)
        number = None
        if words:
            number = await self._posted(place, words, [one.effect for one in taken], answers)
        refs = [one.effect.message_ref for one in taken if isinstance(one.effect, TellAgents)]
        relays = tuple(self._relay(row, ref, place, number) for ref in refs if ref and number)
        return Written(tuple(one.row.effect_id for one in taken[1:]), relays)

    async def _replying(self, effect: Effect, topic: TopicRow) -> tuple[Effect, int | None]:
        """Return the topic's message that is replied to; where none is, a quoted line stays.

        What is older than the topic stood in one that is gone.
        """
        if not isinstance(effect, TellAgents) or effect.answers is None:
            return effect, None
        async with self._means.store.begin() as uow:
            rows = await uow.relays.in_topic(topic.chat_id, int(effect.answers))
        here = [
            one.topic_message_id
            for one in rows
            if one.group_id == topic.group_id and one.at >= topic.opened_at
        ]
        return (replace(effect, quoted=None), here[-1]) if here else (effect, None)

    async def _posted(
        self, place: Place, words: str, effects: list[Effect], answers: int | None
    ) -> int:
        """Post words, in several messages where one does not hold them; return the last."""
        called = await self._mentions() if any(map(_urgent, effects)) else ""
        silent = not any(map(_rings, effects))
        *first, last = split(words, _ROOM)
        for part in first:
            await self._forum.post(place, Post(part, silent=silent, answers=answers))
            await self._forum.ready(place.group_id)
        return await self._forum.post(place, Post(last + called, silent=silent, answers=answers))

    async def _mentions(self) -> str:
        """Return the supervisors' names as mentions, which ring their phones."""
        async with self._means.store.begin() as uow:
            staff = [one for one in await uow.staff.everyone() if one.revoked_at is None]
        there = [one for one in staff if Role.SUPERVISOR in one.roles]
        names = " ".join(mention(one) for one in there[:_CALLED_MOST])
        return f"\n{names}" if names else ""

    async def _behind(self, row: OutboxRow) -> list[Waiting]:
        """Return what waits behind, up to the first that must be told by itself."""
        async with self._means.store.begin() as uow:
            rows = await uow.outbox.behind(row.lane, _MERGED_MOST)
        waiting = []
        for one in rows:
            effect = self._means.codec.decode(one.payload, Effect)
            if not isinstance(effect, CallAgents | KeepTopic | TellAgents) or _alone(effect):
                break
            waiting.append(Waiting(one, effect))
        return waiting

    def _merged(self, together: Sequence[Waiting]) -> tuple[str, list[Waiting]]:
        """Return as many words as fit into one message, and whose they are."""
        words, taken = "", list[Waiting]()
        for one in together:
            line = self._words(one.effect)
            joined = "\n".join(part for part in (words, line) if part)
            if taken and len(joined) > _ROOM:
                break
            words = joined
            taken.append(one)
        return words, taken

    def _words(self, effect: Effect) -> str:
        match effect:
            case TellAgents(what=what, quoted=quoted):
                above = "" if quoted is None else f"{self._html(quoted)}\n"
                return above + self._html(what).strip()
            case CallAgents(why=why):
                return self._html(text("desk_called", why=text(f"desk_why_{why}")))
            case _:
                return ""

    async def _copied(
        self, effect: TellAgents, row: CaseRow, place: Place, answers: int | None
    ) -> Written:
        """Bring a customer's media; more words than a caption holds follow."""
        ref = effect.media_ref or ""
        caption, *more = split(self._words(effect), CAPTION_LIMIT)
        bare = Post(caption, answers=answers)
        if effect.media_id is None:
            number = await self._copy(place, (row.chat_id, int(ref)), bare)
        else:
            number = await self._forum.post(place, await self._anew(effect.media_id, bare))
        for part in more:
            await self._forum.ready(place.group_id)
            await self._forum.post(place, Post(part))
        return Written(relays=(self._relay(row, ref, place, number),))

    async def _copy(self, place: Place, source: tuple[int, int], bare: Post) -> int:
        """Copy a message; one that is gone meanwhile is told in words."""
        try:
            return await self._forum.copy_in(place, source, bare.html, bare.answers)
        except TopicGoneError:
            raise
        except MessengerRefusedError:
            return await self._forum.post(place, bare)

    async def _anew(self, media_id: str, bare: Post) -> Post:
        """Return the picture or film without what else its file says; words if it is neither."""
        try:
            data = await self._eye.blobs.get(media_id)
            if is_video(data):
                return replace(bare, film=await self._eye.drawer.film(data))
            return replace(bare, picture=await self._eye.drawer.plain(data))
        except (BlobMissing, VerificationError):
            return bare

    def _relay(self, row: CaseRow, ref: str, place: Place, number: int | None) -> RelayRow:
        now = self._means.clock.now()
        return RelayRow(row.chat_id, int(ref), place.group_id, number or 0, now, True)

    def _html(self, words: Text) -> str:
        return self._renderer.html(words, self._settings.lang)


def _place(topic: TopicRow) -> Place:
    return Place(topic.group_id, topic.thread_id)


def topic_key(chat_id: int) -> str:
    """Return the key of a customer's topic: one for all their cases."""
    return f"{PURPOSE}:{chat_id}"


def mention(one: StaffRow) -> str:
    """Return a colleague's name as a mention, as Telegram's HTML."""
    return f'<a href="tg://user?id={one.user_id}">{escape(one.name)}</a>'


def _alone(effect: Effect) -> bool:
    """Say whether it begins a message of its own: media, and what may be a reply."""
    return isinstance(effect, TellAgents) and bool(effect.media_ref or effect.answers)


def _urgent(effect: Effect) -> bool:
    return isinstance(effect, TellAgents) and effect.urgent


def _rings(effect: Effect) -> bool:
    return _urgent(effect) or isinstance(effect, CallAgents)


def _digest(html: str, keys: Keyboard) -> str:
    return hashlib.sha256(repr((html, keys)).encode()).hexdigest()[:16]


def _recorder(written: Written) -> Write:
    async def write(uow: UnitOfWork) -> None:
        await uow.outbox.absorb(written.absorbed, {"merged": True})
        await uow.relays.add(written.relays)

    return write
