"""Pictures that are broken, lie, or are something else; and odd ones that must be read."""

import gzip
import io
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from PIL import Image, ImageCms

from tests.hostile.case import (
    ANY,
    CORNERS,
    EMPTY,
    PERHAPS,
    READ,
    TOO_LARGE,
    TOO_SMALL,
    UNREADABLE,
    UNSUPPORTED,
    Answer,
    Hostile,
)
from tests.hostile.parts import (
    PNG_START,
    always,
    box,
    chunk,
    cut,
    damaged,
    header,
    noise,
    patched,
    png,
    riff,
    segment,
    sized,
    with_chunks,
    with_segments,
)
from verification.api import MAX_IMAGE_BYTES

SIZE = (480, 360)
_ORIENTATION = 0x0112
_THEN = time.gmtime(0)
_PROFILE_DATE = slice(24, 36)
_UNDO = {
    1: (),
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_90,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_270,),
}
"""How a picture lies in the file for each value of the tag, so that it comes out upright."""


def four_colours(size: tuple[int, int] = SIZE) -> Image.Image:
    """A picture with a colour of its own in each corner."""
    small = Image.new("RGB", (2, 2))
    for place, colour in zip(((0, 0), (1, 0), (0, 1), (1, 1)), CORNERS, strict=True):
        small.putpixel(place, colour)
    return small.resize(size, Image.Resampling.NEAREST)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    """A file of the picture, the same at any time: a PDF otherwise has the hour in it."""
    out, dated = io.BytesIO(), {"creationDate": _THEN, "modDate": _THEN} if kind == "PDF" else {}
    image.save(out, kind, **dated, **options)
    return out.getvalue()


@cache
def good(kind: str, **options: Any) -> bytes:
    """The four colours as a file."""
    return encoded(four_colours(), kind, **options)


def _turned(value: int, kind: str, tag: Any = None) -> bytes:
    """The four colours as they lie when a telephone was held so."""
    lying = four_colours()
    for step in _UNDO.get(value, ()):
        lying = lying.transpose(step)
    exif = Image.Exif()
    exif[_ORIENTATION] = value if tag is None else tag
    return encoded(lying, kind, exif=exif)


def _moded(mode: str, kind: str, **options: Any) -> bytes:
    return encoded(four_colours().convert(mode), kind, **options)


def _noisy(kind: str, **options: Any) -> bytes:
    """A picture with so much in it that a cut falls into the middle."""
    image = Image.frombytes("RGB", (320, 240), noise(320 * 240 * 3))
    return encoded(image, kind, **options)


