"""One topic for each case in the review group, with a card that is kept true by editing it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from bot.agents.forum import Forum, Place, Post, TopicGoneError
from bot.agents.keys import keyboard
from bot.agents.review.card import CardWriter, title
from bot.agents.review.checked import Checked, CheckReader
from bot.agents.review.keyboard import keyboard as buttons
from bot.engine import Means
from bot.errors import ChatClosedError, MessageGoneError, MessengerRefusedError
from bot.outgoing import Keyboard
from bot.render import Renderer
from dialogs.kinds import Lang
from dialogs.model import Case
from storage.api import CaseRow, TopicRow, UnitOfWork

PURPOSE = "review"
_DIGEST_SHOWN = 32


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """Where reviewers work, and in which language; without a group nothing is shown."""

    group_id: int | None
    lang: Lang


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as its review looks at it.

    Attributes:
        row: its row.
        case: the case itself.
        checked: what the checks found of its evidence.
        topic: its topic, None while there is none in the review group.
    """

    row: CaseRow
    case: Case = field(repr=False)
    checked: Checked = field(repr=False)
    topic: TopicRow | None = None


class Turns:
    """The group's turns to write: one waited for beforehand serves the first that writes."""

    def __init__(self, forum: Forum, group_id: int) -> None:
        self._forum = forum
        self._group_id = group_id
        self._in_hand = False

    async def wait(self) -> None:
        """Wait for a turn and keep it."""
        await self._forum.ready(self._group_id)
        self._in_hand = True

    async def use(self) -> None:
        """Use the turn that is kept, or wait for another."""
        if not self._in_hand:
            await self._forum.ready(self._group_id)
        self._in_hand = False


class ReviewTopics:
    """Makes topics and keeps their cards true; whoever works in a case's lane may call it."""

    def __init__(
        self, means: Means, forum: Forum, renderer: Renderer, settings: ReviewSettings
    ) -> None:
        self._means = means
        self._forum = forum
        self._renderer = renderer
        self._settings = settings
        self._cards = CardWriter(renderer, settings.lang)
        self._checks = CheckReader(means.codec)

    async def standing(self, uow: UnitOfWork, case_id: str) -> Standing:
        """Return how a case stands; a topic in another group than the set one is none."""
        row = await uow.cases.load(case_id, lock=False)
        if row is None:
            raise LookupError(f"no case {case_id}")
        case = self._means.codec.decode(row.state, Case)
        topic = await uow.topics.get(topic_key(case_id))
        if topic is not None and topic.group_id != self._settings.group_id:
            topic = None
        return Standing(row, case, await self._checks.of(uow, case), topic)

    async def kept(self, standing: Standing, turns: Turns, view: str = "") -> TopicRow:
        """Let the topic be there, with a card and a title that say what is true.

        Raises:
            TopicGoneError: somebody deleted the topic; `forget` it and try again.
        """
        post = self._post(standing, view)
        topic = standing.topic or await self._opened(standing, turns)
        topic = await self._shown(topic, post, turns)
        words = self._title(standing.case)
        if topic.title != words:
            await turns.use()
            await self._forum.rename(place_of(topic), words)
            topic = await self._saved(replace(topic, title=words))
        return topic

    async def forget(self, case_id: str) -> None:
        """Drop a topic that is not there any more."""
        async with self._means.store.begin() as uow:
            await uow.topics.drop(topic_key(case_id))
            await uow.commit()

    def _post(self, standing: Standing, view: str) -> Post:
        lang = self._settings.lang
        html = self._cards.html(standing.case, standing.checked)
        keys = keyboard(self._renderer, buttons(standing.case, view), lang)
        return Post(html, keys, silent=False)

    def _title(self, case: Case) -> str:
        return self._renderer.plain(title(case), self._settings.lang)

    async def _opened(self, standing: Standing, turns: Turns) -> TopicRow:
        """Make the topic and bind it at once: a crash later finds it again."""
        group_id = self._settings.group_id
        if group_id is None:
            raise MessengerRefusedError("no review group is set")
        row, words = standing.row, self._title(standing.case)
        await turns.use()
        thread_id = await self._forum.open(group_id, words)
        fresh = TopicRow(
            topic_key(row.case_id), PURPOSE, group_id, thread_id, row.chat_id, row.case_id, words,
            self._means.clock.now(),
        )  # fmt: skip
        async with self._means.store.begin() as uow:
            await uow.topics.drop(fresh.key)
            await uow.topics.bind(fresh)
            await uow.commit()
        return fresh

    async def _shown(self, topic: TopicRow, post: Post, turns: Turns) -> TopicRow:
        """Change the card if something on it is not true any more, or put up the first one.

        A new one is noted at once, but as true not before it is pinned: whoever dies in between
        leaves it to be pinned, not to be put up once more.
        """
        shown = _digest(post.html, post.keyboard)
        if topic.card_id is not None and topic.shown == shown:
            return topic
        await turns.use()
        card_id = await self._card(topic, post, turns)
        if card_id != topic.card_id or not topic.shown:
            topic = await self._saved(replace(topic, card_id=card_id, shown=""))
            await self._pinned(topic, card_id)
        return await self._saved(replace(topic, shown=shown))

    async def _card(self, topic: TopicRow, post: Post, turns: Turns) -> int:
        """Change the card, or put up a new one, and return its number."""
        if topic.card_id is not None:
            try:
                await self._forum.edit(place_of(topic), topic.card_id, post)
            except MessageGoneError:
                await turns.use()
            else:
                return topic.card_id
        return await self._forum.post(place_of(topic), post)

    async def _pinned(self, topic: TopicRow, card_id: int) -> None:
        """Pin the card; without the right to, it stands at the topic's head all the same."""
        try:
            await self._forum.pin(place_of(topic), card_id)
        except TopicGoneError:
            raise
        except MessengerRefusedError:
            return

    async def _saved(self, topic: TopicRow) -> TopicRow:
        async with self._means.store.begin() as uow:
            await uow.topics.save(topic)
            await uow.commit()
        return topic


def topic_key(case_id: str) -> str:
    """Return the key of a case's review topic."""
    return f"{PURPOSE}:{case_id}"


def place_of(topic: TopicRow) -> Place:
    """Return where a topic is."""
    return Place(topic.group_id, topic.thread_id)


@contextmanager
def in_a_group() -> Iterator[None]:
    """Tell the bot's exclusion from the group as a refusal: it says nothing of the customer."""
    try:
        yield
    except ChatClosedError as error:
        raise MessengerRefusedError("the bot may not write in the review group") from error


def _digest(html: str, keys: Keyboard) -> str:
    return hashlib.sha256(repr((html, keys)).encode()).hexdigest()[:_DIGEST_SHOWN]
