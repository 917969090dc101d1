"""Deleting on time what need not be kept (D14), now and again and again."""

import asyncio

import structlog

from bot.engine import Means
from storage.errors import StorageError
from storage.media import BlobStore
from storage.retention import OrphanSweep, Retention, delete_due, forget

_EVERY_S = 3600.0

_log = structlog.get_logger()


class Housekeeping:
    """Deletes media whose time is over, rows that have served, blobs nobody names."""

    def __init__(self, means: Means, blobs: BlobStore, retention: Retention) -> None:
        self._means = means
        self._blobs = blobs
        self._retention = retention
        self._orphans = OrphanSweep(means.store, blobs)

    async def run(self) -> None:
        """Keep house until cancelled."""
        while True:
            try:
                await self.once()
            except StorageError as error:
                _log.warning("housekeeping_failed", exc_info=error)
            await asyncio.sleep(_EVERY_S)

    async def once(self) -> int:
        """Keep house once and return how many media went."""
        now = self._means.clock.now()
        gone = 0
        while deleted := await delete_due(self._means.store, self._blobs, now):
            gone += deleted
        await forget(self._means.store, now, self._retention)
        orphans = await self._orphans.sweep()
        _log.info("house_kept", count=gone + orphans)
        return gone
