"""Finds the digits that were to be spoken with a statement among the words that were heard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dialogs.kinds import Lang
from verification.parse.numerals import Mark, marks
from verification.parse.tokens import Token

_LEAD = frozenset("数數字是的我本次码碼号號") | frozenset(
    ["my", "the", "digits", "digit", "are", "is", "number", "numbers", "code"]
)
"""Words that introduce the digits."""


@dataclass(frozen=True, slots=True)
class SpokenPhrase:
    """How the digits that were heard compare with those that were to be spoken.

    Attributes:
        errors: digits missing, unclear, put in or said otherwise, in the likest place.
        others: how many of these are plainly other digits.
        digits: all plain digits heard there, with what was said before and after them.
        places: the indexes of the tokens that they and the words before them stand in.
    """

    errors: int
    others: int
    digits: str
    places: frozenset[int]


def find_phrase(
    phrase: str, said: Sequence[Token], free: Sequence[bool], lang: Lang
) -> SpokenPhrase:
    """The place most like `phrase` among the tokens that are free: no part of the statement."""
    runs = [(run, marks(said, run, lang)) for run in _runs(free)]
    best = SpokenPhrase(len(phrase), 0, "", frozenset())
    for run, found in runs:
        errors, others = _distance(phrase, found)
        digits = "".join(mark.digit for mark in found if mark.sure)
        if (errors, others, -len(digits)) < (best.errors, best.others, -len(best.digits)):
            best = SpokenPhrase(errors, others, digits, _places(run, found, said))
    return best


def _runs(free: Sequence[bool]) -> Iterator[list[int]]:
    run: list[int] = []
    for index, is_free in enumerate(free):
        if is_free:
            run.append(index)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _distance(phrase: str, found: Sequence[Mark]) -> tuple[int, int]:
    """The fewest errors with which the phrase stands somewhere in it, and plain others of them."""
    line = [(0, 0)] * (len(found) + 1)
    for row, digit in enumerate(phrase, start=1):
        above, line = line, [(row, 0)]
        for column, mark in enumerate(found, start=1):
            wrong = int(mark.digit != digit)
            other = int(wrong and mark.sure)
            opposite = (above[column - 1][0] + wrong, above[column - 1][1] + other)
            missing = (above[column][0] + 1, above[column][1])
            put_in = (line[-1][0] + 1, line[-1][1])
            line.append(min(opposite, missing, put_in))
    return min(line)


def _places(run: Sequence[int], found: Sequence[Mark], said: Sequence[Token]) -> frozenset[int]:
    """From the first digit of the run to the last, with the words before that introduce them."""
    digits = [mark for mark in found if mark.digit]
    if not digits:
        return frozenset()
    first, last = digits[0].first, digits[-1].last
    while first - 1 in run and said[first - 1].text in _LEAD:
        first -= 1
    return frozenset(index for index in run if first <= index <= last)
