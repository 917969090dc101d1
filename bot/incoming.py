"""What came in from the messenger, as plain facts: no vendor's types travel further than here."""

from dataclasses import dataclass, field
from datetime import datetime

from dialogs.kinds import Lang, MediaKind

MAX_FILE_BYTES = 20 * 1024 * 1024
"""Telegram hands out no larger file to a bot; a server of one's own would."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose private chat it came from, and the language their app speaks."""

    chat_id: int
    user_id: int
    lang: Lang


@dataclass(frozen=True, slots=True)
class Replied:
    """The message that another replies to.

    Attributes:
        message_ref: the message.
        words: its words, or what of them was chosen to be quoted.
        media: the attachment it holds, if any.
        by_bot: whether the bot sent it.
    """

    message_ref: str
    words: str = field(default="", repr=False)
    media: MediaKind | None = None
    by_bot: bool = True


@dataclass(frozen=True, slots=True)
class Wrote:
    """Words, new or edited; `answers` is the message that they reply to."""

    text: str = field(repr=False)
    message_ref: str
    edited: bool = False
    answers: Replied | None = None


@dataclass(frozen=True, slots=True)
class Commanded:
    """A slash command, without the slash."""

    name: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A tap on an inline button; every tap is answered, whatever comes of it."""

    tap_id: str
    data: str


@dataclass(frozen=True, slots=True)
class GaveContact:
    """A contact card; `own` says that the messenger vouches it is the sender's own."""

    phone: str = field(repr=False)
    own: bool


@dataclass(frozen=True, slots=True)
class SentFile:
    """An attachment that is still with the messenger.

    Attributes:
        kind: what it was sent as.
        file_id: to fetch it by.
        file_unique_id: the same for the same file, whoever sends it.
        size_bytes: as told, None when untold.
        duration_s: as told, for moving pictures.
        forwarded: whether it is marked as forwarded.
        album: whether it is part of an album.
        message_ref: the message that holds it.
        caption: the words that came with it.
        answers: the message that it replies to.
    """

    kind: MediaKind
    file_id: str
    file_unique_id: str
    size_bytes: int | None = None
    duration_s: int | None = None
    forwarded: bool = False
    album: bool = False
    message_ref: str = ""
    caption: str | None = field(default=None, repr=False)
    answers: Replied | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """The customer blocked the bot, or came back."""

    blocked: bool


Fact = Wrote | Commanded | Pressed | GaveContact | SentFile | Left


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update of a private chat, read."""

    update_id: int
    at: datetime
    sender: Sender
    fact: Fact

    @property
    def event_id(self) -> str:
        """The identifier of the event this update becomes, the same at every repetition."""
        return f"tg-{self.update_id}"
