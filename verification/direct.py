"""Checks and draws in this very process: what a child does, and what a test may do.

What the work needs is imported when it is first needed.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar, assert_never

from typing_extensions import override

from dialogs.reasons import Box
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
from verification.engines.loading import Engines, load_engines
from verification.errors import UnreadablePicture
from verification.settings import VerifierSettings

if TYPE_CHECKING:
    from verification.drawing.tiles import Tile

_FILM_SHARE = 0.6
"""Of a drawing's time, that a film may take to be decoded: what is decoded then is shown."""

_STILLS = -1

_P = ParamSpec("_P")
_T = TypeVar("_T")


def run_check(request: CheckRequest, engines: Engines) -> CheckResult:
    """Run the check that the request asks for."""
    match request:
        case CardRequest():
            from verification.checks.card import check_card

            return check_card(request, engines)
        case FaceRequest():
            from verification.checks.face import check_face

            return check_face(request, engines)
        case StatementRequest():
            from verification.checks.statement import check_statement

            return check_statement(request, engines)
        case _:
            assert_never(request)


def draw_picture(media: bytes, lines: tuple[str, ...]) -> bytes:
    """Draw one picture with its watermark, as `EvidenceDrawer.picture` says."""
    from verification.drawing.watermark import watermarked

    return watermarked(media, lines)


def draw_plain(media: bytes) -> bytes:
    """Draw one picture as it is, as `EvidenceDrawer.plain` says."""
    from verification.drawing.watermark import unmarked

    return unmarked(media)


def draw_marked(media: bytes, boxes: tuple[Box, ...]) -> bytes | None:
    """Draw the customer's picture with the boxes, as `EvidenceDrawer.marked` says."""
    from verification.drawing.boxes import marked_picture

    return marked_picture(media, boxes)


def clean_film(media: bytes, timeout_s: float) -> bytes:
    """Take out of a film what may be shown, as `EvidenceDrawer.film` says."""
    from verification.engines.media import FfmpegDecoder, UnreadableMedia, ffmpeg_program

    try:
        return FfmpegDecoder(ffmpeg_program(), _FILM_SHARE * timeout_s).cleaned(media)
    except UnreadableMedia as error:
        raise UnreadablePicture(error.reason) from error


def draw_tiles(shot: Shot, group: int, timeout_s: float) -> tuple["Tile", ...]:
    """Take the pictures for a sheet out of one file; a tile without one if it cannot be read.

    Raises `EngineError` if ffmpeg cannot be started.
    """
    from verification.drawing.tiles import tiles_of
    from verification.engines.media import FfmpegDecoder, ffmpeg_program

    return tiles_of(shot, group, FfmpegDecoder(ffmpeg_program(), _FILM_SHARE * timeout_s))


def draw_sheet(tiles: tuple["Tile", ...], lines: tuple[str, ...]) -> bytes:
    """Put the tiles on one sheet."""
    from verification.drawing.contact_sheet import contact_sheet

    return contact_sheet(tiles, lines)


def grouped(shots: tuple[Shot, ...]) -> list[tuple[Shot, int]]:
    """Each shot with its group: a film has rows of its own, pictures share theirs."""
    return [(shot, index if shot.is_film else _STILLS) for index, shot in enumerate(shots)]


class DirectVerifier(Verifier, EvidenceDrawer):
    """One thing at a time in a thread of this process: no limit on time or memory."""

    def __init__(self, settings: VerifierSettings) -> None:
        self._timeout_s = settings.drawing_timeout_s
        self._engines = load_engines(settings)
        self._one_at_a_time = asyncio.Lock()

    @override
    async def card(self, request: CardRequest) -> CheckResult:
        return await self._run(run_check, request, self._engines)

    @override
    async def face(self, request: FaceRequest) -> CheckResult:
        return await self._run(run_check, request, self._engines)

    @override
    async def statement(self, request: StatementRequest) -> CheckResult:
        return await self._run(run_check, request, self._engines)

    @override
    async def picture(self, media: bytes, lines: tuple[str, ...]) -> bytes:
        require_watermark(lines)
        return await self._run(draw_picture, media, lines)

    @override
    async def sheet(self, shots: tuple[Shot, ...], lines: tuple[str, ...]) -> bytes:
        require_sheet(shots, lines)
        tiles: list[Tile] = []
        for shot, group in grouped(shots):
            tiles += await self._run(draw_tiles, shot, group, self._timeout_s)
        return await self._run(draw_sheet, tuple(tiles), lines)

    @override
    async def marked(self, media: bytes, boxes: tuple[Box, ...]) -> bytes | None:
        return await self._run(draw_marked, media, boxes)

    @override
    async def plain(self, media: bytes) -> bytes:
        return await self._run(draw_plain, media)

    @override
    async def film(self, media: bytes) -> bytes:
        return await self._run(clean_film, media, self._timeout_s)

    @override
    async def close(self) -> None:
        """Nothing is held besides memory."""

    async def _run(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        async with self._one_at_a_time:
            return await asyncio.to_thread(work, *args, **kwargs)
