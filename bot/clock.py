"""The only place that reads the time of day."""

from datetime import UTC, datetime, timedelta
from typing import Protocol

from typing_extensions import override


class Clock(Protocol):
    """Tells the time, aware and in UTC."""

    def now(self) -> datetime:
        """Return the present instant."""
        ...


class SystemClock(Clock):
    """The machine's own clock."""

    @override
    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - this module is where it is allowed


class ManualClock(Clock):
    """A clock that stands still until it is told to move."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    @override
    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> datetime:
        """Move forward by `seconds` and return the new time."""
        self._now += timedelta(seconds=seconds)
        return self._now
