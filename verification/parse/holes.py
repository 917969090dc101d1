"""Finds places in a line of text where a character should stand and none was read.

Glare or a thumb can take characters out of the middle of a line, and the reading closes over the
gap without a word: the text looks whole and no score shows it. The places of the characters do:
Chinese characters stand at one pitch, digits and letters at about half of it.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from verification.engines.ports import Line
from verification.parse.characters import is_han

_NARROW = 0.56
_LEAST_PAIRS = 3

Gap = tuple[float, float]
"""From which column to which there is nothing."""


def pitch(lines: Iterable[Line]) -> float | None:
    """Return the distance of neighbouring Chinese characters, None where too few tell it."""
    steps = [step for line in lines for step in _steps(line)]
    return median(steps) if len(steps) >= _LEAST_PAIRS else None


def gaps(line: Line, step: float, most: float) -> tuple[Gap, ...]:
    """Return where neighbours are further apart than their widths and `most` pitches."""
    letters = _letters(line)
    found = []
    for (one, left), (other, right) in pairwise(letters):
        apart = right - left - step * (_width(one) + _width(other)) / 2
        if apart > most * step:
            found.append((left, right))
    return tuple(found)


def reach(line: Line, step: float) -> float:
    """Return the column where the last character ends."""
    letters = _letters(line)
    return letters[-1][1] + step * _width(letters[-1][0]) / 2 if letters else line.right


def _letters(line: Line) -> Sequence[tuple[str, float]]:
    text = [letter for letter in line.text if not letter.isspace()]
    return list(zip(text, line.columns, strict=True)) if len(text) == len(line.columns) else []


def _steps(line: Line) -> Iterable[float]:
    for (one, left), (other, right) in pairwise(_letters(line)):
        if is_han(one) and is_han(other):
            yield right - left


def _width(letter: str) -> float:
    return 1.0 if is_han(letter) else _NARROW
