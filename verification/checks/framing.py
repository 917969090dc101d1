"""Whether one whole face, large and light enough, is in the picture throughout (R36, R41)."""

from collections.abc import Sequence

import numpy as np

from dialogs.kinds import Verdict
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
from verification.measure.planar import Motion, motion, surroundings_follow
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
        _note_motion(film, looks, findings)
    _note_cuts(film, findings)


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


def _note_motion(film: Film, looks: Sequence[Look], findings: Findings) -> None:
    """A face that only moves as a picture does: shifted, zoomed, tilted, or not at all."""
    shown = [one for one in film.moments if one.mesh is not None and one.thumb is not None]
    meshes = [one.mesh for one in shown if one.mesh is not None]
    thumbs = [one.thumb for one in shown if one.thumb is not None]
    if not meshes or film.cuts:
        return
    height, width = thumbs[0].shape
    scale = np.array([width, height], dtype=np.float32)
    seen = motion([mesh * scale for mesh in meshes])
    if seen is None:
        return
    findings.score("mesh_moved", seen.moved)
    findings.score("mesh_bent", seen.bent)
    if _plays(looks):
        return
    follow = surroundings_follow(meshes, thumbs)
    if follow is not None:
        findings.score("surroundings_follow", follow)
    findings.add(_as_picture(seen, follow), Reason.STILL_IMAGE, Reason.STILL_IMAGE)


def _plays(looks: Sequence[Look]) -> bool:
    """Whether eyes or mouth did anything."""
    eyes, mouths = ([getattr(look, name) for look in looks] for name in ("eyes", "mouth"))
    eyes_moved = 1.0 - min(eyes) / max(float(np.median(eyes)), 1e-6)
    mouth_moved = float(np.percentile(mouths, 95) - np.percentile(mouths, 5))
    return eyes_moved > FACE.play_eyes or mouth_moved > FACE.play_mouth


def _as_picture(seen: Motion, follow: float | None) -> Verdict:
    if seen.moved < FACE.at_rest:
        return Verdict.UNSURE
    if seen.moved < FACE.moved or seen.bent > FACE.flat * seen.moved:
        return Verdict.PASS
    surely = follow is not None and follow > FACE.surroundings
    surely = surely and seen.moved > FACE.moved_far and seen.bent < FACE.surely_flat * seen.moved
    return Verdict.FAIL if surely else Verdict.UNSURE


def _note_cuts(film: Film, findings: Findings) -> None:
    """A film with another picture from one frame to the next was put together."""
    findings.score("cuts", len(film.cuts))
    with_face = [cut for cut in film.cuts if film.moments[cut.at].looks]
    if any(cut.whole and film.moments[cut.at - 1].looks for cut in with_face):
        findings.fault(Reason.STITCHED)
    elif film.cuts:
        findings.doubt(Reason.STITCHED)
