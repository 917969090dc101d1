"""What can go wrong in the web server's own parts."""


class WebError(Exception):
    """Base of the package's errors."""


class TextMissingError(WebError):
    """A text of the pages or an agreement is missing or unusable; found at start."""


class LinkError(WebError):
    """A link does not open a page."""


class LinkExpiredError(LinkError):
    """It was good once."""


class LinkWrongError(LinkError):
    """It was never ours, was cut, or is for another page."""


class LaunchError(WebError):
    """A Mini App was not opened by Telegram for this user, or too long ago."""

    def __init__(self, words: str, *, stale: bool = False) -> None:
        super().__init__(words)
        self.stale = stale
