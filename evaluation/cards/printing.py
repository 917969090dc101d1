"""Prints a specimen card in one of many styles, laid out like the real ones.

Nothing that is judged may hang on one way of drawing: fonts, inks, grounds, waves, portraits and
the printer's tone all vary. No coat of arms and no security print; SPECIMEN 样本 stands in two
corners outside the fields that are read.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from bot.sandbox.materials.cards import validity_text
from bot.sandbox.materials.cards_font import card_font_path
from bot.sandbox.materials.faces import other_face, portrait
from bot.sandbox.people import Person
from dialogs.kinds import CardSide, DocumentKind

WIDTH, HEIGHT = 1012, 638
SCALE = 1.5
"""Printed so much finer than the layout's own pixels: a phone sees more than 1012 dots."""
PORTRAIT = (642, 78, 946, 452)
_ADDRESS_CHARACTERS = 11
_CREST = 0.8
_SIMPLIFIED_FACE = 2
_GROUNDS: dict[DocumentKind, tuple[tuple[tuple[int, int, int], tuple[int, int, int]], ...]] = {
    DocumentKind.RESIDENT_ID: (
        ((219, 233, 238), (236, 224, 226)),
        ((206, 226, 232), (232, 216, 222)),
        ((226, 236, 240), (238, 230, 228)),
        ((212, 228, 226), (226, 220, 232)),
    ),
    DocumentKind.PERMANENT_RESIDENT: (
        ((238, 228, 206), (214, 230, 238)),
        ((228, 214, 196), (206, 222, 230)),
        ((232, 232, 214), (222, 226, 238)),
    ),
}
_INKS = ((28, 28, 32), (12, 12, 14), (48, 46, 50), (62, 58, 60))
_LABELS = ((38, 92, 148), (60, 120, 170), (30, 70, 120), (70, 110, 150))

Floats = npt.NDArray[np.float32]
Ink = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Style:
    """How a card is printed.

    Attributes:
        bold: whether values are set in the bold face.
        mono_number: whether the number is set in a monospaced face, like OCR-B.
        ink: colour of the values.
        label: colour of the labels.
        ground: the two colours that the ground runs between.
        wave: period, depth and form (0 to 2) of the ground's waves.
        gamma: the printer's tone; above 1 darkens.
        face: which portrait, 0 to 3.
        shift: by how many pixels everything is off its place.
    """

    bold: bool
    mono_number: bool
    ink: Ink
    label: Ink
    ground: tuple[tuple[int, int, int], tuple[int, int, int]]
    wave: tuple[float, float, int]
    gamma: float
    face: int
    shift: tuple[int, int]


