"""The second-generation resident identity card: both sides."""

import re
from collections.abc import Sequence
from itertools import pairwise

from dialogs.evidence import CardReading
from dialogs.kinds import CardSide, DocumentKind
from dialogs.rules.documents import birth_date, sex
from verification.engines.ports import Line
from verification.parse.card_fields import (
    ethnic_group,
    find_date,
    find_number,
    find_sex,
    find_validity,
    looks_like_number,
)
from verification.parse.card_layout import (
    Labelled,
    find_label,
    joined,
    right_of,
    same_row,
)
from verification.parse.characters import only_han, simplified, squeezed
from verification.parse.extracted import (
    Extracted,
    contradicted,
    missing_of,
    odd_validity,
    present,
    validity_of,
)
from verification.parse.holes import gaps, pitch, reach

_KIND = DocumentKind.RESIDENT_ID
_NAME = re.compile(r"姓名")
_SEX = re.compile(r"性别")
_ETHNIC = re.compile(r"(?:性别)?[男女]?民族")
_BIRTH = re.compile(r"出生")
_ADDRESS = re.compile(r"住址")
_NUMBER = re.compile(r"公民身份号码|公民身份号|身份号码|公民身份")
_ISSUER = re.compile(r"签发机关")
_VALIDITY = re.compile(r"有效期限|有效期")
_ADDRESS_INDENT_HEIGHTS = 1.3
_ETHNIC_REACH_HEIGHTS = 9.0
_PORTRAIT_STARTS_WIDTHS = 6.6  # in widths of the label 姓名 or 住址, from its left edge
_ADDRESS_GAP_HEIGHTS = 1.6
_HOLE_PITCHES = 0.7  # between two characters beyond their own widths
_SHORT_PITCHES = 1.7  # by which a row ends before the longest; a row is filled before the next
_NEXT_ROW = 0.5  # of a line's height: on a tilted card the boxes of two rows overlap
_LEAST_ROW = 9  # characters in a row that another follows: a card's rows have room for eleven
_NAME_PITCHES = 1.12  # a name is set a little larger than an address


def resident_front(lines: Sequence[Line]) -> Extracted:
    """Return name, ethnic group, address and number, with birth and sex from the number."""
    number_line = _number_line(lines)
    number = find_number((line.text for line in lines), _KIND)
    name_line, ethnic_line = _name_line(lines), _ethnic_line(lines)
    address_pieces = _address_pieces(lines, number_line)
    address_line = joined(address_pieces)
    name = only_han(name_line.text) if name_line is not None else ""
    address = simplified(squeezed(address_line.text)) if address_line is not None else ""
    reading = CardReading(
        kind=_KIND,
        side=CardSide.FRONT,
        name=name or None,
        number=number,
        sex=None if number is None else sex(number),
        birth=None if number is None else birth_date(number),
        nationality=None if ethnic_line is None else ethnic_group(ethnic_line.text),
        address=address or None,
    )
    return Extracted(
        reading,
        present(name=name_line, nationality=ethnic_line, address=address_line, number=number_line),
        missing_of(number=number, name=reading.name, address=reading.address),
        (*_torn(address_pieces), *_holed_name(name_line, address_pieces)),
        _contradicted(lines, reading),
    )


def resident_back(lines: Sequence[Line]) -> Extracted:
    """Return the issuer and the validity."""
    issuer_line = _labelled_text(lines, "issuer", _ISSUER)
    validity_line = _labelled_text(lines, "validity", _VALIDITY) or _validity_anywhere(lines)
    validity = validity_of(validity_line)
    issuer = simplified(only_han(issuer_line.text)) if issuer_line is not None else ""
    reading = CardReading(
        kind=_KIND,
        side=CardSide.BACK,
        issuer=issuer or None,
        valid_from=None if validity is None else validity.start,
        valid_to=None if validity is None else validity.until,
        long_term=validity is not None and validity.until is None,
    )
    return Extracted(
        reading,
        present(issuer=issuer_line, validity=validity_line),
        missing_of(issuer=reading.issuer, validity=validity),
        (*odd_validity(validity, _KIND), *_holed_issuer(issuer_line)),
    )


def _holed_issuer(line: Line | None) -> tuple[str, ...]:
    step = None if line is None else pitch([line])
    if line is None or step is None:
        return ()
    return ("issuer",) if gaps(line, step, _HOLE_PITCHES) else ()


def _labelled_text(lines: Sequence[Line], field: str, pattern: re.Pattern[str]) -> Line | None:
    label = find_label(lines, field, pattern)
    return None if label is None else joined(right_of(label, lines, until=float("inf")))


def _validity_anywhere(lines: Sequence[Line]) -> Line | None:
    return next((line for line in lines if find_validity(line.text) is not None), None)


