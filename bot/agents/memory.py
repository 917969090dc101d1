"""The forum's twin: groups and topics of one process, and failures on demand."""

import asyncio
from dataclasses import dataclass, field, replace

from typing_extensions import override

from bot.agents.forum import Forum, Place, Post, TopicGoneError
from bot.errors import MessageGoneError, MessengerError
from bot.outgoing import Keyboard


@dataclass
class MemoryForum(Forum):
    """Remembers what was opened and posted; `failures` are raised by the next calls, one each.

    Attributes:
        titles: the topics there are, with their titles.
        posts: what stands in the topics, by group and message.
        where: the topic of each message.
        pinned: the pinned message of each topic.
        copies: customers' messages copied in, and topics' media copied out.
        opened: how often a topic was made.
        slow_s: how long making a topic takes.
    """

    titles: dict[Place, str] = field(default_factory=dict)
    posts: dict[tuple[int, int], Post] = field(default_factory=dict)
    where: dict[tuple[int, int], Place] = field(default_factory=dict)
    pinned: dict[Place, int] = field(default_factory=dict)
    copies: list[tuple[int, int, str]] = field(default_factory=list)
    failures: list[MessengerError] = field(default_factory=list)
    opened: int = 0
    slow_s: float = 0.0
    numbers: int = 0

    @override
    async def ready(self, group_id: int) -> None:
        await asyncio.sleep(0)

    @override
    async def open(self, group_id: int, title: str) -> int:
        self._fail()
        self.opened += 1
        await asyncio.sleep(self.slow_s)
        place = Place(group_id, self._number())
        self.titles[place] = title
        return place.thread_id

    @override
    async def rename(self, place: Place, title: str) -> None:
        self._there(place)
        self.titles[place] = title

    @override
    async def post(self, place: Place, post: Post) -> int:
        self._there(place)
        number = self._number()
        self.posts[place.group_id, number] = post
        self.where[place.group_id, number] = place
        return number

    @override
    async def edit(self, place: Place, message_id: int, post: Post) -> None:
        self._there(place)
        if (place.group_id, message_id) not in self.posts:
            raise MessageGoneError("the message is gone")
        self.posts[place.group_id, message_id] = post

    @override
    async def keys(self, place: Place, message_id: int, keyboard: Keyboard) -> None:
        self._there(place)
        post = self.posts[place.group_id, message_id]
        self.posts[place.group_id, message_id] = replace(post, keyboard=keyboard)

    @override
    async def delete(self, place: Place, message_id: int) -> None:
        self._there(place)
        self.posts.pop((place.group_id, message_id), None)
        self.where.pop((place.group_id, message_id), None)

    @override
    async def pin(self, place: Place, message_id: int) -> None:
        self._there(place)
        self.pinned[place] = message_id

    @override
    async def copy_in(
        self, place: Place, source: tuple[int, int], caption: str, answers: int | None
    ) -> int:
        self._there(place)
        self.copies.append((*source, caption))
        number = self._number()
        self.posts[place.group_id, number] = Post(caption, answers=answers)
        self.where[place.group_id, number] = place
        return number

    @override
    async def copy_out(
        self, chat_id: int, source: tuple[int, int], caption: str, answers: int | None
    ) -> int:
        self._fail()
        self.copies.append((chat_id, source[1], caption))
        return self._number()

    def said(self, place: Place) -> list[Post]:
        """Return what stands in a topic, oldest first."""
        return [self.posts[key] for key in sorted(self.posts) if self.where[key] == place]

    def delete_topic(self, place: Place) -> None:
        """Let somebody delete a topic."""
        del self.titles[place]
        for key in [key for key, one in self.where.items() if one == place]:
            del self.posts[key], self.where[key]

    def _number(self) -> int:
        self.numbers += 1
        return self.numbers

    def _there(self, place: Place) -> None:
        self._fail()
        if place not in self.titles:
            raise TopicGoneError("the topic is gone")

    def _fail(self) -> None:
        if self.failures:
            raise self.failures.pop(0)
