"""A secret is made once, whoever comes first, and only its owner may read it."""

import threading
from itertools import count
from pathlib import Path

import pytest

from bot.keyfile import kept


def test_the_first_secret_stays(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "one.key"
    assert kept(path, lambda: b"first") == b"first"
    assert kept(path, lambda: b"second") == b"first"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [each.name for each in path.parent.iterdir()] == ["one.key"]


def test_of_many_at_once_all_get_one(tmp_path: Path) -> None:
    path, numbers, barrier = tmp_path / "one.key", count(), threading.Barrier(8)
    found: list[bytes] = []

    def start() -> None:
        barrier.wait()
        found.append(kept(path, lambda: b"%d" % next(numbers)))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_failed_making_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise RuntimeError("no randomness today")

    with pytest.raises(RuntimeError):
        kept(tmp_path / "one.key", fail)
    assert list(tmp_path.iterdir()) == []