def readable() -> Iterator[Hostile]:
    """Odd pictures that must be read, upright and in their colours."""
    for kind in ("JPEG", "PNG", "WEBP"):
        yield Hostile(f"plain {kind}", partial(good, kind), READ, upright=True)
        for value in range(1, 9):
            made = partial(_turned, value, kind)
            yield Hostile(f"{kind} turned by EXIF {value}", made, READ, upright=True)
    many: dict[str, tuple[str, dict[str, Any]]] = {
        "progressive": ("JPEG", {"progressive": True}),
        "full chroma": ("JPEG", {"subsampling": 0}),
        "quality 1": ("JPEG", {"quality": 1}),
        "restart markers": ("JPEG", {"restart_marker_blocks": 1}),
        "lossless": ("WEBP", {"lossless": True}),
        "animated": ("WEBP", {"save_all": True, "append_images": [Image.new("RGB", SIZE)] * 40}),
        "animated PNG": ("PNG", {"save_all": True, "append_images": [Image.new("RGB", SIZE)] * 9}),
        "two pictures in one": ("MPO", {"save_all": True, "append_images": [four_colours()]}),
        "EXIF that is none": ("JPEG", {"exif": b"Exif\0\0garbage that is no TIFF"}),
        "EXIF that ends at once": ("JPEG", {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\x09"}),
        "EXIF that points at itself": ("JPEG", {"exif": _looping_exif()}),
        "EXIF of 60 kB": ("JPEG", {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0" + bytes(60_000)}),
        "a colour profile that is none": ("JPEG", {"icc_profile": noise(200)}),
        "a colour profile of 2 MB": ("JPEG", {"icc_profile": noise(2_000_000)}),
        "a colour profile": ("PNG", {"icc_profile": _profile()}),
        "a comment of 60 kB": ("JPEG", {"comment": b"<script>" * 8000}),
        "a place": ("JPEG", {"exif": _placed()}),
    }
    for what, (kind, options) in many.items():
        made = partial(
            lambda kind, options: encoded(four_colours(), kind, **options), kind, options
        )
        yield Hostile(f"{kind} with {what}", made, READ, upright=True)
    for name, made in _modes().items():
        dear = "megapixels" in name
        yield Hostile(name, made, READ, upright=name.endswith("colours"), dear=dear)
    for tag in (0, 9, 65535):
        made = partial(_turned, 1, "JPEG", tag)
        yield Hostile(f"JPEG turned by EXIF {tag}, which means nothing", made, READ, upright=True)


def _modes() -> dict[str, Any]:
    deep = partial(png, 480, 360, 16, 2, b"\xff\xff\0\0\0\0")
    return {
        "JPEG in CMYK colours": partial(_moded, "CMYK", "JPEG"),
        "JPEG in grey": partial(_moded, "L", "JPEG"),
        "PNG in grey": partial(_moded, "L", "PNG"),
        "PNG in grey of 16 bits": partial(_moded, "I;16", "PNG"),
        "PNG of 16 bits a colour": deep,
        "PNG in grey with transparency": partial(_moded, "LA", "PNG"),
        "PNG with transparency in colours": partial(_moded, "RGBA", "PNG"),
        "PNG with a palette in colours": partial(_moded, "P", "PNG"),
        "PNG in black and white": partial(_moded, "1", "PNG"),
        "PNG with a palette of 1 bit": partial(png, 480, 360, 1, 3),
        "PNG with one transparent colour": partial(_moded, "RGB", "PNG", transparency=(0, 0, 0)),
        "PNG with a transparent palette": partial(_moded, "P", "PNG", transparency=b"\x80" * 9),
        "PNG all transparent": lambda: encoded(Image.new("RGBA", SIZE), "PNG"),
        "WebP with transparency in colours": partial(_moded, "RGBA", "WEBP"),
        "JPEG of 48 megapixels in colours": partial(_vast, (8000, 6000)),
        "JPEG of 48 megapixels, progressive, in colours": partial(
            _vast, (8000, 6000), progressive=True
        ),
        "PNG of 64 megapixels of 1 bit": partial(png, 8000, 8000, 1, 0),
        "PNG of 48 megapixels with transparency": partial(png, 8000, 6000, 8, 6),
        "the smallest": partial(png, 200, 200),
        "30 times as wide as high": partial(png, 6000, 200),
    }


@cache
def _vast(size: tuple[int, int], **options: Any) -> bytes:
    return encoded(four_colours(size), "JPEG", quality=60, **options)


def _looping_exif() -> bytes:
    """A directory whose next directory and sub-directory are itself."""
    entry = struct.pack(">HHII", 0x8769, 4, 1, 8)
    return b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 8)


def _profile() -> bytes:
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[_PROFILE_DATE] = bytes(12)
    return bytes(made)


PLACE_MARK = b"Somewhere, by the river"


def _placed() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = PLACE_MARK.decode()
    exif[0x8825] = {1: "N", 2: (31.0, 14.0, 5.0), 3: "E", 4: (121.0, 29.0, 7.0)}
    return exif


def bombs() -> Iterator[Hostile]:
    """Little files that claim or hold very much."""
    for side in (8001, 10_000, 60_000, 2**31 - 1):
        claim = PNG_START + header(side, side) + chunk(b"IDAT", b"")
        yield Hostile(f"PNG that claims {side} x {side}", always(claim), TOO_LARGE)
    yield Hostile("PNG of 100 megapixels in few kB", partial(png, 10_000, 10_000, 8, 0), TOO_LARGE)
    yield Hostile("PNG of 100 megapixels of 1 bit", partial(png, 10_000, 10_000, 1, 0), TOO_LARGE)
    for size in ((65_535, 65_535), (9000, 9000), (65_000, 1000)):
        made = partial(sized, good("JPEG"), *size)
        yield Hostile(f"JPEG that claims {size[0]} x {size[1]}", made, TOO_LARGE)
    for side in (8192, 16_384):
        yield Hostile(f"WebP that claims {side}", partial(_wide_webp, side), ANY - READ)
    canvas = riff(b"WEBP", b"VP8X" + struct.pack("<I", 10) + bytes(4) + b"\xff" * 6)
    yield Hostile("WebP with a canvas of 16 million pixels square", always(canvas), ANY - READ)
    yield Hostile("JPEG of 3000 scans", _many_scans, TOO_LARGE)
    yield Hostile("JPEG of 10 MB of fill bytes", _filled, PERHAPS, dear=True)
    packed = zlib.compress(bytes(30_000_000), 9)
    texts = {
        "a text": chunk(b"zTXt", b"Comment\0\0" + packed),
        "an international text": chunk(b"iTXt", b"Comment\0\1\0\0\0" + packed),
        "a colour profile": chunk(b"iCCP", b"p\0\0" + packed),
        "an EXIF block": chunk(b"eXIf", bytes(8_000_000)),
    }
    for what, bomb in texts.items():
        swelling = partial(with_chunks, good("PNG"), bomb)
        yield Hostile(f"PNG with {what} that swells", swelling, PERHAPS)
    tiny = chunk(b"teSt", b"") * 200_000
    yield Hostile(
        "PNG of 200 000 chunks", partial(with_chunks, good("PNG"), tiny), READ, dear=True
    )
    wordy = partial(with_segments, good("JPEG"), segment(0xFE, b"x" * 60_000) * 300)
    yield Hostile("JPEG of 18 MB of comments", wordy, READ, upright=True)
    zeroed = good("JPEG")[:-2] + b"\xff" * 10_000_000 + bytes(2)
    yield Hostile("JPEG that ends in 10 MB of fill bytes", lambda: zeroed, PERHAPS)
    over = good("JPEG") + bytes(MAX_IMAGE_BYTES)
    yield Hostile("a file beyond 20 MB", lambda: over, TOO_LARGE)


def _wide_webp(side: int) -> bytes:
    """A lossless WebP whose header tells another size."""
    bits = (side - 1) | (side - 1) << 14
    return patched(good("WEBP", lossless=True), b"VP8L", 9, struct.pack("<I", bits))


def _many_scans() -> bytes:
    """A progressive JPEG whose last pass is made again and again."""
    whole = good("JPEG", progressive=True)
    at = whole.rindex(b"\xff\xda")
    return whole[:at] + whole[at:-2] * 3000 + whole[-2:]


def _filled() -> bytes:
    whole = good("JPEG")
    return whole[:2] + b"\xff" * 10_000_000 + whole[2:]


def broken() -> Iterator[Hostile]:
    """Cut, damaged and lying pictures."""
    for kind in ("JPEG", "PNG", "WEBP"):
        for part in range(1, 16):
            made = partial(lambda kind, part: cut(_noisy(kind), part), kind, part)
            yield Hostile(f"{kind} cut at {part}/16", made, UNREADABLE)
        for seed in range(12):
            made = partial(lambda kind, seed: damaged(good(kind), seed), kind, seed)
            yield Hostile(f"{kind} damaged, seed {seed}", made, ANY)
    for name, (data, answers) in (_lying_pngs() | _lying_others()).items():
        yield Hostile(name, always(data), answers)


def _lying_pngs() -> dict[str, tuple[bytes, frozenset[Answer]]]:
    whole, head = good("PNG"), len(PNG_START)
    return {
        "PNG that is less high than it says": (with_header(header(480, 720)), PERHAPS),
        "PNG that is higher than it says": (with_header(header(480, 240)), PERHAPS),
        "PNG that is wider than it says": (with_header(header(960, 360)), UNREADABLE),
        "PNG without width": (with_header(header(0, 360)), ANY - READ),
        "PNG without height": (with_header(header(480, 0)), ANY - READ),
        "PNG of 3 bits": (with_header(header(480, 360, 3)), UNREADABLE),
        "PNG of colours that do not exist": (with_header(header(480, 360, 8, 5)), UNREADABLE),
        "PNG that says it has a palette": (with_header(header(480, 360, 8, 3)), PERHAPS),
        "PNG with a wrong sum in its header": (
            patched(whole, b"IHDR", 17, b"\0\0\0\0"),
            UNREADABLE,
        ),
        "PNG with a wrong sum": (whole[:-20] + b"\0\0\0\0" + whole[-16:], PERHAPS),
        "PNG without its end": (whole[:-12], PERHAPS),
        "PNG without a picture": (whole[: head + 25] + chunk(b"IEND", b""), UNREADABLE),
        "PNG without its header": (PNG_START + whole[head + 25 :], UNREADABLE),
        "PNG with two headers": (with_chunks(whole, header(480, 360)), PERHAPS),
        "PNG with a chunk of 2 GB": (patched(whole, b"IDAT", -4, b"\x7f\xff\xff\xff"), ANY),
        "PNG of two pictures": (whole + whole, READ),
    }


def _lying_others() -> dict[str, tuple[bytes, frozenset[Answer]]]:
    picture = good("JPEG")
    return {
        "JPEG less high than it says": (sized(picture, 480, 4000), PERHAPS),
        "JPEG higher than it says": (sized(picture, 480, 240), PERHAPS),
        "JPEG without height": (sized(picture, 480, 0), ANY - READ),
        "JPEG without width": (sized(picture, 0, 360), ANY - READ),
        "JPEG without its end": (picture[:-2], PERHAPS),
        "JPEG without its codes": (picture.replace(b"\xff\xc4", b"\xff\xfe"), ANY),
        "JPEG without its tables": (picture.replace(b"\xff\xdb", b"\xff\xfe"), ANY - READ),
        "JPEG of 12 bits": (patched(picture, b"\xff\xc0", 4, b"\x0c"), ANY - READ),
        "JPEG of arithmetic coding": (picture.replace(b"\xff\xc0", b"\xff\xc9"), ANY),
        "JPEG that is lossless, it says": (picture.replace(b"\xff\xc0", b"\xff\xc3"), ANY - READ),
        "JPEG of 200 components": (patched(picture, b"\xff\xc0", 9, b"\xc8"), UNREADABLE),
        "JPEG of nothing but its beginning": (b"\xff\xd8\xff", UNREADABLE),
        "JPEG of nothing but its end": (b"\xff\xd8\xff\xd9", UNREADABLE),
        "PNG of nothing but its beginning": (PNG_START, UNREADABLE),
        "WebP of nothing": (riff(b"WEBP", b""), UNREADABLE),
        "WebP that says it is longer": (patched(good("WEBP"), b"RIFF", 4, b"\xff" * 4), PERHAPS),
        "WebP that says it is shorter": (
            patched(good("WEBP"), b"RIFF", 4, b"\x20\0\0\0"),
            PERHAPS,
        ),
        "WebP of noise": (
            riff(b"WEBP", b"VP8 " + struct.pack("<I", 900) + noise(900)),
            UNREADABLE,
        ),
        "animated WebP without frames": (_no_frames(), UNREADABLE),
    }


def with_header(other: bytes) -> bytes:
    """The four colours as a PNG under another header."""
    return PNG_START + other + good("PNG")[len(PNG_START) + 25 :]


def _no_frames() -> bytes:
    head = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + b"\xdf\x01\0\x67\x01\0"
    return riff(b"WEBP", head + b"ANIM" + struct.pack("<I", 6) + bytes(6))


def two_at_once() -> Iterator[Hostile]:
    """Files that are two things: they are read as what they begin with, or not at all."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("evil.sh"), "#!/bin/sh\n")
    archive_bytes, picture = packed.getvalue(), good("JPEG")
    page = b"<html><script>alert(1)</script></html>"
    paper = encoded(four_colours(), "PDF")
    film = box(b"ftyp", b"mp42\0\0\0\0isom") + box(b"mdat", noise(3000))
    read = {
        "PNG and ZIP": good("PNG") + archive_bytes,
        "JPEG and ZIP": picture + archive_bytes,
        "JPEG and PDF": with_segments(picture, segment(0xFE, b"%PDF-1.7\n")) + paper,
        "JPEG and HTML": with_segments(picture, segment(0xFE, page)),
        "JPEG and PHP": with_segments(picture, segment(0xFE, b"<?php system($_GET[0]); ?>")),
        "WebP and HTML": good("WEBP") + page,
        "PNG and HTML": with_chunks(good("PNG"), chunk(b"tEXt", b"Comment\0" + page)),
        "PNG and JPEG": good("PNG") + picture,
        "JPEG and PNG": picture + good("PNG"),
        "JPEG and film": picture + film,
        "JPEG and 15 MB of noise": picture + noise(15_000_000),
    }
    for name, data in read.items():
        yield Hostile(name, always(data), READ, upright=True)
    refused = {
        "GIF and JPEG": b"GIF89a" + picture,
        "PDF and JPEG": b"%PDF-1.7\n" + picture,
        "ZIP and JPEG": archive_bytes + picture,
        "HTML and PNG": page + good("PNG"),
        "film and JPEG": film + picture,
        "a blank and JPEG": b" " + picture,
        "a mark of Unicode and PNG": b"\xef\xbb\xbf" + good("PNG"),
    }
    for name, data in refused.items():
        yield Hostile(name, always(data), UNSUPPORTED)


def other_kinds() -> Iterator[Hostile]:
    """Files of other kinds, whatever they are called."""
    for kind in ("GIF", "BMP", "TIFF", "PDF", "ICO", "JPEG2000", "AVIF", "PPM", "TGA", "PCX"):
        yield Hostile(f"a picture as {kind}", partial(good, kind), UNSUPPORTED)
    for kind in ("DDS", "SGI", "ICNS", "EPS", "QOI"):
        made = partial(lambda kind: encoded(four_colours((512, 512)), kind), kind)
        yield Hostile(f"a picture as {kind}", made, UNSUPPORTED)
    for kind in ("GIF", "TIFF", "PDF"):
        yield Hostile(f"many pictures as {kind}", partial(_many, kind), UNSUPPORTED)
    for brand in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis", b"mp42", b"qt  "):
        data = box(b"ftyp", brand + bytes(4)) + noise(3000)
        yield Hostile(f"a phone's own format {brand.decode()}", always(data), UNSUPPORTED)
    for name, data in _no_pictures().items():
        yield Hostile(name, always(data), UNSUPPORTED)
    yield Hostile("nothing", always(b""), EMPTY)


def _many(kind: str) -> bytes:
    """Several pictures in one file; Pillow leaves settings of a format on what it has saved."""
    more = [Image.new("RGB", SIZE) for _ in range(20)]
    return encoded(four_colours(), kind, save_all=True, append_images=more)


def _no_pictures() -> dict[str, bytes]:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="99999" height="99999"/>'
    entities = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return {
        "a drawing": drawing,
        "a drawing that swells": b'<?xml version="1.0"?>' + entities + drawing,
        "a web page": b"<!doctype html><img src=x onerror=alert(1)>",
        "a text": b"hello " * 500,
        "a text in UTF-16": "你好".encode("utf-16") * 500,
        "a script": b"#!/bin/sh\nrm -rf /\n",
        "a program for Windows": b"MZ" + noise(3000),
        "a program for Linux": b"\x7fELF" + noise(3000),
        "a sticker that moves": gzip.compress(b'{"v":"5.5.2","tgs":1}' * 50, mtime=0),
        "a bomb of gzip": gzip.compress(bytes(20_000_000), mtime=0),
        "an archive": b"7z\xbc\xaf\x27\x1c" + noise(3000),
        "a Photoshop file": b"8BPS\0\1" + noise(3000),
        "a music file": b"ID3\x04" + noise(3000),
        "a sound": riff(b"WAVE", b"fmt " + noise(3000)),
        "an old film": riff(b"AVI ", b"LIST" + noise(3000)),
        "a voice message": b"OggS\0\2" + noise(3000),
        "a web film": b"\x1aE\xdf\xa3" + noise(3000),
        "a JPEG XL": b"\xff\x0a" + noise(3000),
        "zeros": bytes(3000),
        "ones": b"\xff" * 3000,
        "noise": noise(3000, seed=5),
        "one byte": b"\xff",
        "half a beginning": b"\xff\xd8",
    }


def odd_sizes() -> Iterator[Hostile]:
    """Pictures too small or too slim to show anything."""
    for width, height in ((1, 1), (199, 3000), (1, 50_000), (50_000, 1), (2, 2), (16_000, 100)):
        made = partial(png, width, height)
        yield Hostile(f"{width} x {height}", made, TOO_SMALL)
    for width, height in ((200, 6300), (200, 300_000), (65_000, 300)):
        made = partial(png, width, height, 1, 0)
        yield Hostile(f"a strip of {width} x {height}", made, UNREADABLE)
    for size in ((1, 1), (150, 100)):
        for kind in ("JPEG", "WEBP"):
            made = partial(lambda kind, size: encoded(four_colours(size), kind), kind, size)
            yield Hostile(f"{kind} of {size[0]} x {size[1]}", made, TOO_SMALL)


PICTURES = tuple(
    one
    for family in (readable, bombs, broken, two_at_once, other_kinds, odd_sizes)
    for one in family()
)
