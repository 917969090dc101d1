"""A short print of a picture, nearly the same after compressing, resizing or trimming it.

The signs of the 256 lowest frequencies of its cosine transform against their median. Copies of
one picture differ in few of the bits, two pictures of one person in one room in many.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

PRINT_BYTES = 32
_SIDE_PX = 64
_FREQUENCIES = 16
_MOST = 6
_FLAT_SPREAD = 2.0


def picture_print(picture: NDArray[np.uint8]) -> bytes | None:
    """The 256 bits of a picture, grey or in colour; None for one that shows nothing."""
    grey = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)  # noqa: PLR2004 - rows and columns
    small = cv2.resize(grey, (_SIDE_PX, _SIDE_PX), interpolation=cv2.INTER_AREA).astype(np.float32)
    if float(small.std()) < _FLAT_SPREAD:
        return None
    low = cv2.dct(small)[:_FREQUENCIES, :_FREQUENCIES].ravel()
    bits = low > np.median(low[1:])
    return np.packbits(bits).tobytes()


def film_prints(thumbs: Sequence[NDArray[np.uint8]], frames_per_s: int) -> tuple[bytes, ...]:
    """The prints of a film's first seconds, one each second, from its small grey frames."""
    taken = thumbs[frames_per_s // 2 :: frames_per_s][:_MOST]
    return tuple(made for one in taken if (made := picture_print(one)) is not None)
