"""All benches by name, with the time each may take at most."""

import importlib
from dataclasses import dataclass

from benchmarks.measure import Size
from benchmarks.rows import Row


@dataclass(frozen=True, slots=True)
class Bench:
    """One bench.

    Attributes:
        module: has `run(size)`, which returns rows; imported only when it is run.
        limit_s: after so long it is broken off.
    """

    module: str
    limit_s: float


BENCHES = {
    "advance": Bench("benchmarks.advancing", 60),
    "turns": Bench("benchmarks.turns.comparing", 400),
    "relays": Bench("benchmarks.relays.comparing", 1200),
    "nlu": Bench("benchmarks.understanding", 260),
    "card": Bench("benchmarks.cards", 260),
    "video": Bench("benchmarks.videos", 400),
    "endurance": Bench("benchmarks.endurance", 1200),
    "processes": Bench("benchmarks.processes", 400),
}


def run(name: str, size: Size) -> list[Row]:
    """Run a bench in this process."""
    rows: list[Row] = importlib.import_module(BENCHES[name].module).run(size)
    return rows
