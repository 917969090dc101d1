"""What lies over a face or between it and the camera: a mask, dark glasses, a screen."""

from collections.abc import Sequence

import numpy as np

from dialogs.reasons import Reason
from verification.checks.findings import Findings, graded
from verification.checks.looking import Seen
from verification.engines.ports import Pixels
from verification.measure.cover import eye_darkness, lower_face_difference
from verification.measure.moire import moire
from verification.thresholds import FACE

_AROUND = 1.3


def note_cover(seen: Sequence[Seen], findings: Findings) -> None:
    """Note a mask or dark glasses, by the middle of several looks; a turned face shows neither."""
    ahead = [one for one in seen if abs(one.look.yaw) <= FACE.ahead]
    if not ahead:
        return
    places = [(one.picture, one.face.points) for one in ahead]
    lower = float(np.median([lower_face_difference(*place) for place in places]))
    eyes = float(np.median([eye_darkness(*place) for place in places]))
    findings.score("lower_face_difference", lower)
    findings.score("eye_lightness", eyes)
    masked = graded(-lower, -FACE.perhaps_masked, -FACE.masked)
    findings.add(masked, Reason.FACE_COVERED, Reason.FACE_COVERED)
    hidden = graded(eyes, FACE.perhaps_dark_eyes, FACE.dark_eyes)
    findings.add(hidden, Reason.FACE_COVERED, Reason.FACE_COVERED)


def note_screen(seen: Sequence[Seen], findings: Findings, photo: Pixels | None = None) -> None:
    """Note the grid of a screen on the face.

    Args:
        seen: the faces.
        findings: take what is found.
        photo: the photograph at its own resolution; a film's frames are what they are.
    """
    if not seen:
        return
    peaks = [_peak(one, one.picture if photo is None else photo) for one in seen]
    findings.score("face_moire", float(np.median(peaks)))
    grade = graded(-float(np.median(peaks)), -FACE.perhaps_screen, -FACE.screen)
    findings.add(grade, Reason.FACE_ON_SCREEN, Reason.FACE_ON_SCREEN)


def _peak(seen: Seen, photo: Pixels) -> float:
    scale = photo.shape[0] / seen.picture.shape[0]
    points = seen.face.points[:, :2] * scale
    low, high = points.min(axis=0), points.max(axis=0)
    middle, half = (low + high) / 2, (high - low) / 2 * _AROUND
    return moire(photo, np.array([middle - half, middle + half], dtype=np.float32))
