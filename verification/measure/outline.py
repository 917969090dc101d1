"""Finds the card's four corners on a photograph and flattens it (Guide R32: the whole card)."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from verification.engines.ports import Pixels
from verification.measure.perspective import true_shape
from verification.measure.straight import crossing_quadrilaterals

CARD_WIDTH_PX, CARD_HEIGHT_PX = 1012, 638
_ASPECT = CARD_WIDTH_PX / CARD_HEIGHT_PX
_SEARCH_SIDE_PX = 640
_LEAST_AREA_SHARE = 0.06
_SHAPE_TOLERANCE = 0.30
_LEAST_FILL = 0.86
_MIDDLE_OF_SIDE = 0.38
_BORDER_SHARE = 0.008
_SIDE_SAMPLES = 40
_WITHIN_PX = 4.0
_BEYOND_PX = (4.0, 9.0)  # twice: a line on the desk has no other side
_COLOUR_STEP = 4.0
_GROUND_SPREAD = np.array([105.0, 14.0, 14.0], np.float32)
"""By how much a card's ground may differ along its sides: mostly in light."""

_CLEAR_SIDE = 0.6
_HIDDEN_SIDE = 0.4  # so much of one side may lie under a thumb or beside a like colour
_BEYOND_SHARE = 0.04  # of the picture, beyond which no corner of a card can be told
_LEAST_QUALITY = 0.25
_SURE_SCORE = 0.6  # a card-shaped thing with four clear sides over a fifth of the picture

Corners = npt.NDArray[np.float32]
"""Top left, top right, bottom right, bottom left, as 4 x 2 pixels."""


@dataclass(frozen=True, slots=True)
class Flattened:
    """The card alone, seen straight from above.

    Attributes:
        picture: the pixels.
        to_photo: the 3 x 3 matrix from its pixels to those of the photograph.
        corners: the card's corners on the photograph; None when no outline was found.
    """

    picture: Pixels
    to_photo: npt.NDArray[np.float64]
    corners: Corners | None


def find_outline(photo: Pixels) -> Corners | None:
    """Return the corners of the best card-shaped quadrilateral, long side on top."""
    scale = min(1.0, _SEARCH_SIDE_PX / max(photo.shape[:2]))
    small = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    area = float(small.shape[0] * small.shape[1])
    lab = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2LAB), (5, 5), 0)
    colours = np.asarray(lab, np.float32)
    best: tuple[float, Corners] = (0.0, standard_corners(0, 0))
    for corners, size in _candidates(np.asarray(lab, np.uint8), area):
        score = _score(corners, size / area, colours)
        if score > best[0]:
            best = (score, corners)
        if best[0] > _SURE_SCORE:
            break
    return None if best[0] <= 0 else np.asarray(best[1] / scale, np.float32)


def _candidates(lab: Pixels, area: float) -> Iterable[tuple[Corners, float]]:
    """Return the shapes in the picture, and at last those between straight edges."""
    for mask in _candidate_masks(lab):
        yield from _quadrilaterals(mask, area)
    for corners in crossing_quadrilaterals(lab):
        ordered = _ordered(corners)
        size = float(cv2.contourArea(ordered))
        fits = _LEAST_AREA_SHARE * area < size < area
        if fits and _is_card_shaped(ordered, size, (lab.shape[1], lab.shape[0])):
            yield ordered, size


def flatten(photo: Pixels, corners: Corners | None) -> Flattened:
    """Return the card in its standard size; without corners the whole photograph, scaled."""
    if corners is None:
        return _scaled(photo)
    size = (CARD_WIDTH_PX, CARD_HEIGHT_PX)
    matrix = cv2.getPerspectiveTransform(corners, standard_corners(*size))
    picture = np.asarray(cv2.warpPerspective(photo, matrix, size, flags=cv2.INTER_AREA), np.uint8)
    return Flattened(picture, np.linalg.inv(matrix), corners)


def turned(card: Flattened, quarter_turns: int) -> Flattened:
    """Return the card turned counter-clockwise by so many quarters."""
    if quarter_turns % 4 == 0:
        return card
    height, width = card.picture.shape[:2]
    picture = np.ascontiguousarray(np.rot90(card.picture, quarter_turns))
    new_height, new_width = picture.shape[:2]
    ends = np.roll(standard_corners(width, height), -quarter_turns, axis=0)
    back = cv2.getPerspectiveTransform(standard_corners(new_width, new_height), ends)
    return Flattened(picture, card.to_photo @ back, card.corners)


def standard_corners(width: int, height: int) -> Corners:
    """Return the corners of an upright rectangle."""
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)