def draw_style(seed: int, kind: DocumentKind) -> Style:
    """Return the style of a seed."""
    rng = np.random.default_rng((seed, 2))
    grounds = _GROUNDS[kind]
    return Style(
        bold=rng.random() < 0.3,  # noqa: PLR2004 - three in ten
        mono_number=rng.random() < 0.7,  # noqa: PLR2004 - most, as on real cards
        ink=_INKS[int(rng.integers(len(_INKS)))],
        label=_LABELS[int(rng.integers(len(_LABELS)))],
        ground=grounds[int(rng.integers(len(grounds)))],
        wave=(float(rng.uniform(3.5, 9.0)), float(rng.uniform(1.0, 6.0)), int(rng.integers(3))),
        gamma=float(rng.uniform(0.85, 1.25)),
        face=int(rng.integers(4)),
        shift=(int(rng.integers(-6, 7)), int(rng.integers(-6, 7))),
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in its place: pixels of the layout, size, and whether it is a label or a number."""

    place: tuple[int, int]
    text: str
    size: int
    form: str = "value"


def print_card(
    person: Person, side: CardSide, style: Style, face: Image.Image | None = None
) -> Image.Image:
    """Return one side of the card, upright, 1518 x 957.

    Args:
        person: whose card.
        side: which side.
        style: how it is printed.
        face: another portrait than the style's.
    """
    card = _ground(style)
    if side is CardSide.FRONT:
        place_portrait(card, portrait_of(style) if face is None else face)
    else:
        _place_disc(card)
    write(card, (*LAYOUTS[person.document_kind, side](person), *_marks()), style)
    return _toned(card, style.gamma)


def portrait_of(style: Style) -> Image.Image:
    """Return one of two faces, as they are or mirrored, in a light of its own."""
    face = (portrait if style.face % 2 else other_face)().convert("RGB")
    if style.face > 1:
        face = face.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return face


def place_portrait(card: Image.Image, face: Image.Image) -> None:
    """Paste the portrait where the card has it."""
    left, top, right, bottom = (round(SCALE * value) for value in PORTRAIT)
    width, height = right - left, bottom - top
    scale = max(width / face.width, height / face.height)
    size = (round(face.width * scale), round(face.height * scale))
    picture = face.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    aside = (size[0] - width) // 2
    card.paste(picture.crop((aside, 0, aside + width, height)), (left, top))


def write(card: Image.Image, pieces: Iterable[Piece], style: Style) -> None:
    """Write the texts in the style's fonts and inks."""
    pen = ImageDraw.Draw(card)
    for piece in pieces:
        x, y = (SCALE * (at + off) for at, off in zip(piece.place, style.shift, strict=True))
        number = piece.form == "number" and style.mono_number
        font = (
            _number_font(piece.size) if number else _font(piece.size, bold=_is_bold(piece, style))
        )
        ink = style.label if piece.form == "label" else style.ink
        pen.text(
            (x, y), piece.text, font=font, fill=(150, 60, 60) if piece.form == "mark" else ink
        )


def _is_bold(piece: Piece, style: Style) -> bool:
    return style.bold and piece.form in {"value", "title"}


@cache
def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    path = card_font_path()
    heavy = path.with_name(path.name.replace("Regular", "Bold"))
    chosen = heavy if bold and heavy.is_file() else path
    index = _SIMPLIFIED_FACE if chosen.name.startswith("NotoSansCJK") else 0
    return ImageFont.truetype(str(chosen), round(SCALE * size), index=index)


@cache
def _number_font(size: int) -> ImageFont.FreeTypeFont:
    path = Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSansMono.ttf")
    return ImageFont.truetype(str(path), round(SCALE * size * 0.92))


def _ground(style: Style) -> Image.Image:
    """Return the coloured ground with faint waves."""
    width, height = round(SCALE * WIDTH), round(SCALE * HEIGHT)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / SCALE
    first, second = (np.array(shade, np.float32) for shade in style.ground)
    share = (x / WIDTH * 0.7 + y / HEIGHT * 0.3)[..., None]
    period, depth, form = style.wave
    waves = depth * _wave(x, y, period, form)
    tint = np.array([1.0, 0.6, 0.3], np.float32) if form == 1 else np.ones(3, np.float32)
    ground = first * (1 - share) + second * share + waves[..., None] * tint
    return Image.fromarray(np.clip(ground, 0, 255).astype(np.uint8), "RGB")


def _wave(x: Floats, y: Floats, period: float, form: int) -> Floats:
    match form:
        case 0:
            wave = np.sin((y + 14 * np.sin(x / 47)) / period) + 0.7 * np.sin((x + y) / 9.0)
        case 1:
            wave = np.sin(np.hypot(x - 300, y - 200) / period) * np.sin(
                np.hypot(x - 800, y - 500) / period
            )
        case _:
            lines = np.sin((y + 22 * np.sin(x / 61) + 9 * np.sin(x / 23)) / period)
            wave = np.where(lines > _CREST, -1.2, 0.1)
    return np.asarray(wave, np.float32)


def _toned(card: Image.Image, gamma: float) -> Image.Image:
    table = [round(255 * (value / 255) ** gamma) for value in range(256)]
    soft = cv2.GaussianBlur(np.asarray(card), (0, 0), 0.7)
    return Image.fromarray(soft, "RGB").point(table * 3)


def _place_disc(card: Image.Image) -> None:
    """Put a plain red disc where the real card has its coat of arms."""
    pen = ImageDraw.Draw(card)
    outer, inner = (66, 60, 226, 220), (96, 90, 196, 190)
    pen.ellipse([SCALE * value for value in outer], outline=(186, 44, 40), width=12)
    pen.ellipse([SCALE * value for value in inner], fill=(186, 44, 40))


def _marks() -> Iterable[Piece]:
    yield Piece((752, 22), "SPECIMEN 样本", 24, "mark")
    yield Piece((40, 598), "SPECIMEN 样本", 24, "mark")


def _resident_front(person: Person) -> Iterable[Piece]:
    yield Piece((72, 86), "姓名", 29, "label")
    yield Piece((170, 82), person.name, 40)
    yield Piece((72, 160), "性别", 29, "label")
    yield Piece((170, 156), "男" if person.sex == "male" else "女", 36)
    yield Piece((318, 160), "民族", 29, "label")
    yield Piece((392, 156), person.nationality, 36)
    yield from birth_row(person.birth.year, person.birth.month, person.birth.day)
    yield Piece((72, 304), "住址", 29, "label")
    for line, text in enumerate(_wrapped(person.address or "")):
        yield Piece((170, 300 + 48 * line), text, 36)
    yield Piece((72, 538), "公民身份号码", 29, "label")
    yield Piece((330, 526), person.number, 44, "number")


def birth_row(year: int, month: int, day: int) -> Iterable[Piece]:
    """Return the resident card's row with the birth date."""
    yield Piece((72, 232), "出生", 29, "label")
    for x, text in ((170, str(year)), (324, str(month)), (430, str(day))):
        yield Piece((x, 228), text, 36)
    for x, text in ((268, "年"), (378, "月"), (484, "日")):
        yield Piece((x, 232), text, 29, "label")


def _resident_back(person: Person) -> Iterable[Piece]:
    yield Piece((352, 92), "中华人民共和国", 62, "title")
    yield Piece((326, 190), "居 民 身 份 证", 76, "title")
    yield Piece((260, 458), "签发机关", 31, "label")
    yield Piece((420, 453), person.issuer, 36)
    yield Piece((260, 532), "有效期限", 31, "label")
    yield Piece((420, 527), validity_text(person), 36)


def _permanent_front(person: Person) -> Iterable[Piece]:
    yield Piece((60, 52), "姓名/Name", 25, "label")
    names = [person.name, *([person.chinese_name] if person.chinese_name else [])]
    for line, name in enumerate(names):
        yield Piece((60, 86 + 46 * line), name, 36 if len(name) < 24 else 30)  # noqa: PLR2004 - a long one is set smaller
    yield from _bilingual(60, 192, "性别/Sex", "男/M" if person.sex == "male" else "女/F")
    yield from _bilingual(280, 192, "出生日期/Date of Birth", f"{person.birth:%Y.%m.%d}")
    yield from _bilingual(60, 290, "国籍/Nationality", person.nationality)
    yield from _bilingual(60, 388, "有效期限/Period of Validity", validity_text(person))
    yield Piece((60, 500), "证件号码/ID No.", 25, "label")
    yield Piece((280, 526), person.number, 44, "number")


def _permanent_back(person: Person) -> Iterable[Piece]:
    yield Piece((352, 66), "中华人民共和国", 56, "title")
    yield Piece((262, 144), "外国人永久居留身份证", 62, "title")
    yield Piece((300, 236), "PEOPLE'S REPUBLIC OF CHINA", 34)
    yield Piece((200, 284), "FOREIGN PERMANENT RESIDENT ID CARD", 34)
    yield from _bilingual(260, 402, "签发机关/Issuing Authority", person.issuer)
    if person.former_number is not None:
        yield from _bilingual(260, 500, "曾持证件号码/Former ID No.", person.former_number)


def _bilingual(x: int, y: int, label: str, text: str) -> Iterable[Piece]:
    yield Piece((x, y), label, 25, "label")
    yield Piece((x, y + 36), text, 36)


def _wrapped(address: str) -> Iterable[str]:
    step = _ADDRESS_CHARACTERS
    return (address[start : start + step] for start in range(0, len(address), step))


LAYOUTS: dict[tuple[DocumentKind, CardSide], Callable[[Person], Iterable[Piece]]] = {
    (DocumentKind.RESIDENT_ID, CardSide.FRONT): _resident_front,
    (DocumentKind.RESIDENT_ID, CardSide.BACK): _resident_back,
    (DocumentKind.PERMANENT_RESIDENT, CardSide.FRONT): _permanent_front,
    (DocumentKind.PERMANENT_RESIDENT, CardSide.BACK): _permanent_back,
}
