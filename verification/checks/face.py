"""The liveness check: one action, on a photograph or in a short clip (Guide R36, R37)."""

import time
from collections.abc import Iterable

from dialogs.kinds import Action, MediaKind
from dialogs.reasons import Reason
from verification.api import MAX_MEDIA_BYTES, MAX_MEDIA_SECONDS, CheckResult, FaceRequest
from verification.checks.action import action_in_film, action_on_photo
from verification.checks.findings import Findings
from verification.checks.framing import frame_film, frame_photo
from verification.checks.identity import compare_with_card, compare_with_selfie, neutral_selfie
from verification.checks.looking import FaceEngines, Film, Seen, look_at, watch
from verification.engines.media import Pixels, UnreadableMedia
from verification.engines.pictures import decode_picture
from verification.measure.film import Look, first_looks
from verification.signatures import is_video
from verification.thresholds import FACE, THRESHOLDS_VERSION

_NOT_A_PICTURE = frozenset({MediaKind.VOICE, MediaKind.AUDIO, MediaKind.STICKER})
MARGIN_S = 1.0
"""What is looked at beyond the longest film allowed."""


def check_face(request: FaceRequest, engines: FaceEngines) -> CheckResult:
    """Judge one round; whatever is wrong with the file is a finding, never an error."""
    started = time.perf_counter()
    findings = Findings()
    refusal = _refusal(request)
    if refusal is not None:
        findings.fault(refusal)
    elif is_video(request.media):
        _check_film(request, engines, findings)
    else:
        _check_photo(request, engines, findings)
    models = () if refusal else (*engines.mesh.models, *engines.embedder.models)
    elapsed_s = time.perf_counter() - started
    return CheckResult(findings.outcome(), models, THRESHOLDS_VERSION, elapsed_s)


def watched(
    frames: Iterable[Pixels], limit_s: float, engines: FaceEngines, findings: Findings
) -> Film | None:
    """The film, or None with the reason noted.

    Args:
        frames: of one second more than allowed, so that a longer film is noticed.
        limit_s: how long it may be.
        engines: watch it.
        findings: take what is wrong.
    """
    try:
        film = watch(frames, engines.mesh)
    except UnreadableMedia as error:
        findings.fault(error.reason)
        return None
    findings.score("seconds", film.seconds)
    if film.seconds > limit_s:
        findings.fault(Reason.TOO_LONG)
    return film


def _refusal(request: FaceRequest) -> Reason | None:
    if not request.media:
        return Reason.EMPTY_FILE
    if len(request.media) > MAX_MEDIA_BYTES:
        return Reason.FILE_TOO_LARGE
    return Reason.UNSUPPORTED_TYPE if request.media_kind in _NOT_A_PICTURE else None


def _check_photo(request: FaceRequest, engines: FaceEngines, findings: Findings) -> None:
    photo = decode_picture(request.media)
    if isinstance(photo, Reason):
        findings.fault(photo)
        return
    seen = look_at(photo, engines.mesh)
    frame_photo(seen, findings)
    if findings.faults:
        return
    neutral = neutral_selfie(request.neutral, engines)
    _note_looks([seen[0].look], findings)
    grade = action_on_photo(request.action, seen[0].look, neutral.look if neutral else None)
    findings.add(grade, Reason.ACTION_MISSING, Reason.ACTION_DOUBTFUL)
    _compare(request, seen[:1], neutral, engines, findings)


def _check_film(request: FaceRequest, engines: FaceEngines, findings: Findings) -> None:
    frames = engines.media.frames(request.media, limit_s=MAX_MEDIA_SECONDS + MARGIN_S)
    film = watched(frames, MAX_MEDIA_SECONDS, engines, findings)
    if film is None:
        return
    if film.seconds < FACE.least_action_s:
        findings.fault(Reason.TOO_SHORT)
    frame_film(film, findings)
    looks = first_looks(film.moments)
    if not looks or findings.faults:
        return
    _note_looks(looks, findings)
    grade = action_in_film(request.action, looks)
    findings.add(grade, Reason.ACTION_MISSING, Reason.ACTION_DOUBTFUL)
    _compare(request, film.portraits, neutral_selfie(request.neutral, engines), engines, findings)


def _compare(
    request: FaceRequest,
    seen: tuple[Seen, ...],
    neutral: Seen | None,
    engines: FaceEngines,
    findings: Findings,
) -> None:
    """With the selfie where there is one; with the card too, but not while the head is turned."""
    if neutral is not None:
        compare_with_selfie(seen, neutral, engines, findings)
    elif request.neutral is not None:
        findings.doubt(Reason.FACE_DOUBTFUL)
    on_card = neutral is None or request.action is not Action.TURN_HEAD
    if request.portrait is not None and on_card:
        compare_with_card(seen, request.portrait, engines, findings)


def _note_looks(looks: Iterable[Look], findings: Findings) -> None:
    """The extremes of what the face did, for the reviewer."""
    seen = list(looks)
    findings.score("eyes_least", min(look.eyes for look in seen))
    findings.score("mouth_most", max(look.mouth for look in seen))
    findings.score("yaw_most", max((look.yaw for look in seen), key=abs))
