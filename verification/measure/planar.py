"""Whether a film shows a picture that is moved about instead of a head.

A head that moves turns a little, blinks, speaks: its mesh changes in itself. A photograph held
before the camera, however it is shifted, zoomed or tilted, only changes as a plane does, and
what surrounds the face on it moves exactly as the face does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Flat: TypeAlias = NDArray[np.float32]
Grey: TypeAlias = NDArray[np.uint8]

LEAST_FRAMES = 8
_OUTER_EYES = (33, 263)
_COMPARED = 6
_RING = (1.25, 1.9)
_LEAST_RING_PX = 60
_FLAT_SPREAD = 2.0


@dataclass(frozen=True, slots=True)
class Motion:
    """How a face moved; shares are of the distance of the outer corners of its eyes.

    Attributes:
        moved: how far its points were from where they are in the middle of the film, in the
            liveliest tenth of the frames.
        bent: what of that no movement of a plane explains, in the liveliest tenth.
    """

    moved: float
    bent: float


def motion(meshes: Sequence[Flat]) -> Motion | None:
    """Compare each mesh (468 rows of x, y) with the one in the middle; None for too few."""
    if len(meshes) < LEAST_FRAMES:
        return None
    known = meshes[len(meshes) // 2]
    scale = max(float(np.linalg.norm(known[_OUTER_EYES[0]] - known[_OUTER_EYES[1]])), 1.0)
    moved = [_root_mean_square(mesh - known) / scale for mesh in meshes]
    bent = [_root_mean_square(mesh - _as_plane(known, mesh)) / scale for mesh in meshes]
    return Motion(float(np.percentile(moved, 90)), float(np.percentile(bent, 90)))


def surroundings_follow(meshes: Sequence[Flat], pictures: Sequence[Grey]) -> float | None:
    """By how much better the surroundings fit if they are moved as the face was.

    Args:
        meshes: of the main face, in shares of the picture's width and height.
        pictures: small grey pictures of the same frames, all of one size.

    Returns:
        The correlation of the ring around the face after the face's movement is undone, less
        the one without undoing it: above 0 they move with the face, below 0 they stay behind.
        None when the ring is bare or nothing moved.
    """
    if len(meshes) < LEAST_FRAMES:
        return None
    at = len(meshes) // 2
    height, width = pictures[at].shape
    size = np.array([width, height], dtype=np.float32)
    known = meshes[at] * size
    ring = _ring(known, (height, width))
    if ring.sum() < _LEAST_RING_PX or float(pictures[at][ring].std()) < _FLAT_SPREAD:
        return None
    away = [_root_mean_square(mesh * size - known) for mesh in meshes]
    gains = [
        gain
        for index in np.argsort(away)[::-1][:_COMPARED]
        if (gain := _gain(known, meshes[index] * size, (pictures[at], pictures[index]), ring))
        is not None
    ]
    return float(np.median(gains)) if gains else None


def _as_plane(known: Flat, mesh: Flat) -> Flat:
    """Where the known points come to lie by the movement of a plane that suits best."""
    matrix, _ = cv2.findHomography(known, mesh, 0)
    if matrix is None:
        return known
    return np.asarray(cv2.perspectiveTransform(known[None], matrix)[0], dtype=np.float32)


def _ring(points: Flat, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """What lies around the head, without the shoulders below it."""
    low, high = points.min(axis=0), points.max(axis=0)
    middle, half = (low + high) / 2, (high - low) / 2
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]]
    away = np.hypot((columns - middle[0]) / half[0], (rows - middle[1]) / half[1])
    inside = (away > _RING[0]) & (away < _RING[1])
    return np.asarray(inside & (rows < high[1]))


def _gain(
    known: Flat, mesh: Flat, pictures: tuple[Grey, Grey], ring: NDArray[np.bool_]
) -> float | None:
    matrix, _ = cv2.estimateAffine2D(mesh, known, method=cv2.LMEDS)
    if matrix is None:
        return None
    first, other = pictures
    back = np.asarray(cv2.warpAffine(other, matrix, first.shape[::-1]), dtype=np.uint8)
    shown = cv2.warpAffine(np.full_like(other, 255), matrix, first.shape[::-1])
    seen = ring & (shown > 254)  # noqa: PLR2004 - wholly inside the picture
    if seen.sum() < _LEAST_RING_PX:
        return None
    moved = _correlation(first[seen], back[seen])
    stayed = _correlation(first[seen], other[seen])
    return None if moved is None or stayed is None else moved - stayed


def _correlation(one: Grey, other: Grey) -> float | None:
    a, b = one.astype(np.float64), other.astype(np.float64)
    spread = float(a.std() * b.std())
    if spread < _FLAT_SPREAD:
        return None
    return float(np.mean((a - a.mean()) * (b - b.mean())) / spread)


def _root_mean_square(away: Flat) -> float:
    return float(np.sqrt(np.mean(np.sum(away**2, axis=1))))
