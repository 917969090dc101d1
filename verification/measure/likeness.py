"""Whether two pictures of a face are one and the same picture, not two of the same person.

Two photographs of a person differ in pose, expression and light; a picture that was photographed
again or copied has the same of all three, however it was scaled, tilted or compressed.
"""

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]
Pixels: TypeAlias = NDArray[np.uint8]

_WIDE, _TALL = 96, 112
_COARSE_PX = 12.0
_FINE_PX = 1.0
_OUTER_EYES = (33, 263)
_LEAST_SPREAD = 1e-6


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two pictures of a face are.

    Attributes:
        shape: what of one mesh no affine movement of the other explains, as a share of the
            distance of the outer corners of the eyes; below .02 the pose is the same.
        shading: the correlation of the aligned faces without their coarse light; above .9 the
            picture is the same.
    """

    shape: float
    shading: float


def likeness(one: tuple[Pixels, Points], other: tuple[Pixels, Points]) -> Likeness:
    """Compare two faces, each in its picture with the points of its mesh."""
    shape = _shape(one[1][:, :2], other[1][:, :2])
    first, second = _laid(*one, one[1]), _laid(*other, one[1])
    inside = _inside(one[1])
    a, b = first[inside], second[inside]
    spread = float(a.std() * b.std())
    if spread < _LEAST_SPREAD:
        return Likeness(shape, 0.0)
    return Likeness(shape, float(np.mean((a - a.mean()) * (b - b.mean())) / spread))


def _shape(one: Points, other: Points) -> float:
    scale = max(float(np.linalg.norm(one[_OUTER_EYES[0]] - one[_OUTER_EYES[1]])), 1.0)
    padded = np.hstack([other, np.ones((len(other), 1))])
    matrix, *_ = np.linalg.lstsq(padded, one, rcond=None)
    return float(np.sqrt(np.mean(np.sum((padded @ matrix - one) ** 2, axis=1)))) / scale


def _grid(points: Points) -> Points:
    """Where the points lie on a small upright picture that the mesh just fills."""
    low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    return np.asarray((points[:, :2] - low) / (high - low) * np.array([_WIDE - 1, _TALL - 1]))


def _laid(picture: Pixels, points: Points, model: Points) -> NDArray[np.float32]:
    """The face laid over the model's grid, without the coarse light."""
    source, target = points[:, :2].astype(np.float32), _grid(model).astype(np.float32)
    matrix, _ = cv2.estimateAffine2D(source, target, method=cv2.LMEDS)
    if matrix is None:
        return np.zeros((_TALL, _WIDE), np.float32)
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    scale = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    if scale < 1.0:
        grey = cv2.GaussianBlur(grey, (0, 0), 0.5 / scale)
    face = cv2.warpAffine(grey, matrix, (_WIDE, _TALL)).astype(np.float32)
    fine = cv2.GaussianBlur(face, (0, 0), _FINE_PX)
    return np.asarray(fine - cv2.GaussianBlur(face, (0, 0), _COARSE_PX), dtype=np.float32)


def _inside(model: Points) -> NDArray[np.bool_]:
    mask = np.zeros((_TALL, _WIDE), np.uint8)
    hull = cv2.convexHull(np.round(_grid(model)).astype(np.int32))
    cv2.fillConvexPoly(mask, hull, (1,))
    return np.asarray(mask > 0)
