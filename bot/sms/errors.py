"""What can go wrong with a text message."""


class SmsError(Exception):
    """The message was not accepted.

    Attributes:
        retry: whether sending the same message again may help.
    """

    def __init__(self, words: str, *, retry: bool) -> None:
        super().__init__(words)
        self.retry = retry
