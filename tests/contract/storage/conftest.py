"""The same suite over the twin in memory, a SQLite file and a real PostgreSQL."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from storage import KeyRing, Store, migrate, open_store
from tests.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]

Again = Callable[[], Store]


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, migrate.upgrade(f"sqlite:///{path}")).result()
    return path


@pytest.fixture(scope="session")
def keys() -> KeyRing:
    return KeyRing.generate()


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty, migrated database of the test's own."""
    match request.param:
        case "memory":
            return "memory://"
        case "sqlite":
            migrated: Path = request.getfixturevalue("migrated_file")
            shutil.copy(migrated, tmp_path / "store.db")
            return f"sqlite:///{tmp_path}/store.db"
        case _:
            lent: str = request.getfixturevalue("postgres_url")
            return lent


@pytest.fixture
async def store(url: str, keys: KeyRing) -> AsyncIterator[Store]:
    opened = open_store(url, keys)
    yield opened
    await opened.close()


@pytest.fixture
async def again(store: Store, url: str, keys: KeyRing) -> AsyncIterator[Again]:
    """Opens the same database once more, as another process would; the twin has only itself."""
    async with AsyncExitStack() as stack:

        def open_again() -> Store:
            if url == "memory://":
                return store
            other = open_store(url, keys)
            stack.push_async_callback(other.close)
            return other

        yield open_again
