"""One transaction at a time over a copy of the tables; committing puts the copy in place."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from typing_extensions import override

from storage.api import Store, UnitOfWork
from storage.errors import BrokenInvariant, StorageUnavailable
from storage.memory.firm import MemoryFirm
from storage.memory.people import MemoryDesk, MemoryRelays, MemoryStaff, MemoryTopics
from storage.memory.records import (
    MemoryAgreements,
    MemoryAudit,
    MemoryBindings,
    MemoryCases,
    MemoryCodes,
    MemoryJournal,
    MemoryMedia,
    MemoryPrints,
    MemorySealed,
)
from storage.memory.tables import Tables
from storage.memory.work import MemoryInbox, MemoryJobs, MemoryOutbox, MemoryTimers
from storage.rows import Backlog, JobState, OutboxState

_PATIENCE_S = 10.0


class MemoryUnit(UnitOfWork):
    """A transaction over its own copy of the tables."""

    def __init__(self, store: "MemoryStore", tables: Tables) -> None:
        self._store = store
        self._tables = tables
        self._over = False

    @property
    @override
    def inbox(self) -> MemoryInbox:
        return MemoryInbox(self._open())

    @property
    @override
    def cases(self) -> MemoryCases:
        return MemoryCases(self._open())

    @property
    @override
    def journal(self) -> MemoryJournal:
        return MemoryJournal(self._open())

    @property
    @override
    def outbox(self) -> MemoryOutbox:
        return MemoryOutbox(self._open())

    @property
    @override
    def audit(self) -> MemoryAudit:
        return MemoryAudit(self._open())

    @property
    @override
    def jobs(self) -> MemoryJobs:
        return MemoryJobs(self._open())

    @property
    @override
    def timers(self) -> MemoryTimers:
        return MemoryTimers(self._open())

    @property
    @override
    def codes(self) -> MemoryCodes:
        return MemoryCodes(self._open())

    @property
    @override
    def media(self) -> MemoryMedia:
        return MemoryMedia(self._open())

    @property
    @override
    def prints(self) -> MemoryPrints:
        return MemoryPrints(self._open())

    @property
    @override
    def agreements(self) -> MemoryAgreements:
        return MemoryAgreements(self._open())

    @property
    @override
    def bindings(self) -> MemoryBindings:
        return MemoryBindings(self._open())

    @property
    @override
    def passwords(self) -> MemorySealed:
        return MemorySealed(self._open())

    @property
    @override
    def staff(self) -> MemoryStaff:
        return MemoryStaff(self._open())

    @property
    @override
    def topics(self) -> MemoryTopics:
        return MemoryTopics(self._open())

    @property
    @override
    def relays(self) -> MemoryRelays:
        return MemoryRelays(self._open())

    @property
    @override
    def desk(self) -> MemoryDesk:
        return MemoryDesk(self._open())

    @property
    @override
    def firm(self) -> MemoryFirm:
        return MemoryFirm(self._open())

    def _open(self) -> Tables:
        if self._over:
            raise BrokenInvariant("the transaction is over")
        return self._tables

    @override
    async def commit(self) -> None:
        self._store.replace(self._open())
        self._over = True

    def leave(self) -> None:
        """Nothing may be done on it any more."""
        self._over = True


class MemoryStore(Store):
    """The twin of the SQL store."""

    def __init__(self) -> None:
        self._tables = Tables()
        self._lock = asyncio.Lock()

    @override
    @asynccontextmanager
    async def begin(self) -> AsyncIterator[UnitOfWork]:
        await self._enter()
        unit = MemoryUnit(self, self._tables.copy())
        try:
            yield unit
        finally:
            unit.leave()
            self._lock.release()

    async def _enter(self) -> None:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await self._lock.acquire()
        except TimeoutError as error:
            raise StorageUnavailable("another transaction does not end") from error

    def replace(self, tables: Tables) -> None:
        """Put a transaction's copy in place."""
        self._tables = tables

    @override
    async def check(self) -> None:
        return

    @override
    async def backlog(self) -> Backlog:
        inbox = [item.row.received_at for item in self._tables.inbox.values() if not item.done]
        unsent = {OutboxState.QUEUED, OutboxState.SENDING}
        outbox = [
            item.row.created_at
            for item in self._tables.outbox.values()
            if item.row.state in unsent
        ]
        open_states = {JobState.QUEUED, JobState.RUNNING}
        jobs = [row.created_at for row in self._tables.jobs.values() if row.state in open_states]
        return Backlog(
            inbox=len(inbox),
            outbox=len(outbox),
            jobs=len(jobs),
            oldest_inbox_at=min(inbox, default=None),
            oldest_outbox_at=min(outbox, default=None),
            oldest_job_at=min(jobs, default=None),
        )

    @override
    async def reseal(self) -> int:
        """Nothing is encrypted here, for nothing is written down."""
        return 0

    @override
    async def close(self) -> None:
        return
