"""Whatever file arrives, the answer is a picture or a reason, never an exception."""

import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from dialogs.reasons import Reason
from verification.api import MAX_IMAGE_BYTES
from verification.engines.pictures import decode_picture


def encoded(
    kind: str, size: tuple[int, int] = (640, 400), mode: str = "RGB", **options: object
) -> bytes:
    out = BytesIO()
    Image.new(mode, size, 128 if mode in {"L", "I;16"} else None).save(out, kind, **options)
    return out.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims to be huge and holds nothing."""
    body = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + body
    crc = struct.pack(">I", zlib.crc32(chunk))
    start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(body)) + chunk + crc
    return start + struct.pack(">I", 1000) + b"IDAT"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_three_kinds(kind: str) -> None:
    picture = decode_picture(encoded(kind))
    assert isinstance(picture, np.ndarray)
    assert picture.shape == (400, 640, 3)
    assert picture.dtype == np.uint8


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "1", "LA", "I;16"])
def test_odd_modes_become_colour(mode: str) -> None:
    picture = decode_picture(encoded("PNG", mode=mode))
    assert isinstance(picture, np.ndarray)
    assert picture.shape == (400, 640, 3)


def test_cmyk_jpeg() -> None:
    assert isinstance(decode_picture(encoded("JPEG", mode="CMYK")), np.ndarray)


def test_the_phone_held_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = decode_picture(encoded("JPEG", exif=exif))
    assert isinstance(picture, np.ndarray)
    assert picture.shape == (640, 400, 3)


def test_a_broken_exif_block_does_not_matter() -> None:
    picture = decode_picture(encoded("JPEG", exif=b"Exif\0\0garbage that is no TIFF"))
    assert isinstance(picture, np.ndarray)


JPEG = encoded("JPEG", (1200, 900))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY_FILE),
        (b"\0" * (MAX_IMAGE_BYTES + 1), Reason.FILE_TOO_LARGE),
        (b"%PDF-1.7\n...", Reason.UNSUPPORTED_TYPE),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Reason.UNSUPPORTED_TYPE),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", Reason.UNSUPPORTED_TYPE),
        (encoded("GIF"), Reason.UNSUPPORTED_TYPE),
        (encoded("BMP"), Reason.UNSUPPORTED_TYPE),
        (encoded("TIFF"), Reason.UNSUPPORTED_TYPE),
        (b"PK\x03\x04 a docx", Reason.UNSUPPORTED_TYPE),
        (b"\x1f\x8b a sticker", Reason.UNSUPPORTED_TYPE),
        (b"hello", Reason.UNSUPPORTED_TYPE),
        (bytes(range(256)) * 40, Reason.UNSUPPORTED_TYPE),
        (JPEG[: len(JPEG) // 2], Reason.UNREADABLE_FILE),
        (JPEG[:20], Reason.UNREADABLE_FILE),
        (encoded("PNG")[:80], Reason.UNREADABLE_FILE),
        (png_header(9000, 9000), Reason.FILE_TOO_LARGE),
        (png_header(60000, 60000), Reason.FILE_TOO_LARGE),
        (png_header(2**31 - 1, 2**31 - 1), Reason.FILE_TOO_LARGE),
        (encoded("JPEG", (150, 100)), Reason.TOO_FEW_PIXELS),
        (encoded("PNG", (5000, 3)), Reason.TOO_FEW_PIXELS),
    ],
    ids=lambda value: value.value if isinstance(value, Reason) else "",
)
def test_files_that_are_no_use(data: bytes, reason: Reason) -> None:
    assert decode_picture(data) == reason


def test_flipped_bytes_never_raise() -> None:
    rng = np.random.default_rng(0)
    for kind in ("JPEG", "PNG", "WEBP"):
        whole = bytearray(encoded(kind))
        for _ in range(60):
            broken = bytearray(whole)
            for place in rng.integers(0, len(broken), 6):
                broken[place] = int(rng.integers(0, 256))
            assert decode_picture(bytes(broken)) is not None
