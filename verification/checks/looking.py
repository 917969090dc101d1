"""Looks at pictures and films with the face engines, for the face check and the statement."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import cv2
import numpy as np

from verification.engines.embedding import Embedding, FaceEmbedder
from verification.engines.media import FRAMES_PER_S, MediaDecoder, Pixels
from verification.engines.mesh import Face, FaceMesh
from verification.measure.cuts import Cut, cuts
from verification.measure.face import (
    brightness,
    eye_openness,
    face_box,
    face_width,
    mouth_openness,
    mouth_width,
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
_ROOM, _CLOSE_PX, _GREY = 0.5, 320, (128, 128, 128)
_MOST_ROLL_DEG, _MOST_YAW = 15.0, 0.35
_THUMB_PX = 160
_LEAST_KEPT, _MOST_KEPT, _KEPT_EVERY_S = 3, 6, 2


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
    at_s: float = 0.0


@dataclass(frozen=True, eq=False, slots=True)
class Film:
    """What a video shows.

    Attributes:
        moments: one a frame.
        portraits: a few good looks at the main face, from the whole length, and at least one
            from each part between two cuts.
        cuts: where the film does not go on as it went.
    """

    moments: tuple[Moment, ...]
    portraits: tuple[Seen, ...]
    cuts: tuple[Cut, ...] = ()

    @property
    def seconds(self) -> float:
        """How long the film is."""
        return len(self.moments) / FRAMES_PER_S


def look_at(picture: Pixels, mesh: FaceMesh) -> tuple[Seen, ...]:
    """The faces in a photograph, the largest first; small ones are sought in parts of it.

    A tilted head is looked at once more upright, where the mesh is surer of the mouth.
    """
    small = shrunk(picture)
    seen = _seen(small, mesh.photograph(small))
    if seen:
        return _bodily(_upright(seen, mesh), mesh)
    for part, left, top in _tiles(small):
        moved = tuple(_moved(face, left, top) for face in mesh.photograph(part))
        if moved:
            return _bodily(_seen(small, moved), mesh)
    return ()


def _upright(seen: tuple[Seen, ...], mesh: FaceMesh) -> tuple[Seen, ...]:
    roll = roll_deg(seen[0].face.points)
    if abs(roll) <= _MOST_ROLL_DEG:
        return seen
    picture = seen[0].picture
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), roll, 1.0)
    turned = cv2.warpAffine(picture, turn, (width, height), borderValue=_GREY)
    upright = np.asarray(turned, dtype=np.uint8)
    again = _seen(upright, mesh.photograph(upright))
    return again if len(again) >= len(seen) else seen


def _bodily(seen: tuple[Seen, ...], mesh: FaceMesh) -> tuple[Seen, ...]:
    """Without illusions: the engine sees a second face in a collar or a fold now and then."""
    return (*seen[:1], *(one for one in seen[1:] if _is_face(one, mesh)))


def _is_face(seen: Seen, mesh: FaceMesh) -> bool:
    """Whether there is a face when only its place is looked at, enlarged."""
    left, top, right, bottom = seen.look.box
    wide, tall = (right - left) * _ROOM, (bottom - top) * _ROOM
    height, width = seen.picture.shape[:2]
    rows = slice(max(0, int(top - tall)), min(height, int(bottom + tall)))
    columns = slice(max(0, int(left - wide)), min(width, int(right + wide)))
    part = seen.picture[rows, columns]
    if not part.size:
        return False
    scale = _CLOSE_PX / part.shape[1]
    close = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    return bool(mesh.photograph(np.ascontiguousarray(close, dtype=np.uint8)))


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
    others: list[Seen] = []
    before: Pixels | None = None
    for frame, faces in mesh.film(frames):
        at_s = len(moments) / FRAMES_PER_S
        seen = _seen(frame, faces, at_s)
        others = _kept(others, seen[1:])
        moments.append(_moment(before, frame, seen))
        half = int(2 * at_s)
        if seen and (half not in best or _pose_cost(seen[0]) < _pose_cost(best[half])):
            best[half] = seen[0]
        before = frame
    if others and not any(_is_face(one, mesh) for one in others):
        moments = [replace(moment, looks=moment.looks[:1]) for moment in moments]
    places = cuts(moments)
    return Film(tuple(moments), _chosen([best[half] for half in sorted(best)], places), places)


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
        smile=mouth_width(face.points),
    )


def _seen(picture: Pixels, faces: tuple[Face, ...], at_s: float = 0.0) -> tuple[Seen, ...]:
    """Each face once: the engine sometimes follows one face twice."""
    seen: list[Seen] = []
    for face in faces:
        one = Seen(picture, face, measured(picture, face), at_s)
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


def _kept(others: list[Seen], second: tuple[Seen, ...]) -> list[Seen]:
    """The first, the largest and the last of the second faces."""
    if not second:
        return others
    if not others:
        return [second[0]]
    largest = max((*others, second[0]), key=lambda one: one.look.width_px)
    return list(dict.fromkeys((others[0], largest, second[0])))


def _moment(before: Pixels | None, frame: Pixels, seen: tuple[Seen, ...]) -> Moment:
    height, width = frame.shape[:2]
    scale = _THUMB_PX / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    thumb = cv2.cvtColor(cv2.resize(frame, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    shares = np.array([width, height], dtype=np.float32)
    mesh = seen[0].face.points[:, :2].astype(np.float32) / shares if seen else None
    looks = tuple(one.look for one in seen)
    return Moment(looks, _change(before, frame), mesh, np.asarray(thumb, dtype=np.uint8))


def _chosen(seen: list[Seen], places: Sequence[Cut]) -> tuple[Seen, ...]:
    """The best looks: one in two seconds, and one in each part between cuts."""
    edges = [cut.at / FRAMES_PER_S for cut in places]
    parts = [[one for one in seen if sum(one.at_s >= edge for edge in edges) == part]
             for part in range(len(edges) + 1)]  # fmt: skip
    best = [min(part, key=_pose_cost) for part in parts if part][:_MOST_KEPT]
    wanted = min(_MOST_KEPT, max(_LEAST_KEPT, round(len(seen) / 2 / _KEPT_EVERY_S)))
    others = [one for one in _spread(seen, wanted) if all(one is not other for other in best)]
    chosen = [*best, *others][: max(wanted, len(best))]
    return tuple(sorted(chosen, key=lambda one: one.at_s))


def _spread(seen: list[Seen], count: int) -> list[Seen]:
    """The best of as many equal parts of the whole length."""
    shares = np.array_split(np.arange(len(seen)), count)
    return [min((seen[index] for index in part), key=_pose_cost) for part in shares if len(part)]
