"""A group with topics, as the desk uses it: the port to Telegram's forums.

Callers wait for their turn with `ready` before they write, so that what waits together is
told together: a group takes twenty messages a minute, all its topics in common.
"""

from dataclasses import dataclass
from typing import Protocol

from bot.errors import MessengerRefusedError
from bot.outgoing import Keyboard


class TopicGoneError(MessengerRefusedError):
    """The topic was deleted: whoever drops its binding and tries again gets a new one."""

    retry = True


@dataclass(frozen=True, slots=True)
class Place:
    """A topic of a group."""

    group_id: int
    thread_id: int


@dataclass(frozen=True, slots=True)
class Post:
    """A message for a topic: HTML with buttons, or a picture or film with a caption.

    Attributes:
        html: the words; a caption is cut to what Telegram takes.
        keyboard: inline buttons.
        picture: a JPEG.
        as_file: whether the picture goes as a file, so that nobody shrinks it.
        film: an MP4 or what a phone recorded.
        protected: whether it may be forwarded or saved: no, for evidence.
        answers: the topic's message that it replies to.
        silent: without a sound.
    """

    html: str
    keyboard: Keyboard = ()
    picture: bytes | None = None
    as_file: bool = False
    film: bytes | None = None
    protected: bool = False
    answers: int | None = None
    silent: bool = True


class Forum(Protocol):
    """The staff's groups; errors are those of `bot.errors`, and `TopicGoneError`."""

    async def ready(self, group_id: int) -> None:
        """Wait until the group takes another message."""
        ...

    async def open(self, group_id: int, title: str) -> int:
        """Make a topic and return its thread."""
        ...

    async def rename(self, place: Place, title: str) -> None:
        """Give a topic another title; the same again is no error."""
        ...

    async def post(self, place: Place, post: Post) -> int:
        """Send a message and return its number in the group."""
        ...

    async def edit(self, place: Place, message_id: int, post: Post) -> None:
        """Replace a message's words and buttons; the same again is no error."""
        ...

    async def keys(self, place: Place, message_id: int, keyboard: Keyboard) -> None:
        """Change the buttons under a message alone."""
        ...

    async def delete(self, place: Place, message_id: int) -> None:
        """Delete a message; one that is gone already is no error."""
        ...

    async def pin(self, place: Place, message_id: int) -> None:
        """Pin a message without a sound."""
        ...

    async def copy_in(
        self, place: Place, source: tuple[int, int], caption: str, answers: int | None
    ) -> int:
        """Copy a customer's message, chat and number, into a topic and return its number there."""
        ...

    async def copy_out(
        self, chat_id: int, source: tuple[int, int], caption: str, answers: int | None
    ) -> int:
        """Copy a topic's media to the customer and return its number there."""
        ...
