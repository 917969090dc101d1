"""Bytes that hostile files are put together from: chunks, segments, boxes, damage."""

import random
import struct
import zlib
from collections.abc import Callable

PNG_START = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, body: bytes, crc: int | None = None) -> bytes:
    """A chunk of a PNG."""
    checked = zlib.crc32(kind + body) if crc is None else crc
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checked)


def header(width: int, height: int, depth: int = 8, colours: int = 2) -> bytes:
    """The header chunk of a PNG."""
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0))


def png(width: int, height: int, depth: int = 8, colours: int = 2, row: bytes = b"") -> bytes:
    """A whole PNG of nothing but equal rows; `row` is filled up with zeros."""
    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colours]
    wide = (width * depth * samples + 7) // 8
    packer = zlib.compressobj(6)
    line = b"\0" + row[:wide].ljust(wide, b"\0")
    packed = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    palette = chunk(b"PLTE", bytes(range(48))) if colours == 3 else b""
    start = PNG_START + header(width, height, depth, colours) + palette
    return start + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def with_chunks(whole: bytes, *more: bytes) -> bytes:
    """A PNG with more chunks after its header."""
    at = len(PNG_START) + 25
    return whole[:at] + b"".join(more) + whole[at:]


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def with_segments(jpeg: bytes, *more: bytes) -> bytes:
    """A JPEG with more segments at its beginning."""
    return jpeg[:2] + b"".join(more) + jpeg[2:]


def sized(jpeg: bytes, width: int, height: int) -> bytes:
    """A JPEG whose frame header tells another size."""
    at = next(jpeg.index(bytes((0xFF, one))) for one in (0xC0, 0xC2) if bytes((0xFF, one)) in jpeg)
    return jpeg[: at + 5] + struct.pack(">HH", height, width) + jpeg[at + 9 :]


def riff(kind: bytes, body: bytes) -> bytes:
    """A RIFF file."""
    return b"RIFF" + struct.pack("<I", len(body) + 4) + kind + body


def box(kind: bytes, body: bytes = b"") -> bytes:
    """A box of an MP4."""
    return struct.pack(">I", len(body) + 8) + kind + body


def patched(data: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    """The data with a value written so far behind the first mark."""
    at = data.index(mark) + offset
    return data[:at] + value + data[at + len(value) :]


def cut(data: bytes, sixteenths: int) -> bytes:
    """So many sixteenths of the data."""
    return data[: len(data) * sixteenths // 16]


def damaged(data: bytes, seed: int, places: int = 8) -> bytes:
    """The data with some bytes replaced, its first ones kept so that it is still tried."""
    draw, broken = random.Random(seed), bytearray(data)
    for _ in range(places):
        broken[draw.randrange(16, len(broken))] = draw.randrange(256)
    return bytes(broken)


def noise(size: int, seed: int = 0) -> bytes:
    """Random bytes."""
    return random.Random(seed).randbytes(size)


def always(data: bytes) -> Callable[[], bytes]:
    """Something that makes just this."""
    return lambda: data
