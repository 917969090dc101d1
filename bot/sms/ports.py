"""The port every SMS gateway stands behind."""

from typing import Protocol


class SmsSender(Protocol):
    """Sends one text message."""

    async def send(self, phone: str, text: str, message_id: str) -> None:
        """Hand a message to the network.

        Args:
            phone: a mainland number, 11 digits, without country code.
            text: the whole text.
            message_id: the same for every repetition of this message.

        Raises:
            SmsError: it was not accepted; the error says whether to try again.
        """
        ...
