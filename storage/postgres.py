"""The grown database: PostgreSQL through SQLAlchemy's async engine and asyncpg.

READ COMMITTED with row locks: a turn locks its case, claimers skip what others hold.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlalchemy import URL, Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from typing_extensions import override

from storage.api import Store, UnitOfWork
from storage.crypto import KeyRing
from storage.failures import told
from storage.rotation import reseal
from storage.rows import Backlog
from storage.schema import check_revision, count_backlog
from storage.uow import SqlUnit

T = TypeVar("T")


def postgres_engine(url: URL, pool_size: int = 10) -> AsyncEngine:
    """Make an engine whose waits all have an end."""
    return create_async_engine(
        url.set(drivername="postgresql+asyncpg"),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=10,
        pool_use_lifo=True,
        connect_args={
            "timeout": 10,
            "command_timeout": 30,
            "server_settings": {
                "application_name": "resetdesk",
                "jit": "off",
                "lock_timeout": "10000",
                "idle_in_transaction_session_timeout": "60000",
            },
        },
    )


class PostgresLink:
    """A transaction on a pooled connection."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> str:
        """The database's name to SQLAlchemy."""
        return "postgresql"

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Do the work inside the transaction."""
        with told():
            return await self._connection.run_sync(work)

    async def commit(self) -> None:
        """Make it last."""
        with told():
            await self._connection.commit()


class PostgresStore(Store):
    """The store over PostgreSQL."""

    def __init__(self, url: URL, keys: KeyRing) -> None:
        self._engine = postgres_engine(url)
        self._keys = keys

    @override
    @asynccontextmanager
    async def begin(self) -> AsyncIterator[UnitOfWork]:
        async with self._link() as link:
            unit = SqlUnit(link, self._keys, link.commit)
            try:
                yield unit
            finally:
                unit.leave()

    @asynccontextmanager
    async def _link(self) -> AsyncIterator[PostgresLink]:
        """Borrow a connection; giving it back rolls back what was not committed."""
        connection = self._engine.connect()
        with told():
            await connection.start()
        try:
            yield PostgresLink(connection)
        finally:
            with told():
                await connection.__aexit__(None, None, None)

    @override
    async def check(self) -> None:
        async with self._link() as link:
            await link.run(check_revision)

    @override
    async def backlog(self) -> Backlog:
        async with self._link() as link:
            return await link.run(count_backlog)

    @override
    async def reseal(self) -> int:
        return await reseal(self._in_transaction, self._keys)

    async def _in_transaction(self, work: Callable[[Connection], T]) -> T:
        async with self._link() as link:
            done = await link.run(work)
            await link.commit()
        return done

    @override
    async def close(self) -> None:
        await self._engine.dispose()
