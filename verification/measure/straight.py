"""Quadrilaterals out of straight edges: for a card whose outline runs into other things."""

from collections.abc import Iterable
from itertools import combinations, product

import cv2
import numpy as np
import numpy.typing as npt

from verification.engines.ports import Pixels

_LEAST_LENGTH_SHARE = 0.22
_GAP_SHARE = 0.02
_VOTES = 60
_MOST_LINES = 9
_SAME_ANGLE_DEG, _SAME_PLACE_SHARE = 6.0, 0.015
_CROSSING_DEG = 45.0

Segment = npt.NDArray[np.float64]
"""x and y of both ends."""


def crossing_quadrilaterals(lab: Pixels) -> Iterable[npt.NDArray[np.float32]]:
    """Return the corners of all quadrilaterals between the longest straight edges.

    Args:
        lab: a small picture, in Lab: things of like brightness differ in colour.
    """
    strengths = ((12, 40), (6, 16), (6, 16))
    each = [
        cv2.Canny(channel, *two) for channel, two in zip(cv2.split(lab), strengths, strict=True)
    ]
    edges = np.maximum.reduce(each)
    longest = max(lab.shape)
    found = cv2.HoughLinesP(
        edges, 1, np.pi / 360, _VOTES,
        minLineLength=_LEAST_LENGTH_SHARE * longest, maxLineGap=_GAP_SHARE * longest,
    )  # fmt: skip
    if found is None:
        return
    lines = [np.asarray(row, np.float64) for row in np.asarray(found).reshape(-1, 4)]
    first, second = _two_ways(_distinct(lines, longest))
    for one, other in product(combinations(first, 2), combinations(second, 2)):
        corners = [_crossing(one[0], other[0]), _crossing(one[0], other[1])]
        corners += [_crossing(one[1], other[1]), _crossing(one[1], other[0])]
        if all(corner is not None for corner in corners):
            yield np.array(corners, np.float32)


def _distinct(lines: list[Segment], longest: int) -> list[Segment]:
    """Return the lines, the longest first, without those that lie on a longer one."""
    kept: list[Segment] = []
    for line in sorted(lines, key=lambda one: -_length(one)):
        if not any(_is_same(line, other, longest) for other in kept):
            kept.append(line)
    return kept


def _is_same(line: Segment, other: Segment, longest: int) -> bool:
    if _apart_deg(line, other) > _SAME_ANGLE_DEG:
        return False
    along = (other[2:] - other[:2]) / max(_length(other), 1e-6)
    middle = (line[:2] + line[2:]) / 2 - other[:2]
    return abs(float(middle[0] * along[1] - middle[1] * along[0])) < _SAME_PLACE_SHARE * longest


def _two_ways(lines: list[Segment]) -> tuple[list[Segment], list[Segment]]:
    """Return those that run like the longest, and those that run across it."""
    if not lines:
        return [], []
    like = [one for one in lines if _apart_deg(one, lines[0]) < _CROSSING_DEG]
    across = [one for one in lines if _apart_deg(one, lines[0]) >= _CROSSING_DEG]
    return like[:_MOST_LINES], across[:_MOST_LINES]


def _length(line: Segment) -> float:
    return float(np.hypot(line[2] - line[0], line[3] - line[1]))


def _apart_deg(one: Segment, other: Segment) -> float:
    angles = [
        np.degrees(np.arctan2(each[3] - each[1], each[2] - each[0])) for each in (one, other)
    ]
    turned = abs(float(angles[0] - angles[1])) % 180.0
    return min(turned, 180.0 - turned)


def _crossing(one: Segment, other: Segment) -> npt.NDArray[np.float64] | None:
    first, second = one[2:] - one[:2], other[2:] - other[:2]
    matrix = np.array([[first[0], -second[0]], [first[1], -second[1]]])
    if abs(float(np.linalg.det(matrix))) < 1e-3:  # noqa: PLR2004 - parallel
        return None
    step = np.linalg.solve(matrix, other[:2] - one[:2])
    return np.asarray(one[:2] + step[0] * first, np.float64)
