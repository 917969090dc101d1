"""The phones' text messages: a gateway that delivers each message once."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.sandbox.hub import PageHub
from bot.sandbox.state import Json


@dataclass(frozen=True, slots=True)
class TextMessage:
    """One delivered SMS."""

    at: datetime
    phone: str
    text: str
    message_id: str

    def card(self) -> Json:
        """Return what the page shows."""
        return {"at": self.at.isoformat(), "phone": self.phone, "text": self.text}


class SmsGateway:
    """Delivers by the sender's own message number, so a repeated request changes nothing."""

    def __init__(self, clock: Clock, hub: PageHub) -> None:
        self._clock = clock
        self._hub = hub
        self._delivered: dict[str, TextMessage] = {}

    def send(self, phone: str, text: str, message_id: str) -> Json:
        """Deliver a message unless it was delivered before; the answer is the same."""
        if message_id not in self._delivered:
            message = TextMessage(self._clock.now(), phone, text, message_id)
            self._delivered[message_id] = message
            self._hub.tell_all("sms", message.card())
        return {"status": "accepted", "message_id": message_id}

    def inbox(self, phone: str | None = None) -> list[TextMessage]:
        """Return what a phone received, oldest first; None means every phone."""
        every = self._delivered.values()
        return [message for message in every if phone is None or message.phone == phone]
