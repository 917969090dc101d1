"""A material sent twice is two recordings that look the same."""

from io import BytesIO

import numpy as np
from PIL import Image

from bot.sandbox.fresh import as_new


def test_a_picture_looks_the_same_and_is_another_file() -> None:
    out = BytesIO()
    Image.linear_gradient("L").convert("RGB").save(out, "JPEG", quality=95)
    one, other = as_new(out.getvalue(), "photo"), as_new(out.getvalue(), "photo")
    assert one != other
    pixels = [np.asarray(Image.open(BytesIO(data)), dtype=float) for data in (one, other)]
    assert np.abs(pixels[0] - pixels[1]).mean() < 0.5


def test_a_film_gets_an_empty_box_at_its_end() -> None:
    one, other = as_new(b"film", "video"), as_new(b"film", "video_note")
    assert one != other
    assert one[:4] == b"film"
    assert one[4:12] == (32).to_bytes(4) + b"free"
    assert len(one) == 4 + 32
