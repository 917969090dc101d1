"""Sharpness, darkness, reflections and colour of a flattened card (Guide R32)."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from verification.engines.ports import Pixels

_SATURATED = 246
_GLARE_KERNEL_PX = 11
_STRONGEST_EDGES_PERCENT = 99.0
_RIM_SHARE = 0.02
_SHARPNESS_RIM_SHARE = 0.03
_NOISE_BLUR_PX = 0.8
_WELL_LIT = 200.0
_FOREIGN_CHROMA = 14.0
_DIMMEST = 0.3


@dataclass(frozen=True, slots=True)
class Blob:
    """A burnt-out spot: its box in pixels and its share of the picture."""

    left: float
    top: float
    right: float
    bottom: float
    share: float


def sharpness(card: Pixels) -> float:
    """Return how much of its edges a picture loses when blurred again, 0 (blurred) to 1.

    Taken at the strongest edges only, so it depends neither on the light nor on how much text
    there is; and in the worst of four directions, so that a shaken hand shows.
    """
    rim = round(_SHARPNESS_RIM_SHARE * card.shape[1])
    inner = card[rim : card.shape[0] - rim, rim : card.shape[1] - rim]
    noisy = np.asarray(cv2.cvtColor(inner, cv2.COLOR_RGB2GRAY), np.float32)
    grey = np.asarray(cv2.GaussianBlur(noisy, (0, 0), _NOISE_BLUR_PX), np.float32)
    own = _slopes(grey)
    again = _slopes(np.asarray(cv2.GaussianBlur(grey, (0, 0), 2.0), np.float32))
    return min(_loss(one, other) for one, other in zip(own, again, strict=True))


def contrast(card: Pixels) -> float:
    """Return how far the dark ink and the light ground lie apart, 0 to 255."""
    grey = cv2.cvtColor(card, cv2.COLOR_RGB2GRAY)
    low, high = np.percentile(grey, (1.0, 90.0))
    return float(high - low)


def brightness(card: Pixels) -> float:
    """Return the mean grey value, 0 to 255."""
    return float(cv2.cvtColor(card, cv2.COLOR_RGB2GRAY).mean())


def chroma(card: Pixels) -> float:
    """Return how colourful the picture is, without its cast, as if it were well lit.

    Near 0 for a copy in black and white.
    """
    lab = np.asarray(cv2.cvtColor(card, cv2.COLOR_RGB2LAB), np.float32)
    lab = np.asarray(cv2.GaussianBlur(lab, (0, 0), 3.0), np.float32)
    a, b = lab[..., 1], lab[..., 2]
    spread = float(np.hypot(a - np.median(a), b - np.median(b)).mean())
    return spread * _WELL_LIT / max(brightness(card), 1.0)


def foreign_share(card: Pixels, box: tuple[float, float, float, float]) -> float:
    """Return how much of a part of the card has another colour than the card: a finger does.

    Args:
        card: the flattened card.
        box: left, top, right, bottom as shares of it.
    """
    lab = np.asarray(cv2.cvtColor(card, cv2.COLOR_RGB2LAB), np.float32)[..., 1:]
    height, width = card.shape[:2]
    rows = slice(round(box[1] * height), round(box[3] * height))
    columns = slice(round(box[0] * width), round(box[2] * width))
    ground = np.median(lab.reshape(-1, 2), axis=0)
    distance = np.linalg.norm(lab[rows, columns] - ground, axis=-1)
    least = _FOREIGN_CHROMA * min(1.0, max(_DIMMEST, brightness(card) / _WELL_LIT))
    return float((distance > least).mean()) if distance.size else 0.0


def glare(card: Pixels) -> tuple[Blob, ...]:
    """Return the burnt-out spots, the largest first."""
    height, width = card.shape[:2]
    rim = round(_RIM_SHARE * width)
    white = np.asarray(card.min(axis=2) >= _SATURATED, np.uint8)
    white[:rim], white[-rim:], white[:, :rim], white[:, -rim:] = 0, 0, 0, 0
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_GLARE_KERNEL_PX, _GLARE_KERNEL_PX))
    solid = cv2.morphologyEx(white, cv2.MORPH_OPEN, kernel)
    _, _, stats, _ = cv2.connectedComponentsWithStats(solid)
    spots = [_blob(row, width * height) for row in stats[1:]]
    return tuple(sorted(spots, key=lambda spot: -spot.share))


def _blob(row: npt.NDArray[np.int32], area: int) -> Blob:
    left, top, width, height, size = (float(value) for value in row)
    return Blob(left, top, left + width, top + height, size / area)


def _slopes(grey: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.float32], ...]:
    """Return the slopes across, down and along both diagonals."""
    across = np.asarray(cv2.Sobel(grey, cv2.CV_32F, 1, 0), np.float32)
    down = np.asarray(cv2.Sobel(grey, cv2.CV_32F, 0, 1), np.float32)
    return across, down, across + down, across - down


def _loss(own: npt.NDArray[np.float32], again: npt.NDArray[np.float32]) -> float:
    steep = np.abs(own)
    strongest = steep >= np.percentile(steep, _STRONGEST_EDGES_PERCENT)
    return float(1.0 - np.abs(again)[strongest].mean() / max(float(steep[strongest].mean()), 1e-6))
