"""The port: text in, meaning out."""

from typing import Protocol

from dialogs.understanding import Understood


class Nlu(Protocol):
    """Understands one message of a customer."""

    async def understand(self, text: str) -> Understood:
        """Return what `text` means.

        Raises:
            NluUnavailable: the service is down or too slow; nothing is known of the text.
        """
        ...

    async def close(self) -> None:
        """Release connections; the object is not used afterwards."""
        ...
