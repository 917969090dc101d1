"""Runs both bots, one after another and again, and compares what an update costs them."""

import asyncio
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import postgres
from benchmarks.children import child
from benchmarks.measure import Size
from benchmarks.rows import Row
from benchmarks.settings import free_port, prepared, sections
from benchmarks.turns.customer import UPDATES, talked
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import GENEROUS_RATES, SandboxSettings

_SETTLE_S = 0.3


@dataclass(frozen=True, slots=True)
class Databases:
    """Where the two bots commit to."""

    name: str
    product: str
    bare: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What one update costs."""

    cpu_ms: float
    wait_ms: float


def run(size: Size) -> list[Row]:
    """Compare on SQLite and on PostgreSQL."""
    rows = []
    for kind in (_sqlite, _postgres):
        with tempfile.TemporaryDirectory(prefix="bench-") as made:
            folder = Path(made)
            with kind(folder) as databases:
                rows.append(asyncio.run(_row(databases, folder, size.pick(1, 16))))
    return rows


@contextmanager
def _sqlite(folder: Path) -> Iterator[Databases]:
    yield Databases("SQLite", f"sqlite:///{folder}/product.db", f"{folder}/bare.db")


@contextmanager
def _postgres(_folder: Path) -> Iterator[Databases]:
    with postgres.server() as server:
        yield Databases("PostgreSQL", server.database("product"), server.database("bare"))


async def _row(databases: Databases, folder: Path, conversations: int) -> Row:
    bare = await _bare(databases, folder, conversations)
    product = await _product(databases, folder, conversations)
    note = f"the bot's own process, an update answered over HTTP; {conversations * UPDATES}"
    note += " updates each, one after another; a customer waits"
    note += f" {product.wait_ms:.0f} ms (bare {bare.wait_ms:.0f}) for the answer"
    return Row(
        f"A turn on {databases.name}", product.cpu_ms, "ms", bare.cpu_ms, product.wait_ms, note
    )


async def _product(databases: Databases, folder: Path, conversations: int) -> Cost:
    async with _sandbox() as sandbox:
        given = sections(sandbox, folder, databases.product)
        await prepared(given)
        return await _cost("benchmarks.serving", given, (sandbox, folder, conversations))


async def _bare(databases: Databases, folder: Path, conversations: int) -> Cost:
    async with _sandbox() as sandbox:
        given = {
            "token": sandbox.bot_token,
            "api_url": sandbox.url,
            "secret": secrets.token_hex(16),
            "port": free_port(),
            "database": databases.bare,
        }
        return await _cost("benchmarks.turns.bare", given, (sandbox, folder, conversations))


async def _cost(module: str, given: dict[str, Any], stage: tuple[Sandbox, Path, int]) -> Cost:
    """Start a bot, warm it with one conversation, then measure."""
    sandbox, folder, conversations = stage
    starting = child(module, given, folder)
    bot = await asyncio.to_thread(starting.__enter__)
    try:
        await talked(sandbox, 1)
        await asyncio.sleep(_SETTLE_S)
        before_s = bot.cpu_s
        waits_s = await talked(sandbox, conversations)
        await asyncio.sleep(_SETTLE_S)
        cpu_s = bot.cpu_s - before_s
    finally:
        await asyncio.to_thread(starting.__exit__, None, None, None)
    return Cost(cpu_s / len(waits_s) * 1000, median(waits_s) * 1000)


def _sandbox() -> Sandbox:
    return Sandbox(SandboxSettings(rates=GENEROUS_RATES))
