"""The embedded database: one SQLite file, one writing connection on a thread of its own.

SQLite has one writer; a lock of the event loop queues this process's transactions fairly, and
`BEGIN IMMEDIATE` with a busy timeout keeps other processes' apart. `synchronous=FULL`: an
update is acknowledged to Telegram after its commit, so a commit must outlive a power cut;
`NORMAL` in WAL mode would lose the last ones (never the file). Deleted bytes are overwritten
(`secure_delete`), temporary data stays in memory.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Final, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import NullPool
from typing_extensions import override

from storage.api import Store, UnitOfWork
from storage.crypto import KeyRing
from storage.errors import StorageError, StorageUnavailable
from storage.failures import told
from storage.rotation import reseal
from storage.rows import Backlog
from storage.schema import check_revision, count_backlog
from storage.uow import SqlUnit

T = TypeVar("T")

_BUSY_TIMEOUT_MS: Final = 5_000
_PATIENCE_S: Final = 30.0
_SYNCHRONOUS: Final = ("full", "normal", "extra")


def sqlite_engine(url: URL) -> Engine:
    """Make an engine whose transactions are SQLite's own, not the driver's."""
    synchronous = str(url.query.get("synchronous", "full")).lower()
    if synchronous not in _SYNCHRONOUS:
        raise StorageError(f"synchronous is one of {', '.join(_SYNCHRONOUS)}")
    engine = create_engine(
        url.set(drivername="sqlite", query={}),
        poolclass=NullPool,
        connect_args={"check_same_thread": False, "timeout": _BUSY_TIMEOUT_MS / 1000},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode = WAL",
            f"synchronous = {synchronous}",
            f"busy_timeout = {_BUSY_TIMEOUT_MS}",
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "trusted_schema = OFF",
            "journal_size_limit = 16777216",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


class SqliteStore(Store):
    """The store over a SQLite file."""

    def __init__(self, url: URL, keys: KeyRing) -> None:
        self._engine = sqlite_engine(url)
        self._keys = keys
        self._thread = ThreadPoolExecutor(1, "storage")
        self._turn = asyncio.Lock()
        self._connection: Connection | None = None

    @property
    def dialect(self) -> str:
        """The database's name to SQLAlchemy."""
        return "sqlite"

    @override
    @asynccontextmanager
    async def begin(self) -> AsyncIterator[UnitOfWork]:
        await self._take_turn()
        unit = SqlUnit(self, self._keys, self._commit)
        try:
            yield unit
        finally:
            unit.leave()
            try:
                await self._roll_back()
            finally:
                self._turn.release()

    async def _take_turn(self) -> None:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await self._turn.acquire()
        except TimeoutError as error:
            raise StorageUnavailable("another transaction does not end") from error

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Do the work on the thread, inside the open transaction."""
        with told():
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._thread, lambda: work(self._connected()))

    def _connected(self) -> Connection:
        if self._connection is None or self._connection.closed:
            self._connection = self._engine.connect()
        return self._connection

    async def _commit(self) -> None:
        await self.run(Connection.commit)

    async def _roll_back(self) -> None:
        """End what was not committed; the single thread keeps this before any next turn."""
        if self._connection is not None and self._connection.in_transaction():
            await asyncio.shield(self.run(Connection.rollback))

    @override
    async def check(self) -> None:
        async with self.begin():
            await self.run(check_revision)

    @override
    async def backlog(self) -> Backlog:
        async with self.begin():
            return await self.run(count_backlog)

    @override
    async def reseal(self) -> int:
        return await reseal(self._in_transaction, self._keys)

    async def _in_transaction(self, work: Callable[[Connection], T]) -> T:
        async with self.begin() as unit:
            done = await self.run(work)
            await unit.commit()
        return done

    @override
    async def close(self) -> None:
        async with self._turn:
            if self._connection is not None:
                await self.run(Connection.close)
        self._thread.shutdown(wait=False)
        self._engine.dispose()
