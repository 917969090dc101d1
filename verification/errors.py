"""What can go wrong with the verification itself; to a check a bad photograph is a result."""

from dialogs.reasons import Reason


class VerificationError(Exception):
    """Base of this package's errors.

    Attributes:
        retry: whether the same check may succeed when it is tried again later.
    """

    retry = False


class VerificationUnavailable(VerificationError):  # noqa: N818 - says what is the case
    """No answer could be had: the child died or ran out of time twice, or none can be started."""

    retry = True


class ModelError(VerificationError):
    """A model file is missing or is not the one that was measured."""


class EngineError(VerificationError):
    """A library failed in a way that is not the picture's fault."""

    retry = True


class UnreadablePicture(VerificationError):  # noqa: N818 - says what is the case
    """A picture or film that was to be shown to a person cannot be read.

    Attributes:
        reason: why not, as a check would have named it.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
