"""What the sandbox refuses, in the words the Bot API uses."""


class SandboxError(Exception):
    """The base of everything the sandbox raises on purpose; trying again does not help."""


class ApiError(SandboxError):
    """An answer with `ok: false`; `retry_after_s` is set when the caller may come again."""

    def __init__(self, code: int, description: str, retry_after_s: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after_s = retry_after_s


class PageError(SandboxError):
    """A request of the web page that cannot be done, with the HTTP status to answer."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class DroppedConnectionError(SandboxError):
    """A scripted fault: the connection ends without an answer."""


class BrokenAnswerError(SandboxError):
    """The sandbox itself made an answer that does not fit the documented type."""


def bad_request(reason: str) -> ApiError:
    """Return the refusal of a request that is wrong in itself."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """Return the refusal of something the bot may not do."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """Return the refusal of a second way of taking updates."""
    return ApiError(409, f"Conflict: {reason}")


def too_many(retry_after_s: int) -> ApiError:
    """Return the refusal of a sender that is too fast."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after_s}", retry_after_s)
