"""A store whose process dies at commit boundaries: once before each, and once after a claim.

Death before a commit is death after the one before it, with all that was done in between; only
after a claim it makes a difference whether what was claimed was begun.

A ledger file remembers at which boundaries earlier lives died, so each next life gets one
boundary further. What a boundary is called comes from what the transaction did.
"""

import os
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from typing_extensions import override

from storage.api import Backlog, Store, UnitOfWork

_RANDOM = re.compile(r"[0-9a-f]{32}")
_NAMES = ("event_id", "effect_id", "update_id", "job_id", "timer_id", "media_id", "agreement")
_ACTS = frozenset(
    {
        "add", "add_all", "claim", "claim_adrift", "done", "sent", "retry", "failed", "drop",
        "finish", "fail", "give_back", "fire", "put", "record", "destroy", "submit",
        "record_change", "release",
    }
)  # fmt: skip


class Ledger:
    """The boundaries at which a life has ended."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def deaths(self) -> list[str]:
        """Every death, in order."""
        return self._path.read_text().splitlines() if self._path.exists() else []

    def die_once(self, boundary: str) -> None:
        """Die here unless an earlier life did."""
        if boundary in self.deaths:
            return
        with self._path.open("a") as file:
            file.write(f"{boundary}\n")
            file.flush()
        os.kill(os.getpid(), signal.SIGKILL)


class MortalStore(Store):
    """A store around another one."""

    def __init__(self, inner: Store, ledger: Ledger) -> None:
        self._inner = inner
        self._ledger = ledger

    @override
    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Any]:
        async with self._inner.begin() as uow:
            yield _MortalWork(uow, self._ledger)

    @override
    async def check(self) -> None:
        await self._inner.check()

    @override
    async def backlog(self) -> Backlog:
        return await self._inner.backlog()

    @override
    async def reseal(self, *args: Any, **more: Any) -> Any:
        return await self._inner.reseal(*args, **more)

    @override
    async def close(self) -> None:
        await self._inner.close()


class _MortalWork:
    def __init__(self, inner: UnitOfWork, ledger: Ledger) -> None:
        self._inner = inner
        self._ledger = ledger
        self._acts: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return _Told(name, getattr(self._inner, name), self._acts)

    async def commit(self) -> None:
        boundary = " + ".join(self._acts)
        self._ledger.die_once(f"before {boundary}")
        await self._inner.commit()
        if "claim" in boundary:
            self._ledger.die_once(f"after {boundary}")


class _Told:
    """A repository that notes what is done with it."""

    def __init__(self, name: str, inner: Any, acts: list[str]) -> None:
        self._name = name
        self._inner = inner
        self._acts = acts

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._inner, name)
        if name not in _ACTS:
            return method

        async def told(*args: Any, **more: Any) -> Any:
            result = await method(*args, **more)
            about = result if name.startswith("claim") else args[0] if args else None
            self._acts.append(f"{self._name}.{name}({_called(about)})")
            return result

        return told


def _called(about: Any) -> str:
    if isinstance(about, list | tuple):
        return ",".join(_called(one) for one in about)
    found = next((getattr(about, name) for name in _NAMES if hasattr(about, name)), about)
    kind = f" {about.kind}" if hasattr(about, "kind") else ""
    return _RANDOM.sub("*", f"{found}{kind}" if isinstance(found, str | int) else "")
