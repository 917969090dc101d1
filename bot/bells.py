"""Bells: a hint that there is work. The rows are the truth, so a lost ring costs only time."""

import asyncio
import contextlib


class Bell:
    """Wakes one waiting loop; a ring while nobody waits is kept, several count as one.

    A bell may ring others with it, where several loops look at the same rows.
    """

    def __init__(self, also: tuple["Bell", ...] = ()) -> None:
        self._rung = asyncio.Event()
        self._also = also

    def ring(self) -> None:
        """Wake the loop, now or at its next wait."""
        self._rung.set()
        for other in self._also:
            other.ring()

    async def wait(self, timeout_s: float) -> None:
        """Return when it rings, or when the time is over."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._rung.wait()
        self._rung.clear()
