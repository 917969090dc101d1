"""Scripted failures: the next calls of a method answer 429, 500, late, or not at all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal

from bot.sandbox.errors import ApiError, DroppedConnectionError, too_many

FaultKind = Literal["429", "500", "timeout", "slow", "drop", "drop_after"]
ANY_METHOD = "*"
FILE_DOWNLOAD = "file"
SMS_SEND = "sms"
NEVER_S = 3600.0


@dataclass(slots=True)
class Fault:
    """One scripted failure; `skip` calls go well before it strikes `times` times."""

    method: str
    kind: FaultKind
    times: int = 1
    retry_after: int = 3
    seconds: float = 1.0
    skip: int = 0

    def meets(self, method: str) -> bool:
        """Tell whether this fault is about the method."""
        return self.method == ANY_METHOD or self.method.lower() == method.lower()


class Faults:
    """The failures that wait, first come first served."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, method: str, kind: FaultKind, **more: float) -> Fault:
        """Script a failure: `times`, `retry_after`, `seconds`, `skip`."""
        fault = Fault(
            method,
            kind,
            times=int(more.get("times", 1)),
            retry_after=int(more.get("retry_after", 3)),
            seconds=more.get("seconds", NEVER_S if kind == "timeout" else 1.0),
            skip=int(more.get("skip", 0)),
        )
        self._waiting.append(fault)
        return fault

    def clear(self) -> None:
        """Let everything go well again."""
        self._waiting.clear()

    @property
    def waiting(self) -> tuple[Fault, ...]:
        """Return the failures that have not struck yet."""
        return tuple(self._waiting)

    @asynccontextmanager
    async def around(self, method: str) -> AsyncIterator[None]:
        """Run one call under the fault that is due for it, if any."""
        fault = self._due(method)
        if fault is not None:
            await _before(fault)
        yield
        if fault is not None and fault.kind == "drop_after":
            raise DroppedConnectionError(method)

    def _due(self, method: str) -> Fault | None:
        for fault in self._waiting:
            if not fault.meets(method):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            fault.times -= 1
            if fault.times <= 0:
                self._waiting.remove(fault)
            return fault
        return None


async def _before(fault: Fault) -> None:
    match fault.kind:
        case "429":
            raise too_many(fault.retry_after)
        case "500":
            raise ApiError(500, "Internal Server Error")
        case "timeout":
            await asyncio.sleep(fault.seconds)
            raise DroppedConnectionError(fault.method)
        case "slow":
            await asyncio.sleep(fault.seconds)
        case "drop":
            raise DroppedConnectionError(fault.method)
        case "drop_after":
            pass
