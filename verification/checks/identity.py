"""Whether it is the same person as on the neutral selfie and on the card (Guide R36)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
from verification.engines.embedding import Embedding
from verification.engines.media import UnreadableMedia
from verification.engines.pictures import decode_picture
from verification.measure.face import distance, widest_gap
from verification.measure.likeness import likeness
from verification.signatures import is_video
from verification.thresholds import FACE

_MOST_PORTRAITS = 6


@dataclass(frozen=True, eq=False, slots=True)
class Described:
    """A face that was seen, with its description."""

    seen: Seen
    embedding: Embedding


def described(seen: Iterable[Seen], engines: FaceEngines) -> tuple[Described, ...]:
    """Describe each face, once: it is what costs most."""
    return tuple(Described(one, embedding(one, engines)) for one in seen)


def compare_with_selfie(
    faces: Sequence[Described], neutral: Described, findings: Findings
) -> None:
    """Note whether the faces seen are that of the neutral selfie."""
    _compare("selfie_distance", faces, neutral, findings)


def compare_with_card(
    faces: Sequence[Described], portrait: bytes, engines: FaceEngines, findings: Findings
) -> None:
    """Note whether the faces seen are that on the card; a portrait not found is a doubt."""
    found = _most_alike(faces[0], portrait, engines)
    if found is None:
        findings.doubt(Reason.FACE_DOUBTFUL)
        return
    _compare("card_distance", faces, found, findings)
    _note_copy(faces, found, findings)


def compare_within(faces: Sequence[Described], findings: Findings) -> None:
    """Note whether one person is in the film from its beginning to its end."""
    if len(faces) < 2:  # noqa: PLR2004 - nothing to compare with
        return
    gap = widest_gap([one.embedding for one in faces])
    findings.score("distance_within", gap)
    grade = graded(-gap, -FACE.changed, -FACE.exchanged)
    findings.add(grade, Reason.OTHER_FACE, Reason.FACE_DOUBTFUL)


def _note_copy(faces: Sequence[Described], card: Described, findings: Findings) -> None:
    """A face that is the card's picture itself: the same pose and the same shading."""
    alike = [
        likeness(
            (card.seen.picture, card.seen.face.points), (one.seen.picture, one.seen.face.points)
        )
        for one in faces
    ]
    findings.score("card_shape", min(one.shape for one in alike))
    findings.score("card_shading", max(one.shading for one in alike))
    if all(one.shape < FACE.same_shape and one.shading > FACE.same_shading for one in alike):
        findings.doubt(Reason.PORTRAIT_COPIED)


def _most_alike(face: Described, portrait: bytes, engines: FaceEngines) -> Described | None:
    """Of the faces that may be the card's portrait the first that matches, or the nearest."""
    photo = decode_picture(portrait)
    if isinstance(photo, Reason):
        return None
    nearest: tuple[float, Described] | None = None
    for one in islice(portraits_on_card(photo, engines.mesh), _MOST_PORTRAITS):
        candidate = Described(one, embedding(one, engines))
        away = distance(candidate.embedding, face.embedding)
        if nearest is None or away < nearest[0]:
            nearest = (away, candidate)
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


def _compare(name: str, faces: Sequence[Described], known: Described, findings: Findings) -> None:
    """The middle of the distances decides; a single one that is far off is a doubt."""
    away = [distance(one.embedding, known.embedding) for one in faces]
    findings.score(name, float(np.median(away)))
    turned = min(abs(one.seen.look.yaw) for one in faces) > FACE.ahead
    limit = FACE.no_match_turned if turned else FACE.no_match
    grade = graded(-float(np.median(away)), -FACE.match, -limit)
    if grade is Verdict.PASS and max(away) > FACE.no_match:
        grade = Verdict.UNSURE
    if max(away) > FACE.no_match_turned:
        grade = Verdict.FAIL
    findings.add(grade, Reason.OTHER_FACE, Reason.FACE_DOUBTFUL)
