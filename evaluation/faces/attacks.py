"""What somebody may hold before the camera instead of a face of their own."""

from collections.abc import Iterator, Sequence
from itertools import islice

import cv2
import numpy as np

from bot.sandbox.materials.clips import FRAMES_PER_S
from bot.sandbox.materials.warp import Pixels, Points
from dialogs.kinds import Action
from evaluation.faces.people import SECONDS, SITTERS, film, picture

_COUNT = int(SECONDS * FRAMES_PER_S)
_LOWER_FACE = (
    234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361,
    323, 454, 347, 197, 118,
)  # fmt: skip
_EYES = ((33, 133, 159, 145, 230, 52), (263, 362, 386, 374, 450, 282))


def noisy(shown: Pixels, seed: int, noise: float = 2.0) -> Pixels:
    """The picture with a sensor's noise."""
    drawn = np.random.default_rng(seed).normal(0.0, noise, shown.shape)
    return np.asarray(np.clip(shown + drawn, 0, 255), dtype=np.uint8)


def still(person: str, noise: float = 0.0) -> Iterator[Pixels]:
    """A photograph on a stand."""
    shown = picture(person, Action.LOOK_AHEAD)
    for index in range(_COUNT):
        yield noisy(shown, index, noise)


def waved(
    person: str, *, shift: float = 0.0, zoom: float = 0.0, tilt_rad: float = 0.0
) -> Iterator[Pixels]:
    """A photograph moved before the camera.

    Args:
        person: who is on it.
        shift: to and fro, as a share of its width.
        zoom: nearer and farther, as a share.
        tilt_rad: about its upright axis, as a sheet of paper.
    """
    shown = picture(person, Action.LOOK_AHEAD)
    height, width = shown.shape[:2]
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    middle = np.array([width / 2, height / 2])
    for index in range(_COUNT):
        at_s = index / FRAMES_PER_S
        angle, size = tilt_rad * np.sin(2.1 * at_s), 1 + zoom * np.sin(1.7 * at_s)
        offset = shift * width * np.array([np.sin(1.3 * at_s), 0.6 * np.cos(1.9 * at_s)])
        from_middle = flat - middle
        depth = 1.5 * width - from_middle[:, :1] * np.sin(angle)
        seen = 1.5 * width * from_middle * [np.cos(angle), 1.0] / depth * size + middle + offset
        matrix = cv2.getPerspectiveTransform(flat, np.asarray(seen, np.float32))
        moved = cv2.warpPerspective(shown, matrix, (width, height), borderMode=cv2.BORDER_REFLECT)
        yield noisy(np.asarray(moved, dtype=np.uint8), index)


def on_screen(shown: Pixels, strength: float, period_px: float = 3.3) -> Pixels:
    """A picture filmed off a screen: the grid of its picture elements lies over everything."""
    y, x = np.mgrid[0 : shown.shape[0], 0 : shown.shape[1]].astype(np.float32)
    u, v = x * 0.995 + y * 0.1, y * 0.995 - x * 0.1
    grid = np.sin(2 * np.pi * u / period_px) * np.sin(2 * np.pi * v / period_px)
    grid += 0.6 * np.sin(2 * np.pi * u / (1.25 * period_px))
    return np.asarray(np.clip(shown * (1 + strength * grid[..., None]), 0, 255), dtype=np.uint8)


def stitched(parts: Sequence[tuple[str, Action]]) -> Iterator[Pixels]:
    """One film after another, an equal share of each."""
    share = _COUNT // len(parts)
    for person, action in parts:
        middle = (_COUNT - share) // 2
        yield from islice(film(person, action), middle, middle + share)


def spliced(person: str, action: Action) -> Iterator[Pixels]:
    """Two takes of one person joined, the phone held elsewhere in the second."""
    half = _COUNT // 2
    yield from islice(film(person, Action.LOOK_AHEAD), half)
    for frame in islice(film(person, action), half, None):
        moved = np.roll(frame, (24, 70), (0, 1))
        yield np.asarray(moved, dtype=np.uint8)


def faded(person: str, other: str, action: Action) -> Iterator[Pixels]:
    """One person who becomes another within half a second, without a cut."""
    for index, (one, two) in enumerate(
        zip(film(person, action), film(other, action), strict=True)
    ):
        share = float(np.clip((index - _COUNT * 0.55) / 8, 0.0, 1.0))
        yield np.asarray(one * (1 - share) + two * share, dtype=np.uint8)


def masked(person: str, colour: tuple[int, int, int]) -> Pixels:
    """The person with a mask over nose and mouth."""
    shown = picture(person, Action.LOOK_AHEAD).copy()
    points = SITTERS[person]().points[list(_LOWER_FACE), :2]
    cv2.fillPoly(shown, [_hull(points)], colour)
    return np.asarray(cv2.GaussianBlur(shown, (0, 0), 1.0), dtype=np.uint8)


def in_dark_glasses(person: str) -> Pixels:
    """The person with dark glasses."""
    shown = picture(person, Action.LOOK_AHEAD).copy()
    for eye in _EYES:
        points = SITTERS[person]().points[list(eye), :2]
        middle, half = points.mean(axis=0), np.ptp(points[:, 0]) * 0.85
        axes = (int(half), int(half * 0.85))
        cv2.ellipse(shown, (int(middle[0]), int(middle[1])), axes, 0, 0, 360, (24, 22, 26), -1)
    return shown


def behind_a_hand(person: str) -> Pixels:
    """The person with a hand over the lower half of the face."""
    shown = picture(person, Action.LOOK_AHEAD).copy()
    points = SITTERS[person]().points[list(_LOWER_FACE), :2]
    cv2.fillPoly(shown, [_hull(points)], (196, 148, 124))
    for finger in range(4):
        x = int(points[:, 0].min() + (finger + 0.5) * np.ptp(points[:, 0]) / 4)
        cv2.line(
            shown, (x, int(points[:, 1].min())), (x, int(points[:, 1].max())), (150, 104, 86), 3
        )
    return np.asarray(cv2.GaussianBlur(shown, (0, 0), 1.0), dtype=np.uint8)


def _hull(points: Points) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    return np.asarray(cv2.convexHull(np.round(points).astype(np.int32)), dtype=np.int32)
