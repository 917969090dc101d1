"""What came in from the staff's groups, as plain facts."""

from dataclasses import dataclass, field
from datetime import datetime

from dialogs.kinds import Lang


@dataclass(frozen=True, slots=True)
class Poster:
    """Who did it, as Telegram names them."""

    user_id: int
    name: str
    lang: Lang


@dataclass(frozen=True, slots=True)
class Posted:
    """A message in a topic.

    Attributes:
        words: its text, or the caption of its media.
        media: whether it holds media.
        answers: the topic's message that it replies to, if any.
        edited: whether it changes an earlier message.
    """

    words: str | None = field(repr=False)
    media: bool = False
    answers: int | None = None
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Ordered:
    """A slash command in a group, with its words; `about` is whose message it replies to."""

    name: str
    words: str = field(default="", repr=False)
    about: Poster | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """A tap on an inline button under a message of the bot."""

    tap_id: str
    data: str


StaffFact = Posted | Ordered | Touched


@dataclass(frozen=True, slots=True)
class StaffArrival:
    """One update of a staff group, read.

    Attributes:
        update_id: Telegram's number.
        at: when it came.
        who: who did it.
        group_id: the group.
        thread_id: the topic; None outside of topics.
        message_id: the message, or the one with the button.
        fact: what it is.
    """

    update_id: int
    at: datetime
    who: Poster
    group_id: int
    thread_id: int | None
    message_id: int
    fact: StaffFact

    @property
    def event_id(self) -> str:
        """The identifier of the event it becomes, the same at every repetition."""
        return f"tg-{self.update_id}"

    @property
    def message_ref(self) -> str:
        """The message as the core names it."""
        return reference(self.group_id, self.message_id)


def reference(chat_id: int, message_id: int) -> str:
    """Return how the core names a message of a chat."""
    return f"{chat_id}:{message_id}"


def read_reference(ref: str) -> tuple[int, int]:
    """Return chat and message of a reference.

    Raises:
        ValueError: it is none.
    """
    chat_id, _, message_id = ref.rpartition(":")
    return int(chat_id), int(message_id)
