"""A colleague's hands for tests: reads a group's topics, answers in them, taps, closes.

What is waited for is looked up in the chat as it stands, whenever something happens there: an
edit, a deletion or a message that came long before the waiting began is seen as well.
"""

import asyncio
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self, TypeVar

from bot.sandbox import acts, topic_acts
from bot.sandbox.files import FileKind
from bot.sandbox.hands import At
from bot.sandbox.heard import Heard, PhoneError, TapAnswer, tap_answer
from bot.sandbox.media import new_file
from bot.sandbox.posting import topic_of
from bot.sandbox.state import GENERAL_TOPIC, Chat, Topic
from bot.sandbox.world import World

PATIENCE_S = 10.0

Found = TypeVar("Found")


class Staffer:
    """One person in one group; `async with` is welcome and not needed.

    A topic is named by its number; None is a group without topics, 1 the General topic.
    """

    def __init__(self, world: World, user_id: int, chat_id: int) -> None:
        self._world = world
        self.user_id = user_id
        self.chat_id = chat_id

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave nothing behind: a wait listens for itself and only while it lasts."""

    @property
    def group(self) -> Chat:
        """Return the group."""
        return self._world.state.chats[self.chat_id]

    @property
    def topics(self) -> list[Topic]:
        """Return the topics but the General one, oldest first."""
        every = self.group.topics.values()
        return [topic for topic in every if topic.thread_id != GENERAL_TOPIC]

    def topic(self, number: int) -> Topic:
        """Return a topic as it stands: its name, icon, and whether it is closed."""
        topic = self.group.topics.get(number)
        if topic is None:
            raise PhoneError(f"no topic {number} among {[one.name for one in self.topics]}")
        return topic

    def messages(self, topic: int | None) -> list[Heard]:
        """Return what stands in a topic, oldest first, without notices of the service."""
        group = self.group
        here = [
            Heard(stored)
            for stored in group.messages.values()
            if not stored.deleted and topic_of(group, stored) == topic
        ]
        return [message for message in here if message.kind != "service"]

    def texts(self, topic: int | None) -> list[str]:
        """Return the texts and captions in a topic, oldest first."""
        return [message.text for message in self.messages(topic)]

    def pinned(self, topic: int | None) -> Heard | None:
        """Return the message pinned last in a topic."""
        pinned = [one for one in self.messages(topic) if one.id in self.group.pinned]
        newest = sorted(pinned, key=lambda one: self.group.pinned.index(one.id))[-1:]
        return newest[0] if newest else None

    def file(self, message: Heard) -> bytes:
        """Return the bytes of the picture, recording or file that a message carries."""
        content = message.body.get(message.kind)
        reference = content[-1] if isinstance(content, list) else content
        if not isinstance(reference, dict) or "file_id" not in reference:
            raise PhoneError(f"no file in a message of the kind {message.kind}")
        return self._world.files.get(reference["file_id"]).data

    async def until(
        self, look: Callable[[], Found | None], what: str, timeout_s: float = PATIENCE_S
    ) -> Found:
        """Wait until `look` finds something (not None and not False), and return it."""
        listening = self._world.hub.listen(self.user_id)
        try:
            async with listening as events, asyncio.timeout(timeout_s):
                while (found := look()) is None or found is False:
                    if await events.get() is None:
                        raise PhoneError("the sandbox has stopped")
                return found
        except TimeoutError as error:
            seen = {one.name: self.texts(one.thread_id)[-3:] for one in self.topics}
            raise PhoneError(f"waited {timeout_s} s for {what}; the group has {seen}") from error

    async def opened(self, named: str = "", timeout_s: float = PATIENCE_S) -> int:
        """Wait for a topic with this in its name and return its number, the newest first."""

        def look() -> int | None:
            fitting = [one.thread_id for one in self.topics if named in one.name]
            return max(fitting, default=None)

        return await self.until(look, f"a topic named {named!r}", timeout_s)

    async def sees(
        self,
        topic: int | None,
        containing: str = "",
        *,
        after: Heard | None = None,
        timeout_s: float = PATIENCE_S,
    ) -> Heard:
        """Wait for a message of the bot's with this text, and return the newest such.

        `after` leaves out that message and everything before it.
        """
        first = after.id + 1 if after else 0

        def look() -> Heard | None:
            fitting = (
                one
                for one in reversed(self.messages(topic))
                if one.by_bot and one.id >= first and containing in one.text
            )
            return next(fitting, None)

        return await self.until(look, f"{containing!r} in topic {topic}", timeout_s)

    async def sees_button(
        self, topic: int | None, wanted: str, timeout_s: float = PATIENCE_S
    ) -> Heard:
        """Wait for a message in the topic with this button, and return the newest such."""
        return await self.until(
            lambda: self._with_button(topic, wanted), f"a button {wanted!r}", timeout_s
        )

    async def sees_kind(
        self, topic: int | None, kind: str, count: int = 1, timeout_s: float = PATIENCE_S
    ) -> list[Heard]:
        """Wait until so many messages of a kind (photo, video, voice …) stand in a topic."""

        def look() -> list[Heard] | None:
            found = [one for one in self.messages(topic) if one.kind == kind]
            return found if len(found) >= count else None

        return await self.until(look, f"{count} of the kind {kind}", timeout_s)

    async def say(self, topic: int | None, text: str, reply_to: Heard | None = None) -> Heard:
        """Write in a topic."""
        answered = reply_to.id if reply_to else None
        return Heard(acts.say(self._world, self._at(topic), text, answered)[-1])

    async def reply(self, message: Heard, text: str) -> Heard:
        """Answer one message, in its topic."""
        return await self.say(self._topic_of(message), text, message)

    async def edit(self, message: Heard, text: str) -> Heard:
        """Change what one wrote."""
        at = self._at(self._topic_of(message))
        return Heard(acts.edit(self._world, at, message.id, text))

    async def delete(self, message: Heard) -> None:
        """Take back what one wrote; the bot is not told."""
        acts.delete(self._world, self._at(self._topic_of(message)), message.id)

    async def tap(self, topic: int | None, wanted: str, message: Heard | None = None) -> TapAnswer:
        """Tap a button by label or data, by default under the topic's newest that has it."""
        target = message or await self.sees_button(topic, wanted)
        button = target.button(wanted)
        if button.data is None:
            raise PhoneError(f"the button {button.label!r} opens a link")
        return await self.tap_data(target, button.data)

    async def tap_data(self, message: Heard, data: str) -> TapAnswer:
        """Tap with given data, be it a button of long ago or one that never was."""
        at = self._at(self._topic_of(message))
        return tap_answer(await acts.tap(self._world, at, message.id, data))

    async def upload(
        self,
        topic: int | None,
        kind: FileKind,
        data: bytes,
        name: str = "",
        *,
        caption: str = "",
        reply_to: Heard | None = None,
    ) -> Heard:
        """Send one file into a topic."""
        answered = reply_to.id if reply_to else None
        files = [new_file(kind, data, name)]
        at = self._at(topic)
        return Heard((await acts.upload(self._world, at, files, caption, answered))[0])

    async def photo(self, topic: int | None, data: bytes, caption: str = "") -> Heard:
        """Send a photograph."""
        return await self.upload(topic, "photo", data, "photo.jpg", caption=caption)

    async def video(self, topic: int | None, data: bytes, caption: str = "") -> Heard:
        """Send a video."""
        return await self.upload(topic, "video", data, "video.mp4", caption=caption)

    async def voice(self, topic: int | None, data: bytes) -> Heard:
        """Send a voice message."""
        return await self.upload(topic, "voice", data, "voice.ogg")

    async def document(self, topic: int | None, data: bytes, name: str = "file.bin") -> Heard:
        """Send a file as it is."""
        return await self.upload(topic, "document", data, name)

    async def album(
        self, topic: int | None, photos: Sequence[bytes], caption: str = ""
    ) -> list[Heard]:
        """Send several photographs at once."""
        files = [new_file("photo", data, "photo.jpg") for data in photos]
        sent = await acts.upload(self._world, self._at(topic), files, caption)
        return [Heard(stored) for stored in sent]

    async def open_topic(self, name: str) -> int:
        """Open a topic of one's own and return its number."""
        return topic_acts.open_topic(self._world, self._at(None), name).thread_id

    async def rename_topic(self, topic: int, name: str) -> None:
        """Give a topic another name."""
        topic_acts.rename_topic(self._world, self._at(topic), name)

    async def close_topic(self, topic: int) -> None:
        """Close a topic; the bot hears `forum_topic_closed`."""
        topic_acts.close_topic(self._world, self._at(topic))

    async def reopen_topic(self, topic: int) -> None:
        """Open a closed topic again; the bot hears `forum_topic_reopened`."""
        topic_acts.close_topic(self._world, self._at(topic), closed=False)

    async def delete_topic(self, topic: int) -> None:
        """Delete a topic with everything in it; the bot is told nothing."""
        topic_acts.delete_topic(self._world, self._at(topic))

    def _at(self, topic: int | None) -> At:
        return At(self.user_id, self.chat_id, topic)

    def _topic_of(self, message: Heard) -> int | None:
        return topic_of(self.group, message.stored)

    def _with_button(self, topic: int | None, wanted: str) -> Heard | None:
        for message in reversed(self.messages(topic)):
            try:
                message.button(wanted)
            except PhoneError:
                continue
            return message
        return None
