"""What a test's phone hears: a message with its buttons, and what a tap answers."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.errors import SandboxError
from bot.sandbox.posting import FILE_FIELDS
from bot.sandbox.state import Json, StoredMessage


class PhoneError(SandboxError):
    """The phone waited in vain, or there is no such button."""


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button under a message."""

    label: str
    data: str | None
    url: str | None
    web_app: str | None


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as it stands on the phone at this moment: it follows edits and deletion."""

    stored: StoredMessage

    @property
    def id(self) -> int:
        """Return the message's number."""
        return self.stored.id

    @property
    def body(self) -> Json:
        """Return the documented `Message` object."""
        return self.stored.body

    @property
    def text(self) -> str:
        """Return the text or the caption."""
        return str(self.body.get("text", self.body.get("caption", "")))

    @property
    def topic(self) -> int | None:
        """Return the forum topic it stands in; the General topic has no number."""
        return self.stored.thread_id

    @property
    def by_bot(self) -> bool:
        """Tell whether the bot sent it."""
        return self.stored.by_bot

    @property
    def sender_id(self) -> int:
        """Return who sent it."""
        return int(self.body["from"]["id"])

    @property
    def replied_id(self) -> int | None:
        """Return the number of the message it answers; a topic's first message does not count."""
        replied: Json | None = self.body.get("reply_to_message")
        if replied is None or "forum_topic_created" in replied:
            return None
        return int(replied["message_id"])

    @property
    def reactions(self) -> tuple[str, ...]:
        """Return the emojis under it."""
        return tuple(one for emojis in self.stored.reactions.values() for one in emojis)

    @property
    def kind(self) -> str:
        """Return what it mainly is: a kind of file, text, contact, or service."""
        named = (*FILE_FIELDS, "contact", "text")
        return next((name for name in named if name in self.body), "service")

    @property
    def deleted(self) -> bool:
        """Tell whether it is gone."""
        return self.stored.deleted

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Return the inline buttons in reading order."""
        rows: list[list[Json]] = self.body.get("reply_markup", {}).get("inline_keyboard", [])
        return tuple(
            Button(
                one["text"],
                one.get("callback_data"),
                one.get("url"),
                one.get("web_app", {}).get("url"),
            )
            for row in rows
            for one in row
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """Return what stands on the buttons."""
        return tuple(button.label for button in self.buttons)

    def button(self, wanted: str) -> Button:
        """Return the button with this data or label, or with the label's beginning or part."""
        tests: tuple[Callable[[Button], bool], ...] = (
            lambda button: button.data == wanted,
            lambda button: button.label == wanted,
            lambda button: button.label.startswith(wanted),
            lambda button: wanted in button.label,
        )
        for test in tests:
            found = [button for button in self.buttons if test(button)]
            if found:
                return found[0]
        raise PhoneError(f"no button {wanted!r} among {self.labels}")

    def has_button(self, wanted: str) -> bool:
        """Tell whether such a button is there."""
        return any(wanted in {button.label, button.data} for button in self.buttons)


@dataclass(frozen=True, slots=True)
class TapAnswer:
    """What the phone shows after a tap; everything is empty when the bot did not answer."""

    text: str = ""
    alert: bool = False
    url: str | None = None
    answered: bool = False


def tap_answer(answer: Json) -> TapAnswer:
    """Return what the phone shows of the bot's answer to a tap."""
    return TapAnswer(
        answer.get("text") or "",
        bool(answer.get("show_alert")),
        answer.get("url"),
        answered=bool(answer),
    )
