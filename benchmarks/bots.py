"""The bots that are compared: processes of their own under a sandbox, on the same databases."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import postgres
from benchmarks.children import Child, child
from benchmarks.settings import free_port
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import GENEROUS_RATES, SandboxSettings

PRODUCT = "benchmarks.serving"


@dataclass(frozen=True, slots=True)
class Databases:
    """Where the two bots commit to."""

    name: str
    product: str
    bare: str


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Databases]:
    """Give two files."""
    yield Databases("SQLite", f"sqlite:///{folder}/product.db", f"{folder}/bare.db")


@contextmanager
def on_postgres(_folder: Path) -> Iterator[Databases]:
    """Give two databases of one server."""
    with postgres.server() as server:
        yield Databases("PostgreSQL", server.database("product"), server.database("bare"))


EVERY_KIND: tuple[Callable[[Path], AbstractContextManager[Databases]], ...] = (
    on_sqlite,
    on_postgres,
)


def generous() -> Sandbox:
    """Return a sandbox that refuses nothing for coming too fast."""
    return Sandbox(SandboxSettings(rates=GENEROUS_RATES))


def bare_settings(sandbox: Sandbox, database: str, **more: Any) -> dict[str, Any]:
    """Return what a bare bot is told."""
    return {
        "token": sandbox.bot_token,
        "api_url": sandbox.url,
        "secret": secrets.token_hex(16),
        "port": free_port(),
        "database": database,
        **more,
    }


@asynccontextmanager
async def running(module: str, given: dict[str, Any], folder: Path) -> AsyncIterator[Child]:
    """Start and end a child on a thread: the sandbox that it talks to runs on this loop."""
    starting = child(module, given, folder)
    process = await asyncio.to_thread(starting.__enter__)
    try:
        yield process
    except BaseException as error:
        await asyncio.to_thread(starting.__exit__, type(error), error, error.__traceback__)
        raise
    await asyncio.to_thread(starting.__exit__, None, None, None)
