"""What can go wrong between the bot and the firm's systems."""


class BackOfficeError(Exception):
    """The firm's systems did not do what was asked.

    Attributes:
        retry: whether asking again later may help.
    """

    retry = False


class BackOfficeUnavailableError(BackOfficeError):
    """No answer, a time-out, or "try again later": the state is unknown, ask again."""

    retry = True


class BackOfficeRefusedError(BackOfficeError):
    """The request itself is refused: a wrong token, a key used twice for different things."""


class ContractBrokenError(BackOfficeError):
    """The answer does not follow the documented contract; a person has to look."""
