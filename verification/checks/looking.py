"""Looks at pictures and films with the face engines, for the face check and the statement."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np

from verification.engines.embedding import Embedding, FaceEmbedder
from verification.engines.media import FRAMES_PER_S, MediaDecoder, Pixels
from verification.engines.mesh import Face, FaceMesh
from verification.measure.face import (
    brightness,
    eye_openness,
    face_box,
    face_width,
    mouth_openness,
    outside_share,
    overlap,
    roll_deg,
    yaw_ratio,
)
from verification.measure.film import Look, Moment
from verification.measure.outline import find_outline, flatten

_LONGEST_SIDE_PX = 1280
_SAME_FACE_OVERLAP = 0.5
_TILE_SHARE, _TILE_STEPS = 0.55, 3
_PORTRAIT_PX = 480
_MOST_ROLL_DEG, _MOST_YAW = 15.0, 0.35
_KEPT_PER_FILM = 3


class FaceEngines(Protocol):
    """The engines that a face needs."""

    @property
    def media(self) -> MediaDecoder:
        """Reads videos."""
        ...

    @property
    def mesh(self) -> FaceMesh:
        """Finds faces."""
        ...

    @property
    def embedder(self) -> FaceEmbedder:
        """Describes faces."""
        ...


@dataclass(frozen=True, eq=False, slots=True)
class Seen:
    """A face in the picture it was seen in."""

    picture: Pixels
    face: Face
    look: Look


@dataclass(frozen=True, eq=False, slots=True)
class Film:
    """What a video shows.

    Attributes:
        moments: one a frame.
        portraits: a few good looks at the main face, from the whole length.
    """

    moments: tuple[Moment, ...]
    portraits: tuple[Seen, ...]

    @property
    def seconds(self) -> float:
        """How long the film is."""
        return len(self.moments) / FRAMES_PER_S


def look_at(picture: Pixels, mesh: FaceMesh) -> tuple[Seen, ...]:
    """The faces in a photograph, the largest first; small ones are sought in parts of it."""
    small = shrunk(picture)
    seen = _seen(small, mesh.photograph(small))
    if seen:
        return seen
    for part, left, top in _tiles(small):
        moved = tuple(_moved(face, left, top) for face in mesh.photograph(part))
        if moved:
            return _seen(small, moved)
    return ()


def portraits_on_card(photo: Pixels, mesh: FaceMesh) -> Iterator[Seen]:
    """Faces on the photograph of a card, in whichever way the card lies, the likeliest first.

    The mesh lays itself over an upside-down face too, so only upright, frontal ones are given,
    and one of them may still be an illusion: like nobody, it does no harm in a comparison.
    """
    for view in _card_views(shrunk(photo)):
        for one in _seen(view, mesh.photograph(view)):
            upright = abs(roll_deg(one.face.points)) <= _MOST_ROLL_DEG
            if upright and abs(one.look.yaw) <= _MOST_YAW:
                yield one


def watch(frames: Iterable[Pixels], mesh: FaceMesh) -> Film:
    """Watch a film to its end, keeping numbers and a few pictures only."""
    moments: list[Moment] = []
    best: dict[int, Seen] = {}
    before: Pixels | None = None
    for frame, faces in mesh.film(frames):
        seen = _seen(frame, faces)
        moments.append(Moment(tuple(one.look for one in seen), _change(before, frame)))
        second = (len(moments) - 1) // FRAMES_PER_S
        if seen and (second not in best or _pose_cost(seen[0]) < _pose_cost(best[second])):
            best[second] = seen[0]
        before = frame
    return Film(tuple(moments), _spread([best[second] for second in sorted(best)]))


def embedding(seen: Seen, engines: FaceEngines) -> Embedding:
    """The description of a face that was seen."""
    return engines.embedder.embed(seen.picture, seen.face)


def shrunk(picture: Pixels) -> Pixels:
    """The picture, made smaller if it is larger than a face needs."""
    scale = _LONGEST_SIDE_PX / max(picture.shape[:2])
    if scale >= 1:
        return picture
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)


def measured(picture: Pixels, face: Face) -> Look:
    """The numbers of a face."""
    height, width = picture.shape[:2]
    box = face_box(face.points)
    wide = face_width(face.points)
    return Look(
        eyes=eye_openness(face.points),
        mouth=mouth_openness(face.points),
        yaw=yaw_ratio(face.points),
        width_px=wide,
        width_share=wide / min(height, width),
        outside=outside_share(face.points, width, height),
        brightness=brightness(picture, box),
        box=box,
    )


def _seen(picture: Pixels, faces: tuple[Face, ...]) -> tuple[Seen, ...]:
    """Each face once: the engine sometimes follows one face twice."""
    seen: list[Seen] = []
    for face in faces:
        one = Seen(picture, face, measured(picture, face))
        if all(overlap(one.look.box, other.look.box) < _SAME_FACE_OVERLAP for other in seen):
            seen.append(one)
    return tuple(seen)


def _tiles(picture: Pixels) -> Iterator[tuple[Pixels, int, int]]:
    """Overlapping parts of a picture with their left upper corners."""
    height, width = picture.shape[:2]
    tall, wide = int(height * _TILE_SHARE), int(width * _TILE_SHARE)
    for row in range(_TILE_STEPS):
        for column in range(_TILE_STEPS):
            top = (height - tall) * row // (_TILE_STEPS - 1)
            left = (width - wide) * column // (_TILE_STEPS - 1)
            part = picture[top : top + tall, left : left + wide]
            yield np.ascontiguousarray(part), left, top


def _moved(face: Face, left: int, top: int) -> Face:
    return Face(face.points + np.array([left, top, 0.0]))


def _card_views(photo: Pixels) -> Iterator[Pixels]:
    """Parts of the photograph in which the portrait is large, the likeliest first."""
    corners = find_outline(photo)
    if corners is not None:
        flat = flatten(photo, corners).picture
        for turns in (0, 2, 1, 3):
            yield from _halves(_turned(flat, turns))
    for turns in range(4):
        upright = _turned(photo, turns)
        yield upright
        yield from (part for part, _, _ in _tiles(upright))


def _halves(card: Pixels) -> Iterator[Pixels]:
    """The right and the left part of a card, enlarged: a portrait stands in one of them."""
    wide = card.shape[1]
    for part in (card[:, int(wide * 0.55) :], card[:, : int(wide * 0.45)]):
        scale = max(1.0, _PORTRAIT_PX / part.shape[1])
        yield np.asarray(cv2.resize(part, None, fx=scale, fy=scale), dtype=np.uint8)


def _turned(picture: Pixels, quarters: int) -> Pixels:
    return np.ascontiguousarray(np.rot90(picture, quarters))


def _change(before: Pixels | None, frame: Pixels) -> float | None:
    if before is None or before.shape != frame.shape:
        return None
    return float(np.mean(cv2.absdiff(before, frame)))


def _pose_cost(seen: Seen) -> float:
    """How ill suited a look is for comparison: turned, eyes shut, mouth wide open."""
    look = seen.look
    return abs(look.yaw) + max(0.0, 0.2 - look.eyes) + 0.3 * look.mouth + look.outside


def _spread(seen: list[Seen]) -> tuple[Seen, ...]:
    """A few of them, from the whole length."""
    if len(seen) <= _KEPT_PER_FILM:
        return tuple(seen)
    picks = np.linspace(0, len(seen) - 1, _KEPT_PER_FILM).round().astype(int)
    return tuple(seen[index] for index in picks)
