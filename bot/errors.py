"""What can go wrong in the shell itself; each error says whether trying again makes sense."""


class BotError(Exception):
    """Base of the shell's errors.

    Attributes:
        retry: whether the same act, tried again later, may succeed.
    """

    retry = False


class SettingsError(BotError):
    """A setting is missing or does not fit; the words name it and nothing was started."""


class MessengerError(BotError):
    """The messenger did not do what was asked."""


class MessengerRefusedError(MessengerError):
    """It will not do this at all: trying again does not help."""


class MessageGoneError(MessengerRefusedError):
    """The message that was to be changed is not there any more, or cannot be changed."""


class ChatClosedError(MessengerRefusedError):
    """The customer blocked the bot or is gone."""


class MessengerUnavailableError(MessengerError):
    """No answer, or a failure that may pass."""

    retry = True

    def __init__(self, words: str, retry_after_s: float | None = None) -> None:
        super().__init__(words)
        self.retry_after_s = retry_after_s


class FileTooLargeError(MessengerRefusedError):
    """The file is beyond what the messenger hands out (20 MB)."""


class RenderError(BotError):
    """A text has no words in a catalogue, or lacks a value."""


class UnknownCaseError(BotError):
    """An event names a case that is not there."""
