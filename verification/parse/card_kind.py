"""Tells from the words on it which document and which side a picture shows (Guide R8)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.kinds import CardSide, DocumentKind
from verification.engines.ports import Line
from verification.parse.characters import simplified, squeezed

_RESIDENT, _FOREIGN = DocumentKind.RESIDENT_ID, DocumentKind.PERMANENT_RESIDENT
_FRONT, _BACK = CardSide.FRONT, CardSide.BACK
_ENOUGH = 2

_MARKS: dict[tuple[DocumentKind, CardSide], tuple[tuple[str, int], ...]] = {
    (_RESIDENT, _FRONT): (
        (r"姓名(?!/)", 1),
        (r"性别(?!/)", 1),
        (r"民族", 1),
        (r"出生(?!日期)", 1),
        (r"住址", 1),
        (r"公民身份号码", 2),
        (r"(?<!\d)[1-8]\d{16}[\dX](?!\d)", 1),
    ),
    (_RESIDENT, _BACK): (
        (r"居民身份证", 2),
        (r"签发机关(?!/)", 1),
        (r"有效期限(?!/)", 1),
        (r"公安(分)?局", 1),
    ),
    (_FOREIGN, _FRONT): (
        (r"姓名/?NAME", 1),
        (r"性别/?SEX", 1),
        (r"DATEOFBIRTH", 1),
        (r"国籍", 1),
        (r"NATIONALITY", 1),
        (r"PERIODOFVALIDITY", 1),
        (r"证件号码", 1),
        (r"IDNO", 1),
        (r"(?<!\d)9\d{16}[\dX](?!\d)", 2),
    ),
    (_FOREIGN, _BACK): (
        (r"永久居留", 2),
        (r"PERMANENTRESID", 2),
        (r"ISSUINGAUTHORITY", 1),
        (r"移民管理局", 1),
    ),
}
_OTHER_DOCUMENTS = re.compile(
    r"护照|PASSPORT|通行证|港澳居民|台湾居民|(?<!永久)居住证|驾驶证|行驶证|社会保障卡|社保卡|户口簿|登记卡|户主|曾用名|军官证|学生证"
    r"|临时居民身份证|结婚证|营业执照|UNIONPAY|VISA\b|DRIVINGLICEN[CS]E"
)
_TITLE = re.compile(r"居民身份|民身份证|永久居留|居留身份|PERMANENTRES|RESIDENTID")
_OLD_PERMANENT_NUMBER = re.compile(r"(?<![A-Z])[A-Z]{3}\d{12}(?!\d)")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the picture shows.

    Attributes:
        kind: the document, None when it is neither.
        side: its side.
        other_document: whether it is a document that is not accepted.
        marks: how much spoke for the likeliest document.
        titled: whether the back's title is there; without it part of the card is not seen.
    """

    kind: DocumentKind | None
    side: CardSide | None
    other_document: bool = False
    marks: int = 0
    titled: bool = True


def recognise(lines: Iterable[Line]) -> Recognised:
    """Return the document and side whose marks weigh most, if enough of them are there."""
    text = simplified("\n".join(squeezed(line.text) for line in lines)).upper()
    weights = {place: _weight(text, marks) for place, marks in _MARKS.items()}
    (kind, side), weight = max(weights.items(), key=lambda item: item[1])
    if _OTHER_DOCUMENTS.search(text) is not None:
        return Recognised(None, None, other_document=True)
    if weight < _ENOUGH:
        return Recognised(None, None, marks=weight)
    if kind is _FOREIGN and side is _FRONT and _is_old_version(text):
        return Recognised(None, None, other_document=True)
    titled = side is _FRONT or _TITLE.search(text) is not None
    return Recognised(kind, side, marks=weight, titled=titled)


def is_card_text(line: Line) -> bool:
    """Say whether a line holds words that only such cards carry."""
    text = simplified(squeezed(line.text)).upper()
    if _TITLE.search(text) is not None or "中华人民" in text:
        return True
    return any(re.search(one, text) for marks in _MARKS.values() for one, _ in marks)


def _weight(text: str, marks: Iterable[tuple[str, int]]) -> int:
    return sum(weight for pattern, weight in marks if re.search(pattern, text) is not None)


def _is_old_version(text: str) -> bool:
    """The permanent resident card before December 2023 has three letters and twelve digits."""
    return (
        _OLD_PERMANENT_NUMBER.search(text) is not None
        and re.search(r"(?<!\d)9\d{16}[\dX]", text) is None
    )
