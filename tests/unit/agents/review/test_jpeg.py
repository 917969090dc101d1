"""The size of a JPEG by its header."""

from io import BytesIO

import pytest
from PIL import Image

from bot.agents.review.jpeg import longest_side_px


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("size", [(640, 480), (480, 1920), (1, 1), (4000, 300)])
def test_the_longer_side_is_told(size: tuple[int, int], *, progressive: bool) -> None:
    out = BytesIO()
    picture = Image.new("RGB", size, (9, 9, 9))
    picture.save(out, "JPEG", progressive=progressive, comment=b"\xff\xc0" * 40, dpi=(300, 300))
    assert longest_side_px(out.getvalue()) == max(size)


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n" + bytes(30)])
def test_what_is_no_jpeg_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="JPEG"):
        longest_side_px(data)
