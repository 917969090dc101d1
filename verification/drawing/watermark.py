"""Says all over a picture who looks at it and when, so that a copy tells where it came from."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, hypot

from PIL import Image, ImageDraw

from verification.drawing.canvas import as_jpeg, opened, scaled
from verification.drawing.lettering import NOTO, Lettering, Typeface

LONGEST_SIDE_PX = 1600
LEAST_WIDTH_PX = 480
_ANGLE_DEG = 27
_LETTERS_PX = 30
_LIGHT, _EDGE = (255, 255, 255, 60), (0, 0, 0, 42)
_WIDEST_SHARE = 0.75
_GAP_X, _GAP_Y = 2.5, 3.2
_SHIFTS = 3
_LAYERS_KEPT = 4
_STRIP, _STRIP_INK = (24, 27, 33), (238, 240, 243)
_STRIP_LETTERS_PX = 26


def unmarked(image: bytes) -> bytes:
    """Return a JPEG of the picture itself, made smaller if it is larger than a marked one."""
    picture = opened(image)
    picture.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX))
    return as_jpeg(picture)


def watermarked(image: bytes, lines: tuple[str, ...], typeface: Typeface = NOTO) -> bytes:
    """Return the picture at 1600 px with the lines over all of it and in a strip below.

    Args:
        image: the file as the customer sent it.
        lines: who looks, when, at which case; drawn as they are.
        typeface: the font.

    Returns:
        A JPEG without the file's metadata.

    Raises:
        UnreadablePicture: the file is no picture, or too large or too small a one.
    """
    picture = scaled(opened(image), LONGEST_SIDE_PX)
    Watermark(lines, typeface.at(_LETTERS_PX)).put_on(picture)
    return as_jpeg(with_strip(picture, lines, typeface))


@dataclass(frozen=True, slots=True)
class Watermark:
    """The lines, again and again in slanting rows, light with a dark edge, half transparent.

    Attributes:
        lines: what it says.
        letters: in which letters.
    """

    lines: tuple[str, ...]
    letters: Lettering

    def put_on(self, picture: Image.Image, shift: int = 0) -> None:
        """Draw it over the whole of an RGB picture; another `shift` leaves other places clear."""
        layer = _layer(self, picture.size, shift % _SHIFTS)
        picture.paste(layer, mask=layer.getchannel("A"))


@lru_cache(maxsize=_LAYERS_KEPT)
def _layer(mark: Watermark, size: tuple[int, int], shift: int) -> Image.Image:
    """Return the rows, turned, in a transparent RGBA picture of that size."""
    side = ceil(hypot(*size))
    layer = Image.new("RGBA", (side, side), (*_LIGHT[:3], 0))
    _fill(layer, mark, shift / _SHIFTS)
    turned = layer.rotate(_ANGLE_DEG, Image.Resampling.BICUBIC)
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    return turned.crop((left, top, left + size[0], top + size[1]))


def _fill(layer: Image.Image, mark: Watermark, shift: float) -> None:
    """Write the block of lines in rows, every other row shifted by half a step.

    `shift` (0-1) moves all of it up by so much of the step from one row to the next.
    """
    letters, pen = mark.letters, ImageDraw.Draw(layer)
    block = _block(mark, max(_WIDEST_SHARE * layer.width, letters.size_px))
    widest = max(letters.width_px(line) for line in block)
    step_x = round(widest + _GAP_X * letters.size_px)
    step_y = round(len(block) * letters.line_px + _GAP_Y * letters.size_px)
    for row, y in enumerate(range(-round(shift * step_y), layer.height, step_y)):
        for x in range(-(row % 2) * step_x // 2, layer.width, step_x):
            _write(pen, block, (x, y), letters)


def _block(mark: Watermark, width_px: float) -> list[str]:
    return [part for line in mark.lines for part in mark.letters.wrapped(line, width_px)]


def _write(
    pen: ImageDraw.ImageDraw, block: list[str], at: tuple[int, int], letters: Lettering
) -> None:
    edge = max(1, round(letters.size_px / 16))
    for index, line in enumerate(block):
        place = (at[0], at[1] + index * letters.line_px)
        pen.text(place, line, _LIGHT, letters.font, stroke_width=edge, stroke_fill=_EDGE)


def with_strip(
    picture: Image.Image, lines: tuple[str, ...], typeface: Typeface = NOTO
) -> Image.Image:
    """Return the picture with a dark strip below it, where the lines stand in full."""
    letters = typeface.at(_STRIP_LETTERS_PX)
    width = max(picture.width, LEAST_WIDTH_PX)
    rows = _rows(lines, letters, width - 2 * letters.size_px)
    margin = letters.size_px // 2
    height = picture.height + len(rows) * letters.line_px + 2 * margin
    sheet = Image.new("RGB", (width, height), _STRIP)
    sheet.paste(picture, ((width - picture.width) // 2, 0))
    pen = ImageDraw.Draw(sheet)
    for index, row in enumerate(rows):
        top = picture.height + margin + index * letters.line_px
        pen.text((letters.size_px, top), row, _STRIP_INK, letters.font)
    return sheet


def _rows(lines: tuple[str, ...], letters: Lettering, width_px: int) -> list[str]:
    """All in one row if it fits, otherwise each line in rows of its own."""
    one = "   ".join(letters.spelled(line) for line in lines)
    if letters.width_px(one) <= width_px:
        return [one]
    return [row for line in lines for row in letters.wrapped(line, width_px)]
