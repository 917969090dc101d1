"""Lays what was heard along what was to be said, with the fewest differences."""

from collections.abc import Sequence
from dataclasses import dataclass

from verification.parse.tokens import Token

_GAP = 1.0
_UNLIKE = 1.6
"""Less than two gaps: a word said wrongly is one mistake rather than two."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which expected tokens were heard.

    Attributes:
        pairs: for each expected token the index of the heard one opposite, or None.
        likeness: for each expected token how alike the two sound, 0 to 1.
        extra: indexes of heard tokens with nothing opposite.
    """

    pairs: tuple[int | None, ...]
    likeness: tuple[float, ...]
    extra: tuple[int, ...]


def align(expected: Sequence[Token], heard: Sequence[Token]) -> Alignment:
    """The alignment of least cost."""
    cost = _costs(expected, heard)
    pairs: list[int | None] = [None] * len(expected)
    row, column = len(expected), len(heard)
    extra = []
    while row or column:
        if row and column and _is_step(cost, expected, heard, (row, column)):
            row, column = row - 1, column - 1
            pairs[row] = column
        elif column and cost[row][column] == cost[row][column - 1] + _GAP:
            column -= 1
            extra.append(column)
        else:
            row -= 1
    likeness = tuple(
        0.0 if pair is None else alike(token, heard[pair])
        for token, pair in zip(expected, pairs, strict=True)
    )
    return Alignment(tuple(pairs), likeness, tuple(reversed(extra)))


def _costs(expected: Sequence[Token], heard: Sequence[Token]) -> list[list[float]]:
    cost = [[column * _GAP for column in range(len(heard) + 1)]]
    for row, token in enumerate(expected, start=1):
        line = [row * _GAP]
        for column, other in enumerate(heard, start=1):
            change = cost[row - 1][column - 1] + (1.0 - alike(token, other)) * _UNLIKE
            line.append(min(change, cost[row - 1][column] + _GAP, line[-1] + _GAP))
        cost.append(line)
    return cost


def _is_step(
    cost: list[list[float]],
    expected: Sequence[Token],
    heard: Sequence[Token],
    at: tuple[int, int],
) -> bool:
    row, column = at
    change = (1.0 - alike(expected[row - 1], heard[column - 1])) * _UNLIKE
    return cost[row][column] == cost[row - 1][column - 1] + change


def alike(one: Token, other: Token) -> float:
    """How alike two tokens sound, 0 to 1."""
    if one.text == other.text or one.sounds & other.sounds:
        return 1.0
    return max((closeness(a, b) for a in one.sounds for b in other.sounds), default=0.0)


def closeness(one: str, other: str) -> float:
    """1 for equal strings, falling with the share of letters to be changed; 0 below a half."""
    longest = max(len(one), len(other), 1)
    share = 1.0 - edit_distance(one, other) / longest
    return share if share >= 0.5 else 0.0  # noqa: PLR2004 - half the letters


def edit_distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed."""
    line = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        above, line = line, [row]
        for column, opposite in enumerate(other, start=1):
            change = above[column - 1] + (letter != opposite)
            line.append(min(change, above[column] + 1, line[-1] + 1))
    return line[-1]
