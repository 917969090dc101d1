"""Whether one whole face, large and light enough, is in the picture throughout (R36, R41)."""

from collections.abc import Sequence

import numpy as np

from dialogs.reasons import Reason
from verification.checks.findings import Findings
from verification.checks.looking import Film, Seen
from verification.engines.media import FRAMES_PER_S
from verification.measure.film import (
    Look,
    absence_frames,
    change_levels,
    first_looks,
    second_face_frames,
)
from verification.thresholds import FACE

_MOSTLY = 0.5


def frame_photo(seen: Sequence[Seen], findings: Findings) -> None:
    """Note what is wrong with the framing of a photograph."""
    if not seen:
        findings.fault(Reason.NO_FACE)
        return
    look = seen[0].look
    findings.score("face_width_share", look.width_share)
    if any(other.look.width_px >= FACE.second_face_share * look.width_px for other in seen[1:]):
        findings.fault(Reason.TWO_FACES)
    _note_place([look], findings)


def frame_film(film: Film, findings: Findings) -> None:
    """Note what is wrong with the framing of a clip."""
    looks = first_looks(film.moments)
    findings.score("face_share", len(looks) / max(len(film.moments), 1))
    if len(looks) < _MOSTLY * len(film.moments) or not looks:
        findings.fault(Reason.NO_FACE if len(looks) < FRAMES_PER_S else Reason.FACE_LEFT)
    elif absence_frames(film.moments) > FACE.longest_absence_s * FRAMES_PER_S:
        findings.fault(Reason.FACE_LEFT)
    second = second_face_frames(film.moments, FACE.second_face_share)
    if second >= FACE.two_faces_s * FRAMES_PER_S:
        findings.fault(Reason.TWO_FACES)
    if looks:
        _note_place(looks, findings)
        _note_stillness(film, findings)


def _note_place(looks: Sequence[Look], findings: Findings) -> None:
    outside = np.mean([look.outside > FACE.outside_share for look in looks])
    if outside > FACE.spoilt_share:
        findings.fault(Reason.FACE_CUT_OFF)
    small = np.mean([_is_small(look) for look in looks])
    if small > _MOSTLY:
        findings.fault(Reason.FACE_TOO_SMALL)
    light = float(np.median([look.brightness for look in looks]))
    findings.score("face_brightness", light)
    if light < FACE.dark:
        findings.fault(Reason.TOO_DARK)


def _is_small(look: Look) -> bool:
    return look.width_px < FACE.least_width_px or look.width_share < FACE.least_width_share


def _note_stillness(film: Film, findings: Findings) -> None:
    usual, most = change_levels(film.moments)
    findings.score("pixel_change", usual)
    if usual < FACE.still_change and most < FACE.still_change_most:
        findings.fault(Reason.STILL_IMAGE)
