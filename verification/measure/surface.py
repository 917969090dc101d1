"""The card's ground without its print: where something shines on it, where something covers it.

Print is fine and dark: closing takes it away. What remains is the ground in the room's light, a
smooth surface; a spot that is brighter is a reflection, one of another colour is a thumb or a
thing. Both are told by comparison with the ground around, so neither the exposure nor the colour
of the light or of the print matters.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from verification.engines.ports import Pixels

_WIDTH_PX = 256
_CLOSING_PX = 9
"""At that width: wider than a stroke of the largest text, narrower than a thumb."""

_ROUNDS, _EVERY = 4, 7
_RIM_SHARE = 0.02
_WELL_LIT, _DIMMEST = 200.0, 50.0
_BURNT, _BURNT_LEAST = 249, 226
"""Two channels at their end, and the third near it: light has a colour."""
_INKED, _DEEP, _WEAKENED = 0.15, 75.0, 0.75
_LEAST_INKED_PX, _LEAST_INKED_SHARE = 12, 0.02

Box = tuple[float, float, float, float]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the card: its box and its area as shares of the card."""

    box: Box
    share: float


@dataclass(frozen=True, slots=True)
class Surface:
    """The ground as it is and as it would be without spots, at a small size.

    Attributes:
        light: how bright it is against the ground expected there, 1 where it is the ground.
        tint: how far its colour is from the expected one, in units of Lab in good light.
        burnt: where the sensor is at its end.
        ink: how dark the print is against the ground around it, 0 to 1.
        known: where nothing else is printed, so that spots can be told.
    """

    light: Floats
    tint: Floats
    burnt: npt.NDArray[np.bool_]
    ink: Floats
    known: npt.NDArray[np.bool_]


def surface_of(card: Pixels, printed: Iterable[Box]) -> Surface:
    """Return the ground of a flattened card.

    Args:
        card: the card.
        printed: places with pictures (portrait, emblem), which are no ground.
    """
    height = round(_WIDTH_PX * card.shape[0] / card.shape[1])
    small = cv2.resize(card, (_WIDTH_PX, height), interpolation=cv2.INTER_AREA)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_CLOSING_PX, _CLOSING_PX))
    closed = np.asarray(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), np.uint8)
    lab = np.asarray(cv2.cvtColor(closed, cv2.COLOR_RGB2LAB), np.float32)
    known = _known((height, _WIDTH_PX), printed)
    grey = np.asarray(cv2.cvtColor(closed, cv2.COLOR_RGB2GRAY), np.float32)
    level, first, second = (_smooth(part, known) for part in (grey, lab[..., 1], lab[..., 2]))
    tint = np.hypot(lab[..., 1] - first, lab[..., 2] - second)
    tint *= _WELL_LIT / max(_DIMMEST, min(_WELL_LIT, float(np.median(level[known]))))
    dark = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.float32)
    return Surface(
        light=np.asarray(grey / np.maximum(level, 1.0), np.float32),
        tint=np.asarray(tint, np.float32),
        burnt=_burnt(closed),
        ink=np.asarray(1.0 - dark / np.maximum(grey, 1.0), np.float32),
        known=known,
    )


def hides_print(ground: Surface, spot: npt.NDArray[np.bool_]) -> bool:
    """Say whether a bright spot weakens the print on it; a veil leaves it as dark as elsewhere.

    A spot without any print on it may have taken all of it, and counts as hiding.
    """
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_CLOSING_PX, _CLOSING_PX))
    core = np.asarray(cv2.erode(np.asarray(spot, np.uint8), kernel), np.bool_)
    print_there = ground.ink[core & (ground.ink > _INKED)]
    print_all = ground.ink[ground.known & (ground.ink > _INKED)]
    if print_there.size < max(_LEAST_INKED_PX, _LEAST_INKED_SHARE * int(core.sum())):
        return True
    usual = float(np.percentile(print_all, _DEEP))
    return float(np.percentile(print_there, _DEEP)) < _WEAKENED * usual


def _burnt(closed: Pixels) -> npt.NDArray[np.bool_]:
    channels = np.sort(closed, axis=2)
    return np.asarray((channels[..., 1] >= _BURNT) & (channels[..., 0] >= _BURNT_LEAST))


def glaring(ground: Surface, brighter: float) -> npt.NDArray[np.bool_]:
    """Return the burnt-out places, without those through which one can read.

    Args:
        ground: the card.
        brighter: than the ground around, from which a burnt place is a reflection.
    """
    mask = ground.known & ground.burnt & (ground.light > brighter)
    count, places = cv2.connectedComponents(np.asarray(mask, np.uint8))
    for number in range(1, count):
        if not hides_print(ground, places == number):
            mask &= places != number
    return mask


def spots(mask: npt.NDArray[np.bool_], least_share: float) -> tuple[Spot, ...]:
    """Return the connected places of a mask, the largest first."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(mask, np.uint8))
    height, width = mask.shape
    found = [
        Spot(
            (x / width, y / height, (x + wide) / width, (y + tall) / height),
            size / (width * height),
        )
        for x, y, wide, tall, size in (tuple(map(float, row)) for row in stats[1:])
    ]
    large = [spot for spot in found if spot.share >= least_share]
    return tuple(sorted(large, key=lambda spot: -spot.share))


def _known(shape: tuple[int, int], printed: Iterable[Box]) -> npt.NDArray[np.bool_]:
    height, width = shape
    known = np.ones(shape, np.bool_)
    rim = round(_RIM_SHARE * width)
    known[:rim], known[-rim:], known[:, :rim], known[:, -rim:] = False, False, False, False
    for left, top, right, bottom in printed:
        rows = slice(round(top * height), round(bottom * height))
        known[rows, round(left * width) : round(right * width)] = False
    return known


def _smooth(values: Floats, known: npt.NDArray[np.bool_]) -> Floats:
    """Return the quadratic surface through most of the values: spots do not bend it."""
    height, width = values.shape
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1).astype(np.float32)
    some, seen = terms[known][::_EVERY], values[known][::_EVERY]
    used = np.ones(len(seen), np.bool_)
    weights = np.zeros(terms.shape[-1], np.float32)
    for _ in range(_ROUNDS):
        weights = np.linalg.lstsq(some[used], seen[used], rcond=None)[0]
        off = np.abs(seen - some @ weights)
        used = off <= max(1.0, 2.0 * float(np.median(off)))
    return np.asarray(terms @ weights, np.float32)
