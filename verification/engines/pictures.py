"""Turns a file into pixels, or says why not; nothing a customer sends makes it raise."""

import warnings
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps

from dialogs.reasons import Reason
from verification.api import MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS
from verification.engines.ports import Pixels

SMALLEST_SIDE_PX = 200
_FORMATS = ("JPEG", "PNG", "WEBP")
_OTHER_KINDS = (
    b"%PDF",
    b"GIF8",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"PK\x03\x04",
    b"\x1f\x8b",  # gzip: an animated sticker
    b"\x1aE\xdf\xa3",  # WebM
    b"OggS",
    b"ID3",
    b"\x00\x00\x01\x00",  # icon
)
_ISO_MEDIA_MARK = b"ftyp"
_ISO_MEDIA_MARK_AT = 4


def decode_picture(data: bytes) -> Pixels | Reason:
    """Return the upright picture, or the reason why there is none.

    The size is taken from the header before anything is decoded.
    """
    if not data:
        return Reason.EMPTY_FILE
    if len(data) > MAX_IMAGE_BYTES:
        return Reason.FILE_TOO_LARGE
    if _is_other_kind(data):
        return Reason.UNSUPPORTED_TYPE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _opened(data)


def _is_other_kind(data: bytes) -> bool:
    """Say whether it is a PDF, a HEIC picture, a video or such."""
    mark = data[_ISO_MEDIA_MARK_AT : _ISO_MEDIA_MARK_AT + len(_ISO_MEDIA_MARK)]
    return data.startswith(_OTHER_KINDS) or mark == _ISO_MEDIA_MARK


def _opened(data: bytes) -> Pixels | Reason:
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            problem = _size_problem(image.width, image.height)
            return _pixels(image) if problem is None else problem
    except Image.DecompressionBombError:
        return Reason.FILE_TOO_LARGE
    except Exception:  # noqa: BLE001 - decoders raise anything at broken files
        return Reason.UNREADABLE_FILE


def _size_problem(width: int, height: int) -> Reason | None:
    if width * height > MAX_IMAGE_PIXELS:
        return Reason.FILE_TOO_LARGE
    return Reason.TOO_FEW_PIXELS if min(width, height) < SMALLEST_SIDE_PX else None


def _pixels(image: Image.Image) -> Pixels:
    image.load()
    upright = _upright(image)
    if "A" in upright.getbands() or "transparency" in upright.info:
        layered = upright.convert("RGBA")
        upright = Image.new("RGBA", layered.size, "white")
        upright.alpha_composite(layered)
    return np.ascontiguousarray(np.asarray(upright.convert("RGB")))


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001 - a broken EXIF block does not spoil the picture
        return image
