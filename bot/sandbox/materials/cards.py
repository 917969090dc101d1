"""Specimen cards of both kinds and both sides, laid out like the real ones (Guide R8).

They carry invented people only, no coat of arms and no security print, and say SPECIMEN 样本 in
two corners outside the fields that are read.
"""

from collections.abc import Callable, Iterable
from datetime import date

import numpy as np
from PIL import Image, ImageDraw

from bot.sandbox.materials.cards_font import card_font
from bot.sandbox.materials.cards_photo import Shot, photograph
from bot.sandbox.people import Person
from dialogs.kinds import CardSide, DocumentKind

__all__ = ["CARD_SIZE", "Shot", "draw_card", "photograph"]

CARD_SIZE = (1012, 638)  # 85.6 x 54 mm at 300 dots an inch
INK = (28, 28, 32)
LABEL = (38, 92, 148)
RED = (186, 44, 40)
MARK = (150, 60, 60)
LABEL_PX = 29
TEXT_PX = 36
NUMBER_PX = 44
ADDRESS_LINE_CHARACTERS = 11
_WAVE_SHADES = {
    DocumentKind.RESIDENT_ID: ((219, 233, 238), (236, 224, 226)),
    DocumentKind.PERMANENT_RESIDENT: ((238, 228, 206), (214, 230, 238)),
}

Piece = tuple[tuple[int, int], str, int, tuple[int, int, int]]


def draw_card(person: Person, side: CardSide, portrait: Image.Image) -> Image.Image:
    """Return one side of the person's specimen card, upright, 1012 x 638."""
    card = _background(person.document_kind)
    _write(card, _LAYOUTS[person.document_kind, side](person))
    if side is CardSide.FRONT:
        _place_portrait(card, portrait)
    else:
        _place_disc(card)
    _mark(card)
    return card


def _resident_front(person: Person) -> Iterable[Piece]:
    yield from _row(82, "姓名", person.name, TEXT_PX + 4)
    yield from _row(156, "性别", "男" if person.sex == "male" else "女")
    yield (318, 160), "民族", LABEL_PX, LABEL
    yield (392, 156), person.nationality, TEXT_PX, INK
    yield from _birth_row(person.birth)
    yield (72, 304), "住址", LABEL_PX, LABEL
    for line, text in enumerate(_wrapped(person.address or "")):
        yield (170, 300 + 48 * line), text, TEXT_PX, INK
    yield (72, 538), "公民身份号码", LABEL_PX, LABEL
    yield (330, 526), person.number, NUMBER_PX, INK


def _birth_row(birth: date) -> Iterable[Piece]:
    yield (72, 232), "出生", LABEL_PX, LABEL
    for x, text, shade in (
        (170, str(birth.year), INK),
        (268, "年", LABEL),
        (324, str(birth.month), INK),
        (378, "月", LABEL),
        (430, str(birth.day), INK),
        (484, "日", LABEL),
    ):
        yield (x, 228 if shade is INK else 232), text, TEXT_PX if shade is INK else LABEL_PX, shade


def _resident_back(person: Person) -> Iterable[Piece]:
    yield (352, 92), "中华人民共和国", 62, INK
    yield (326, 190), "居 民 身 份 证", 76, INK
    yield (260, 458), "签发机关", LABEL_PX + 2, LABEL
    yield (420, 453), person.issuer, TEXT_PX, INK
    yield (260, 532), "有效期限", LABEL_PX + 2, LABEL
    yield (420, 527), validity_text(person), TEXT_PX, INK


def _permanent_front(person: Person) -> Iterable[Piece]:
    names = person.name if person.chinese_name is None else f"{person.name}\n{person.chinese_name}"
    yield (60, 52), "姓名/Name", LABEL_PX - 4, LABEL
    for line, name in enumerate(names.splitlines()):
        yield (60, 86 + 46 * line), name, TEXT_PX, INK
    yield from _bilingual(60, 192, "性别/Sex", "男/M" if person.sex == "male" else "女/F")
    yield from _bilingual(280, 192, "出生日期/Date of Birth", f"{person.birth:%Y.%m.%d}")
    yield from _bilingual(60, 290, "国籍/Nationality", person.nationality)
    yield from _bilingual(60, 388, "有效期限/Period of Validity", validity_text(person))
    yield (60, 500), "证件号码/ID No.", LABEL_PX - 4, LABEL
    yield (280, 526), person.number, NUMBER_PX, INK


