"""The customer who talks to both bots: two texts and two taps after the hello.

From the first hello to the question for the phone number; nothing on the way needs an engine.
"""

import asyncio
import time
from dataclasses import dataclass, field

from bot.sandbox.people import BY_KEY
from bot.sandbox.server import Sandbox
from bot.sandbox.testing import Heard, Phone

UPDATES = 5
_PATIENCE_S = 60.0
_BREATH_S = 0.02
"""Nobody answers within the instant in which a message comes; no part of the waits."""

_PERSON = BY_KEY["zhang_wei"]


@dataclass
class Customer:
    """A phone, and how long it waited for each answer."""

    phone: Phone
    waits_s: list[float] = field(default_factory=list)

    async def talk(self) -> None:
        """Hold the conversation, waiting for the answer to each message."""
        await self._say("/start")
        await self._tap("next")
        await self._say(_PERSON.name)
        await self._tap(f"kind.{_PERSON.document_kind.value}")
        await self._say(_PERSON.number)

    async def _say(self, text: str) -> None:
        self.phone.forget()
        started_s = time.perf_counter()
        await self.phone.say(text)
        await self._answered(started_s)

    async def _tap(self, wanted: str) -> None:
        message, data = button_of(self.phone.messages, wanted)
        self.phone.forget()
        started_s = time.perf_counter()
        await self.phone.tap_data(message, data)
        await self._answered(started_s)

    async def _answered(self, started_s: float) -> None:
        await self.phone.heard(timeout_s=_PATIENCE_S)
        self.waits_s.append(time.perf_counter() - started_s)
        await asyncio.sleep(_BREATH_S)


async def talked(sandbox: Sandbox) -> list[float]:
    """Let a new customer talk; return the waits."""
    async with sandbox.phone(language_code="zh") as phone:
        customer = Customer(phone)
        await customer.talk()
    return customer.waits_s


def button_of(messages: list[Heard], wanted: str) -> tuple[Heard, str]:
    """Return the newest button that does this, whatever the prompt's number."""
    for message in reversed(messages):
        for button in message.buttons:
            if button.data and button.data.partition(".")[2].rstrip(".") == wanted:
                return message, button.data
    raise LookupError(wanted)
