"""The forms of numbers: of an application (Guide R45), of a member of the staff."""

from collections.abc import Iterable
from datetime import date

_BEFORE_FIRST = 1000


def application_number(day: date, count: int) -> str:
    """Return RS, the firm's day, and the count of that day in six digits."""
    return f"RS{day:%Y%m%d}{count:06d}"


def is_digits(text: str) -> bool:
    """Whether it is one or more ASCII digits, nothing else."""
    return text.isascii() and text.isdigit()


def next_staff_number(given: Iterable[str]) -> str:
    """Return one more than the highest that was given, from 1001; what is no number is none."""
    numbers = [int(number) for number in given if is_digits(number)]
    return str(max([_BEFORE_FIRST, *numbers]) + 1)


def staff_order(number: str) -> tuple[int, str]:
    """Return what to sort numbers by: 1001 before 10000."""
    return len(number), number
