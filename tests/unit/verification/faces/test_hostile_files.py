"""Whatever the file is, the check answers with a reason and never raises."""

import pytest

from bot.sandbox.materials import faces
from dialogs.kinds import Action, Lang, MediaKind, Verdict
from dialogs.reasons import Reason
from verification.api import MAX_MEDIA_BYTES, FaceRequest, StatementRequest
from verification.checks.face import check_face
from verification.checks.statement import check_statement
from verification.engines.loading import load_engines
from verification.settings import VerifierSettings
from verification.signatures import is_video

ENGINES = load_engines(VerifierSettings())
MP4_START = b"\0\0\0\x18ftypmp42"
FILES = {
    "empty": (b"", Reason.EMPTY_FILE),
    "too large": (b"\xff\xd8" + bytes(MAX_MEDIA_BYTES), Reason.FILE_TOO_LARGE),
    "text": (b"hello" * 50, Reason.UNSUPPORTED_TYPE),
    "pdf": (b"%PDF-1.7 " * 50, Reason.UNSUPPORTED_TYPE),
    "phone's own picture format": (
        b"\0\0\0\x18ftypheic" + bytes(500),
        Reason.UNSUPPORTED_TYPE,
    ),
    "half a photograph": (faces.selfie(Action.LOOK_AHEAD)[:4000], Reason.UNREADABLE_FILE),
    "a film of nothing": (MP4_START + b"x" * 4000, Reason.UNREADABLE_FILE),
    "a broken web film": (b"\x1aE\xdf\xa3" + b"x" * 4000, Reason.UNREADABLE_FILE),
}


@pytest.mark.parametrize("kind", FILES)
def test_the_face_check_names_what_is_wrong(kind: str) -> None:
    media, reason = FILES[kind]
    request = FaceRequest(media, MediaKind.DOCUMENT, Action.CLOSE_EYES, None, None)
    outcome = check_face(request, ENGINES).outcome
    assert outcome.verdict is Verdict.FAIL
    assert [finding.reason for finding in outcome.findings] == [reason]


@pytest.mark.parametrize("kind", [MediaKind.VOICE, MediaKind.AUDIO, MediaKind.STICKER])
def test_a_voice_or_a_sticker_is_no_selfie(kind: MediaKind) -> None:
    request = FaceRequest(b"OggS" + bytes(99), kind, Action.CLOSE_EYES, None, None)
    outcome = check_face(request, ENGINES).outcome
    assert [finding.reason for finding in outcome.findings] == [Reason.UNSUPPORTED_TYPE]


@pytest.mark.parametrize("kind", FILES)
def test_the_statement_check_names_what_is_wrong(kind: str) -> None:
    media, reason = FILES[kind]
    if not is_video(media) and reason not in {Reason.EMPTY_FILE, Reason.FILE_TOO_LARGE}:
        reason = Reason.UNSUPPORTED_TYPE
    request = StatementRequest(media, "张伟", Lang.ZH, "我是张伟本人。", None, 5.0)
    outcome = check_statement(request, ENGINES).outcome
    assert outcome.verdict is Verdict.FAIL
    assert [finding.reason for finding in outcome.findings] == [reason]
