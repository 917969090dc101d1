"""Numbers on one face: how open the eyes and the mouth are, where it looks, where it is.

All are ratios within the face, so that neither distance nor resolution matters.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]
Box: TypeAlias = tuple[float, float, float, float]

_EYES = (
    (33, 133, ((160, 144), (158, 153))),
    (263, 362, ((387, 373), (385, 380))),
)
_INNER_LIP_MIDDLE, _INNER_LIP_CORNERS = (13, 14), (78, 308)
_LIP_CORNERS = (61, 291)
_CHEEKS, _NOSE_TIP, _EYE_CORNERS = (234, 454), 1, (33, 263)


def eye_openness(points: Points) -> float:
    """The eye aspect ratio, the mean of both eyes: about .3 open, below .15 shut."""
    ratios = []
    for outer, inner, lids in _EYES:
        opening = np.mean([_distance(points, upper, lower) for upper, lower in lids])
        ratios.append(float(opening) / _distance(points, outer, inner))
    return float(np.mean(ratios))


def mouth_openness(points: Points) -> float:
    """The mouth aspect ratio: about 0 shut, up to .33 in a toothy smile, above that open."""
    return _distance(points, *_INNER_LIP_MIDDLE) / _distance(points, *_INNER_LIP_CORNERS)


def mouth_width(points: Points) -> float:
    """The mouth's width over the distance of the outer corners of the eyes.

    About .5, in a smile .65 to .85; a turned head shortens both.
    """
    return _distance(points, *_LIP_CORNERS) / _distance(points, *_EYE_CORNERS)


def yaw_ratio(points: Points) -> float:
    """Where the nose lies between the cheeks: 0 in the middle, -1 and 1 at their edges.

    Measured along the line of the eyes, so that a tilted head is not a turned one.
    """
    left, right = (points[index, :2] for index in _EYE_CORNERS)
    axis = (right - left) / max(float(np.linalg.norm(right - left)), 1e-6)
    along = points[[*_CHEEKS, _NOSE_TIP], :2] @ axis
    low, high = sorted((float(along[0]), float(along[1])))
    return (2.0 * float(along[2]) - low - high) / max(high - low, 1e-6)


def roll_deg(points: Points) -> float:
    """How far the line of the eyes is from level; near 180 when upside down."""
    left, right = (points[index, :2] for index in _EYE_CORNERS)
    return float(np.degrees(np.arctan2(right[1] - left[1], right[0] - left[0])))


def face_box(points: Points) -> Box:
    """Left, top, right and bottom of the mesh, in pixels."""
    low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def face_width(points: Points) -> float:
    """The mesh's larger extent across, in pixels: a turned face does not count as smaller."""
    left, top, right, bottom = face_box(points)
    return max(right - left, (bottom - top) * 0.8)


def outside_share(points: Points, width: int, height: int) -> float:
    """Which share of the mesh lies beyond the picture's border."""
    x, y = points[:, 0], points[:, 1]
    return float(np.mean((x < 0) | (y < 0) | (x > width) | (y > height)))


def overlap(one: Box, other: Box) -> float:
    """Intersection over the smaller box: 1 if one lies within the other."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min(_area(one), _area(other))
    return max(across, 0.0) * max(down, 0.0) / max(smaller, 1e-6)


def brightness(picture: NDArray[np.uint8], box: Box) -> float:
    """The mean grey level (0-255) inside the box."""
    left, top, right, bottom = (max(0, int(edge)) for edge in box)
    part = picture[top : bottom + 1, left : right + 1]
    return float(part.mean()) if part.size else 0.0


def distance(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The Euclidean distance of two face descriptions."""
    return float(np.linalg.norm(one - other))


def widest_gap(descriptions: Sequence[NDArray[np.float64]]) -> float:
    """The least distance between the two groups that at least two descriptions fall into.

    Single linkage: one person's looks are a chain of near ones, however the face moves; another
    person's are a second group.
    """
    joined, left, widest = [descriptions[0]], list(descriptions[1:]), 0.0
    while left:
        away = [min(distance(one, other) for other in joined) for one in left]
        nearest = int(np.argmin(away))
        widest = max(widest, away[nearest])
        joined.append(left.pop(nearest))
    return widest


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def _distance(points: Points, one: int, other: int) -> float:
    return max(float(np.linalg.norm(points[one, :2] - points[other, :2])), 1e-6)
