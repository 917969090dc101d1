"""What one file of the collection is, and what must come of it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dialogs.reasons import Reason
from verification.engines.ports import Pixels

Answer = Reason | None
"""Why a file is refused; None if it is read."""

READ: frozenset[Answer] = frozenset({None})
UNREADABLE: frozenset[Answer] = frozenset({Reason.UNREADABLE_FILE})
UNSUPPORTED: frozenset[Answer] = frozenset({Reason.UNSUPPORTED_TYPE})
TOO_LARGE: frozenset[Answer] = frozenset({Reason.FILE_TOO_LARGE})
TOO_SMALL: frozenset[Answer] = frozenset({Reason.TOO_FEW_PIXELS})
EMPTY: frozenset[Answer] = frozenset({Reason.EMPTY_FILE})
PERHAPS = READ | UNREADABLE
"""Damaged files of which so much may be left that they are read."""

ANY = PERHAPS | UNSUPPORTED | TOO_LARGE | TOO_SMALL
"""Random damage: whatever is said must be one of the reasons for files."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file of the collection.

    Attributes:
        name: what is the matter with it.
        make: makes it, the same bytes each time.
        answers: what may be answered.
        upright: whether it shows the four colours, which must come out in their corners.
        frames: for a film: how many pictures may come out of it.
        heard: for a film: whether it has sound; None if that is left open.
        dear: whether it takes seconds to make or to read.
    """

    name: str
    make: Callable[[], bytes]
    answers: frozenset[Answer]
    upright: bool = False
    frames: range = range(1, 740)
    heard: bool | None = None
    dear: bool = False

    def allows(self, answer: Answer) -> bool:
        """Say whether this may be answered."""
        return answer in self.answers


CORNERS = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0))
"""What stands left above, right above, left below, right below of an upright picture."""

_ALIKE = 110


def is_upright(pixels: Pixels) -> bool:
    """Say whether the four colours are in their corners."""
    height, width = pixels.shape[:2]
    places = ((1, 1), (1, 3), (3, 1), (3, 3))
    seen = [pixels[row * height // 4, column * width // 4] for row, column in places]
    return int(np.abs(np.asarray(seen, dtype=int) - np.asarray(CORNERS)).max()) < _ALIKE
