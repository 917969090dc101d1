"""The new permanent resident identity card (since December 2023): both sides.

Labels are bilingual and stand above or beside their values, and the validity stands on the
front of some and on the back of other printings: both are read where they are.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from dialogs.evidence import CardReading
from dialogs.kinds import CardSide, DocumentKind
from dialogs.rules.documents import birth_date, sex
from verification.engines.ports import Line
from verification.parse.card_fields import (
    find_date,
    find_number,
    find_sex,
    find_validity,
    latin_name,
    looks_like_number,
)
from verification.parse.card_layout import Labelled, below, find_label, right_of
from verification.parse.characters import half_width, only_han, simplified, squeezed
from verification.parse.extracted import (
    Extracted,
    contradicted,
    missing_of,
    odd_validity,
    present,
)

_KIND = DocumentKind.PERMANENT_RESIDENT
_ANY_CASE = re.IGNORECASE
_LABELS: dict[str, re.Pattern[str]] = {
    "name": re.compile(r"姓名/?(?:NAME)?", _ANY_CASE),
    "sex": re.compile(r"性别/?(?:SEX)?", _ANY_CASE),
    "birth": re.compile(r"出生日期/?(?:DATEOFBIRTH)?", _ANY_CASE),
    "nationality": re.compile(r"国籍/?(?:NATIONALITY)?", _ANY_CASE),
    "validity": re.compile(r"有效期限?/?(?:PERIODOFVALIDITY)?", _ANY_CASE),
    "issuer": re.compile(r"签发机关/?(?:ISSUINGAUTHORITY)?", _ANY_CASE),
    "number": re.compile(r"证件号码/?(?:IDNO\.?)?", _ANY_CASE),
}
_ENDS_LABEL = re.compile(r"[:：]")
_PORTRAIT_STARTS_HEIGHTS = 17.0


def permanent_front(lines: Sequence[Line]) -> Extracted:
    """Return name, nationality, number and validity, with birth and sex from the number."""
    labels = _labels(lines)
    number_line = next((line for line in lines if looks_like_number(line.text)), None)
    number = find_number((line.text for line in lines), _KIND)
    name_line = _first(_values("name", labels, lines), lambda text: latin_name(text) is not None)
    country_line = _first(_values("nationality", labels, lines), lambda _: True)
    validity_line = _first(lines, lambda text: find_validity(text) is not None)
    validity = None if validity_line is None else find_validity(validity_line.text)
    reading = CardReading(
        kind=_KIND,
        side=CardSide.FRONT,
        name=None if name_line is None else latin_name(_value_text(name_line)),
        number=number,
        sex=None if number is None else sex(number),
        birth=None if number is None else birth_date(number),
        nationality=None if country_line is None else _country(_value_text(country_line)),
        valid_from=None if validity is None else validity.start,
        valid_to=None if validity is None else validity.until,
    )
    missing = missing_of(number=number, name=reading.name)
    return Extracted(
        reading,
        present(
            name=name_line, nationality=country_line, number=number_line, validity=validity_line
        ),
        (*missing, *(["validity"] if "validity" in labels and validity is None else [])),
        odd_validity(validity, _KIND),
        _contradicted(labels, lines, reading),
    )


def permanent_back(lines: Sequence[Line]) -> Extracted:
    """Return the issuer, and the validity where this side carries it."""
    labels = _labels(lines)
    issuer_line = _first(_values("issuer", labels, lines), lambda text: bool(only_han(text)))
    validity_line = _first(lines, lambda text: find_validity(text) is not None)
    validity = None if validity_line is None else find_validity(validity_line.text)
    issuer = "" if issuer_line is None else simplified(only_han(issuer_line.text))
    reading = CardReading(
        kind=_KIND,
        side=CardSide.BACK,
        issuer=issuer or None,
        valid_from=None if validity is None else validity.start,
        valid_to=None if validity is None else validity.until,
    )
    missing = missing_of(issuer=reading.issuer)
    return Extracted(
        reading,
        present(issuer=issuer_line, validity=validity_line),
        (*missing, *(["validity"] if "validity" in labels and validity is None else [])),
        odd_validity(validity, _KIND),
    )


def _labels(lines: Sequence[Line]) -> dict[str, Labelled]:
    found = {name: find_label(lines, name, pattern) for name, pattern in _LABELS.items()}
    return {name: label for name, label in found.items() if label is not None}


def _values(field: str, labels: dict[str, Labelled], lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return what stands beside the label and under it, down to the next label."""
    label = labels.get(field)
    if label is None:
        return ()
    lower = [other.line.top for other in labels.values() if other.line.top > label.line.bottom]
    stop = min(lower, default=label.line.bottom + 5 * label.line.height)
    portrait = label.line.left + _PORTRAIT_STARTS_HEIGHTS * label.line.height
    beside = right_of(label, lines, until=portrait)
    return tuple(
        line
        for line in (*beside, *below(label, lines, stop, portrait))
        if not _is_label(line) or line is label.rest
    )


def _is_label(line: Line) -> bool:
    text = simplified(squeezed(line.text))
    return any(pattern.match(text) is not None for pattern in _LABELS.values())


def _first(lines: Iterable[Line], fits: Callable[[str], bool]) -> Line | None:
    return next((line for line in lines if fits(line.text)), None)


def _value_text(line: Line) -> str:
    return _ENDS_LABEL.sub("", half_width(line.text)).strip()


def _country(text: str) -> str | None:
    """Return a nationality such as `德国/DEU`."""
    return simplified(squeezed(text)).upper() or None


def _contradicted(
    labels: dict[str, Labelled], lines: Sequence[Line], reading: CardReading
) -> tuple[str, ...]:
    """Return the fields whose print contradicts the number: another birth date, another sex."""
    born, sexed = (
        [line.text for line in _values(field, labels, lines)] for field in ("birth", "sex")
    )
    dates = (find_date(text) for text in born)
    sexes = (find_sex(text) for text in sexed)
    return contradicted(
        reading,
        next((day for day in dates if day is not None), None),
        next((one for one in sexes if one is not None), None),
    )
