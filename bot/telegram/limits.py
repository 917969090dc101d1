"""Telegram's limits on sending: 30 messages a second in all, 1 a chat, 20 a minute a group."""

from collections import OrderedDict
from dataclasses import dataclass

from aiolimiter import AsyncLimiter

_CHATS_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """How fast to send.

    Attributes:
        total_per_s: messages a second over all chats.
        chat_burst: messages that may go to one chat at once; one a second on average.
        group_per_min: messages a minute to one group, all its topics together.
    """

    total_per_s: float = 30
    chat_burst: int = 5
    group_per_min: float = 20


def _within_a_minute(most: float) -> AsyncLimiter:
    """Return a limiter that lets through at most so many in any minute.

    A leaky bucket as large as the limit lets twice as much through in its first minute; so a
    quarter may come at once, and the rest drips.
    """
    burst = max(1.0, most / 4)
    return AsyncLimiter(burst, 60 * burst / max(most - burst, 1.0))


class Limits:
    """Lets a caller through when Telegram would."""

    def __init__(self, settings: LimitSettings) -> None:
        self._settings = settings
        self._total = AsyncLimiter(settings.total_per_s, 1)
        self._chats: OrderedDict[int, AsyncLimiter] = OrderedDict()

    async def wait(self, chat_id: int) -> None:
        """Wait for one's turn to send to a chat; groups have negative numbers."""
        await self._of_chat(chat_id).acquire()
        await self._total.acquire()

    def _of_chat(self, chat_id: int) -> AsyncLimiter:
        limiter = self._chats.pop(chat_id, None) or self._fresh(chat_id)
        self._chats[chat_id] = limiter
        while len(self._chats) > _CHATS_REMEMBERED:
            self._chats.popitem(last=False)
        return limiter

    def _fresh(self, chat_id: int) -> AsyncLimiter:
        if chat_id < 0:
            return _within_a_minute(self._settings.group_per_min)
        return AsyncLimiter(self._settings.chat_burst, self._settings.chat_burst)