def sides(corners: Corners) -> tuple[float, float]:
    """Return the mean length of the horizontal and of the vertical sides."""
    lengths = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    return float((lengths[0] + lengths[2]) / 2), float((lengths[1] + lengths[3]) / 2)


def aspect_error(corners: Corners, width: int, height: int) -> float:
    """Return by which share the card's true proportion is off."""
    shape = true_shape(corners, (width, height), _ASPECT)
    return abs(shape.proportion / _ASPECT - 1)


def sides_on_border(corners: Corners, width: int, height: int) -> int:
    """Return how many of the card's sides lie on the photograph's own border."""
    ends = zip(corners, np.roll(corners, -1, axis=0), strict=True)
    return sum(_is_on_border(np.stack(both), width, height) for both in ends)


def _is_on_border(both: Corners, width: int, height: int) -> bool:
    margin = _BORDER_SHARE * max(width, height)
    return bool(
        (both[:, 0] < margin).all()
        or (both[:, 1] < margin).all()
        or (both[:, 0] > width - margin).all()
        or (both[:, 1] > height - margin).all()
    )


def _score(corners: Corners, share: float, lab: npt.NDArray[np.float32]) -> float:
    """Return how much speaks for a card: sides where colours change, shape and size.

    Two neighbouring sides may lie on the photograph's border, when the card runs out of a corner
    of it; but then the other two must be there.
    """
    room = np.array([lab.shape[1], lab.shape[0]], np.float32)
    if (corners < -_BEYOND_SHARE * room).any() or (corners > (1 + _BEYOND_SHARE) * room).any():
        return 0.0
    steps = _steps(corners, lab)
    shown = [step for step in steps if step is not None]
    if len(shown) < 2 or (len(shown) == 2 and min(shown) < _CLEAR_SIDE):  # noqa: PLR2004 - of four sides
        return 0.0
    clear: float = sum(shown) / len(shown) * min(1.0, min(shown) + _HIDDEN_SIDE)
    quality = clear * clear * _likeness(corners, (lab.shape[1], lab.shape[0]))
    return float(quality * share**0.25) if quality > _LEAST_QUALITY else 0.0


def _steps(corners: Corners, lab: npt.NDArray[np.float32]) -> list[float | None]:
    """Return for each side along which share of it the card ends; None on the border.

    There the colour changes for good, and within it is the same around the whole card: a line of
    text or the edge of another thing has no such side.
    """
    after = np.roll(corners, -1, axis=0)
    along = np.linspace(0.08, 0.92, _SIDE_SAMPLES)[None, :, None]
    points = corners[:, None] + (after - corners)[:, None] * along
    way = np.stack([corners[:, 1] - after[:, 1], after[:, 0] - corners[:, 0]], axis=1)
    way = way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-6)
    towards = np.sign(np.sum((corners.mean(axis=0) - corners) * way, axis=1))
    inward = (towards[:, None] * way)[:, None]
    near = _colours(lab, points + _WITHIN_PX * inward)
    beyond = [_colours(lab, points - at * inward) for at in _BEYOND_PX]
    ends = np.all([np.linalg.norm(near - far, axis=2) > _COLOUR_STEP for far in beyond], axis=0)
    ground = np.median(near.reshape(-1, 3), axis=0)
    alike = (np.abs(near - ground) < _GROUND_SPREAD).all(axis=2)
    shares = (ends & alike).mean(axis=1)
    size = (lab.shape[1], lab.shape[0])
    return [
        None if _is_on_border(np.stack([start, end]), *size) else float(share)
        for start, end, share in zip(corners, after, shares, strict=True)
    ]


def _colours(
    lab: npt.NDArray[np.float32], points: npt.NDArray[np.floating[Any]]
) -> npt.NDArray[np.float32]:
    height, width = lab.shape[:2]
    columns = np.clip(points[..., 0].round().astype(int), 0, width - 1)
    rows = np.clip(points[..., 1].round().astype(int), 0, height - 1)
    return np.asarray(lab[rows, columns], np.float32)


def _likeness(corners: Corners, size: tuple[int, int]) -> float:
    """Return how near the true shape is to a card's, 0 to 1."""
    return 1.0 - min(1.0, 1.5 * true_shape(corners, size, _ASPECT).off(_ASPECT))


def _scaled(photo: Pixels) -> Flattened:
    height, width = photo.shape[:2]
    scale = min(1.0, 1.6 * CARD_WIDTH_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    picture = np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)
    back = np.diag([width / size[0], height / size[1], 1.0])
    return Flattened(picture, back, None)


