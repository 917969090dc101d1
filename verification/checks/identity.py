"""Whether it is the same person as on the neutral selfie and on the card (Guide R36)."""

from collections.abc import Sequence
from itertools import islice

import numpy as np

from dialogs.kinds import Verdict
from dialogs.reasons import Reason
from verification.api import MAX_MEDIA_SECONDS
from verification.checks.findings import Findings, graded
from verification.checks.looking import (
    FaceEngines,
    Seen,
    embedding,
    look_at,
    portraits_on_card,
    watch,
)
from verification.engines.media import UnreadableMedia
from verification.engines.pictures import decode_picture
from verification.measure.face import distance
from verification.signatures import is_video
from verification.thresholds import FACE

_MOST_PORTRAITS = 6


def compare_with_selfie(
    seen: Sequence[Seen], neutral: Seen, engines: FaceEngines, findings: Findings
) -> None:
    """Note whether the faces seen are that of the neutral selfie."""
    _compare("selfie_distance", seen, neutral, engines, findings)


def compare_with_card(
    seen: Sequence[Seen], portrait: bytes, engines: FaceEngines, findings: Findings
) -> None:
    """Note whether the faces seen are that on the card; a portrait not found is a doubt."""
    found = _most_alike(seen[0], portrait, engines)
    if found is None:
        findings.doubt(Reason.FACE_DOUBTFUL)
    else:
        _compare("card_distance", seen, found, engines, findings)


def _most_alike(seen: Seen, portrait: bytes, engines: FaceEngines) -> Seen | None:
    """Of the faces that may be the card's portrait the first that matches, or the nearest."""
    photo = decode_picture(portrait)
    if isinstance(photo, Reason):
        return None
    reference = embedding(seen, engines)
    nearest: tuple[float, Seen] | None = None
    for one in islice(portraits_on_card(photo, engines.mesh), _MOST_PORTRAITS):
        away = distance(embedding(one, engines), reference)
        if nearest is None or away < nearest[0]:
            nearest = (away, one)
        if away <= FACE.match:
            break
    return None if nearest is None else nearest[1]


def neutral_selfie(neutral: bytes | None, engines: FaceEngines) -> Seen | None:
    """The face on the selfie or in the clip that passed earlier; None if there was none."""
    if neutral is None:
        return None
    if is_video(neutral):
        return _in_clip(neutral, engines)
    photo = decode_picture(neutral)
    seen = () if isinstance(photo, Reason) else look_at(photo, engines.mesh)
    return seen[0] if seen else None


def _in_clip(clip: bytes, engines: FaceEngines) -> Seen | None:
    try:
        film = watch(engines.media.frames(clip, limit_s=MAX_MEDIA_SECONDS), engines.mesh)
    except UnreadableMedia:
        return None
    return film.portraits[len(film.portraits) // 2] if film.portraits else None


def _compare(
    name: str, seen: Sequence[Seen], known: Seen, engines: FaceEngines, findings: Findings
) -> None:
    """The middle of the distances decides; a single one that is far off is a doubt."""
    reference = embedding(known, engines)
    away = [distance(embedding(one, engines), reference) for one in seen]
    findings.score(name, float(np.median(away)))
    turned = min(abs(one.look.yaw) for one in seen) > FACE.ahead
    limit = FACE.no_match_turned if turned else FACE.no_match
    grade = graded(-float(np.median(away)), -FACE.match, -limit)
    if grade is Verdict.PASS and max(away) > FACE.no_match:
        grade = Verdict.UNSURE
    if max(away) > FACE.no_match_turned:
        grade = Verdict.FAIL
    findings.add(grade, Reason.OTHER_FACE, Reason.FACE_DOUBTFUL)
