"""Files as Telegram keeps them: numbers per bot, one fingerprint per content, photo sizes."""

import base64
import hashlib
import hmac
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from PIL import Image, ImageOps

from bot.clock import Clock
from bot.sandbox.errors import bad_request
from bot.sandbox.state import Json

FileKind = Literal[
    "photo", "document", "video", "video_note", "voice", "audio", "animation", "sticker"
]

PREFIXES: dict[FileKind, str] = {
    "photo": "AgAC",
    "document": "BQAC",
    "video": "BAAC",
    "video_note": "DQAC",
    "voice": "AwAC",
    "audio": "CQAC",
    "animation": "CgAC",
    "sticker": "CAAC",
}
FOLDERS: dict[FileKind, str] = {
    "photo": "photos",
    "document": "documents",
    "video": "videos",
    "video_note": "video_notes",
    "voice": "voice",
    "audio": "music",
    "animation": "animations",
    "sticker": "stickers",
}
LONGEST_SIDES_PX = (90, 320, 800, 1280)
MOST_DOWNLOAD_BYTES = 20 * 1024 * 1024
MOST_UPLOAD_BYTES = 50 * 1024 * 1024
MOST_PHOTO_BYTES = 10 * 1024 * 1024
MOST_PHOTO_SIDES_PX = 10_000
MOST_PHOTO_RATIO = 20
JPEG_QUALITY = 87


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file's bytes and the properties that its object shows."""

    file_id: str
    unique_id: str
    kind: FileKind
    name: str
    mime: str
    data: bytes
    width: int = 0
    height: int = 0
    duration_s: int = 0

    def reference(self) -> Json:
        """Return the fields that every documented file object has."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
        }


@dataclass(frozen=True, slots=True)
class NewFile:
    """Bytes that somebody sends, with what is known about them."""

    kind: FileKind
    name: str
    mime: str
    data: bytes
    width: int = 0
    height: int = 0
    duration_s: int = 0


class FileStore:
    """All files of one sandbox, found by identifier or by a download path that ends."""

    def __init__(self, secret: str, clock: Clock, path_ttl_s: float) -> None:
        self._secret = secret.encode()
        self._clock = clock
        self._ttl = timedelta(seconds=path_ttl_s)
        self._files: dict[str, StoredFile] = {}
        self._families: dict[str, tuple[StoredFile, ...]] = {}
        self._paths: dict[str, tuple[str, datetime]] = {}
        self._numbers: dict[str, int] = {}

    def add(self, new: NewFile) -> StoredFile:
        """Keep a file; the same bytes of the same kind keep their fingerprint."""
        digest = hashlib.sha256(new.kind.encode() + b"\0" + new.data).digest()
        unique_id = "AQAD" + _letters(digest[:9])
        mine = hmac.new(self._secret, digest + new.name.encode(), hashlib.sha256).digest()
        file = StoredFile(
            file_id=PREFIXES[new.kind] + _letters(mine + digest[:6]),
            unique_id=unique_id,
            kind=new.kind,
            name=new.name,
            mime=new.mime,
            data=new.data,
            width=new.width,
            height=new.height,
            duration_s=new.duration_s,
        )
        self._files[file.file_id] = file
        return file

    def add_photo(self, sizes: list[NewFile]) -> tuple[StoredFile, ...]:
        """Keep all sizes of one photograph together, smallest first."""
        family = tuple(self.add(size) for size in sizes)
        for file in family:
            self._families[file.file_id] = family
        return family

    def family(self, file_id: str) -> tuple[StoredFile, ...]:
        """Return all sizes of a photograph."""
        return self._families[file_id]

    def get(self, file_id: str) -> StoredFile:
        """Return the file, or refuse as Telegram does."""
        file = self._files.get(file_id)
        if file is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return file

    def find(self, file_id: str) -> StoredFile | None:
        """Return the file if it is here."""
        return self._files.get(file_id)

    def open_path(self, file_id: str) -> str:
        """Return a download path that holds for an hour."""
        file = self._files.get(file_id)
        if file is None:
            raise bad_request("invalid file_id")
        if len(file.data) > MOST_DOWNLOAD_BYTES:
            raise bad_request("file is too big")
        number = self._numbers.setdefault(file_id, len(self._numbers))
        _, dot, extension = file.name.rpartition(".")
        path = f"{FOLDERS[file.kind]}/file_{number}{dot}{extension if dot else ''}"
        self._paths[path] = (file_id, self._clock.now() + self._ttl)
        return path

    def at_path(self, path: str) -> StoredFile | None:
        """Return the file behind a download path that has not ended."""
        file_id, until = self._paths.get(path, ("", self._clock.now()))
        return self._files.get(file_id) if until > self._clock.now() else None


def photo_sizes(data: bytes) -> list[NewFile]:
    """Recompress a photograph as Telegram does: upright, without metadata, up to 1280 px."""
    image = _opened(data)
    sizes: list[NewFile] = []
    for longest_px in LONGEST_SIDES_PX:
        copy = image.copy()
        copy.thumbnail((longest_px, longest_px), Image.Resampling.LANCZOS)
        if sizes and (copy.width, copy.height) == (sizes[-1].width, sizes[-1].height):
            break
        sizes.append(_jpeg(copy))
    return sizes


def _jpeg(image: Image.Image) -> NewFile:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=JPEG_QUALITY)
    return NewFile(
        "photo", "photo.jpg", "image/jpeg", buffer.getvalue(), image.width, image.height
    )


def _opened(data: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(data)) as source:
            width, height = source.size
            _check_shape(width, height)
            return ImageOps.exif_transpose(source).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error


def _check_shape(width: int, height: int) -> None:
    if width + height > MOST_PHOTO_SIDES_PX or max(width, height) > MOST_PHOTO_RATIO * min(
        width, height
    ):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _letters(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
