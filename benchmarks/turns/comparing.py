"""Runs both bots, talks to them alternately, and compares what an update costs them."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.bots import EVERY_KIND, PRODUCT, Databases, bare_settings, generous, running
from benchmarks.children import Child
from benchmarks.measure import Size
from benchmarks.rows import Row
from benchmarks.settings import prepared, sections
from benchmarks.turns.customer import UPDATES, talked
from bot.sandbox.server import Sandbox

_SETTLE_S = 0.15


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
    for kind in EVERY_KIND:
        with tempfile.TemporaryDirectory(prefix="bench-") as made:
            folder = Path(made)
            with kind(folder) as databases:
                rows.append(asyncio.run(_row(databases, folder, size.pick(1, 40))))
    return rows


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
    async with generous() as sandbox:
        given = sections(sandbox, folder, databases.product)
        await prepared(given)
        async with running(PRODUCT, given, folder) as process:
            await talked(sandbox)  # warms it
            yield Bot(process, sandbox)


@asynccontextmanager
async def _bare(databases: Databases, folder: Path) -> AsyncIterator[Bot]:
    async with generous() as sandbox:
        given = bare_settings(sandbox, databases.bare)
        async with running("benchmarks.turns.bare", given, folder) as process:
            await talked(sandbox)  # warms it
            yield Bot(process, sandbox)
