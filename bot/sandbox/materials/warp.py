"""Moves a face in a photograph: eyes shut, mouth open, head turned.

The photographs are public-domain portraits that two packages carry; where their 468 mesh points
lie stands in `data/landmarks.json`, so that drawing needs no face engine. A pose moves the mesh
points, and the picture follows them piece by piece.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels: TypeAlias = NDArray[np.uint8]
Points: TypeAlias = NDArray[np.float64]

WIDTH, HEIGHT = 480, 640
"""The size of every sitting, in pixels; the landmarks are given in it."""

_NOSE_REACH = 0.75
"""How far the nose stands out from the axis of a turn, as a share of the face's width."""

_EYES = (
    ((246, 161, 160, 159, 158, 157, 173), (7, 163, 144, 145, 153, 154, 155)),
    ((466, 388, 387, 386, 385, 384, 398), (249, 390, 373, 374, 380, 381, 382)),
)
_EYE_CORNERS = ((33, 133), (263, 362))
_LASHES_FROM = 0.7
_LID_FOLDS = (
    ((247, 30, 29, 27, 28, 56, 190), (246, 161, 160, 159, 158, 157, 173)),
    ((467, 260, 259, 257, 258, 286, 414), (466, 388, 387, 386, 385, 384, 398)),
)
_UPPER_INNER_LIP = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
_LOWER_INNER_LIP = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
_UPPER_LIP = (*_UPPER_INNER_LIP, 61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291)
_MOUTH_CORNERS = (61, 291)
_CHIN = 152


@dataclass(frozen=True, slots=True)
class Pose:
    """What the face does.

    Attributes:
        eyes_shut: 0 (as photographed) to 1 (shut).
        mouth_open: 0 (as photographed) to 1 (wide open).
        yaw_deg: turn of the head; positive turns the nose to the picture's right.
        smile: 0 (as photographed) to 1 (a wide smile with the mouth shut).
    """

    eyes_shut: float = 0.0
    mouth_open: float = 0.0
    yaw_deg: float = 0.0
    smile: float = 0.0


@dataclass(frozen=True, eq=False, slots=True)
class Sitter:
    """A portrait with the mesh points of its face."""

    pixels: Pixels
    points: Points


@lru_cache(maxsize=1)
def astronaut() -> Sitter:
    """The demo customers' face: NASA's portrait that scikit-image carries (public domain)."""
    from skimage.data import astronaut as portrait

    picture = Image.fromarray(portrait())  # type: ignore[no-untyped-call] # untyped library
    return _sitter("astronaut", picture, (105, 0, 345, 320))


@lru_cache(maxsize=1)
def admiral() -> Sitter:
    """Another person: the US Navy's portrait that matplotlib carries (public domain)."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("matplotlib, whose sample portrait is used, is not installed")
    path = Path(spec.origin).parent / "mpl-data" / "sample_data" / "grace_hopper.jpg"
    return _sitter("admiral", Image.open(path), (16, 0, 466, 600))


def _sitter(key: str, picture: Image.Image, box: tuple[int, int, int, int]) -> Sitter:
    cut = picture.convert("RGB").crop(box).resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    path = Path(__file__).parent / "data" / "landmarks.json"
    points = np.array(json.loads(path.read_text(encoding="utf-8"))[key], dtype=np.float64)
    return Sitter(np.asarray(cut, dtype=np.uint8), points)


def posed(sitter: Sitter, pose: Pose) -> Pixels:
    """The sitter's picture with the face in `pose`."""
    if pose == Pose():
        return sitter.pixels.copy()
    smiling = _smile(_shut_eyes(sitter.points, pose.eyes_shut), pose.smile)
    moved = _turn(_open_mouth(smiling, pose), pose.yaw_deg)
    picture = _follow(sitter, moved)
    if pose.eyes_shut > _LASHES_FROM:
        picture = _lashes(picture, moved)
    return _mouth_inside(picture, moved, pose.mouth_open) if pose.mouth_open > 0 else picture


def _shut_eyes(points: Points, amount: float) -> Points:
    moved = points.copy()
    for upper, lower in _EYES:
        gap = points[list(lower)] - points[list(upper)]
        moved[list(upper)] += gap * 0.94 * amount
        moved[list(lower)] -= gap * 0.04 * amount
    for fold, lid in _LID_FOLDS:
        moved[list(fold)] += (moved[list(lid)] - points[list(lid)]) * 0.35
    return moved


def _open_mouth(points: Points, pose: Pose) -> Points:
    """Lower lip, jaw and chin go down, most in the middle, the corners a little inwards."""
    moved = points.copy()
    corners = points[list(_MOUTH_CORNERS)]
    middle, half = corners[:, 0].mean(), np.ptp(corners[:, 0]) / 2
    mouth_y = points[list(_UPPER_INNER_LIP), 1].mean()
    below = np.clip((points[:, 1] - mouth_y) / (points[_CHIN, 1] - mouth_y) * 3.0, 0.0, 1.0)
    across = np.clip(1.0 - ((points[:, 0] - middle) / (half * 1.9)) ** 2, 0.0, 1.0)
    lips = np.clip(1.0 - ((points[:, 0] - middle) / (half * 1.02)) ** 2, 0.0, 1.0)
    inside = list(_LOWER_INNER_LIP[1:-1])
    weight = below * across
    weight[inside] = np.sqrt(lips[inside])
    weight[list(_UPPER_LIP)] = 0.0
    moved[:, 1] += weight * pose.mouth_open * half * 0.95
    near = np.exp(-(((points[:, 1] - mouth_y) / half) ** 2)) * across
    moved[:, 0] -= (points[:, 0] - middle) * 0.18 * pose.mouth_open * near
    return moved


