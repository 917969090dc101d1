"""Measuring: CPU seconds beside the clock, for the machine may be busy with other things."""

import resource
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from statistics import median

import psutil


class Size(StrEnum):
    """How much is measured."""

    SMALL = "small"
    USUAL = "usual"

    def pick(self, small: int, usual: int) -> int:
        """Return the count that belongs to the size."""
        return small if self is Size.SMALL else usual


@dataclass(frozen=True, slots=True)
class Spent:
    """What something took.

    Attributes:
        cpu_s: user and system time of this process and the children it waited for.
        wall_s: time on the clock.
    """

    cpu_s: float
    wall_s: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """When sampling stops: whichever comes first, but never before one sample.

    Attributes:
        most: samples at most.
        budget_s: no new sample is begun after so long.
    """

    most: int
    budget_s: float


def spent(work: Callable[[], object]) -> Spent:
    """Do the work once and say what it took."""
    started_s, cpu_s = time.perf_counter(), _own_cpu_s()
    work()
    return Spent(_own_cpu_s() - cpu_s, time.perf_counter() - started_s)


def in_turn(bounds: Bounds, *works: Callable[[], object]) -> tuple[Spent, ...]:
    """Do several works alternately, so that a busy minute meets all of them; give medians."""
    samples: list[list[Spent]] = [[] for _ in works]
    started_s = time.perf_counter()
    for number in range(bounds.most):
        if number and time.perf_counter() - started_s > bounds.budget_s:
            break
        for kept, work in zip(samples, works, strict=True):
            kept.append(spent(work))
    return tuple(middle(kept) for kept in samples)


def middle(samples: list[Spent]) -> Spent:
    """Return the median of each figure."""
    return Spent(median(one.cpu_s for one in samples), median(one.wall_s for one in samples))


def within(percent: int, samples: Sequence[float]) -> float:
    """Return the smallest sample that so many of a hundred do not exceed."""
    ranked = sorted(samples)
    return ranked[max(ceil(len(ranked) * percent / 100), 1) - 1]


def process_cpu_s(pid: int) -> float:
    """Return the CPU time of a process and its living children."""
    return sum(sum(one.cpu_times()[:2]) for one in _family(pid))


def resident_mb(pid: int) -> float:
    """Return the resident memory of one process in 10^6 bytes."""
    return float(psutil.Process(pid).memory_info().rss) / 1e6


def largest_child(pid: int) -> int | None:
    """Return the child with the most memory: the one that holds the engines."""
    children = psutil.Process(pid).children(recursive=True)
    sizes = {one.pid: one.memory_info().rss for one in children}
    return max(sizes, key=lambda child: sizes[child]) if sizes else None


def _family(pid: int) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    return []


def _own_cpu_s() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)
