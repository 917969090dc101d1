"""Turns a file into pixels, or says why not; nothing a customer sends makes it raise.

What comes out are pixels and nothing else: EXIF and all other metadata end here, after the one
tag that says how the telephone was held.
"""

import re
import warnings
from io import BytesIO

import numpy as np
from PIL import ExifTags, Image

from dialogs.reasons import Reason
from verification.api import MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS
from verification.engines.ports import Pixels
from verification.signatures import is_picture

SMALLEST_SIDE_PX = 200
MOST_SCANS = 64
"""Passes a progressive JPEG may make over the picture, each as dear as a decoding: 10 is usual."""

_AMPLE_PIXELS = 16_000_000
"""A larger picture is halved: a card needs 2 million, and each pixel costs 3 bytes, often."""

_SLIMMEST = 30
"""Times the shorter side that the longer one may have: no card or face is a strip."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_JPEG_MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
_SCAN, _END, _HEADER_BYTES = 0xDA, 0xD9, 2
_DEEPER_BITS = 8
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each value of the EXIF tag Orientation."""


def decode_picture(data: bytes) -> Pixels | Reason:
    """Return the upright picture of 16 megapixels at most, or the reason why there is none.

    The size is taken from the header before anything is decoded.
    """
    if not data:
        return Reason.EMPTY_FILE
    if len(data) > MAX_IMAGE_BYTES:
        return Reason.FILE_TOO_LARGE
    if not is_picture(data):
        return Reason.UNSUPPORTED_TYPE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _opened(data)


def _opened(data: bytes) -> Pixels | Reason:
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            problem = _problem(image, data)
            return _pixels(image) if problem is None else problem
    except (Image.DecompressionBombError, MemoryError):
        return Reason.FILE_TOO_LARGE
    except Exception:  # noqa: BLE001 - decoders raise anything at broken files
        return Reason.UNREADABLE_FILE


def _problem(image: Image.Image, data: bytes) -> Reason | None:
    shorter, longer = sorted(image.size)
    if shorter * longer > MAX_IMAGE_PIXELS:
        return Reason.FILE_TOO_LARGE
    if shorter < SMALLEST_SIDE_PX:
        return Reason.TOO_FEW_PIXELS
    if longer > _SLIMMEST * shorter:
        return Reason.UNREADABLE_FILE
    is_jpeg = image.format in {"JPEG", "MPO"}
    return Reason.FILE_TOO_LARGE if is_jpeg and _scans(data) > MOST_SCANS else None


def _scans(data: bytes) -> int:
    """Count the passes over a JPEG by its markers; what stands behind its end does not count."""
    at, count = _HEADER_BYTES, 0
    while (found := _JPEG_MARKER.search(data, at)) is not None and count <= MOST_SCANS:
        marker, at = found[1][0], found.end()
        if marker == _END:
            break
        count += marker == _SCAN
        at += int.from_bytes(data[at : at + _HEADER_BYTES], "big")
    return count


def _pixels(image: Image.Image) -> Pixels:
    halvings = _halvings(image)
    image.draft(None, (image.width >> halvings, image.height >> halvings))  # a JPEG costs less
    image.load()
    turn = _turn(image)
    small = _halved(_plain(image))
    upright = small if turn is None else small.transpose(turn)
    return np.ascontiguousarray(np.asarray(_on_white(upright)))


def _halvings(image: Image.Image) -> int:
    """Return how often the sides are halved until there are no more pixels than ample ones."""
    halvings = 0
    while (image.width >> halvings) * (image.height >> halvings) > _AMPLE_PIXELS:
        halvings += 1
    return halvings


def _plain(image: Image.Image) -> Image.Image:
    """Return it in plain colours of 8 bits, with its transparency if it has any."""
    if image.mode.startswith("I"):
        return Image.fromarray((np.asarray(image) >> _DEEPER_BITS).astype(np.uint8)).convert("RGB")
    see_through = "A" in image.getbands() or "transparency" in image.info
    mode = "RGBA" if see_through else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _halved(image: Image.Image) -> Image.Image:
    halvings = _halvings(image)
    return image.reduce(1 << halvings) if halvings else image


def _turn(image: Image.Image) -> Image.Transpose | None:
    """Return what brings it upright; a broken EXIF block does not spoil the picture."""
    try:
        return _TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # noqa: BLE001 - anything may stand there
        return None


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    layered = Image.new("RGBA", image.size, "white")
    layered.alpha_composite(image)
    return layered.convert("RGB")
