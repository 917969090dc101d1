"""The digits spoken with a statement, other ones at each attempt (Guide R38).

A recording made earlier, or for somebody else, has other digits in it. They are drawn so that
they can be told apart by ear: no digit twice, no two neighbours that follow each other (45, 54),
none that sound alike one after the other. A new phrase differs from the one before in two places
or more, so that the recording before is never mistaken for a new one with a digit misheard.
"""

from itertools import pairwise, permutations

PHRASE_DIGITS = 4
_ALIKE = frozenset({frozenset("17"), frozenset("69"), frozenset("59")})
"""yi and qi, liu and jiu, five and nine."""

_LEAST_CHANGED = 2


def _plain(one: str, other: str) -> bool:
    """Say whether two digits can stand side by side."""
    return abs(int(one) - int(other)) > 1 and frozenset((one, other)) not in _ALIKE


PHRASES = tuple(
    "".join(digits)
    for digits in permutations("0123456789", PHRASE_DIGITS)
    if all(_plain(one, other) for one, other in pairwise(digits))
)
"""Every phrase there is: 1862 of them."""


def draw_phrase(seed: int, before: str | None = None) -> str:
    """Return the phrase drawn by `seed`, unlike the one before."""
    pool = PHRASES if before is None else [one for one in PHRASES if _is_other(one, before)]
    return pool[seed % len(pool)]


def _is_other(one: str, before: str) -> bool:
    changed = sum(new != old for new, old in zip(one, before, strict=True))
    return changed >= _LEAST_CHANGED
