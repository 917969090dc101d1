"""Each bench runs at its smallest size; the table shows what it is given."""

import pytest

from benchmarks.apart import run_apart
from benchmarks.benches import run
from benchmarks.good_path import walked
from benchmarks.measure import Bounds, Size, in_turn
from benchmarks.rows import Row, as_json, from_json, table
from dialogs.model import Phase

SLOW = ("turns", "relays", "nlu", "card", "video", "endurance", "processes")


def test_the_good_path_ends_in_review() -> None:
    assert walked().case.phase is Phase.IN_REVIEW


def test_the_core_is_timed() -> None:
    (row,) = run("advance", Size.SMALL)
    assert row.ours
    assert row.unit == "µs"


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", SLOW)
def test_a_bench_runs_and_stops_by_itself(name: str) -> None:
    rows = run_apart(name, Size.SMALL)
    assert rows
    notes = " ".join(row.note for row in rows)
    assert "broken off" not in notes
    assert "failed" not in notes


def test_works_are_done_alternately_and_no_longer_than_allowed() -> None:
    done: list[str] = []
    in_turn(Bounds(2, 60.0), lambda: done.append("a"), lambda: done.append("b"))
    assert done == ["a", "b", "a", "b"]
    in_turn(Bounds(100, 0.0), lambda: done.append("once"))
    assert done.count("once") == 1


def test_the_table_shows_figures_ratios_and_what_was_not_run() -> None:
    rows = [
        Row("card", 3.0, "s", bare=2.0, wall=123.4, note="n"),
        Row("nlu", None, note="not run: no model"),
    ]
    assert table(rows).splitlines()[2:] == [
        "| card | 3.00 s | 2.00 s | 1.50 | 123 s | n |",
        "| nlu | – | – | – | – | not run: no model |",
    ]
    assert from_json(as_json(rows)) == rows
