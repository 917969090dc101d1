"""The twin of a gateway: keeps what it was given, for tests and rehearsals."""

from dataclasses import dataclass

from typing_extensions import override

from bot.sms.ports import SmsSender


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message as the phone shows it."""

    phone: str
    text: str


class MemorySms(SmsSender):
    """Delivers every message id once, in memory."""

    def __init__(self) -> None:
        self.delivered: dict[str, Delivered] = {}

    @override
    async def send(self, phone: str, text: str, message_id: str) -> None:
        self.delivered.setdefault(message_id, Delivered(phone, text))
