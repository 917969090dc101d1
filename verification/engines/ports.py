"""What a check needs of the card engines; the real ones and the tests' own both fit."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
"""A picture as height x width x 3 bytes, red first."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text that was read.

    Attributes:
        text: the characters.
        score: the recogniser's own confidence, 0 to 1.
        left: first column in pixels of the picture that was read.
        top: first row.
        right: last column.
        bottom: last row.
        columns: the column of each character that is not a space; empty when not known.
        sures: the confidence in each of these; the two are equally long.
    """

    text: str
    score: float
    left: float
    top: float
    right: float
    bottom: float
    columns: tuple[float, ...] = ()
    sures: tuple[float, ...] = ()

    @property
    def height(self) -> float:
        """The line's height in pixels."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The row of the line's middle."""
        return (self.top + self.bottom) / 2


class CardReader(Protocol):
    """Reads text on a picture of a card."""

    @property
    def models(self) -> tuple[tuple[str, str], ...]:
        """Name and sha256 of each model in use."""
        ...

    def read(self, picture: Pixels) -> tuple[Line, ...]:
        """Return the lines on an upright picture, in no special order."""
        ...

    def turns(self, picture: Pixels) -> tuple[float, float, float, float]:
        """Return how likely the picture stands turned by 0, 90, 180, 270 degrees clockwise."""
        ...


class PortraitFinder(Protocol):
    """Looks for a face where a card has its portrait."""

    @property
    def models(self) -> tuple[tuple[str, str], ...]:
        """Name and sha256 of each model in use."""
        ...

    def has_face(self, picture: Pixels) -> bool:
        """Say whether there is a face in the picture."""
        ...


class CardEngines(Protocol):
    """What the card check works with."""

    @property
    def card_reader(self) -> CardReader:
        """Reads the text."""
        ...

    @property
    def portrait_finder(self) -> PortraitFinder:
        """Looks for the portrait."""
        ...
