"""What can go wrong between a text and its meaning."""


class NluError(Exception):
    """Base of this package's errors.

    Attributes:
        retry: whether the same call may succeed later.
    """

    retry = False


class NluUnavailable(NluError):  # noqa: N818 - a state of the service, named as callers say it
    """The understanding service did not answer; steps and buttons go on without it."""

    retry = True


class NluServerFailed(NluError):  # noqa: N818 - as NluUnavailable
    """The Rasa server did not start, or its environment is missing."""


class NluTrainingFailed(NluError):  # noqa: N818 - as NluUnavailable
    """The model could not be trained."""