def _smile(points: Points, amount: float) -> Points:
    """The corners of the mouth go outwards and up, and what is near goes along."""
    if not amount:
        return points
    moved = points.copy()
    corners = points[list(_MOUTH_CORNERS), :2]
    half = np.ptp(corners[:, 0]) / 2
    middle = corners[:, 0].mean()
    for corner in corners:
        near = np.exp(-np.sum(((points[:, :2] - corner) / (half * 0.75)) ** 2, axis=1))
        outwards = np.sign(corner[0] - middle)
        moved[:, 0] += near * amount * outwards * half * 0.34
        moved[:, 1] -= near * amount * half * 0.20
    return moved


def _turn(points: Points, yaw_deg: float) -> Points:
    """Bulge the face sideways, most at the nose and not at all beyond the hair.

    A true rotation of the mesh would fold the far cheek over itself; this never does.
    """
    if not yaw_deg:
        return points
    low, high = points.min(axis=0), points.max(axis=0)
    middle = np.array([points[[234, 454], 0].mean(), (low[1] + high[1]) / 2])
    reach = np.array([0.70 * (high[0] - low[0]), 0.85 * (high[1] - low[1])])
    away = np.linalg.norm((points[:, :2] - middle) / reach, axis=1)
    share = np.cos(np.pi / 2 * np.clip(away, 0.0, 1.0)) ** 2
    moved = points.copy()
    moved[:, 0] += share * np.sin(np.deg2rad(yaw_deg)) * _NOSE_REACH * (high[0] - low[0])
    return moved


def _follow(sitter: Sitter, moved: Points) -> Pixels:
    """Carry every pixel along with the mesh points around it; the picture's rim stays."""
    from scipy.interpolate import LinearNDInterpolator

    rim = _rim(sitter.points)
    target = np.vstack([moved[:, :2], rim])
    source = np.vstack([sitter.points[:, :2], rim])
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    grid = LinearNDInterpolator(target, source, fill_value=0.0)(columns, rows).astype(np.float32)
    across, down = np.ascontiguousarray(grid[..., 0]), np.ascontiguousarray(grid[..., 1])
    return np.asarray(cv2.remap(sitter.pixels, across, down, cv2.INTER_LINEAR), dtype=np.uint8)


def _rim(points: Points) -> Points:
    """Fixed points: the picture's border, and a ring around the hair."""
    along_x, along_y = np.linspace(0, WIDTH, 9), np.linspace(0, HEIGHT, 9)
    edge = [(x, y) for x in along_x for y in (0.0, HEIGHT)]
    edge += [(x, y) for x in (0.0, WIDTH) for y in along_y[1:-1]]
    middle = (points.min(axis=0) + points.max(axis=0))[:2] / 2
    radii = np.ptp(points[:, :2], axis=0) * np.array([0.86, 0.92])
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    ring = middle + np.stack([np.cos(angles), np.sin(angles)], axis=1) * radii
    ring = np.clip(ring, 2.0, (WIDTH - 2.0, HEIGHT - 2.0))
    return np.vstack([np.array(edge, dtype=np.float64), ring])


def _mouth_inside(picture: Pixels, points: Points, amount: float) -> Pixels:
    """Darken the open mouth and leave a row of upper teeth."""
    upper, lower = points[list(_UPPER_INNER_LIP), :2], points[list(_LOWER_INNER_LIP), :2]
    dark = _blend(picture, np.vstack([upper, lower[::-1]]), (58, 22, 26), min(1.0, amount * 2.5))
    teeth = upper + (lower - upper) * 0.22
    return _blend(dark, np.vstack([upper, teeth[::-1]]), (214, 203, 194), min(1.0, amount * 2.5))


def _lashes(picture: Pixels, points: Points) -> Pixels:
    """Draw the dark line in which shut lids meet."""
    for (upper, _), corners in zip(_EYES, _EYE_CORNERS, strict=True):
        line = points[[corners[0], *upper, corners[1]], :2]
        below = line[::-1] + np.array([0.0, 2.5])
        picture = _blend(picture, np.vstack([line, below]), (62, 42, 36), 0.8)
    return picture


def _blend(picture: Pixels, outline: Points, colour: tuple[int, int, int], share: float) -> Pixels:
    mask = np.zeros(picture.shape[:2], dtype=np.uint8)
    cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], (255,))
    alpha = cv2.GaussianBlur(mask, (0, 0), 1.6)[..., None].astype(np.float32) / 255 * share
    return np.asarray(
        picture * (1 - alpha) + np.array(colour, dtype=np.float32) * alpha, dtype=np.uint8
    )
