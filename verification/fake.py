"""The verification's twins: they believe what a file says of itself.

A scripted file begins like a picture or film and carries its outcome behind, as JSON. So a
story needs no engines, and the answer is the same in any process and after any crash. What is
drawn of it is one small picture that carries the words which a real one shows.
"""

import json
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

from typing_extensions import override

from dialogs.evidence import CardReading, CheckOutcome
from dialogs.kinds import CardSide, DocumentKind, Verdict
from dialogs.reasons import Box, Finding, Reason
from verification.api import (
    CardRequest,
    CheckResult,
    EvidenceDrawer,
    FaceRequest,
    Shot,
    StatementRequest,
    Verifier,
    require_sheet,
    require_watermark,
)
from verification.errors import UnreadablePicture, VerificationUnavailable
from verification.signatures import is_picture, is_video

_PICTURE = b"\xff\xd8\xff\xe0scripted"
_FILM = b"\x00\x00\x00\x18ftypmp42scripted"
_SCRIPT = b"\nSCRIPT:"
_DAYS = ("birth", "valid_from", "valid_to")
_DRAWN_SIZE, _DRAWN_COLOUR = (320, 240), (201, 204, 209)
_SHEET_SIZE = (1536, 1200)
_LONGEST_COMMENT = 60_000


class ScriptedVerifier(Verifier):
    """Answers what the file says; a file without a script gets the answer for all others."""

    def __init__(self, other: CheckOutcome | None = None) -> None:
        self._other = other or CheckOutcome(Verdict.PASS)

    @override
    async def card(self, request: CardRequest) -> CheckResult:
        return self._result(request.image)

    @override
    async def face(self, request: FaceRequest) -> CheckResult:
        return self._result(request.media)

    @override
    async def statement(self, request: StatementRequest) -> CheckResult:
        return self._result(request.media)

    @override
    async def close(self) -> None:
        return

    def _result(self, media: bytes) -> CheckResult:
        _, mark, script = media.partition(_SCRIPT)
        if mark and script == b"unavailable":
            raise VerificationUnavailable("as the script says")
        outcome = _read(json.loads(script)) if mark else self._other
        return CheckResult(outcome, (("scripted", "0" * 64),), "scripted", 0.0)


class ScriptedDrawer(EvidenceDrawer):
    """Draws grey JPEGs, sheets as large as real ones, whose comments say what would be drawn.

    A file that begins like a picture or film is one; nothing is decoded.
    """

    def __init__(self, *, available: bool = True) -> None:
        self._available = available

    @override
    async def picture(self, media: bytes, lines: tuple[str, ...]) -> bytes:
        require_watermark(lines)
        self._require_available()
        reason = _why_no_picture(media)
        if reason is not None:
            raise UnreadablePicture(reason)
        return _drawn(lines)

    @override
    async def sheet(self, shots: tuple[Shot, ...], lines: tuple[str, ...]) -> bytes:
        require_sheet(shots, lines)
        self._require_available()
        return _drawn((*(shot.caption for shot in shots), *lines), _SHEET_SIZE)

    @override
    async def marked(self, media: bytes, boxes: tuple[Box, ...]) -> bytes | None:
        self._require_available()
        if not boxes or _why_no_picture(media) is not None:
            return None
        return _drawn(tuple(" ".join(str(share) for share in box) for box in boxes))

    @override
    async def plain(self, media: bytes) -> bytes:
        self._require_available()
        reason = _why_no_picture(media)
        if reason is not None:
            raise UnreadablePicture(reason)
        return _drawn(())

    @override
    async def film(self, media: bytes) -> bytes:
        self._require_available()
        if not is_video(media):
            raise UnreadablePicture(Reason.UNREADABLE_FILE if media else Reason.EMPTY_FILE)
        return media

    @override
    async def close(self) -> None:
        return

    def _require_available(self) -> None:
        if not self._available:
            raise VerificationUnavailable("as constructed")


def drawn_lines(drawing: bytes) -> tuple[str, ...]:
    """Return what a drawing of `ScriptedDrawer` says: captions in order, then the watermark."""
    from PIL import Image

    with Image.open(BytesIO(drawing)) as picture:
        comment = picture.info.get("comment", b"")
    return tuple(comment.decode(errors="ignore").splitlines())


def _why_no_picture(media: bytes) -> Reason | None:
    if not media:
        return Reason.EMPTY_FILE
    return None if is_picture(media) else Reason.UNSUPPORTED_TYPE


def _drawn(lines: tuple[str, ...], size: tuple[int, int] = _DRAWN_SIZE) -> bytes:
    from PIL import Image

    out, comment = BytesIO(), "\n".join(lines).encode()[:_LONGEST_COMMENT]
    Image.new("RGB", size, _DRAWN_COLOUR).save(out, "JPEG", comment=comment)
    return out.getvalue()


def scripted_picture(outcome: CheckOutcome | None, salt: str = "") -> bytes:
    """Return a file that passes for a picture; None scripts a check that cannot be run."""
    return _PICTURE + salt.encode() + _SCRIPT + _written(outcome)


def scripted_film(outcome: CheckOutcome | None, salt: str = "") -> bytes:
    """Return a file that passes for a film."""
    return _FILM + salt.encode() + _SCRIPT + _written(outcome)


def _written(outcome: CheckOutcome | None) -> bytes:
    if outcome is None:
        return b"unavailable"
    card = outcome.card
    script = {
        "verdict": outcome.verdict,
        "findings": [[one.reason, one.field, one.words, one.box] for one in outcome.findings],
        "card": None if card is None else _written_card(card),
        "heard": outcome.heard,
    }
    return json.dumps(script, ensure_ascii=False).encode()


def _written_card(card: CardReading) -> dict[str, str | bool | None]:
    values = {name: getattr(card, name) for name in CardReading.__slots__}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _read(script: Mapping[str, Any]) -> CheckOutcome:
    findings = tuple(
        Finding(Reason(reason), field, words, None if box is None else tuple(box))
        for reason, field, words, box in script["findings"]
    )
    card = None if script["card"] is None else _read_card(script["card"])
    return CheckOutcome(Verdict(script["verdict"]), findings, card, script["heard"])


def _read_card(values: Mapping[str, Any]) -> CardReading:
    days = {
        name: None if values[name] is None else date.fromisoformat(values[name]) for name in _DAYS
    }
    typed = {"kind": DocumentKind(values["kind"]), "side": CardSide(values["side"]), **days}
    return CardReading(**{**values, **typed})
