"""The grid of a screen: sharp peaks in the spectrum of flat parts of the photograph."""

import cv2
import numpy as np
import numpy.typing as npt

from verification.engines.ports import Pixels

_TILE_PX = 128
_FLATTEST_TILES = 12
_LOWEST_FREQUENCY = 0.19
_HIGHEST_FREQUENCY = 0.49
_SENSOR_NOISE = 60.0


def moire(photo: Pixels, region: npt.NDArray[np.float32] | None) -> float:
    """Return the height of the strongest peak over the median of its ring; small without a grid.

    JPEG takes the noise out of the finest rings, and any remainder would stand out there: so the
    median counts as no less than what a sensor's noise leaves.

    Args:
        photo: at its own resolution, before anything was scaled.
        region: corners of the card; the whole photograph when None.
    """
    tiles = _flattest_tiles(_within(photo, region))
    if not tiles:
        return 0.0
    window = np.outer(np.hanning(_TILE_PX), np.hanning(_TILE_PX))
    spectra = [np.abs(np.fft.fft2((tile - tile.mean()) * window)) for tile in tiles]
    return _peak(np.asarray(np.median(spectra, axis=0), np.float64))


def _within(photo: Pixels, region: npt.NDArray[np.float32] | None) -> npt.NDArray[np.float32]:
    if region is not None:
        height, width = photo.shape[:2]
        left, top = np.clip(region.min(axis=0), 0, (width, height)).astype(int)
        right, bottom = np.clip(region.max(axis=0), 0, (width, height)).astype(int)
        photo = photo[top:bottom, left:right]
    if min(photo.shape[:2]) < _TILE_PX:
        return np.zeros((0, 0), np.float32)
    return np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), np.float32)


def _flattest_tiles(grey: npt.NDArray[np.float32]) -> list[npt.NDArray[np.float32]]:
    """Return the tiles with the least coarse structure: a grid is fine, text is coarse."""
    rows, columns = grey.shape[0] // _TILE_PX, grey.shape[1] // _TILE_PX
    tiles = [
        grey[row * _TILE_PX : (row + 1) * _TILE_PX, column * _TILE_PX : (column + 1) * _TILE_PX]
        for row in range(rows)
        for column in range(columns)
    ]
    return sorted(tiles, key=lambda tile: float(cv2.GaussianBlur(tile, (0, 0), 4.0).std()))[
        :_FLATTEST_TILES
    ]


def _peak(spectrum: npt.NDArray[np.float64]) -> float:
    frequency = np.fft.fftfreq(_TILE_PX)
    radius = np.hypot(*np.meshgrid(frequency, frequency))
    best = 0.0
    for low in np.arange(_LOWEST_FREQUENCY, _HIGHEST_FREQUENCY, 0.035):
        ring = spectrum[(radius >= low) & (radius < low + 0.035)]
        best = max(best, float(ring.max() / max(float(np.median(ring)), _SENSOR_NOISE)))
    return best
