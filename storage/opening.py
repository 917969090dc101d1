"""From an address to a store."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.api import Store
from storage.crypto import KeyRing
from storage.errors import StorageError
from storage.memory import MemoryStore
from storage.postgres import PostgresStore
from storage.sqlite import SqliteStore


def parse_url(url: str) -> URL:
    """Read `sqlite:///file`, `postgresql://…` or `memory://`; the driver is chosen here."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StorageError("not a database address") from error
    family = parsed.drivername.partition("+")[0]
    if family not in {"sqlite", "postgresql", "postgres", "memory"}:
        raise StorageError(f"no such kind of database: {family}")
    if family == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise StorageError("SQLite needs a file; memory:// is for trying things out")
    return parsed.set(drivername="postgresql" if family == "postgres" else family)


def store_at(url: str, keys: KeyRing) -> Store:
    """Return the store of this address."""
    parsed = parse_url(url)
    match parsed.drivername:
        case "sqlite":
            return SqliteStore(parsed, keys)
        case "postgresql":
            return PostgresStore(parsed, keys)
        case _:
            return MemoryStore()
