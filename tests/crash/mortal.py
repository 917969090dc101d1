"""A store whose process dies at commit boundaries: once before each, and after those in mid-work.

Death before a commit is death after the one before it, with all that was done in between. It
makes a difference whether that was begun only where a commit ends no piece of work: a claim,
and whatever a performer writes down on its way.

A ledger file remembers at which boundaries earlier lives died, so each next life gets one
boundary further. What a boundary is called comes from what the transaction did. Beside it
stands which effects were being performed then: only those may have been performed twice.

What Telegram tells a bot of its own doings in a group has one name for all of it: every life
that makes a topic would bring new boundaries into the world, and no life would be the last.
"""

import json
import os
import re
import signal
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typing_extensions import override

from storage.api import Backlog, InboxRow, OutboxRow, Store, UnitOfWork

_RANDOM = re.compile(r"[0-9a-f]{32}")
_NAMES = (
    "event_id", "effect_id", "update_id", "job_id", "timer_id", "media_id", "agreement", "key",
    "request_id",
)  # fmt: skip
_MORE = ("kind", "title", "shown")
_ACTS = frozenset(
    {
        "add", "add_all", "claim", "claim_adrift", "done", "sent", "retry", "failed", "drop",
        "escalate", "absorb", "finish", "fail", "give_back", "fire", "put", "record", "destroy",
        "submit", "record_change", "settle_change", "release", "bind", "topics.save",
        "on_duty",
    }
)  # fmt: skip
_SETTLING = frozenset({"sent", "retry", "failed", "drop", "escalate"})
_ENDS = frozenset(
    {"journal.add", "inbox.add", "inbox.done", *(f"outbox.{act}" for act in _SETTLING)}
)
"""What ends a piece of work: nothing is left to be done after its commit."""

_CONTENT = frozenset({"text", "photo", "document", "video", "voice", "contact"})


@dataclass(frozen=True, slots=True)
class Death:
    """The end of a life: at which boundary, and the kinds of the effects in hand just then."""

    boundary: str
    in_hand: tuple[str, ...] = ()


class Ledger:
    """The boundaries at which a life has ended; one in so many of them, chosen by their names."""

    def __init__(self, path: Path, one_in: int = 1) -> None:
        self._path = path
        self._one_in = one_in
        self.in_hand: dict[str, str] = {}
        self.notices: set[int] = set()

    @property
    def deaths(self) -> list[Death]:
        """Every death, in order."""
        lines = self._path.read_text().splitlines() if self._path.exists() else []
        parts = [line.partition("\t") for line in lines]
        return [Death(boundary, tuple(kinds.split())) for boundary, _, kinds in parts]

    def while_doing(self, *kinds: str) -> int:
        """Return how often a life ended with an effect of these kinds in hand."""
        return sum(any(kind in kinds for kind in one.in_hand) for one in self.deaths)

    def die_once(self, boundary: str) -> None:
        """Die here unless an earlier life did, or this boundary is spared."""
        if zlib.crc32(boundary.encode()) % self._one_in:
            return
        if any(one.boundary == boundary for one in self.deaths):
            return
        with self._path.open("a") as file:
            file.write(f"{boundary}\t{' '.join(self.in_hand.values())}\n")
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


@dataclass
class _Notes:
    """What one transaction did so far: its acts, and what they mean for the effects in hand."""

    ledger: Ledger
    acts: list[str] = field(default_factory=list)
    claimed: list[OutboxRow] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)

    def take(self, repository: str, method: str, args: tuple[Any, ...], result: Any) -> None:
        """Note a call."""
        claims = method.startswith("claim")
        about = result if claims else args[0] if args else None
        if repository == "inbox":
            about = self._update(about)
        self.acts.append(f"{repository}.{method}({_called(about)})")
        if repository == "outbox" and claims:
            self.claimed.extend(result)
        if repository == "outbox" and method in _SETTLING:
            self.settled.append(args[0])

    def _update(self, about: Any) -> Any:
        """Return what an update is called by."""
        notices = self.ledger.notices
        if isinstance(about, InboxRow) and _is_notice(about):
            notices.add(about.update_id)
        number = about.update_id if isinstance(about, InboxRow) else about
        return "notice" if number in notices else about


class _MortalWork:
    def __init__(self, inner: UnitOfWork, ledger: Ledger) -> None:
        self._inner = inner
        self._ledger = ledger
        self._notes = _Notes(ledger)

    def __getattr__(self, name: str) -> Any:
        return _Told(name, getattr(self._inner, name), self._notes)

    async def commit(self) -> None:
        boundary = " + ".join(dict.fromkeys(self._notes.acts))
        self._ledger.die_once(f"before {boundary}")
        await self._inner.commit()
        in_hand = self._ledger.in_hand
        in_hand.update({row.effect_id: row.kind for row in self._notes.claimed})
        for effect_id in self._notes.settled:
            in_hand.pop(effect_id, None)
        if not any(end in boundary for end in _ENDS):
            self._ledger.die_once(f"after {boundary}")


class _Told:
    """A repository that notes what is done with it."""

    def __init__(self, name: str, inner: Any, notes: _Notes) -> None:
        self._name = name
        self._inner = inner
        self._notes = notes

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._inner, name)
        if _ACTS.isdisjoint({name, f"{self._name}.{name}"}):
            return method

        async def told(*args: Any, **more: Any) -> Any:
            result = await method(*args, **more)
            self._notes.take(self._name, name, args, result)
            return result

        return told


def _is_notice(row: InboxRow) -> bool:
    """Say whether an update tells of a group's affairs, and not of what somebody said."""
    update = json.loads(row.payload)
    message = update.get("message") or update.get("edited_message") or {}
    return "callback_query" not in update and _CONTENT.isdisjoint(message)


def _called(about: Any) -> str:
    if isinstance(about, list | tuple):
        return ",".join(_called(one) for one in about)
    found = next((getattr(about, name) for name in _NAMES if hasattr(about, name)), about)
    if not isinstance(found, str | int):
        return ""
    more = () if isinstance(about, str | int) else _MORE
    words = (str(found), *(str(getattr(about, name, "")) for name in more))
    return _RANDOM.sub("*", " ".join(word for word in words if word))
