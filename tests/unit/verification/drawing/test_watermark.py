"""The mark is everywhere, readable on light and dark, and what lies under it stays readable."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from dialogs.reasons import Reason
from verification.drawing.lettering import NOTO, Typeface
from verification.drawing.watermark import LEAST_WIDTH_PX, LONGEST_SIDE_PX, watermarked
from verification.errors import UnreadablePicture

LINES = ("1003 · 2026-11-24 14:31", "RS20261124-000317")
NO_FONT = Typeface(Path("/nowhere"))
CELLS = (8, 6)

Greys = NDArray[np.float64]


def encoded(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def plain(size: tuple[int, int] = (1600, 1200), grey: int = 250) -> bytes:
    return encoded(Image.new("RGB", size, (grey, grey, grey)))


def greys(drawn: bytes, height: int) -> Greys:
    """The picture above the strip, as grey levels."""
    with Image.open(BytesIO(drawn)) as image:
        return np.asarray(image.convert("L"), dtype=np.float64)[:height]


def cells(values: Greys) -> list[Greys]:
    rows = np.array_split(values, CELLS[1])
    return [cell for row in rows for cell in np.array_split(row, CELLS[0], axis=1)]


@pytest.mark.parametrize("lines", [LINES, LINES[:1], ("审核员张伟 " * 12,)])
@pytest.mark.parametrize("face", [NOTO, NO_FONT], ids=["noto", "no font"])
def test_the_mark_is_in_every_part_of_a_picture_of_any_lightness(
    face: Typeface, lines: tuple[str, ...]
) -> None:
    bands = np.repeat([5, 40, 80, 128, 170, 210, 235, 250], 200)
    picture = Image.fromarray(np.tile(bands, (1200, 1)).astype(np.uint8))
    away = np.abs(greys(watermarked(encoded(picture, "PNG"), lines, face), 1200) - bands)
    assert min(np.mean(cell > 20) for cell in cells(away)) > 0.01


def test_print_under_the_mark_keeps_its_contrast() -> None:
    """Black bars of the width of a letter's stroke on white, marked, against the unmarked."""
    picture = Image.new("RGB", (1600, 1200), "white")
    for left in range(0, 1600, 16):
        ImageDraw.Draw(picture).rectangle((left, 0, left + 7, 1199), "black")
    marked = greys(watermarked(encoded(picture, "PNG"), LINES), 1200)
    columns = np.arange(1600) % 16
    ink = marked[:, (columns > 1) & (columns < 6)]
    paper = marked[:, (columns > 9) & (columns < 14)]
    assert np.mean(paper) - np.mean(ink) > 0.85 * 255
    assert np.percentile(paper, 0.5) - np.percentile(ink, 99.5) > 0.3 * 255
    for bright, dark in zip(cells(paper), cells(ink), strict=True):
        assert np.mean(bright) - np.mean(dark) > 0.75 * 255


def test_two_viewers_pictures_differ_everywhere() -> None:
    one = greys(watermarked(plain(grey=128), LINES), 1200)
    other = greys(watermarked(plain(grey=128), ("2718 · 2026-11-24 15:06", LINES[1])), 1200)
    rows = np.array_split(np.abs(one - other), 3)
    parts = [part for row in rows for part in np.array_split(row, 3, axis=1)]
    assert min(np.mean(part > 20) for part in parts) > 0.001


@pytest.mark.parametrize(
    ("size", "scaled"),
    [
        ((3000, 2000), (1600, 1067)),
        ((1200, 1600), (1200, 1600)),
        ((640, 480), (1600, 1200)),
        ((200, 3200), (100, 1600)),
        ((4000, 200), (1600, 80)),
    ],
)
def test_the_picture_is_brought_to_one_size_above_the_strip(
    size: tuple[int, int], scaled: tuple[int, int]
) -> None:
    with Image.open(BytesIO(watermarked(plain(size), LINES))) as image:
        assert image.format == "JPEG"
        assert image.width == max(scaled[0], LEAST_WIDTH_PX)
        assert scaled[1] < image.height < scaled[1] + 200
        assert max(scaled) == LONGEST_SIDE_PX
        strip = np.asarray(image.convert("L"))[scaled[1] + 8 :]
    assert np.median(strip) < 50
    assert np.mean(strip > 180) > 0.01, "the lines stand there in light letters"


def test_nothing_of_the_file_but_the_picture_is_left() -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "where it was taken", 6
    picture = Image.new("RGB", (1600, 1200), "white")
    media = encoded(picture, exif=exif, comment=b"whose phone", icc_profile=b"a profile")
    assert b"where it was taken" in media
    drawn = watermarked(media, LINES)
    for trace in (b"Exif", b"where it was taken", b"whose phone", b"a profile"):
        assert trace not in drawn
    with Image.open(BytesIO(drawn)) as image:
        assert not image.getexif()
        assert image.width < image.height, "upright as the camera said"


def test_a_picture_with_transparency_is_shown_on_white() -> None:
    media = encoded(Image.new("RGBA", (1600, 1200), (0, 0, 0, 0)), "PNG")
    assert np.median(greys(watermarked(media, LINES), 1200)) > 245


JPEG = plain()
HOSTILE = [
    (b"", Reason.EMPTY_FILE),
    (JPEG[: len(JPEG) // 2], Reason.UNREADABLE_FILE),
    (encoded(Image.new("1", (10_000, 10_000)), "PNG"), Reason.FILE_TOO_LARGE),
    (b"only words, no picture\n" * 40, Reason.UNSUPPORTED_TYPE),
    (b"\0\0\0\x18ftypmp42" + bytes(400), Reason.UNSUPPORTED_TYPE),
    (plain((190, 190)), Reason.TOO_FEW_PIXELS),
]


@pytest.mark.parametrize(
    ("media", "reason"), HOSTILE, ids=["empty", "truncated", "bomb", "text", "film", "tiny"]
)
def test_what_is_no_picture_is_named(media: bytes, reason: Reason) -> None:
    with pytest.raises(UnreadablePicture) as caught:
        watermarked(media, LINES)
    assert caught.value.reason is reason
    assert not caught.value.retry


def test_long_and_odd_lines_do_not_matter() -> None:
    odd = ("长" * 900, "a\nb", "", "\x00", "🙂 " * 50, "W" * 900)
    with Image.open(BytesIO(watermarked(plain((200, 3000)), odd))) as image:
        assert image.width == LEAST_WIDTH_PX
