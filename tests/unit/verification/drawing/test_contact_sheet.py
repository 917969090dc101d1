"""Every tile is on the sheet, in rows that make a good shape, marked and captioned."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from verification.drawing.contact_sheet import TILE_PX, contact_sheet
from verification.drawing.lettering import Typeface
from verification.drawing.tiles import Tile
from verification.engines.ports import Pixels

LINES = ("1003 · 2026-11-24 14:31", "RS20261124-000317")
RED, GREEN, BLUE = (200, 30, 30), (30, 160, 30), (30, 30, 200)
LANDSCAPE, PORTRAIT = (640, 400), (360, 640)

Place = tuple[int, int, int, int]
Colour = tuple[int, int, int]


def coloured(colour: Colour, size: tuple[int, int] = LANDSCAPE) -> Pixels:
    return np.asarray(Image.new("RGB", size, colour))


def pixels(sheet: bytes) -> NDArray[np.int64]:
    with Image.open(BytesIO(sheet)) as image:
        assert image.format == "JPEG"
        return np.asarray(image.convert("RGB"), dtype=np.int64)


def place(sheet: bytes, colour: Colour) -> Place:
    """Left, top, right, bottom of what has that colour."""
    rows, columns = np.nonzero(np.all(np.abs(pixels(sheet) - colour) < 12, axis=2))
    return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())


def drawn(*tiles: Tile, lines: tuple[str, ...] = LINES) -> bytes:
    return contact_sheet(tiles, lines)


def test_two_cards_stand_side_by_side_in_their_own_shape() -> None:
    sheet = drawn(Tile(coloured(RED), "正面"), Tile(coloured(BLUE), "背面"))
    red, blue = place(sheet, RED), place(sheet, BLUE)
    assert red[1] == pytest.approx(blue[1], abs=2)
    assert red[2] < blue[0]
    width, height = red[2] - red[0] + 1, red[3] - red[1] + 1
    assert width >= TILE_PX
    assert width / height == pytest.approx(1.6, rel=0.02)


def test_a_film_has_rows_of_its_own() -> None:
    still = [Tile(coloured(RED), "正面", -1), Tile(coloured(GREEN), "背面", -1)]
    film = [Tile(coloured(BLUE, PORTRAIT), f"{index}.0 s", 2) for index in range(6)]
    sheet = drawn(*still, *film)
    red, green, blue = (place(sheet, colour) for colour in (RED, GREEN, BLUE))
    assert red[1] == pytest.approx(green[1], abs=2)
    assert blue[1] > max(red[3], green[3])
    assert blue[0] <= red[0] + TILE_PX
    assert pixels(sheet).shape[1] > 3 * TILE_PX


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7, 40])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_any_number_makes_a_sheet_that_can_be_sent(count: int, size: tuple[int, int]) -> None:
    height, width, _ = pixels(drawn(*[Tile(coloured(RED, size), "图")] * count)).shape
    assert width >= TILE_PX
    assert width + height <= 10_000, "Telegram's limit of a photo"
    assert 1 / 4 < width / height < 4


def test_pictures_smaller_and_larger_than_a_tile_come_to_its_size() -> None:
    small, large = coloured(RED, (200, 200)), coloured(BLUE, (3000, 3000))
    sheet = drawn(Tile(small, ""), Tile(large, ""))
    red, blue = place(sheet, RED), place(sheet, BLUE)
    assert red[2] - red[0] == pytest.approx(blue[2] - blue[0], abs=6)


@pytest.mark.parametrize("image", [None, b"", b"words", b"\xff\xd8\xff\xe0 half a JPEG"])
def test_what_cannot_be_read_is_grey_with_its_caption(image: bytes | None) -> None:
    sheet = pixels(drawn(Tile(image, "手持证件"), Tile(coloured(RED), "正面")))
    cell = sheet[20:380, 20:600]
    assert np.median(np.ptp(cell, axis=2)) < 16, "no colour"
    assert 150 < np.median(cell) < 225
    without = pixels(drawn(Tile(image, ""), Tile(coloured(RED), "正面")))
    assert sheet.shape == without.shape
    below = slice(410, 460), slice(10, 600)
    assert np.mean(np.abs(sheet[below] - without[below])) > 2, "the caption"


def test_a_sheet_of_nothing_but_unreadable_shots() -> None:
    assert pixels(drawn(Tile(None, "a"), Tile(b"", "b"))).shape[1] > 2 * TILE_PX


def test_each_tile_is_marked_and_not_all_at_the_same_place() -> None:
    grey = coloured((128, 128, 128), (400, 400))
    sheet = pixels(drawn(*[Tile(grey, "")] * 4))
    height, width = 640, 640
    tiles = [
        sheet[16 + row * (height + 24) :, 16 + column * (width + 16) :][:height, :width]
        for row in range(2)
        for column in range(2)
    ]
    for tile in tiles:
        away = np.abs(tile.mean(axis=2) - 128)
        parts = [part for rows in np.array_split(away, 3) for part in np.array_split(rows, 3, 1)]
        assert min(np.mean(part > 20) for part in parts) > 0.01
    assert np.mean(np.abs(tiles[0] - tiles[1]) > 20) > 0.01


def test_two_viewers_sheets_differ() -> None:
    tiles = [Tile(coloured((128, 128, 128)), "")] * 4
    one = pixels(contact_sheet(tiles, LINES))
    other = pixels(contact_sheet(tiles, ("1004 · 2026-11-24 14:31", LINES[1])))
    assert one.shape == other.shape
    halves = [
        half for rows in np.array_split(one - other, 2) for half in np.array_split(rows, 2, 1)
    ]
    assert min(np.mean(np.abs(half) > 20) for half in halves) > 0.001


def test_long_captions_take_two_lines_and_no_more() -> None:
    short = pixels(drawn(Tile(coloured(RED), "图")))
    long = pixels(drawn(Tile(coloured(RED), "图像 caption " * 90)))
    assert 10 < long.shape[0] - short.shape[0] < 60
    assert long.shape[1] == short.shape[1]


def test_without_a_chinese_font_there_is_a_sheet_all_the_same() -> None:
    tiles = [Tile(coloured(RED), "证件 front"), Tile(None, "背面")]
    assert pixels(contact_sheet(tiles, LINES, Typeface(Path("/nowhere")))).shape[1] > TILE_PX


def test_no_tiles_no_sheet() -> None:
    with pytest.raises(ValueError, match="tile"):
        contact_sheet([], LINES)
