"""The true shape of a rectangle that a tilted phone saw as a quadrilateral.

A plane rectangle's image tells its proportion and its right angle once the camera's focal length
is known (Zhang and He, Whiteboard scanning and image enhancement, 2003). A photograph does not
say it, so the usual phone cameras are tried and the likeliest one is taken.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

_FOCAL_SHARES = (0.75, 1.0, 1.4)
"""Of the picture's longer side: 27, 36 and 50 mm on a film of 36 mm."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle as it is, not as it was seen.

    Attributes:
        proportion: its width against its height.
        skew: by how much its corners miss the right angle, as the cosine of their angle.
    """

    proportion: float
    skew: float

    def off(self, proportion: float) -> float:
        """Return how far it is from a rectangle of that proportion, 0 when it is one."""
        return abs(self.proportion / proportion - 1.0) + self.skew


def true_shape(
    corners: npt.NDArray[np.float32], size: tuple[int, int], proportion: float
) -> Shape:
    """Return the shape seen, by the focal length with which it is most like the proportion.

    Args:
        corners: clockwise from the top left, in pixels.
        size: width and height of the picture.
        proportion: what the shape is supposed to have.
    """
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    middle = np.array(size, np.float32) / 2
    matrix = cv2.getPerspectiveTransform(unit, np.asarray(corners - middle, np.float32))
    shapes = [_shape(np.asarray(matrix), share * max(size)) for share in _FOCAL_SHARES]
    return min(shapes, key=lambda shape: shape.off(proportion))


def _shape(matrix: npt.NDArray[np.float64], focal: float) -> Shape:
    ways = matrix[:, :2] / np.array([[focal], [focal], [1.0]])
    across, down = (float(length) for length in np.linalg.norm(ways, axis=0))
    cosine = float(ways[:, 0] @ ways[:, 1]) / max(across * down, 1e-9)
    return Shape(across / max(down, 1e-9), abs(cosine))
