"""The marked picture is small, framed where the finding is, and never an exception."""

from io import BytesIO

import pytest
from PIL import Image

from dialogs.reasons import Box
from verification.drawing.boxes import LONGEST_SIDE_PX, marked_picture


def picture(size: tuple[int, int]) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (90, 140, 90)).save(out, "JPEG")
    return out.getvalue()


def test_the_box_is_framed_and_the_rest_dimmed() -> None:
    marked = marked_picture(picture((2000, 1500)), ((0.25, 0.25, 0.75, 0.75),))
    assert marked is not None
    with Image.open(BytesIO(marked)) as image:
        assert max(image.size) == LONGEST_SIDE_PX
        inside = image.getpixel((512, 384))
        outside = image.getpixel((30, 30))
    assert isinstance(inside, tuple)
    assert isinstance(outside, tuple)
    assert inside[1] > outside[1] + 20


@pytest.mark.parametrize(
    "box", [(0.9, 0.9, 1.4, 1.2), (0.6, 0.6, 0.4, 0.4), (-1.0, -1.0, 0.1, 0.1)]
)
def test_odd_boxes(box: Box) -> None:
    assert marked_picture(picture((800, 600)), (box,)) is not None


@pytest.mark.parametrize("data", [b"", b"%PDF-", b"nothing"])
def test_no_picture_no_mark(data: bytes) -> None:
    assert marked_picture(data, ((0.1, 0.1, 0.2, 0.2),)) is None


def test_nothing_to_mark() -> None:
    assert marked_picture(picture((800, 600)), ()) is None