def _name_line(lines: Sequence[Line]) -> Line | None:
    label = find_label(lines, "name", _NAME)
    if label is None:
        return _above_sex(lines)
    return joined(right_of(label, lines, until=_portrait_column(label)))


def _above_sex(lines: Sequence[Line]) -> Line | None:
    """Return the Chinese line above the sex's row when the name's label was not read."""
    below_it = find_label(lines, "sex", _SEX)
    if below_it is None:
        return None
    above = [
        line
        for line in lines
        if 0 < below_it.line.top - line.middle < below_it.line.height * 3
        and below_it.line.left < line.left < _portrait_column(below_it)
        and only_han(line.text)
    ]
    return min(above, key=lambda line: line.left, default=None)


def _ethnic_line(lines: Sequence[Line]) -> Line | None:
    """Return the text after 民族, which also begins many an address: only above 住址."""
    address = find_label(lines, "address", _ADDRESS)
    above = [line for line in lines if address is None or line.middle < address.line.top]
    label = find_label(above, "nationality", _ETHNIC)
    if label is None:
        return None
    reach = label.line.left + _ETHNIC_REACH_HEIGHTS * label.line.height
    return joined(right_of(label, above, until=reach))


def _number_line(lines: Sequence[Line]) -> Line | None:
    label = find_label(lines, "number", _NUMBER)
    if label is not None:
        found = joined(right_of(label, lines, until=float("inf")))
        return label.line if found is None else found
    return next((line for line in lines if looks_like_number(line.text)), None)


def _address_pieces(lines: Sequence[Line], number_line: Line | None) -> tuple[Line, ...]:
    label = find_label(lines, "address", _ADDRESS)
    if label is None:
        return ()
    edge = _portrait_column(label)
    first = right_of(label, lines, until=edge)
    if not first:
        return ()
    stop = float("inf") if number_line is None else number_line.top
    start = first[0].left
    indent = label.line.height * _ADDRESS_INDENT_HEIGHTS
    later = [
        line
        for line in lines
        if line.middle > first[0].middle + _NEXT_ROW * min(line.height, first[0].height)
        and line.bottom < stop + line.height * 0.3
        and start - indent < line.left < edge
        and _NUMBER.match(simplified(squeezed(line.text))) is None
    ]
    return (*first, *(line for row in _reading_rows(later) for line in row))


def _reading_rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines row by row and, in a row, from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if rows and same_row(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _torn(pieces: Sequence[Line]) -> tuple[str, ...]:
    """Say that the address is doubtful when a row of it has a hole or ends before its border."""
    holes = (
        after.left - before.right > _ADDRESS_GAP_HEIGHTS * before.height
        for before, after in pairwise(pieces)
        if same_row(before, after)
    )
    step = pitch(pieces)
    if any(holes) or (step is not None and _is_holed(pieces, step)):
        return ("address",)
    return ()


def _is_holed(pieces: Sequence[Line], step: float) -> bool:
    if any(gaps(piece, step, _HOLE_PITCHES) for piece in pieces):
        return True
    rows = _reading_rows(pieces)
    ends = [reach(row[-1], step) for row in rows]
    counts = [sum(len(squeezed(piece.text)) for piece in row) for row in rows]
    return any(
        count < _LEAST_ROW or (end < max(ends) - _SHORT_PITCHES * step and count < max(counts))
        for end, count in zip(ends[:-1], counts[:-1], strict=True)
    )


def _holed_name(name: Line | None, address: Sequence[Line]) -> tuple[str, ...]:
    """Say that the name is doubtful when a character's place in it is empty."""
    step = pitch(address)
    if name is None or step is None:
        return ()
    return ("name",) if gaps(name, _NAME_PITCHES * step, _HOLE_PITCHES) else ()


def _contradicted(lines: Sequence[Line], reading: CardReading) -> tuple[str, ...]:
    """Return the fields whose print contradicts the number: another birth date, another sex."""
    edge = _portrait_column_of(lines)
    born, sexed = (
        _row_text(find_label(lines, field, pattern), lines, edge)
        for field, pattern in (("birth", _BIRTH), ("sex", _SEX))
    )
    return contradicted(reading, find_date(born), find_sex(sexed))


def _portrait_column_of(lines: Sequence[Line]) -> float:
    label = find_label(lines, "birth", _BIRTH) or find_label(lines, "sex", _SEX)
    return float("inf") if label is None else _portrait_column(label)


def _row_text(label: Labelled | None, lines: Sequence[Line], until: float) -> str:
    row = None if label is None else joined(right_of(label, lines, until=until))
    return "" if row is None else row.text


def _portrait_column(label: Labelled) -> float:
    return label.line.left + _PORTRAIT_STARTS_WIDTHS * _label_width(label.line)


def _label_width(line: Line) -> float:
    """A two-character label is at least as wide as twice its height, less the leading."""
    return max(line.right - line.left, 1.9 * line.height)
