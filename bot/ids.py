"""The only place that makes identifiers and random seeds."""

import random
import secrets
import time
from typing import Protocol

from typing_extensions import override


class Ids(Protocol):
    """Makes identifiers that never repeat and seeds that nobody can guess."""

    def new(self) -> str:
        """Return 32 hexadecimal digits; later ones sort after earlier ones."""
        ...

    def seed(self) -> int:
        """Return 63 random bits."""
        ...


class SystemIds(Ids):
    """Identifiers from the clock and the operating system's generator (RFC 9562 version 7)."""

    @override
    def new(self) -> str:
        stamp_ms = time.time_ns() // 1_000_000
        rest = secrets.randbits(74)
        value = (stamp_ms << 80) | (0x7 << 76) | ((rest >> 62) << 64) | (0b10 << 62)
        return f"{value | (rest & ((1 << 62) - 1)):032x}"

    @override
    def seed(self) -> int:
        return secrets.randbits(63)


class SeededIds(Ids):
    """The same identifiers at every run, for tests that replay a history."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self._count = 0

    @override
    def new(self) -> str:
        self._count += 1
        return f"{self._count:012x}{self._random.getrandbits(80):020x}"

    @override
    def seed(self) -> int:
        return self._random.getrandbits(63)
