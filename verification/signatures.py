"""What a file is by its first bytes: the only thing believed of it.

Its name, its ending and the type it was announced as are never asked.
"""

from typing import Literal

Container = Literal["mov", "matroska"]

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_MATROSKA = b"\x1aE\xdf\xa3"
_BARE_QUICKTIME = frozenset({b"moov", b"wide", b"mdat", b"free", b"skip"})
_PICTURE_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis"})


_MIME: dict[Container, str] = {"mov": "video/mp4", "matroska": "video/webm"}


def mime_of(data: bytes) -> str:
    """Return the media type of what is taken in, a general one for anything else."""
    if data.startswith(_JPEG):
        return "image/jpeg"
    if data.startswith(_PNG):
        return "image/png"
    if is_picture(data):
        return "image/webp"
    if is_phone_picture(data):
        return "image/heif"
    container = container_of(data)
    return "application/octet-stream" if container is None else _MIME[container]


def is_picture(data: bytes) -> bool:
    """Say whether it begins like a JPEG, PNG or WebP, which are read."""
    return data.startswith((_JPEG, _PNG)) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def is_phone_picture(data: bytes) -> bool:
    """Say whether it begins like a HEIC or AVIF picture, which are not read."""
    return data[4:8] == b"ftyp" and data[8:12] in _PICTURE_BRANDS


def container_of(data: bytes) -> Container | None:
    """Return which kind of film it begins like: MP4 and QuickTime, Matroska and WebM, or none."""
    if data[4:8] == b"ftyp":
        return None if is_phone_picture(data) else "mov"
    if data[4:8] in _BARE_QUICKTIME:
        return "mov"
    return "matroska" if data.startswith(_MATROSKA) else None


def is_video(data: bytes) -> bool:
    """Say whether it begins like a film that is let through."""
    return container_of(data) is not None
