"""Hands for tests, without a browser: a customer's `Phone`, and a colleague's (`Staffer`)."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from types import TracebackType
from typing import Self

from bot.sandbox import acts
from bot.sandbox.files import FileKind
from bot.sandbox.hands import At
from bot.sandbox.heard import Button, Heard, PhoneError, TapAnswer, tap_answer
from bot.sandbox.hub import PageEvent
from bot.sandbox.media import new_file
from bot.sandbox.staffer import Staffer
from bot.sandbox.state import Chat, Json
from bot.sandbox.world import World

__all__ = ["Button", "Heard", "Phone", "PhoneError", "Staffer", "TapAnswer"]

PATIENCE_S = 10.0
CODE = re.compile(r"(?<![\w/:.-])\d{6}(?![\w/-])")


class Phone:
    """One person's phone in one chat; enter it before anything is to be heard."""

    def __init__(self, world: World, user_id: int, chat_id: int, topic: int | None = None) -> None:
        self._world = world
        self._at = At(user_id, chat_id, topic)
        self._queue: asyncio.Queue[PageEvent | None] = asyncio.Queue()
        self._stack = AsyncExitStack()
        self._backlog: list[PageEvent] = []
        self.last: Heard | None = None

    async def __aenter__(self) -> Self:
        listening = self._world.hub.listen(self._at.user)
        self._queue = await self._stack.enter_async_context(listening)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stack.aclose()

    @property
    def user_id(self) -> int:
        """Return whose phone this is."""
        return self._at.user

    @property
    def chat(self) -> Chat:
        """Return the open chat."""
        if self._at.chat == self._at.user:
            return self._world.state.private_chat(self._at.user)
        return self._world.state.chats[self._at.chat]

    @property
    def messages(self) -> list[Heard]:
        """Return what stands in the chat (in the topic), oldest first."""
        return [
            Heard(stored)
            for stored in self.chat.messages.values()
            if not stored.deleted and self._at.topic in {None, stored.thread_id}
        ]

    @property
    def keyboard(self) -> tuple[str, ...]:
        """Return the labels of the reply keyboard."""
        return tuple(str(key["text"]) for key in self._keys())

    def _keys(self) -> list[Json]:
        rows: list[list[Json]] = (self.chat.keyboard or {}).get("keyboard", [])
        return [key for row in rows for key in row]

    async def say(self, text: str, reply_to: int | None = None) -> Heard:
        """Send a text; the last message is returned when it was too long for one."""
        return Heard(acts.say(self._world, self._at, text, reply_to)[-1])

    async def share_contact(
        self, phone_number: str, first_name: str = "Test", *, own: bool = True
    ) -> Heard:
        """Send a telephone number, one's own as by the keyboard's button or another's."""
        user_id = self._at.user if own else None
        stored = acts.share_contact(self._world, self._at, phone_number, first_name, user_id)
        return Heard(stored)

    async def upload(
        self,
        kind: FileKind,
        data: bytes,
        name: str = "",
        *,
        caption: str = "",
        duration_s: int = 0,
        sides_px: tuple[int, int] = (0, 0),
    ) -> Heard:
        """Send one file; a photograph is recompressed as Telegram does."""
        file = new_file(kind, data, name, duration_s, sides_px)
        return Heard((await acts.upload(self._world, self._at, [file], caption))[0])

    async def photo(self, data: bytes, caption: str = "", reply_to: int | None = None) -> Heard:
        """Send a photograph."""
        return (await self.album([data], caption, reply_to))[0]

    async def document(self, data: bytes, name: str = "file.bin", caption: str = "") -> Heard:
        """Send a file as it is."""
        return await self.upload("document", data, name, caption=caption)

    async def video(self, data: bytes, name: str = "video.mp4") -> Heard:
        """Send a video."""
        return await self.upload("video", data, name)

    async def video_note(self, data: bytes) -> Heard:
        """Send a round video."""
        return await self.upload("video_note", data, "note.mp4")

    async def voice(self, data: bytes) -> Heard:
        """Send a voice message."""
        return await self.upload("voice", data, "voice.ogg")

    async def album(
        self, photos: Sequence[bytes], caption: str = "", reply_to: int | None = None
    ) -> list[Heard]:
        """Send several photographs at once."""
        files = [new_file("photo", data, "photo.jpg") for data in photos]
        sent = await acts.upload(self._world, self._at, files, caption, reply_to)
        return [Heard(stored) for stored in sent]

    async def edit(self, message: Heard, text: str) -> Heard:
        """Change what one said."""
        return Heard(acts.edit(self._world, self._at, message.id, text))

    async def delete(self, message: Heard) -> None:
        """Take back what one said."""
        acts.delete(self._world, self._at, message.id)

    async def forward(self, message: Heard, *, hide_sender: bool = False) -> Heard:
        """Send a message of this chat once more, as a forwarded one."""
        source, number = self._at.chat, message.id
        stored = acts.forward(self._world, self._at, source, number, hide_sender=hide_sender)
        return Heard(stored)

    async def tap(self, wanted: str, message: Heard | None = None) -> TapAnswer:
        """Tap a button by label or data, by default under the newest message that has it."""
        target = message or self._with_button(wanted)
        button = target.button(wanted)
        if button.data is None:
            raise PhoneError(f"the button {button.label!r} opens a link; use open_web_app")
        return await self.tap_data(target, button.data)

    async def tap_data(self, message: Heard, data: str) -> TapAnswer:
        """Tap with given data, be it a button of long ago or one that never was."""
        return tap_answer(await acts.tap(self._world, self._at, message.id, data))

    async def press(self, wanted: str) -> Heard:
        """Press a button of the reply keyboard: its label is sent as a text."""
        key = next((key for key in self._keys() if wanted in key["text"]), None)
        if key is None:
            raise PhoneError(f"no key {wanted!r} among {self.keyboard}")
        if not key.keys().isdisjoint({"request_contact", "web_app"}):
            raise PhoneError(
                f"the key {key['text']!r} sends no text; use share_contact or app_data"
            )
        return await self.say(key["text"])

    async def app_data(self, data: str, button_text: str) -> Heard:
        """Close a keyboard's Mini App with what it hands over."""
        return Heard(acts.send_web_app_data(self._world, self._at, data, button_text))

    def open_web_app(self, wanted: str, message: Heard | None = None) -> str:
        """Open an inline button's Mini App and return its signed address."""
        button = (message or self._with_button(wanted)).button(wanted)
        if button.web_app is None:
            raise PhoneError(f"the button {button.label!r} opens no Mini App")
        return acts.open_web_app(self._world, self._at, button.web_app, "inline")

    def link(self, wanted: str, message: Heard | None = None) -> str:
        """Return the address behind a link button."""
        button = (message or self._with_button(wanted)).button(wanted)
        if button.url is None:
            raise PhoneError(f"the button {button.label!r} is no link")
        return button.url

    def block(self, *, blocked: bool = True) -> None:
        """Block the bot, or let it write again."""
        acts.block(self._world, self._at.user, blocked=blocked)

    def sms(self, phone: str) -> list[str]:
        """Return the text messages a number received, oldest first."""
        return [message.text for message in self._world.sms.inbox(phone)]

    async def sms_code(self, phone: str, timeout_s: float = PATIENCE_S, after: int = 0) -> str:
        """Wait for a text message beyond the first `after` and return its six-digit code."""
        async with self._patience(timeout_s, f"a code to {phone}"):
            while len(self.sms(phone)) <= after:
                await self._take("sms", lambda _: True)
        found = CODE.search(self.sms(phone)[-1])
        if found is None:
            raise PhoneError(f"no code in {self.sms(phone)[-1]!r}")
        return found.group()

    async def heard(self, containing: str = "", timeout_s: float = PATIENCE_S) -> Heard:
        """Wait for the bot's next message; with a text, pass over those without it."""
        async with self._patience(timeout_s, f"a message with {containing!r}"):
            while True:
                event = await self._take("message", self._from_bot)
                message = self._known(event)
                if message is not None and containing in message.text:
                    self.last = message
                    return message

    async def heard_edit(self, containing: str = "", timeout_s: float = PATIENCE_S) -> Heard:
        """Wait until the bot changes a message so that it has this text."""
        async with self._patience(timeout_s, f"an edit with {containing!r}"):
            while True:
                message = self._known(await self._take("edited", self._from_bot))
                if message is not None and containing in message.text:
                    return message

    async def event(self, name: str, timeout_s: float = PATIENCE_S) -> Json:
        """Wait for something else the page shows: deleted, chat_action, topic, blocked."""
        async with self._patience(timeout_s, f"the event {name!r}"):
            return (await self._take(name, lambda _: True)).data

    async def quiet(self, for_s: float = 0.5) -> None:
        """Make sure that the bot sends nothing for a while."""
        try:
            said = await self.heard(timeout_s=for_s)
        except PhoneError:
            return
        raise PhoneError(f"quiet was expected, the bot said {said.text!r}")

    def forget(self) -> None:
        """Pass over everything heard so far."""
        self._backlog.clear()
        while not self._queue.empty():
            self._queue.get_nowait()

    def _with_button(self, wanted: str) -> Heard:
        for message in reversed(self.messages):
            try:
                message.button(wanted)
            except PhoneError:
                continue
            return message
        newest = [message.labels for message in self.messages if message.labels][-1:]
        raise PhoneError(f"no button {wanted!r}; the newest buttons are {newest}")

    def _from_bot(self, data: Json) -> bool:
        message: Json = data["message"]
        here = data["chat_id"] == self._at.chat
        in_topic = self._at.topic in {None, data.get("topic_id")}
        return here and in_topic and bool(message["from"]["is_bot"])

    def _known(self, event: PageEvent) -> Heard | None:
        stored = self.chat.messages.get(event.data["message"]["message_id"])
        return Heard(stored) if stored else None

    async def _take(self, name: str, fits: Callable[[Json], bool]) -> PageEvent:
        for event in self._backlog:
            if event.name == name and fits(event.data):
                self._backlog.remove(event)
                return event
        while True:
            arrived = await self._queue.get()
            if arrived is None:
                raise PhoneError("the sandbox has stopped")
            if arrived.name == name and fits(arrived.data):
                return arrived
            self._backlog.append(arrived)

    @asynccontextmanager
    async def _patience(self, timeout_s: float, what: str) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(timeout_s):
                yield
        except TimeoutError as error:
            seen = [message.text for message in self.messages[-3:]]
            raise PhoneError(f"waited {timeout_s} s for {what}; the chat ends {seen}") from error
