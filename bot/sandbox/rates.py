"""How fast the bot may send: 30 a second in all, 1 a second a chat, 20 a minute a group."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.errors import too_many
from bot.sandbox.settings import RateLimits
from bot.sandbox.state import Chat

MINUTE_S = 60.0


@dataclass(slots=True)
class Bucket:
    """Tokens that come back with time."""

    capacity: float
    per_s: float
    tokens: float
    at_s: float

    def wait_s(self, now_s: float, cost: int) -> float:
        """Return how long until `cost` tokens are there; 0 means now."""
        refilled = self.tokens + (now_s - self.at_s) * self.per_s
        self.tokens, self.at_s = min(self.capacity, refilled), now_s
        return max(0.0, (min(cost, self.capacity) - self.tokens) / self.per_s)


@dataclass(slots=True)
class Window:
    """What was sent within the last minute."""

    most: int
    sent_s: deque[float] = field(default_factory=deque)

    def wait_s(self, now_s: float, cost: int) -> float:
        """Return how long until `cost` more fit; 0 means now."""
        while self.sent_s and self.sent_s[0] <= now_s - MINUTE_S:
            self.sent_s.popleft()
        over = len(self.sent_s) + min(cost, self.most) - self.most
        return self.sent_s[over - 1] + MINUTE_S - now_s if over > 0 else 0.0


class RateLimiter:
    """Counts what the bot sends; a refused request costs nothing."""

    def __init__(self, limits: RateLimits, seconds: Callable[[], float]) -> None:
        self._limits = limits
        self._seconds = seconds
        self._total = self._bucket(limits.total_per_s, limits.total_per_s)
        self._chats: dict[int, Bucket] = {}
        self._groups: dict[int, Window] = {}

    def take(self, chat: Chat, cost: int = 1) -> None:
        """Count `cost` messages to a chat, or refuse with the seconds to wait."""
        now_s = self._seconds()
        bucket = self._chats.get(chat.id) or self._bucket(
            self._limits.chat_burst, self._limits.chat_per_s
        )
        self._chats[chat.id] = bucket
        waits = [self._total.wait_s(now_s, cost), bucket.wait_s(now_s, cost)]
        window = None
        if chat.kind == "supergroup":
            window = self._groups.setdefault(chat.id, Window(self._limits.group_per_min))
            waits.append(window.wait_s(now_s, cost))
        if max(waits) > 0:
            raise too_many(math.ceil(max(waits)))
        self._total.tokens -= cost
        bucket.tokens -= cost
        if window is not None:
            window.sent_s.extend([now_s] * cost)

    def _bucket(self, capacity: float, per_s: float) -> Bucket:
        return Bucket(capacity, per_s, capacity, self._seconds())
