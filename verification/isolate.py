"""Checks and draws in child processes: nothing a customer sends can take the bot down.

A child that dies, hangs or eats memory is replaced and the work is tried once more in the fresh
one; after that the caller hears `VerificationUnavailable`.
"""

import asyncio
import multiprocessing
import os
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool
from typing_extensions import override

from dialogs.reasons import Box
from verification import child, direct
from verification.api import (
    CardRequest,
    CheckRequest,
    CheckResult,
    EvidenceDrawer,
    FaceRequest,
    Shot,
    StatementRequest,
    Verifier,
    require_sheet,
    require_watermark,
)
from verification.errors import EngineError, VerificationError, VerificationUnavailable
from verification.settings import VerifierSettings

if TYPE_CHECKING:
    from verification.drawing.tiles import Tile

ATTEMPTS = 2
_STOP_TIMEOUT_S = 10.0
_WARM_TIMEOUT_S = 300.0

_P = ParamSpec("_P")
_T = TypeVar("_T")


class ChildPool:
    """Child processes that do one piece of work at a time, each within its limits."""

    def __init__(self, settings: VerifierSettings) -> None:
        self._settings = settings
        self._pool: ProcessPool | None = None
        self._lock = threading.Lock()

    async def run(
        self, timeout_s: float, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """Return what `work` returns in a child, tried twice.

        Args:
            timeout_s: after so long the child is killed; waiting for a free one does not count.
            work: an importable function.
            args: its arguments.
            kwargs: its named arguments.

        Raises:
            VerificationUnavailable: both children died or ran out of time.
            VerificationError: what the work itself raised.
        """
        problem: Exception | None = None
        for _ in range(ATTEMPTS):
            future = self._running().schedule(
                child.guarded, args=(work, *args), kwargs=kwargs, timeout=timeout_s
            )
            try:
                return await asyncio.wrap_future(future)
            except (TimeoutError, ProcessExpired, EngineError, OSError) as error:
                problem = error
            except VerificationError:
                raise
            except Exception as error:  # noqa: BLE001 - a library's own error, from the child
                problem = error
        raise VerificationUnavailable(_told(problem)) from problem

    async def close(self) -> None:
        """End the children, busy or not."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
            await asyncio.to_thread(pool.join, _STOP_TIMEOUT_S)

    def _running(self) -> ProcessPool:
        """Return the pool, a new one if the last one broke down."""
        with self._lock:
            if self._pool is None or not self._pool.active:
                self._pool = ProcessPool(
                    max_workers=self._settings.workers,
                    initializer=child.prepare,
                    initargs=(self._settings, os.getpid()),
                    context=multiprocessing.get_context("spawn"),
                )
            return self._pool


class IsolatedVerifier(Verifier, EvidenceDrawer):
    """The verifier and drawer of a running bot; a child that only draws loads no model."""

    def __init__(self, settings: VerifierSettings) -> None:
        self._settings = settings
        self._children = ChildPool(settings)

    async def warm(self) -> None:
        """Start a child and load its engines before the first customer waits for them."""
        await self._children.run(_WARM_TIMEOUT_S, child.warm_up, self._settings)

    @override
    async def card(self, request: CardRequest) -> CheckResult:
        return await self._check(self._settings.card_timeout_s, request)

    @override
    async def face(self, request: FaceRequest) -> CheckResult:
        return await self._check(self._settings.face_timeout_s, request)

    @override
    async def statement(self, request: StatementRequest) -> CheckResult:
        return await self._check(self._settings.statement_timeout_s, request)

    @override
    async def picture(self, media: bytes, lines: tuple[str, ...]) -> bytes:
        require_watermark(lines)
        return await self._draw(direct.draw_picture, media, lines)

    @override
    async def sheet(self, shots: tuple[Shot, ...], lines: tuple[str, ...]) -> bytes:
        require_sheet(shots, lines)
        tiles: list[Tile] = []
        for shot, group in direct.grouped(shots):
            tiles += await self._tiles(shot, group)
        return await self._draw(direct.draw_sheet, tuple(tiles), lines)

    @override
    async def marked(self, media: bytes, boxes: tuple[Box, ...]) -> bytes | None:
        return await self._draw(direct.draw_marked, media, boxes)

    @override
    async def plain(self, media: bytes) -> bytes:
        return await self._draw(direct.draw_plain, media)

    @override
    async def film(self, media: bytes) -> bytes:
        return await self._draw(direct.clean_film, media, self._settings.drawing_timeout_s)

    @override
    async def close(self) -> None:
        await self._children.close()

    async def _tiles(self, shot: Shot, group: int) -> "tuple[Tile, ...]":
        """Open each file by itself, so that one that kills its child costs its own tile only."""
        try:
            limit_s = self._settings.drawing_timeout_s
            return await self._draw(direct.draw_tiles, shot, group, limit_s)
        except VerificationUnavailable as error:
            if not _is_the_files_fault(error):
                raise
            from verification.drawing.tiles import unreadable

            return (unreadable(shot, group),)

    async def _draw(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        return await self._children.run(self._settings.drawing_timeout_s, work, *args, **kwargs)

    async def _check(self, timeout_s: float, request: CheckRequest) -> CheckResult:
        return await self._children.run(timeout_s, child.check, self._settings, request)


def _told(problem: Exception | None) -> str:
    """Say what happened without repeating anything of the customer's."""
    return f"the child gave no answer twice, the last time: {type(problem).__name__}"


def _is_the_files_fault(error: VerificationUnavailable) -> bool:
    """Whether the children died or hung on the work, and not for want of an engine or of means."""
    cause = error.__cause__
    died_or_hung = isinstance(cause, ProcessExpired | TimeoutError)  # both are OSErrors too
    return died_or_hung or not isinstance(cause, EngineError | OSError)
