"""Where things stand relative to each other: rows, labels and what belongs to a label."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from verification.engines.ports import Line
from verification.parse.characters import is_han, simplified, squeezed

_WIDE = 2.0
_NARROW = 1.0
_SAME_ROW = 0.5
_LIKE_HEIGHT = 2.2
_NEXT_COLUMN_HEIGHTS = 4.0


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label that was found on the card.

    Attributes:
        field: the field it announces.
        line: the label's own text and place.
        rest: what followed it in the same line of text, or None.
    """

    field: str
    line: Line
    rest: Line | None


def find_label(lines: Iterable[Line], field: str, pattern: re.Pattern[str]) -> Labelled | None:
    """Return the first line (from the top) that begins with the label."""
    for line in sorted(lines, key=lambda line: line.middle):
        text = squeezed(line.text)
        match = pattern.match(simplified(text))
        if match is not None:
            label, rest = split_line(line, text, match.end())
            return Labelled(field, label, rest)
    return None


def split_line(line: Line, text: str, at: int) -> tuple[Line, Line | None]:
    """Cut a line of text after `at` characters and estimate where the cut is."""
    head, tail = text[:at], text[at:]
    share = _width(head) / max(_width(text), _NARROW)
    cut = line.left + share * (line.right - line.left)
    if not tail:
        return replace(line, text=head), None
    if len(line.columns) != len(text):
        first = replace(line, text=head, right=cut, columns=(), sures=())
        return first, replace(line, text=tail, left=cut, columns=(), sures=())
    cut = (line.columns[at - 1] + line.columns[at]) / 2
    first = replace(line, text=head, right=cut, columns=line.columns[:at], sures=line.sures[:at])
    rest = replace(line, text=tail, left=cut, columns=line.columns[at:], sures=line.sures[at:])
    return first, rest


def right_of(label: Labelled, lines: Iterable[Line], until: float) -> tuple[Line, ...]:
    """Return the pieces in the label's row, left to right, up to the column `until`."""
    pieces = [
        line
        for line in lines
        if same_row(line, label.line) and label.line.right - 4 <= middle_column(line) < until
    ]
    pieces.sort(key=lambda line: line.left)
    first = () if label.rest is None else (label.rest,)
    return (*first, *(piece for piece in pieces if not _is_within(piece, label)))


def below(label: Labelled, lines: Iterable[Line], stop: float, until: float) -> tuple[Line, ...]:
    """Return the lines under a label in its own column, top to bottom, above the row `stop`."""
    reach = label.line.height * _NEXT_COLUMN_HEIGHTS
    found = [
        line
        for line in lines
        if label.line.bottom - label.line.height * 0.4 < line.middle < stop
        and abs(line.left - label.line.left) < reach
        and line.left < until
    ]
    return tuple(sorted(found, key=lambda line: line.middle))


def same_row(one: Line, other: Line) -> bool:
    """Say whether two lines of like height overlap by half of the lower one's height."""
    if max(one.height, other.height) > _LIKE_HEIGHT * min(one.height, other.height):
        return False
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > _SAME_ROW * min(one.height, other.height)


def middle_column(line: Line) -> float:
    """The column of a line's middle."""
    return (line.left + line.right) / 2


def joined(pieces: Sequence[Line]) -> Line | None:
    """Return the pieces as one line: their texts in order, the lowest score, one box."""
    if not pieces:
        return None
    return Line(
        text="".join(piece.text for piece in pieces),
        score=min(piece.score for piece in pieces),
        left=min(piece.left for piece in pieces),
        top=min(piece.top for piece in pieces),
        right=max(piece.right for piece in pieces),
        bottom=max(piece.bottom for piece in pieces),
        columns=tuple(column for piece in pieces for column in piece.columns),
        sures=tuple(sure for piece in pieces for sure in piece.sures),
    )


def _is_within(piece: Line, label: Labelled) -> bool:
    """Say whether the piece is the very line in which the label stands."""
    return (
        label.rest is not None and piece.right <= label.rest.right and piece.left < label.rest.left
    )


def _width(text: str) -> float:
    return sum(_WIDE if is_han(character) else _NARROW for character in text)