def _permanent_back(person: Person) -> Iterable[Piece]:
    yield (352, 66), "中华人民共和国", 56, INK
    yield (262, 144), "外国人永久居留身份证", 62, INK
    yield (300, 236), "PEOPLE'S REPUBLIC OF CHINA", 34, INK
    yield (200, 284), "FOREIGN PERMANENT RESIDENT ID CARD", 34, INK
    yield from _bilingual(260, 402, "签发机关/Issuing Authority", person.issuer)
    if person.former_number is not None:
        yield from _bilingual(260, 500, "曾持证件号码/Former ID No.", person.former_number)


def validity_text(person: Person) -> str:
    """Return the validity as printed: `2021.05.18-2041.05.18` or `2022.03.14-长期`."""
    until = "长期" if person.valid_to is None else f"{person.valid_to:%Y.%m.%d}"
    return f"{person.valid_from:%Y.%m.%d}-{until}"


def _row(y: int, label: str, text: str, size: int = TEXT_PX) -> Iterable[Piece]:
    yield (72, y + 4), label, LABEL_PX, LABEL
    yield (170, y), text, size, INK


def _bilingual(x: int, y: int, label: str, text: str) -> Iterable[Piece]:
    yield (x, y), label, LABEL_PX - 4, LABEL
    yield (x, y + 36), text, TEXT_PX, INK


def _wrapped(address: str) -> Iterable[str]:
    step = ADDRESS_LINE_CHARACTERS
    return (address[start : start + step] for start in range(0, len(address), step))


def _write(card: Image.Image, pieces: Iterable[Piece]) -> None:
    pen = ImageDraw.Draw(card)
    for place, text, size, shade in pieces:
        pen.text(place, text, font=card_font(size), fill=shade)


def _background(kind: DocumentKind) -> Image.Image:
    """Return a coloured ground with faint waves, as such cards have."""
    width, height = CARD_SIZE
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    first, second = (np.array(shade, np.float32) for shade in _WAVE_SHADES[kind])
    share = (x / width * 0.7 + y / height * 0.3)[..., None]
    waves = 3.0 * np.sin((y + 14 * np.sin(x / 47)) / 5.0) + 2.0 * np.sin((x + y) / 9.0)
    ground = first * (1 - share) + second * share + waves[..., None]
    return Image.fromarray(np.clip(ground, 0, 255).astype(np.uint8), "RGB")


def _place_portrait(card: Image.Image, portrait: Image.Image) -> None:
    box = (642, 78, 946, 452)
    width, height = box[2] - box[0], box[3] - box[1]
    scale = max(width / portrait.width, height / portrait.height)
    size = (round(portrait.width * scale), round(portrait.height * scale))
    picture = portrait.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    left = (size[0] - width) // 2
    card.paste(picture.crop((left, 0, left + width, height)), box[:2])


def _place_disc(card: Image.Image) -> None:
    """Put a plain red disc where the real card has its coat of arms."""
    pen = ImageDraw.Draw(card)
    pen.ellipse((66, 60, 226, 220), outline=RED, width=8)
    pen.ellipse((96, 90, 196, 190), fill=RED)


def _mark(card: Image.Image) -> None:
    pen = ImageDraw.Draw(card)
    pen.text((758, 22), "SPECIMEN 样本", font=card_font(24), fill=MARK)
    pen.text((40, 596), "SPECIMEN 样本", font=card_font(24), fill=MARK)


_LAYOUTS: dict[tuple[DocumentKind, CardSide], Callable[[Person], Iterable[Piece]]] = {
    (DocumentKind.RESIDENT_ID, CardSide.FRONT): _resident_front,
    (DocumentKind.RESIDENT_ID, CardSide.BACK): _resident_back,
    (DocumentKind.PERMANENT_RESIDENT, CardSide.FRONT): _permanent_front,
    (DocumentKind.PERMANENT_RESIDENT, CardSide.BACK): _permanent_back,
}