def _candidate_masks(lab: Pixels) -> Iterable[Pixels]:
    """Return shapes by edges and by brightness or colour against the desk.

    The lowest edges are for a card on a white desk, which differs by a shadow only.
    """
    channels = cv2.split(lab)
    strengths = [*product(channels, ((20, 60), (50, 140))), (channels[0], (8, 24))]
    for channel, (low, high) in strengths:
        edges = cv2.Canny(channel, low, high)
        yield np.asarray(cv2.dilate(edges, np.ones((3, 3), np.uint8)), np.uint8)
    for channel in channels:
        _, mask = cv2.threshold(channel, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        for shape in (mask, cv2.bitwise_not(mask)):
            closed = cv2.morphologyEx(shape, cv2.MORPH_CLOSE, np.ones((13, 13), np.uint8))
            yield np.asarray(closed, np.uint8)


def _quadrilaterals(mask: Pixels, area: float) -> Iterable[tuple[Corners, float]]:
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:4]:
        hull = cv2.convexHull(contour)
        size = float(cv2.contourArea(hull))
        if size < _LEAST_AREA_SHARE * area:
            break
        corners = _four_corners(hull)
        if corners is not None and _is_card_shaped(corners, size, (mask.shape[1], mask.shape[0])):
            yield corners, size


def _four_corners(hull: npt.NDArray[Any]) -> Corners | None:
    """Return the hull's four straight sides' crossings: a card's corners are round."""
    around = cv2.arcLength(hull, closed=True)
    for share in (0.02, 0.03, 0.045, 0.06):
        outline = cv2.approxPolyDP(hull, share * around, closed=True)
        if len(outline) == 4:  # noqa: PLR2004 - a quadrilateral
            return _ordered(_sharpened(hull, outline.reshape(4, 2).astype(np.float32)))
    return None


def _sharpened(hull: npt.NDArray[Any], rough: Corners) -> Corners:
    """Fit a line to the middle of each side and return where neighbours cross."""
    points = _densely(hull.reshape(-1, 2).astype(np.float32))
    lines = []
    for start, end in zip(rough, np.roll(rough, -1, axis=0), strict=True):
        along, length = end - start, float(np.linalg.norm(end - start))
        unit = along / max(length, 1e-6)
        offset = points - start
        position = offset @ unit / max(length, 1e-6)
        distance = np.abs(offset[:, 0] * unit[1] - offset[:, 1] * unit[0])
        inner = np.abs(position - 0.5) < _MIDDLE_OF_SIDE
        near = points[inner & (distance < 0.03 * length + 2)]
        if len(near) < 2:  # noqa: PLR2004 - a line needs two points
            return rough
        lines.append(cv2.fitLine(near, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel())
    crossings = [_crossing(lines[index - 1], lines[index]) for index in range(4)]
    found = [point for point in crossings if point is not None]
    return rough if len(found) < 4 else np.array(found, np.float32)  # noqa: PLR2004 - four corners


def _densely(points: Corners) -> Corners:
    """Return points along the outline, about one a pixel."""
    pieces = []
    for start, end in zip(points, np.roll(points, -1, axis=0), strict=True):
        steps = max(2, int(np.linalg.norm(end - start)))
        pieces.append(start + (end - start) * np.linspace(0, 1, steps)[:, None])
    return np.asarray(np.concatenate(pieces), np.float32)


def _crossing(
    one: npt.NDArray[np.float32], other: npt.NDArray[np.float32]
) -> npt.NDArray[np.float64] | None:
    matrix = np.array([[one[0], -other[0]], [one[1], -other[1]]], np.float64)
    if abs(np.linalg.det(matrix)) < 1e-3:  # noqa: PLR2004 - parallel
        return None
    step = np.linalg.solve(matrix, np.array([other[2] - one[2], other[3] - one[3]], np.float64))
    return np.asarray(one[2:4] + step[0] * one[0:2], np.float64)


def _ordered(points: Corners) -> Corners:
    """Return the corners clockwise with a long side first, beginning near the top left."""
    middle = points.mean(axis=0)
    angles = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
    clockwise = np.asarray(points[np.argsort(angles)], np.float32)
    across, down = sides(clockwise)
    first = clockwise if across >= down else np.roll(clockwise, 1, axis=0)
    return np.asarray(first, np.float32)


def _is_card_shaped(corners: Corners, area: float, size: tuple[int, int]) -> bool:
    if sides(corners)[1] < 1 or not cv2.isContourConvex(corners.astype(np.int32)):
        return False
    fill = area / max(float(cv2.contourArea(corners)), 1.0)
    near = true_shape(corners, size, _ASPECT).off(_ASPECT) < _SHAPE_TOLERANCE
    return near and _LEAST_FILL < fill < 1 / _LEAST_FILL
