"""Blobs: photographs, videos, signed documents; encrypted before they leave memory.

A blob is put before the row of the index that names it is committed; a crash in between leaves
an orphan, which `retention.OrphanSweep` removes.
"""

import asyncio
import os
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

from typing_extensions import override

from storage.crypto import KeyRing
from storage.errors import BlobMissing, StorageError, StorageUnavailable

T = TypeVar("T")

_NAME = re.compile(r"[0-9A-Za-z_-]{1,64}")


class BlobStore(Protocol):
    """Bytes by name."""

    async def put(self, media_id: str, data: bytes) -> None:
        """Keep bytes under a name; when this returns they outlive a power cut."""
        ...

    async def get(self, media_id: str) -> bytes:
        """Return the bytes.

        Raises:
            BlobMissing: nothing is kept under this name.
            Undecryptable: the blob was changed, or its key is not in the ring.
        """
        ...

    async def delete(self, media_id: str) -> None:
        """Remove the bytes; it is no error if they are gone already."""
        ...

    async def ids(self) -> list[str]:
        """Return the names of all blobs."""
        ...

    async def reseal(self) -> int:
        """Encrypt with the newest key what an older one encrypted; returns how many."""
        ...


def open_blobs(url: str, keys: KeyRing) -> BlobStore:
    """Return the blobs at `file:///folder`, `s3://bucket/prefix?endpoint=…` or `memory://`.

    The credentials of S3 are found by boto3's own rules (environment, profile, role).
    """
    parts = urlsplit(url)
    match parts.scheme:
        case "file" if parts.path.strip("/"):
            return LocalBlobs(Path(unquote(parts.path)), keys)
        case "s3" if parts.netloc:
            from storage.s3 import S3Blobs, S3Place  # boto3 is slow to import

            query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            place = S3Place(
                bucket=parts.netloc,
                prefix=parts.path.strip("/"),
                endpoint_url=query.get("endpoint"),
                region=query.get("region"),
            )
            return S3Blobs(place, keys)
        case "memory":
            return MemoryBlobs(keys)
        case _:
            raise StorageError("blobs live at file:///folder, s3://bucket/prefix or memory://")


def checked(media_id: str) -> str:
    """Return the name if it is one: it becomes part of a path."""
    if not _NAME.fullmatch(media_id):
        raise StorageError("not a blob's name")
    return media_id


def place(media_id: str) -> str:
    """Return the place that a blob is sealed for."""
    return f"blob/{media_id}"


class MemoryBlobs(BlobStore):
    """The twin: encrypted all the same, gone with the process."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys
        self._blobs: dict[str, bytes] = {}

    @override
    async def put(self, media_id: str, data: bytes) -> None:
        self._blobs[checked(media_id)] = self._keys.seal(data, place(media_id))

    @override
    async def get(self, media_id: str) -> bytes:
        sealed = self._blobs.get(checked(media_id))
        if sealed is None:
            raise BlobMissing(media_id)
        return self._keys.open(sealed, place(media_id))

    @override
    async def delete(self, media_id: str) -> None:
        self._blobs.pop(checked(media_id), None)

    @override
    async def ids(self) -> list[str]:
        return sorted(self._blobs)

    @override
    async def reseal(self) -> int:
        old = [
            media_id
            for media_id, sealed in self._blobs.items()
            if self._keys.key_of(sealed) != self._keys.newest
        ]
        for media_id in old:
            await self.put(media_id, await self.get(media_id))
        return len(old)


class LocalBlobs(BlobStore):
    """Files in a folder, written whole or not at all."""

    def __init__(self, folder: Path, keys: KeyRing) -> None:
        self._folder = folder
        self._keys = keys

    @override
    async def put(self, media_id: str, data: bytes) -> None:
        await self._off_loop(lambda: self._write(media_id, data))

    @override
    async def get(self, media_id: str) -> bytes:
        return await self._off_loop(lambda: self._read(media_id))

    @override
    async def delete(self, media_id: str) -> None:
        await self._off_loop(lambda: self._path(media_id).unlink(missing_ok=True))

    @override
    async def ids(self) -> list[str]:
        return await self._off_loop(self._names)

    @override
    async def reseal(self) -> int:
        return await self._off_loop(self._reseal)

    @staticmethod
    async def _off_loop(work: Callable[[], T]) -> T:
        try:
            return await asyncio.to_thread(work)
        except OSError as error:
            raise StorageUnavailable(f"the blob folder: {error.strerror}") from error

    def _path(self, media_id: str) -> Path:
        name = checked(media_id)
        return self._folder / name[-2:] / f"{name}.blob"

    def _write(self, media_id: str, data: bytes) -> None:
        path = self._path(media_id)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(f".{secrets.token_hex(4)}.draft")
        try:
            _write_through(draft, self._keys.seal(data, place(media_id)))
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        _sync_folder(path.parent)

    def _read(self, media_id: str) -> bytes:
        try:
            sealed = self._path(media_id).read_bytes()
        except FileNotFoundError as error:
            raise BlobMissing(media_id) from error
        return self._keys.open(sealed, place(media_id))

    def _names(self) -> list[str]:
        return sorted(path.stem for path in self._folder.glob("*/*.blob"))

    def _reseal(self) -> int:
        count = 0
        for media_id in self._names():
            try:
                if self._keys.key_of(self._path(media_id).read_bytes()) == self._keys.newest:
                    continue
            except FileNotFoundError:
                continue  # deleted meanwhile
            self._write(media_id, self._read(media_id))
            count += 1
        return count


def _write_through(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name itself outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
