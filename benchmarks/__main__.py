"""Prints the figures: `python -m benchmarks [name …]`."""

import os
import platform
from typing import Annotated

import typer

from benchmarks.apart import run_apart
from benchmarks.benches import BENCHES
from benchmarks.measure import Size
from benchmarks.rows import Row, as_json, table
from bot.clock import SystemClock

_BUSY_SHARE = 0.5


def main(
    names: Annotated[
        list[str] | None, typer.Argument(help=f"Which: {', '.join(BENCHES)}; none means all.")
    ] = None,
    *,
    small: Annotated[bool, typer.Option("--small", help="As little as possible.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Rows as JSON, not a table.")] = False,
) -> None:
    """Measure on this machine and print one Markdown table; minutes, all on loopback."""
    unknown = sorted(set(names or ()) - set(BENCHES))
    if unknown:
        raise typer.BadParameter(f"no such bench: {', '.join(unknown)}")
    before = _load()
    rows: list[Row] = []
    for name in names or BENCHES:
        typer.echo(f"» {name} …", err=True)
        rows += run_apart(name, Size.SMALL if small else Size.USUAL)
    typer.echo(as_json(rows) if json else f"{_circumstances(before)}\n\n{table(rows)}")


def _load() -> float:
    return os.getloadavg()[0]


def _circumstances(load_before: float) -> str:
    """Say when and where, and whether something else was running."""
    processors = os.cpu_count() or 1
    busy = load_before > _BUSY_SHARE * processors
    state = "busy with other things: trust CPU and ratios, not the wall" if busy else "idle before"
    return (
        f"Measured on {SystemClock().now():%Y-%m-%d}, Python {platform.python_version()}, "
        f"{processors} processors, load average {load_before:.1f} before and {_load():.1f} after "
        f"({state})."
    )


if __name__ == "__main__":
    typer.run(main)
