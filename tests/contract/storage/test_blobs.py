"""The same suite over blobs in memory, in a folder, and in S3 (a server on loopback)."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.crypto import Key, KeyRing
from storage.errors import BlobMissing, StorageError, StorageUnavailable, Undecryptable
from storage.media import BlobStore, LocalBlobs, MemoryBlobs, open_blobs
from storage.s3 import S3Blobs

OLD, NEW = Key.generate("old"), Key.generate("new")
HASH = b"h" * 32


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # moto's own imports
        from moto.server import ThreadedMotoServer

        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["memory", "file", "s3"])
def address(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    if request.param == "memory":
        return "memory://"
    if request.param == "file":
        return f"file://{tmp_path}/blobs"
    server: str = request.getfixturevalue("s3_server")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "invented")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "invented")
    import boto3

    bucket = f"b{abs(hash(tmp_path)):x}"
    boto3.client("s3", endpoint_url=server, region_name="us-east-1").create_bucket(Bucket=bucket)
    return f"s3://{bucket}/cases/media?endpoint={server}&region=us-east-1"


@pytest.fixture
def blobs(address: str) -> BlobStore:
    return open_blobs(address, KeyRing([OLD], HASH))


def ring(blobs: BlobStore, *keys: Key) -> None:
    """Give the same blobs another ring, as a restart with other settings does."""
    assert isinstance(blobs, (MemoryBlobs, LocalBlobs, S3Blobs))
    blobs._keys = KeyRing(keys, HASH)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("data", [b"", b"photo", bytes(range(256)) * 4096])
async def test_what_was_put_comes_back(blobs: BlobStore, data: bytes) -> None:
    await blobs.put("m1", b"earlier")
    await blobs.put("m1", data)
    assert await blobs.get("m1") == data
    assert await blobs.ids() == ["m1"]


async def test_a_deleted_blob_is_gone_and_may_be_deleted_again(blobs: BlobStore) -> None:
    await blobs.put("m1", b"photo")
    await blobs.delete("m1")
    await blobs.delete("m1")
    with pytest.raises(BlobMissing):
        await blobs.get("m1")
    assert await blobs.ids() == []


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a.b", "x" * 65, "名"])
async def test_a_name_that_could_be_a_path_is_refused(blobs: BlobStore, name: str) -> None:
    with pytest.raises(StorageError):
        await blobs.put(name, b"x")
    with pytest.raises(StorageError):
        await blobs.get(name)


async def test_blobs_are_encrypted_anew_with_the_newest_key(blobs: BlobStore) -> None:
    await blobs.put("m1", b"one")
    await blobs.put("m2", b"two")
    ring(blobs, NEW, OLD)
    await blobs.put("m3", b"three")
    assert await blobs.reseal() == 2
    assert await blobs.reseal() == 0
    ring(blobs, NEW)
    assert [await blobs.get(name) for name in await blobs.ids()] == [b"one", b"two", b"three"]
    ring(blobs, OLD)
    with pytest.raises(Undecryptable):
        await blobs.get("m1")


async def test_files_hold_nothing_in_clear_and_cannot_be_swapped(tmp_path: Path) -> None:
    blobs = LocalBlobs(tmp_path, KeyRing([OLD], HASH))
    await blobs.put("m1-aa", b"face of somebody")
    await blobs.put("m2-aa", b"face of another")
    one, two = sorted(tmp_path.glob("*/*"))  # noqa: ASYNC240 - a test may wait
    assert b"somebody" not in one.read_bytes()
    assert one.stat().st_mode & 0o777 == 0o600
    one.write_bytes(two.read_bytes())
    with pytest.raises(Undecryptable):
        await blobs.get("m1-aa")


async def test_a_folder_that_cannot_be_written_says_try_again(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    blobs = LocalBlobs(tmp_path / "file", KeyRing([OLD], HASH))
    with pytest.raises(StorageUnavailable) as caught:
        await blobs.put("m1", b"x")
    assert caught.value.retry


@pytest.mark.parametrize("url", ["file:///", "s3:///x", "ftp://x", "nothing"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(StorageError):
        open_blobs(url, KeyRing([OLD], HASH))


async def test_an_object_store_that_is_away_says_try_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "invented")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "invented")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    address = "s3://bucket?endpoint=http://127.0.0.1:9&region=us-east-1"
    blobs = open_blobs(address, KeyRing([OLD], HASH))
    with pytest.raises(StorageUnavailable):
        await blobs.get("m1")
