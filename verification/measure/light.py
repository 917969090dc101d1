"""Sharpness, darkness and colour of a flattened card (Guide R32)."""

import cv2
import numpy as np
import numpy.typing as npt

from verification.engines.ports import Pixels

_STRONGEST_EDGES_PERCENT = 99.0
_RIM_SHARE = 0.03
_NOISE_BLUR_PX = 0.8
_ROWS_APART = 3  # a third of the rows says the same, and costs a third
_WELL_LIT = 200.0


def sharpness(card: Pixels) -> float:
    """Return how much of its edges a picture loses when blurred again, 0 (blurred) to 1.

    Taken at the strongest edges only, so it depends neither on the light nor on how much text
    there is; and in the worst of four directions, so that a shaken hand shows.
    """
    noisy = np.asarray(cv2.cvtColor(_inner(card), cv2.COLOR_RGB2GRAY), np.float32)
    grey = np.asarray(cv2.GaussianBlur(noisy, (0, 0), _NOISE_BLUR_PX), np.float32)
    own = _slopes(grey)
    again = _slopes(np.asarray(cv2.GaussianBlur(grey, (0, 0), 2.0), np.float32))
    rows = slice(None, None, _ROWS_APART)
    return min(_loss(one[rows], other[rows]) for one, other in zip(own, again, strict=True))


def _inner(card: Pixels) -> Pixels:
    """Return the card without its rim: at its round corners one sees the desk."""
    rim = round(_RIM_SHARE * card.shape[1])
    return np.ascontiguousarray(card[rim : card.shape[0] - rim, rim : card.shape[1] - rim])


def contrast(card: Pixels) -> float:
    """Return how far the dark ink and the light ground lie apart, 0 to 255."""
    grey = cv2.cvtColor(np.ascontiguousarray(card[::_ROWS_APART]), cv2.COLOR_RGB2GRAY)
    low, high = np.percentile(grey, (1.0, 90.0))
    return float(high - low)


def brightness(card: Pixels) -> float:
    """Return the mean grey value, 0 to 255."""
    return float(cv2.cvtColor(card, cv2.COLOR_RGB2GRAY).mean())


def chroma(card: Pixels) -> float:
    """Return how colourful the picture is, without its cast, as if it were well lit.

    Near 0 for a copy in black and white.
    """
    small = cv2.resize(_inner(card), None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    lab = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2LAB), np.float32)
    a, b = lab[..., 1], lab[..., 2]
    spread = float(np.hypot(a - np.median(a), b - np.median(b)).mean())
    return spread * _WELL_LIT / max(brightness(card), 1.0)


def _slopes(grey: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.float32], ...]:
    """Return the slopes across, down and along both diagonals."""
    across = np.asarray(cv2.Sobel(grey, cv2.CV_32F, 1, 0), np.float32)
    down = np.asarray(cv2.Sobel(grey, cv2.CV_32F, 0, 1), np.float32)
    return across, down, across + down, across - down


def _loss(own: npt.NDArray[np.float32], again: npt.NDArray[np.float32]) -> float:
    steep = np.abs(own)
    strongest = steep >= np.percentile(steep, _STRONGEST_EDGES_PERCENT)
    return float(1.0 - np.abs(again)[strongest].mean() / max(float(steep[strongest].mean()), 1e-6))
