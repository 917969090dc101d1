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

Floats = npt.NDArray[np.float32]


def moire(photo: Pixels, region: Floats | None) -> float:
    """Return the height of the strongest peak over the median of its ring; small without a grid.

    JPEG takes the noise out of the finest rings, and any remainder would stand out there: so the
    median counts as no less than what a sensor's noise leaves.

    Args:
        photo: at its own resolution, before anything was scaled.
        region: corners of the card; the whole photograph when None.
    """
    grey, corners = _within(photo, region)
    tiles = _flattest(_tiles(grey, corners) or _tiles(grey, None))
    if not tiles:
        return 0.0
    window = np.outer(np.hanning(_TILE_PX), np.hanning(_TILE_PX))
    spectra = [np.abs(np.fft.fft2((tile - tile.mean()) * window)) for tile in tiles]
    return _peak(np.asarray(np.median(spectra, axis=0), np.float64))


def _within(photo: Pixels, region: Floats | None) -> tuple[Floats, Floats | None]:
    """Return the part around the region, and the region's corners in it."""
    if region is None:
        return np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), np.float32), None
    height, width = photo.shape[:2]
    left, top = np.clip(region.min(axis=0), 0, (width, height)).astype(int)
    right, bottom = np.clip(region.max(axis=0), 0, (width, height)).astype(int)
    part = photo[top:bottom, left:right]
    if not part.size:
        return np.zeros((0, 0), np.float32), None
    grey = np.asarray(cv2.cvtColor(np.ascontiguousarray(part), cv2.COLOR_RGB2GRAY), np.float32)
    return grey, np.asarray(region - (left, top), np.float32)


def _tiles(grey: Floats, corners: Floats | None) -> list[Floats]:
    """Return the tiles that lie within the corners: a woven desk has a grid of its own."""
    return [
        grey[row : row + _TILE_PX, column : column + _TILE_PX]
        for row in range(0, grey.shape[0] - _TILE_PX + 1, _TILE_PX)
        for column in range(0, grey.shape[1] - _TILE_PX + 1, _TILE_PX)
        if corners is None or _is_inside(corners, row, column)
    ]


def _is_inside(corners: Floats, row: int, column: int) -> bool:
    ends = ((x, y) for x in (column, column + _TILE_PX) for y in (row, row + _TILE_PX))
    return all(cv2.pointPolygonTest(corners, (float(x), float(y)), False) >= 0 for x, y in ends)


def _flattest(tiles: list[Floats]) -> list[Floats]:
    """Return the tiles with the least coarse structure: a grid is fine, text is coarse."""
    return sorted(tiles, key=_coarseness)[:_FLATTEST_TILES]


def _coarseness(tile: Floats) -> float:
    return float(cv2.resize(tile, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA).std())


def _peak(spectrum: npt.NDArray[np.float64]) -> float:
    frequency = np.fft.fftfreq(_TILE_PX)
    radius = np.hypot(*np.meshgrid(frequency, frequency))
    best = 0.0
    for low in np.arange(_LOWEST_FREQUENCY, _HIGHEST_FREQUENCY, 0.035):
        ring = spectrum[(radius >= low) & (radius < low + 0.035)]
        best = max(best, float(ring.max() / max(float(np.median(ring)), _SENSOR_NOISE)))
    return best
