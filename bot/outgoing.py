"""What goes out to the messenger, as plain data, and the port it goes through."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Key:
    """An inline button; exactly one of `data`, `url` and `app_url` is set."""

    label: str
    data: str | None = None
    url: str | None = None
    app_url: str | None = None


Keyboard = tuple[tuple[Key, ...], ...]


@dataclass(frozen=True, slots=True)
class ContactKey:
    """The reply-keyboard button that shares the sender's own phone."""

    label: str


@dataclass(frozen=True, slots=True)
class RemoveKeys:
    """Take the reply keyboard away."""


Markup = Keyboard | ContactKey | RemoveKeys


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: the messenger's HTML and what stands under it; `answers` is replied to."""

    html: str
    markup: Markup = ()
    picture: bytes | None = None
    answers: int | None = None


class Messenger(Protocol):
    """The customer's messenger; errors are those of `bot.errors`."""

    async def send(self, chat_id: int, letter: Letter) -> int:
        """Send a message and return its number in the chat."""
        ...

    async def edit(self, chat_id: int, message_id: int, letter: Letter) -> None:
        """Replace a message in place; the same content again is no error."""
        ...

    async def take_buttons(self, chat_id: int, message_id: int) -> None:
        """Remove the inline buttons of a message, if they are still there."""
        ...

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Delete a message; one that is gone already is no error."""
        ...

    async def answer_tap(self, tap_id: str, notice: str, *, alert: bool) -> None:
        """Answer a tap; one that is too old to answer is no error."""
        ...

    async def fetch(self, file_id: str) -> bytes:
        """Return a file's bytes."""
        ...
