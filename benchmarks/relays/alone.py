"""One conversation: what a relayed message costs the bot's process, each way."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.bots import PRODUCT, Databases, bare_settings, generous, running
from benchmarks.children import Child
from benchmarks.measure import Size
from benchmarks.relays.offices import found, with_desk
from benchmarks.relays.talks import Floor, Talk, floor
from benchmarks.rows import Row
from benchmarks.settings import prepared

BARE = "benchmarks.relays.bare"

_PATIENCE_S = 60.0
_SETTLE_S = 0.15
_BREATH_S = 0.02
"""Nobody answers within the instant in which a message comes; no part of the waits."""


@dataclass
class Way:
    """What the words of one direction have cost so far, and how long each took."""

    cpu_s: float = 0.0
    waits_s: list[float] = field(default_factory=list)

    @property
    def cpu_ms(self) -> float:
        """CPU time of one word."""
        return self.cpu_s / len(self.waits_s) * 1000

    @property
    def wait_ms(self) -> float:
        """How long a word takes, in the middle."""
        return median(self.waits_s) * 1000


@dataclass
class Bot:
    """A running bot with one open conversation."""

    process: Child
    floor: Floor
    talk: Talk
    inwards: Way = field(default_factory=Way)
    outwards: Way = field(default_factory=Way)

    async def relay(self, words: int) -> None:
        """Let the customer say so many words, then the agent, each arriving before the next."""
        await self._counted(self.inwards, self._asked, words)
        await self._counted(self.outwards, self._answered, words)

    async def _counted(self, way: Way, say: Callable[[str], Awaitable[None]], words: int) -> None:
        """Count what words cost; what follows their arrival is in it."""
        before_s = self.process.cpu_s
        for _ in range(words):
            mark = next(self.floor.marks)
            started_s = time.perf_counter()
            await say(mark)
            way.waits_s.append(time.perf_counter() - started_s)
            await asyncio.sleep(_BREATH_S)
        await asyncio.sleep(_SETTLE_S)
        way.cpu_s += self.process.cpu_s - before_s

    async def _asked(self, mark: str) -> None:
        await self.talk.phone.say(f"请问还要多久？ {mark}")
        await self.talk.agent.sees(self.talk.topic, mark, timeout_s=_PATIENCE_S)

    async def _answered(self, mark: str) -> None:
        await self.talk.agent.say(self.talk.topic, f"马上就好。 {mark}")
        await self.talk.phone.heard(mark, timeout_s=_PATIENCE_S)


async def compared(databases: Databases, folder: Path, size: Size) -> list[Row]:
    """Relay through both bots alternately."""
    rounds, words = size.pick(1, 20), size.pick(3, 5)
    async with _product(databases, folder) as product, _bare(databases, folder) as bare:
        for _ in range(rounds):
            await product.relay(words)
            await bare.relay(words)
    note = f"the bot's own process; {rounds * words} messages each way through each bot, "
    note += "alternately, each there before the next; bare: an aiogram handler with one row, one "
    note += "commit and one copy a message, there after {:.0f} ms"
    ways = (
        ("customer to topic", product.inwards, bare.inwards),
        ("agent to customer", product.outwards, bare.outwards),
    )
    return [
        Row(
            f"Relay on {databases.name}, {what}",
            ours.cpu_ms,
            "ms",
            other.cpu_ms,
            ours.wait_ms,
            note.format(other.wait_ms),
        )
        for what, ours, other in ways
    ]


@asynccontextmanager
async def _product(databases: Databases, folder: Path) -> AsyncIterator[Bot]:
    async with generous() as sandbox:
        groups = found(sandbox, 1)
        given = with_desk(sandbox, folder, databases.product, groups)
        await prepared(given)
        async with running(PRODUCT, given, folder) as process, floor(sandbox, groups, 1) as people:
            await people.taken()
            yield await _warm(process, people)


@asynccontextmanager
async def _bare(databases: Databases, folder: Path) -> AsyncIterator[Bot]:
    async with generous() as sandbox:
        groups = found(sandbox, 1)
        given = bare_settings(sandbox, databases.bare, groups=groups.support)
        async with running(BARE, given, folder) as process, floor(sandbox, groups, 1) as people:
            yield await _warm(process, people)


async def _warm(process: Child, people: Floor) -> Bot:
    """Relay a word each way before anything is counted."""
    [talk] = await people.met()
    bot = Bot(process, people, talk)
    await bot.relay(1)
    return Bot(process, people, talk)
