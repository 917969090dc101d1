"""Blobs in an S3-compatible store, encrypted before they are sent."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError
from typing_extensions import override

from storage.crypto import KeyRing
from storage.errors import BlobMissing, StorageUnavailable
from storage.media import BlobStore, checked, place

T = TypeVar("T")

_GONE = {"NoSuchKey", "404", "NotFound"}


@dataclass(frozen=True, slots=True)
class S3Place:
    """Where the blobs are; without an endpoint it is Amazon's own."""

    bucket: str
    prefix: str = ""
    endpoint_url: str | None = None
    region: str | None = None


class S3Blobs(BlobStore):
    """Objects under a prefix of a bucket; boto3 works in threads."""

    def __init__(self, where: S3Place, keys: KeyRing) -> None:
        self._where = where
        self._keys = keys
        self._made: Any = None
        self._making = threading.Lock()

    @override
    async def put(self, media_id: str, data: bytes) -> None:
        await self._off_loop(lambda: self._put(media_id, data))

    @override
    async def get(self, media_id: str) -> bytes:
        sealed = await self._off_loop(lambda: self._get(media_id))
        return self._keys.open(sealed, place(media_id))

    @override
    async def delete(self, media_id: str) -> None:
        await self._off_loop(lambda: self._client().delete_object(**self._object(media_id)))

    @override
    async def ids(self) -> list[str]:
        return await self._off_loop(self._names)

    @override
    async def reseal(self) -> int:
        return await self._off_loop(self._reseal)

    @staticmethod
    async def _off_loop(work: Callable[[], T]) -> T:
        with _told():
            return await asyncio.to_thread(work)

    def _client(self) -> Any:
        """Return the client; making one takes a while and is not safe from two threads."""
        with self._making:
            if self._made is None:
                import boto3
                from botocore.config import Config

                self._made = boto3.session.Session().client(
                    "s3",
                    endpoint_url=self._where.endpoint_url,
                    region_name=self._where.region,
                    config=Config(
                        connect_timeout=5,
                        read_timeout=30,
                        retries={"mode": "standard", "max_attempts": 3},
                    ),
                )
            return self._made

    def _object(self, media_id: str) -> dict[str, str]:
        name = checked(media_id)
        prefix = self._where.prefix
        return {"Bucket": self._where.bucket, "Key": f"{prefix}/{name}" if prefix else name}

    def _put(self, media_id: str, data: bytes) -> None:
        sealed = self._keys.seal(data, place(media_id))
        self._client().put_object(**self._object(media_id), Body=sealed)

    def _get(self, media_id: str) -> bytes:
        found = self._client().get_object(**self._object(media_id))
        return bytes(found["Body"].read())

    def _names(self) -> list[str]:
        pages = self._client().get_paginator("list_objects_v2")
        prefix = f"{self._where.prefix}/" if self._where.prefix else ""
        return sorted(
            item["Key"].removeprefix(prefix)
            for page in pages.paginate(Bucket=self._where.bucket, Prefix=prefix)
            for item in page.get("Contents", ())
        )

    def _reseal(self) -> int:
        count = 0
        for media_id in self._names():
            sealed = self._get(media_id)
            if self._keys.key_of(sealed) != self._keys.newest:
                self._put(media_id, self._keys.open(sealed, place(media_id)))
                count += 1
        return count


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in _GONE:
            raise BlobMissing("no such object") from error
        raise StorageUnavailable(f"the object store answers {code}") from error
    except BotoCoreError as error:
        raise StorageUnavailable(f"the object store: {type(error).__name__}") from error
