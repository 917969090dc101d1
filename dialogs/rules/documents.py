"""Document numbers of both kinds of card (GB 11643-1999; Guide R12).

The new permanent resident card carries an 18-character number of the same build: it starts
with 9, and its birth date and check character stand where a resident's do.
"""

import unicodedata
from datetime import date
from enum import StrEnum

from dialogs.kinds import DocumentKind

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_LENGTH = 18
_PERMANENT_RESIDENT_LEAD = "9"
_OLD_LENGTHS = frozenset({15})
_EARLIEST_BIRTH_YEAR = 1900
_DROPPED = "-_.·—–"


class NumberProblem(StrEnum):
    """What is wrong with a document number."""

    LENGTH = "length"
    OLD_FORM = "old_form"
    CHARACTERS = "characters"
    BIRTH_DATE = "birth_date"
    CHECK_CHARACTER = "check_character"
    OTHER_KIND = "other_kind"


def normalise_number(text: str) -> str:
    """Return the number as printed: half-width, upper case, no spaces or dashes."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if c not in _DROPPED and not c.isspace()).upper()


def check_number(
    number: str, kind: DocumentKind, today: date | None = None
) -> NumberProblem | None:
    """Return what is wrong with a normalised `number`, or None.

    Args:
        number: as `normalise_number` returns it.
        kind: the document it should belong to.
        today: a birth date after it is refused; not compared when None.
    """
    problem = _form_problem(number)
    if problem is not None:
        return problem
    born = _birth_or_none(number)
    if born is None or (today is not None and born > today):
        return NumberProblem.BIRTH_DATE
    if check_character(number[:-1]) != number[-1]:
        return NumberProblem.CHECK_CHARACTER
    if (number[0] == _PERMANENT_RESIDENT_LEAD) != (kind is DocumentKind.PERMANENT_RESIDENT):
        return NumberProblem.OTHER_KIND
    return None


def _form_problem(number: str) -> NumberProblem | None:
    if len(number) in _OLD_LENGTHS and number.isascii() and number.isdigit():
        return NumberProblem.OLD_FORM
    if len(number) != _LENGTH:
        return NumberProblem.LENGTH
    return None if _characters_fit(number) else NumberProblem.CHARACTERS


def kind_of_number(number: str) -> DocumentKind | None:
    """Return the kind of document a valid number belongs to, None when it is not valid."""
    for kind in DocumentKind:
        if check_number(number, kind) is None:
            return kind
    return None


def check_character(first_17: str) -> str:
    """Return the check character of 17 digits (ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_17, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def birth_date(number: str) -> date:
    """Return the birth date in a valid number."""
    born = _birth_or_none(number)
    if born is None:
        raise ValueError("the number carries no birth date")
    return born


def sex(number: str) -> str:
    """Return `male` or `female` from the 17th digit of a valid number."""
    return "male" if int(number[16]) % 2 else "female"


def masked(number: str) -> str:
    """Return the number with all but its first three and last two characters hidden."""
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"


def _characters_fit(number: str) -> bool:
    body, last = number[:-1], number[-1]
    return number.isascii() and body.isdigit() and (last.isdigit() or last == "X")


def _birth_or_none(number: str) -> date | None:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if born.year >= _EARLIEST_BIRTH_YEAR else None
