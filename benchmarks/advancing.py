"""How long the core takes to decide."""

import time
from collections.abc import Callable
from functools import partial
from statistics import median

from benchmarks.good_path import walked
from benchmarks.measure import Size
from benchmarks.rows import Row
from dialogs.machine import advance

_ROUNDS = 5


def run(size: Size) -> list[Row]:
    """Time `advance` on each event of the good path."""
    walk, calls = walked(), size.pick(5, 100)
    took = {
        f"{type(event).__name__} at {case.step.value}": _each_us(
            partial(advance, case, event, walk.policy), calls
        )
        for case, event in walk.kept
    }
    slowest = max(took, key=lambda name: took[name][0])
    cpu_us, wall_us = (median(one[index] for one in took.values()) for index in (0, 1))
    note = f"median over the {len(walk.kept)} events of the good path; "
    note += f"the slowest, {slowest}, {took[slowest][0]:.0f} µs"
    return [Row("`advance`, one event", cpu_us, "µs", wall=wall_us, note=note)]


def _each_us(call: Callable[[], object], calls: int) -> tuple[float, float]:
    """Return CPU and clock of one call: the median of several rounds of calls."""
    rounds = []
    for _ in range(_ROUNDS):
        cpu_ns, wall_ns = time.process_time_ns(), time.perf_counter_ns()
        for _ in range(calls):
            call()
        rounds.append((time.process_time_ns() - cpu_ns, time.perf_counter_ns() - wall_ns))
    cpu, wall = (median(one[index] for one in rounds) for index in (0, 1))
    return cpu / calls / 1000, wall / calls / 1000
