"""Whether something lies over a face: a mask over nose and mouth, dark glasses over the eyes.

The mesh is laid over a covered face as over a bare one; the colours tell. A beard leaves the tip
of the nose bare, and spectacles leave the skin below the eyes as light as the cheeks.
"""

from collections.abc import Iterable
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]
Pixels: TypeAlias = NDArray[np.uint8]
Colour: TypeAlias = NDArray[np.float64]

_BRIDGE = (168, 6, 9)
_LOWER = (4, 164, 199, 206, 426)
_CHEEKS = (50, 280)
_EYES = ((159, 145, 230), (386, 374, 450))
_PATCH_SHARE = 0.03


def lower_face_difference(picture: Pixels, points: Points) -> float:
    """How far the least different of nose, lip, chin and jaw is from the bridge of the nose.

    The distance in the chroma plane of CIELAB plus half the difference in lightness.
    """
    upper = np.median(_colours(picture, points, _BRIDGE), axis=0)
    lower = _colours(picture, points, _LOWER)
    chroma = np.hypot(lower[:, 1] - upper[1], lower[:, 2] - upper[2])
    return float(np.min(chroma + 0.5 * np.abs(lower[:, 0] - upper[0])))


def eye_darkness(picture: Pixels, points: Points) -> float:
    """How light the lighter eye's surroundings are, as a share of the cheeks: about 1 when bare.

    The middle of both lids and the skin below them: lashes darken one of the three, glasses more.
    """
    cheeks = float(np.mean(_colours(picture, points, _CHEEKS)[:, 0]))
    eyes = [float(np.median(_colours(picture, points, eye)[:, 0])) for eye in _EYES]
    return max(eyes) / max(cheeks, 1.0)


def _colours(picture: Pixels, points: Points, places: Iterable[int]) -> Colour:
    """The middle colour (L 0-100, a, b) of a small patch at each of the places."""
    width = float(np.ptp(points[:, 0]))
    reach = max(1, round(width * _PATCH_SHARE))
    return np.array([_colour(picture, points[place, :2], reach) for place in places])


def _colour(picture: Pixels, at: Points, reach: int) -> Colour:
    height, width = picture.shape[:2]
    x, y = (int(np.clip(at[0], 0, width - 1)), int(np.clip(at[1], 0, height - 1)))
    part = picture[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1]
    middle = np.median(part.reshape(-1, 3), axis=0).astype(np.float32) / 255.0
    return np.asarray(cv2.cvtColor(middle[None, None], cv2.COLOR_RGB2LAB)[0, 0], dtype=np.float64)
