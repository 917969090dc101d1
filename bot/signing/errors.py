"""What can go wrong with certificates and signatures."""


class SigningError(Exception):
    """A certificate or a signature could not be made.

    Attributes:
        retry: whether doing it again may help.
    """

    def __init__(self, words: str, *, retry: bool = False) -> None:
        super().__init__(words)
        self.retry = retry
