"""Single fields from their text: number, validity, ethnic group, Latin name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dialogs.kinds import DocumentKind
from dialogs.rules.documents import check_number
from verification.parse.characters import ETHNIC_GROUPS, half_width, simplified, squeezed

_NUMBER_LENGTH = 18
_LOOKALIKES = str.maketrans("OQDILSBZ×\u041e\u0425", "00011582X0X")
_VALIDITY = re.compile(
    r"(?P<y1>[12]\d{3})\D?(?P<m1>\d{2})\D?(?P<d1>\d{2})\D{0,3}"
    r"(?:(?P<y2>[12]\d{3})\D?(?P<m2>\d{2})\D?(?P<d2>\d{2})|(?P<long>长期|长|期))"
)
_DATE = re.compile(r"([12]\d{3})\D(\d{1,2})\D(\d{1,2})")
_TERMS_YEARS = {
    DocumentKind.RESIDENT_ID: (5, 10, 20),
    DocumentKind.PERMANENT_RESIDENT: (5, 10),
}
_TERM_TOLERANCE_DAYS = 1
_SEX = re.compile(r"[男女]|[MF]$")
_SEXES = {"男": "male", "女": "female", "M": "male", "F": "female"}
_LATIN_NAME = re.compile(r"[A-Z][A-Z ,.'’\-]+")


@dataclass(frozen=True, slots=True)
class Validity:
    """The period printed on a card; `until` is None for 长期."""

    start: date
    until: date | None


def find_number(texts: Iterable[str], kind: DocumentKind) -> str | None:
    """Return the first checksum-valid number of that kind in the texts (GB 11643)."""
    for text in texts:
        plain = squeezed(text).upper()
        for candidate in (plain, plain.translate(_LOOKALIKES)):
            number = _valid_window(candidate, kind)
            if number is not None:
                return number
    return None


def _valid_window(text: str, kind: DocumentKind) -> str | None:
    """Return a valid number that no further digit adjoins."""
    for match in re.finditer(r"(?<!\d)\d{17}[\dX](?![\dX])", text):
        if check_number(match.group(), kind) is None:
            return match.group()
    return None


def looks_like_number(text: str) -> bool:
    """Say whether a text is probably the document number, however badly read."""
    plain = squeezed(text).upper().translate(_LOOKALIKES)
    return sum(character.isdigit() for character in plain) >= _NUMBER_LENGTH // 2 and (
        re.search(r"\d{4}[.\-/年]\d", plain) is None
    )


def find_validity(text: str) -> Validity | None:
    """Return the period in the text, None when it is not completely there."""
    match = _VALIDITY.search(simplified(squeezed(text)))
    if match is None:
        return None
    start = _date(match["y1"], match["m1"], match["d1"])
    if start is None or match["long"] is not None:
        return None if start is None else Validity(start, None)
    until = _date(match["y2"], match["m2"], match["d2"])
    return None if until is None or until <= start else Validity(start, until)


def is_usual_term(validity: Validity, kind: DocumentKind) -> bool:
    """Say whether such cards are issued for that long: a misread digit shows here."""
    if validity.until is None:
        return kind is DocumentKind.RESIDENT_ID
    return any(
        abs((validity.until - _years_later(validity.start, years)).days) <= _TERM_TOLERANCE_DAYS
        for years in _TERMS_YEARS[kind]
    )


def find_date(text: str) -> date | None:
    """Return a date such as `1987.04.12` or `1990年3月7日`."""
    match = _DATE.search(squeezed(text))
    return None if match is None else _date(*match.groups())


def find_sex(text: str) -> str | None:
    """Return the sex at the beginning of a text such as `男` or `女/F`, else None."""
    match = _SEX.match(simplified(squeezed(text)).upper())
    return None if match is None else _SEXES[match.group()]


def ethnic_group(text: str) -> str | None:
    """Return the ethnic group (民族), one of the closed list, or None."""
    plain = simplified(squeezed(text))
    return next(
        (name for name in (plain, plain.removesuffix("族")) if name in ETHNIC_GROUPS), None
    )


def latin_name(text: str) -> str | None:
    """Return a name as a permanent resident card prints it: `SCHMIDT, MARIA ANNA`."""
    match = _LATIN_NAME.search(half_width(text).upper())
    if match is None:
        return None
    name = re.sub(r"\s*,\s*", ", ", match.group())
    return " ".join(name.split()).strip(" ,.-") or None


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
