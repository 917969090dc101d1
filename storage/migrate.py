"""Bring a database to this version's tables, from the program itself.

Two processes may start at once: on PostgreSQL the second waits for an advisory lock, on SQLite
for the write transaction, and then finds nothing to do.
"""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import URL, Connection, text

from storage.errors import SchemaMismatch
from storage.failures import told
from storage.opening import parse_url
from storage.postgres import postgres_engine
from storage.sqlite import sqlite_engine

_LOCK = text("SELECT pg_advisory_xact_lock(7360102)")


async def upgrade(url: str, revision: str = "head") -> None:
    """Run the migrations that are missing; a SQLite file is made with its folder."""
    parsed = parse_url(url)
    with told():
        match parsed.drivername:
            case "sqlite":
                await asyncio.to_thread(_upgrade_sqlite, parsed, revision)
            case "postgresql":
                await _upgrade_postgres(parsed, revision)
            case _:
                return


def _upgrade_sqlite(url: URL, revision: str) -> None:
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = sqlite_engine(url)
    try:
        with engine.begin() as connection:
            run(connection, revision)
    finally:
        engine.dispose()


async def _upgrade_postgres(url: URL, revision: str) -> None:
    engine = postgres_engine(url, pool_size=1)
    try:
        async with engine.begin() as connection:
            await connection.execute(_LOCK)
            await connection.run_sync(run, revision)
    finally:
        await engine.dispose()


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration; there is no alembic.ini."""
    configured = Config()
    configured.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    configured.attributes["connection"] = connection
    return configured


def run(connection: Connection, revision: str) -> None:
    """Run the migrations inside the connection's transaction."""
    try:
        command.upgrade(config(connection), revision)
    except CommandError as error:
        raise SchemaMismatch(f"the database is newer than this program: {error}") from error
