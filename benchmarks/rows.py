"""What a bench hands over, and the table made of it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

_HEAD = (
    "| What | Ours | Bare | Ours / bare | Wall | How |",
    "|---|---:|---:|---:|---:|---|",
)
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        what: what was measured.
        ours: the figure; CPU time (user + system) wherever the unit is a time. None: not run.
        unit: of all the row's figures.
        bare: the same without our code around it, from the same run.
        wall: time on the clock, which a loaded machine makes longer.
        note: how it was measured, or why it was not.
    """

    what: str
    ours: float | None
    unit: str = ""
    bare: float | None = None
    wall: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours against the bare one."""
        return self.ours / self.bare if self.ours is not None and self.bare else None


def table(rows: Iterable[Row]) -> str:
    """Return the rows as one Markdown table."""
    return "\n".join([*_HEAD, *(_line(row) for row in rows)])


def as_json(rows: Sequence[Row]) -> str:
    """Return the rows as JSON."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1)


def from_json(text: str) -> list[Row]:
    """Return what `as_json` wrote."""
    return [Row(**one) for one in json.loads(text)]


def _line(row: Row) -> str:
    ratio = _NOTHING if row.ratio is None else f"{row.ratio:.2f}"
    cells = (row.what, _shown(row.ours, row.unit), _shown(row.bare, row.unit), ratio)
    return f"| {' | '.join((*cells, _shown(row.wall, row.unit), row.note))} |"


def _shown(value: float | None, unit: str) -> str:
    """Return three significant digits with their unit."""
    if value is None:
        return _NOTHING
    places = 0 if value >= 100 or not value else 1 if value >= 10 else 2  # noqa: PLR2004 - digits shown
    return f"{value:.{places}f} {unit}".rstrip()
