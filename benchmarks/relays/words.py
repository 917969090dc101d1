"""Words that can be told apart, and the account of what became of each.

A mark is a run of consonants: no masking takes it for a number, a code or a password.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

_LETTERS = "bcdfghjklmnpqrst"
_PLACES = 5
_MARK = re.compile(rf"(?<![a-z])v[{_LETTERS}]{{{_PLACES}}}(?![a-z])")


def mark_of(number: int) -> str:
    """Return the mark with this number."""
    base = len(_LETTERS)
    digits = (number // base**place % base for place in reversed(range(_PLACES)))
    return "v" + "".join(_LETTERS[digit] for digit in digits)


def marks() -> Iterator[str]:
    """Give marks, each once."""
    return map(mark_of, count())


def marks_in(text: str) -> list[str]:
    """Return the marks in a text, in their order."""
    return _MARK.findall(text)


@dataclass(frozen=True, slots=True)
class Said:
    """A word said in a talk (a customer's number), by its mark."""

    talk: int
    mark: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stood:
    """A message of the bot's on the other side of a talk, with the marks in it."""

    talk: int
    marks: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the words.

    Attributes:
        said: how many there were.
        waits_s: how long each took that arrived.
        lost: those that stand nowhere in their talk.
        twice: those that stand there more than once.
        disordered: those that stand before one said earlier in their talk.
        messages: how many messages carried them.
    """

    said: int
    waits_s: tuple[float, ...]
    lost: int
    twice: int
    disordered: int
    messages: int


def account(said: Sequence[Said], stood: Iterable[Stood]) -> Account:
    """Look for each word where it belongs; messages with other words do not matter."""
    asked = {one.mark for one in said}
    carrying = sorted((one for one in stood if asked.intersection(one.marks)), key=_at)
    places = [(one.talk, mark, one.at) for one in carrying for mark in one.marks]
    times = Counter((talk, mark) for talk, mark, _ in places)
    first = {(talk, mark): at for talk, mark, at in reversed(places)}
    found = [one for one in said if (one.talk, one.mark) in first]
    return Account(
        said=len(said),
        waits_s=tuple((first[one.talk, one.mark] - one.at).total_seconds() for one in found),
        lost=len(said) - len(found),
        twice=sum(times[one.talk, one.mark] > 1 for one in said),
        disordered=_disordered(found, [(talk, mark) for talk, mark, _ in places]),
        messages=len(carrying),
    )


def _at(one: Said | Stood) -> datetime:
    return one.at


def _disordered(said: Sequence[Said], arrived: Sequence[tuple[int, str]]) -> int:
    """Count the words that arrived before one that was said earlier in the same talk."""
    place = {word: number for number, word in reversed(list(enumerate(arrived)))}
    latest: dict[int, int] = {}
    early = 0
    for one in sorted(said, key=_at):
        here = place[one.talk, one.mark]
        early += here < latest.get(one.talk, here)
        latest[one.talk] = max(latest.get(one.talk, here), here)
    return early
