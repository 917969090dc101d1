"""How the repositories reach their connection: synchronous work, awaited.

A repository writes its SQL as a plain function of a `Connection`. On PostgreSQL it runs inside
SQLAlchemy's async engine (asyncpg), on SQLite on the store's own thread, one hop for the whole
function: aiosqlite hops four times for each statement.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Insert, Table
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.postgresql.dml import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.dialects.sqlite.dml import Insert as SqliteInsert

from storage.crypto import KeyRing
from storage.prepared import Found, Parameters, Statement, fetch, touch

T = TypeVar("T")


class Link(Protocol):
    """An open transaction."""

    @property
    def dialect(self) -> str:
        """The database's name to SQLAlchemy: `sqlite` or `postgresql`."""
        ...

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Do the work on the connection; its errors come out as the package's own."""
        ...


class Repository:
    """A set of statements over one open transaction."""

    def __init__(self, link: Link, keys: KeyRing) -> None:
        self._link = link
        self._keys = keys

    async def _count(self, statement: Statement, given: Parameters) -> int:
        """Run it and return how many rows it touched."""
        return await self._link.run(lambda on: touch(on, statement, given))

    async def _rows(self, statement: Statement, given: Parameters) -> list[Found]:
        return await self._link.run(lambda on: fetch(on, statement, given))

    async def _first(self, statement: Statement, given: Parameters) -> Found | None:
        return next(iter(await self._rows(statement, given)), None)

    async def _scalar(self, statement: Statement, given: Parameters) -> Any:
        """Return the first column of the first row, None without one."""
        found = await self._first(statement, given)
        return found[0] if found else None


def insert_of(table: Table, dialect: str) -> PostgresInsert | SqliteInsert:
    """Return the dialect's insert, which knows ON CONFLICT; the database numbers the rows."""
    fresh = postgres_insert(table) if dialect == "postgresql" else sqlite_insert(table)
    return fresh.inline()


_inserts: dict[tuple[str, str, str], Insert] = {}


def insert_new(table: Table, dialect: str) -> Insert:
    """Return an insert that passes over a row that is there already."""
    key = (table.name, dialect, "new")
    if key not in _inserts:
        _inserts[key] = insert_of(table, dialect).on_conflict_do_nothing()
    return _inserts[key]


def insert_or_replace(table: Table, dialect: str) -> Insert:
    """Return an insert that overwrites the row of the same primary key."""
    key = (table.name, dialect, "replace")
    if key not in _inserts:
        insert = insert_of(table, dialect)
        kept = {column.name for column in table.primary_key}
        fresh = {each.name: each for each in insert.excluded if each.name not in kept}
        _inserts[key] = insert.on_conflict_do_update(
            index_elements=list(table.primary_key), set_=fresh
        )
    return _inserts[key]
