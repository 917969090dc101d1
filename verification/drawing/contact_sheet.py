"""Many pictures on one sheet, each in its cell with its watermark, its caption below."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log

from PIL import Image, ImageDraw

from dialogs.reasons import Reason
from verification.drawing.canvas import as_jpeg, scaled, shrunk
from verification.drawing.lettering import NOTO, Lettering, Typeface
from verification.drawing.tiles import LARGEST_TILE_PX, Tile
from verification.drawing.watermark import Watermark, with_strip
from verification.engines.pictures import decode_picture

TILE_PX = 360
_SHEET_PX = 1440
_MOST_COLUMNS = 6
_BEST_SHAPE = 1.4
_BLANKS_MATTER = 2.0
_GAP_PX = 16
_CAPTION_PX, _CAPTION_LINES = 22, 2
_CAPTION_SHARE = 0.14
_MARK_SHARE = 0.044
_PAPER, _CELL, _INK = (246, 247, 249), (226, 229, 233), (28, 31, 36)
_EMPTY, _CROSS = (196, 200, 206), (168, 173, 181)
_EMPTY_SHAPE = 0.75

Size = tuple[int, int]


def contact_sheet(
    tiles: Sequence[Tile], lines: tuple[str, ...], typeface: Typeface = NOTO
) -> bytes:
    """Return the tiles in rows, each at 360 px or more, as many columns as make a good shape.

    Args:
        tiles: at least one; one that cannot be read becomes grey with a cross.
        lines: who looks, when, at which case: over every picture and in a strip below.
        typeface: the font.

    Returns:
        A JPEG.

    Raises:
        ValueError: there are no tiles.
    """
    if not tiles:
        raise ValueError("a contact sheet needs a tile")
    pictures = [_opened(tile) for tile in tiles]
    groups = [tile.group for tile in tiles]
    columns = _columns([None if one is None else one.size for one in pictures], groups)
    side = min(max(TILE_PX, _SHEET_PX // columns), LARGEST_TILE_PX)
    mark = Watermark(lines, typeface.at(round(_MARK_SHARE * side)))
    finished = [_finished(one, side, mark, number) for number, one in enumerate(pictures)]
    cell = max((one.width for one in finished if one is not None), default=side)
    rows = [
        _row([(finished[index], tiles[index].caption) for index in indices], cell)
        for indices in _rows(groups, columns)
    ]
    sheet = _laid_out(rows, columns, cell, typeface.at(_CAPTION_PX))
    return as_jpeg(with_strip(sheet, lines, typeface))


@dataclass(frozen=True, eq=False, slots=True)
class _Row:
    """Pictures side by side with what stands under them, and how high their cells are."""

    cells: Sequence[tuple[Image.Image | None, str]]
    height_px: int


def _row(cells: Sequence[tuple[Image.Image | None, str]], width_px: int) -> _Row:
    """A row as high as its highest picture; without any, of an ordinary shape."""
    heights = [picture.height for picture, _ in cells if picture is not None]
    return _Row(cells, max(heights, default=round(_EMPTY_SHAPE * width_px)))


def _opened(tile: Tile) -> Image.Image | None:
    """The tile's picture; None if it cannot be read."""
    pixels = decode_picture(tile.image) if isinstance(tile.image, bytes) else tile.image
    if pixels is None or isinstance(pixels, Reason):
        return None
    return shrunk(pixels, LARGEST_TILE_PX)


def _columns(sizes: Sequence[Size | None], groups: Sequence[int]) -> int:
    """Choose so that the sheet has a good shape and few cells stay blank."""
    longest = max(len(list(run)) for _, run in groupby(groups))
    choices = range(1, min(_MOST_COLUMNS, longest) + 1)
    return min(choices, key=lambda columns: _awkwardness(columns, sizes, groups))


def _awkwardness(columns: int, sizes: Sequence[Size | None], groups: Sequence[int]) -> float:
    shares = [_shares(size) for size in sizes]
    rows = _rows(groups, columns)
    width = columns * max(share[0] for share in shares)
    height = sum(max(shares[index][1] for index in row) + _CAPTION_SHARE for row in rows)
    blanks = 1 - len(sizes) / (columns * len(rows))
    return abs(log(width / height / _BEST_SHAPE)) + _BLANKS_MATTER * blanks


def _shares(size: Size | None) -> tuple[float, float]:
    """Width and height with the longer side as 1."""
    if size is None:
        return 1.0, _EMPTY_SHAPE
    return size[0] / max(size), size[1] / max(size)


def _rows(groups: Sequence[int], columns: int) -> list[list[int]]:
    """Tiles by their index, row by row; another group begins a new row."""
    rows: list[list[int]] = []
    for _, run in groupby(range(len(groups)), key=groups.__getitem__):
        members = list(run)
        rows += [members[at : at + columns] for at in range(0, len(members), columns)]
    return rows


def _finished(
    picture: Image.Image | None, side_px: int, mark: Watermark, number: int
) -> Image.Image | None:
    """The picture at its final size with its watermark, which lies elsewhere on the next one."""
    if picture is None:
        return None
    final = scaled(picture, side_px)
    mark.put_on(final, shift=number)
    return final


def _laid_out(rows: Sequence[_Row], columns: int, cell_px: int, letters: Lettering) -> Image.Image:
    captions = [
        [letters.cut(caption, cell_px, _CAPTION_LINES) for _, caption in row.cells] for row in rows
    ]
    deep = [_depth(row, texts, letters) for row, texts in zip(rows, captions, strict=True)]
    size = (_GAP_PX + columns * (cell_px + _GAP_PX), _GAP_PX + sum(deep))
    sheet, top = Image.new("RGB", size, _PAPER), _GAP_PX
    for row, texts, depth in zip(rows, captions, deep, strict=True):
        for column, ((picture, _), text) in enumerate(zip(row.cells, texts, strict=True)):
            left = _GAP_PX + column * (cell_px + _GAP_PX)
            _place(sheet, picture, (left, top, left + cell_px, top + row.height_px))
            _write(sheet, text, (left, top + row.height_px), letters)
        top += depth
    return sheet


def _depth(row: _Row, captions: list[list[str]], letters: Lettering) -> int:
    """From this row to the next, in pixels."""
    lines = max(len(caption) for caption in captions)
    return row.height_px + lines * letters.line_px + _GAP_PX + _GAP_PX // 2


def _place(
    sheet: Image.Image, picture: Image.Image | None, cell: tuple[int, int, int, int]
) -> None:
    """Draw the picture in the middle of its cell, or a cross on grey if there is none."""
    left, top, right, bottom = cell
    pen, inside = ImageDraw.Draw(sheet), (left, top, right - 1, bottom - 1)
    pen.rectangle(inside, _EMPTY if picture is None else _CELL)
    if picture is None:
        pen.line(inside, _CROSS, 3)
        pen.line((left, bottom - 1, right - 1, top), _CROSS, 3)
        return
    aside, above = (right - left - picture.width) // 2, (bottom - top - picture.height) // 2
    sheet.paste(picture, (left + aside, top + above))


def _write(
    sheet: Image.Image, caption: Sequence[str], at: tuple[int, int], letters: Lettering
) -> None:
    pen, (left, top) = ImageDraw.Draw(sheet), at
    for number, line in enumerate(caption):
        place = (left, top + _GAP_PX // 4 + number * letters.line_px)
        pen.text(place, line, _INK, letters.font)
