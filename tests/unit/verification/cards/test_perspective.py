"""A tilted rectangle's true proportion, whatever usual phone took it."""

import numpy as np
import numpy.typing as npt
import pytest

from verification.measure.perspective import true_shape

SIZE = (1280, 960)
CARD = 85.6 / 54


def seen(
    proportion: float, tilt_deg: float, about_deg: float, focal: float
) -> npt.NDArray[np.float32]:
    """Return the corners of a rectangle as a tilted camera sees them, clockwise."""
    flat = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.array([proportion, 1.0]) / 2
    tilt, about = np.deg2rad([tilt_deg, about_deg])
    axis = np.array([np.cos(about), np.sin(about)])
    along, across = flat @ axis, flat @ np.array([-axis[1], axis[0]])
    depth = 3.0 + across * np.sin(tilt)
    placed = np.stack([along, across * np.cos(tilt)], axis=1) / depth[:, None]
    turned = placed @ np.array([axis, [-axis[1], axis[0]]])
    return np.asarray(turned * focal * max(SIZE) + np.array(SIZE) / 2, np.float32)


@pytest.mark.parametrize("focal", [0.75, 1.0, 1.2, 1.4])
@pytest.mark.parametrize("about_deg", [0.0, 30.0, 90.0])
@pytest.mark.parametrize("tilt_deg", [0.0, 20.0, 45.0])
def test_a_card_is_a_card_from_any_side(focal: float, about_deg: float, tilt_deg: float) -> None:
    shape = true_shape(seen(CARD, tilt_deg, about_deg, focal), SIZE, CARD)
    assert shape.off(CARD) < 0.15


@pytest.mark.parametrize("proportion", [1.0, 1.2, 2.2])
def test_another_shape_is_not(proportion: float) -> None:
    shape = true_shape(seen(proportion, 10.0, 30.0, 1.0), SIZE, CARD)
    assert shape.off(CARD) > 0.2
