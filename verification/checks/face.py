"""The liveness check: one action, on a photograph or in a short clip (Guide R36, R37)."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.kinds import Action, MediaKind
from dialogs.reasons import Reason
from verification.api import MAX_MEDIA_BYTES, MAX_MEDIA_SECONDS, CheckResult, FaceRequest
from verification.checks.action import TURNS, Asked, note_action, peak
from verification.checks.findings import Findings
from verification.checks.framing import frame_film, frame_photo
from verification.checks.identity import (
    compare_with_card,
    compare_with_selfie,
    compare_within,
    described,
    neutral_selfie,
)
from verification.checks.looking import FaceEngines, Film, Seen, look_at, watch
from verification.checks.surface import note_cover, note_screen
from verification.engines.media import FRAMES_PER_S, Pixels, UnreadableMedia
from verification.engines.pictures import decode_picture
from verification.measure.film import Look, first_looks
from verification.measure.prints import film_prints, picture_print
from verification.signatures import is_video
from verification.thresholds import FACE, THRESHOLDS_VERSION

_NOT_A_PICTURE = frozenset({MediaKind.VOICE, MediaKind.AUDIO, MediaKind.STICKER})
MARGIN_S = 1.0
"""What is looked at beyond the longest film allowed."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What a result says besides the outcome."""

    frames_s: tuple[float, ...] = ()
    prints: tuple[bytes, ...] = ()


def check_face(request: FaceRequest, engines: FaceEngines) -> CheckResult:
    """Judge one round; whatever is wrong with the file is a finding, never an error."""
    started = time.perf_counter()
    findings, rest = Findings(), Rest()
    refusal = _refusal(request)
    if refusal is not None:
        findings.fault(refusal)
    elif is_video(request.media):
        rest = _check_film(request, engines, findings)
    else:
        rest = _check_photo(request, engines, findings)
    models = () if refusal else (*engines.mesh.models, *engines.embedder.models)
    elapsed_s = time.perf_counter() - started
    return CheckResult(
        findings.outcome(), models, THRESHOLDS_VERSION, elapsed_s, rest.frames_s, rest.prints
    )


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


def _check_photo(request: FaceRequest, engines: FaceEngines, findings: Findings) -> Rest:
    photo = decode_picture(request.media)
    if isinstance(photo, Reason):
        findings.fault(photo)
        return Rest()
    _judge_photo(photo, request, engines, findings)
    made = picture_print(photo)
    return Rest(prints=() if made is None else (made,))


def _judge_photo(
    photo: Pixels, request: FaceRequest, engines: FaceEngines, findings: Findings
) -> None:
    seen = look_at(photo, engines.mesh)
    frame_photo(seen, findings)
    note_cover(seen[:1], findings)
    if findings.faults:
        return
    note_screen(seen[:1], findings, photo)
    neutral = neutral_selfie(request.neutral, engines)
    _note_looks([seen[0].look], findings)
    note_action(_asked(request, neutral), [seen[0].look], findings)
    _compare(request, seen[:1], neutral, engines, findings)


def _check_film(request: FaceRequest, engines: FaceEngines, findings: Findings) -> Rest:
    frames = engines.media.frames(request.media, limit_s=MAX_MEDIA_SECONDS + MARGIN_S)
    film = watched(frames, MAX_MEDIA_SECONDS, engines, findings)
    if film is None:
        return Rest()
    return Rest(_judge_film(film, request, engines, findings), prints_of(film))


def prints_of(film: Film) -> tuple[bytes, ...]:
    """The prints of a film, by which it is recognised when it comes again."""
    thumbs = [one.thumb for one in film.moments if one.thumb is not None]
    return film_prints(thumbs, FRAMES_PER_S)


def _judge_film(
    film: Film, request: FaceRequest, engines: FaceEngines, findings: Findings
) -> tuple[float, ...]:
    """The times of the frames that the verdict rests on."""
    _note_length(film, request, findings)
    frame_film(film, findings)
    note_cover(film.portraits, findings)
    looks = first_looks(film.moments)
    if not looks or findings.faults:
        return ()
    note_screen(film.portraits, findings)
    neutral = neutral_selfie(request.neutral, engines)
    _note_looks(looks, findings)
    note_action(_asked(request, neutral), looks, findings)
    _compare(request, film.portraits, neutral, engines, findings)
    return _rests_on(request.action, film)


def _note_length(film: Film, request: FaceRequest, findings: Findings) -> None:
    """Too short for an action, or begun before the action was told."""
    if film.seconds < FACE.least_action_s:
        findings.fault(Reason.TOO_SHORT)
    longest_s = request.longest_s
    if longest_s is not None and film.seconds > longest_s + FACE.recording_slack_s:
        findings.fault(Reason.RECORDED_BEFORE)


def _asked(request: FaceRequest, neutral: Seen | None) -> Asked:
    return Asked(request.action, neutral.look if neutral else None, request.turned)


def _rests_on(action: Action, film: Film) -> tuple[float, ...]:
    """When the frames that were compared were taken, and the one that shows the action best."""
    shown = [(index, one.looks[0]) for index, one in enumerate(film.moments) if one.looks]
    at = shown[peak(action, [look for _, look in shown])][0]
    times = {round(one.at_s, 2) for one in film.portraits} | {round(at / FRAMES_PER_S, 2)}
    return tuple(sorted(times))


def _compare(
    request: FaceRequest,
    seen: tuple[Seen, ...],
    neutral: Seen | None,
    engines: FaceEngines,
    findings: Findings,
) -> None:
    """With the selfie where there is one; with the card too, but not while the head is turned."""
    faces = described(seen, engines)
    compare_within(faces, findings)
    if neutral is not None:
        compare_with_selfie(faces, described([neutral], engines)[0], findings)
    elif request.neutral is not None:
        findings.doubt(Reason.FACE_DOUBTFUL)
    on_card = neutral is None or request.action not in TURNS
    if request.portrait is not None and on_card:
        compare_with_card(faces, request.portrait, engines, findings)


def _note_looks(looks: Iterable[Look], findings: Findings) -> None:
    """The extremes of what the face did, for the reviewer."""
    seen = list(looks)
    findings.score("eyes_least", min(look.eyes for look in seen))
    findings.score("mouth_most", max(look.mouth for look in seen))
    findings.score("yaw_most", max((look.yaw for look in seen), key=abs))
    findings.score("smile_most", max(look.smile for look in seen))
