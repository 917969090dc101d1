"""Runs both bots, talks to them alternately, and compares what an update costs them."""

import asyncio
import secrets
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import postgres
from benchmarks.children import Child, child
from benchmarks.measure import Size
from benchmarks.rows import Row
from benchmarks.settings import free_port, prepared, sections
from benchmarks.turns.customer import UPDATES, talked
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import GENEROUS_RATES, SandboxSettings

_SETTLE_S = 0.15


@dataclass(frozen=True, slots=True)
class Databases:
    """Where the two bots commit to."""

    name: str
    product: str
    bare: str


@dataclass
class Bot:
    """A running bot under a sandbox of its own, and what its updates have cost so far."""

    process: Child
    sandbox: Sandbox
    cpu_s: float = 0.0
    waits_s: list[float] = field(default_factory=list)

    @property
    def cpu_ms(self) -> float:
        """CPU time of one update."""
        return self.cpu_s / len(self.waits_s) * 1000

    @property
    def wait_ms(self) -> float:
        """How long a customer waits for the answer, in the middle."""
        return median(self.waits_s) * 1000

    async def talk(self) -> None:
        """Hold one conversation, counting what it costs; what follows an answer is in it."""
        before_s = self.process.cpu_s
        waits_s = await talked(self.sandbox)
        await asyncio.sleep(_SETTLE_S)
        self.cpu_s += self.process.cpu_s - before_s
        self.waits_s += waits_s


def run(size: Size) -> list[Row]:
    """Compare on SQLite and on PostgreSQL."""
    rows = []
    for kind in (_sqlite, _postgres):
        with tempfile.TemporaryDirectory(prefix="bench-") as made:
            folder = Path(made)
            with kind(folder) as databases:
                rows.append(asyncio.run(_row(databases, folder, size.pick(1, 40))))
    return rows


@contextmanager
def _sqlite(folder: Path) -> Iterator[Databases]:
    yield Databases("SQLite", f"sqlite:///{folder}/product.db", f"{folder}/bare.db")


@contextmanager
def _postgres(_folder: Path) -> Iterator[Databases]:
    with postgres.server() as server:
        yield Databases("PostgreSQL", server.database("product"), server.database("bare"))


async def _row(databases: Databases, folder: Path, conversations: int) -> Row:
    async with (
        _product(databases, folder) as product,
        _bare(databases, folder) as bare,
    ):
        for _ in range(conversations):
            await product.talk()
            await bare.talk()
    note = f"the bot's own process; {conversations * UPDATES} updates to each bot by webhook, "
    note += "alternately, each answered before the next; bare: an aiogram handler with one "
    note += f"commit, its customer waits {bare.wait_ms:.0f} ms"
    return Row(
        f"A turn on {databases.name}", product.cpu_ms, "ms", bare.cpu_ms, product.wait_ms, note
    )


@asynccontextmanager
async def _product(databases: Databases, folder: Path) -> AsyncIterator[Bot]:
    async with _sandbox() as sandbox:
        given = sections(sandbox, folder, databases.product)
        await prepared(given)
        async with _running("benchmarks.serving", given, folder) as process:
            await talked(sandbox)  # warms it
            yield Bot(process, sandbox)


@asynccontextmanager
async def _bare(databases: Databases, folder: Path) -> AsyncIterator[Bot]:
    async with _sandbox() as sandbox:
        given = {
            "token": sandbox.bot_token,
            "api_url": sandbox.url,
            "secret": secrets.token_hex(16),
            "port": free_port(),
            "database": databases.bare,
        }
        async with _running("benchmarks.turns.bare", given, folder) as process:
            await talked(sandbox)  # warms it
            yield Bot(process, sandbox)


@asynccontextmanager
async def _running(module: str, given: dict[str, Any], folder: Path) -> AsyncIterator[Child]:
    """Start and end a child on a thread: the sandbox that it talks to runs on this loop."""
    starting = child(module, given, folder)
    process = await asyncio.to_thread(starting.__enter__)
    try:
        yield process
    except BaseException as error:
        await asyncio.to_thread(starting.__exit__, type(error), error, error.__traceback__)
        raise
    await asyncio.to_thread(starting.__exit__, None, None, None)


def _sandbox() -> Sandbox:
    return Sandbox(SandboxSettings(rates=GENEROUS_RATES))
