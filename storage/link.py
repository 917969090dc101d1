"""How the repositories reach their connection: synchronous work, awaited.

A repository writes its SQL as a plain function of a `Connection`. On PostgreSQL it runs inside
SQLAlchemy's async engine (asyncpg), on SQLite on the store's own thread, one hop for the whole
function: aiosqlite hops four times for each statement.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias, TypeVar

from sqlalchemy import Connection, Executable, Insert, Row, Table
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.postgresql.dml import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.dialects.sqlite.dml import Insert as SqliteInsert

from storage.crypto import KeyRing

T = TypeVar("T")
Parameters = Mapping[str, object]
AnyRow: TypeAlias = Row[*tuple[Any, ...]]


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

    async def _count(self, statement: Executable, parameters: Parameters) -> int:
        """Run it and return how many rows it touched."""
        return await self._link.run(lambda on: on.execute(statement, parameters).rowcount)

    async def _rows(
        self, statement: Executable, parameters: Parameters | None = None
    ) -> Sequence[AnyRow]:
        return await self._link.run(lambda on: on.execute(statement, parameters).all())

    async def _first(
        self, statement: Executable, parameters: Parameters | None = None
    ) -> AnyRow | None:
        return await self._link.run(lambda on: on.execute(statement, parameters).first())

    async def _scalar(self, statement: Executable, parameters: Parameters | None = None) -> Any:
        return await self._link.run(lambda on: on.execute(statement, parameters).scalar())


def insert_of(table: Table, dialect: str) -> PostgresInsert | SqliteInsert:
    """Return the dialect's insert, which knows ON CONFLICT."""
    return postgres_insert(table) if dialect == "postgresql" else sqlite_insert(table)


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
