"""Runs it all: one conversation, a crowd, and a crowd under Telegram's own limits."""

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.bots import (
    EVERY_KIND,
    PRODUCT,
    Databases,
    bare_settings,
    generous,
    on_sqlite,
    running,
)
from benchmarks.children import Child
from benchmarks.measure import Size, within
from benchmarks.relays.alone import BARE, compared
from benchmarks.relays.crowd import Crowd, Outcome, Plan, limited
from benchmarks.relays.offices import found, strict, with_desk
from benchmarks.relays.talks import Floor, Talk, floor, settled
from benchmarks.relays.words import Account
from benchmarks.rows import Row
from benchmarks.settings import prepared
from bot.sandbox.settings import RateLimits

_MANY = {
    Size.SMALL: Plan(customers=4, groups=2, words=2, span_s=2, drain_s=30),
    Size.USUAL: Plan(customers=200, groups=4, words=3, span_s=60, drain_s=60),
}
_STRICT = {
    Size.SMALL: Plan(customers=2, groups=1, words=3, span_s=3, drain_s=90),
    Size.USUAL: Plan(customers=40, groups=4, words=6, span_s=60, drain_s=240),
}


@dataclass(frozen=True, slots=True)
class Talked:
    """What a crowd came to, and the CPU time of the bot's process meanwhile."""

    outcome: Outcome
    cpu_s: float

    @property
    def cpu_ms(self) -> float:
        """CPU time of one word, either way."""
        return self.cpu_s / self.outcome.words * 1000 if self.outcome.words else 0.0


def run(size: Size) -> list[Row]:
    """One conversation on both databases, the small size only on SQLite; the crowds on SQLite."""
    rows: list[Row] = []
    for kind in EVERY_KIND[: size.pick(1, 2)]:
        with tempfile.TemporaryDirectory(prefix="bench-") as made, kind(Path(made)) as databases:
            rows += asyncio.run(compared(databases, Path(made), size))
    for crowd, plans in ((_many, _MANY), (_strictly, _STRICT)):
        with tempfile.TemporaryDirectory(prefix="bench-") as made, on_sqlite(Path(made)) as files:
            rows += asyncio.run(crowd(files, Path(made), plans[size]))
    return rows


async def _many(databases: Databases, folder: Path, plan: Plan) -> list[Row]:
    """Let a crowd talk through the product, then another through the bare relay."""
    ours = await _through_product(databases, folder, plan)
    bare = await _through_bare(databases, folder, plan)
    inwards, outwards = ours.outcome.inwards, ours.outcome.outwards
    first = f"wall: p95; {_spread(inwards)}; bare: {_spread(bare.outcome.inwards)}"
    second = f"wall: p95; {_spread(outwards)}; bare: {_spread(bare.outcome.outwards)}"
    lost = f"{_fate(ours.outcome)}; bot and sandbox take 1000 messages a minute a group here, "
    lost += "Telegram's own 20 bind long before"
    what = f"A relay among {plan.customers} conversations"
    return [
        Row(what, ours.cpu_ms, "ms", bare.cpu_ms, note=_told(plan)),
        Row("– customer to topic", None, "s", wall=_p95_s(inwards), note=first),
        Row("– agent to customer", None, "s", wall=_p95_s(outwards), note=second),
        Row("– messages lost", ours.outcome.lost, bare=bare.outcome.lost, note=lost),
    ]


async def _strictly(databases: Databases, folder: Path, plan: Plan) -> list[Row]:
    """Let a crowd talk under the limits that Telegram keeps."""
    talked, refused = await _through_strict(databases, folder, plan)
    outcome = talked.outcome
    inwards, outwards = outcome.inwards, outcome.outwards
    what = f"A relay among {plan.customers} conversations, 20 a minute a group"
    first = f"wall: p95; {_spread(inwards)}; {inwards.said} words in "
    first += f"{inwards.messages} messages to the groups; {refused} requests refused as too many"
    second = f"wall: p95; {_spread(outwards)}"
    return [
        Row(what, talked.cpu_ms, "ms", note=_told(plan)),
        Row("– customer to topic", None, "s", wall=_p95_s(inwards), note=first),
        Row("– agent to customer", None, "s", wall=_p95_s(outwards), note=second),
        Row("– messages lost", outcome.lost, note=_fate(outcome)),
    ]


async def _through_product(databases: Databases, folder: Path, plan: Plan) -> Talked:
    async with generous() as sandbox:
        groups = found(sandbox, plan.groups)
        given = with_desk(sandbox, folder, databases.product, groups)
        await prepared(given)
        async with (
            running(PRODUCT, given, folder) as process,
            floor(sandbox, groups, plan.customers) as people,
        ):
            talks = await _opened(people, given)
            return await _talked(process, Crowd(people, talks), plan)


async def _through_strict(databases: Databases, folder: Path, plan: Plan) -> tuple[Talked, int]:
    """Open the conversations without limits, then start the product anew with Telegram's own."""
    async with generous() as sandbox:
        groups = found(sandbox, plan.groups)
        given = with_desk(sandbox, folder, databases.product, groups)
        await prepared(given)
        async with floor(sandbox, groups, plan.customers) as people:
            async with running(PRODUCT, given, folder):
                talks = await _opened(people, given)
            rates = limited(sandbox, RateLimits())
            async with running(PRODUCT, strict(given), folder) as process:
                return await _talked(process, Crowd(people, talks), plan), rates.refused


async def _through_bare(databases: Databases, folder: Path, plan: Plan) -> Talked:
    async with generous() as sandbox:
        groups = found(sandbox, plan.groups)
        given = bare_settings(sandbox, databases.bare, groups=groups.support)
        async with (
            running(BARE, given, folder) as process,
            floor(sandbox, groups, plan.customers) as people,
        ):
            talks = await people.met()
            return await _talked(process, Crowd(people, talks), plan)


async def _opened(people: Floor, given: dict[str, Any]) -> list[Talk]:
    """Open the product's conversations and let it finish all that comes of that."""
    await people.taken()
    await settled(given)
    talks = await people.met()
    await settled(given)
    return talks


async def _talked(process: Child, crowd: Crowd, plan: Plan) -> Talked:
    before_s = process.cpu_s
    outcome = await crowd.talk(plan)
    return Talked(outcome, process.cpu_s - before_s)


def _told(plan: Plan) -> str:
    return (
        f"the bot's own process, a message either way; each customer says {plan.words} words at "
        f"random moments within {plan.span_s:.0f} s, an agent answers each at once; "
        f"groups: {plan.groups}; SQLite"
    )


def _p95_s(account: Account) -> float | None:
    return within(95, account.waits_s) if account.waits_s else None


def _spread(account: Account) -> str:
    """Say how the waits are spread."""
    if not account.waits_s:
        return "unknown, for nothing arrived"
    half, most, all_ = (_time(within(share, account.waits_s)) for share in (50, 95, 100))
    return f"p50 {half}, p95 {most}, the longest {all_}"


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"


def _fate(outcome: Outcome) -> str:
    """Say what became of all words."""
    ways = outcome.inwards, outcome.outwards
    return (
        f"of {sum(way.said for way in ways)} words both ways, each looked for where it belongs; "
        f"twice {sum(way.twice for way in ways)}, "
        f"out of order {sum(way.disordered for way in ways)}"
    )
