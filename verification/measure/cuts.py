"""Where a film was cut: the picture or the face is somewhere else from one frame to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from verification.measure.film import Moment
from verification.measure.planar import Grey

_AROUND = 4
_LIKE = 0.85
_CHANGED, _REPLACED = 0.6, 0.4
_JUMP, _TIMES_USUAL = 0.15, 6.0


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where the film does not go on as it went.

    Attributes:
        at: the index of the first frame after it.
        whole: whether the whole picture was replaced, as no camera that is moved does.
    """

    at: int
    whole: bool


def cuts(moments: Sequence[Moment]) -> tuple[Cut, ...]:
    """The cuts: frames unlike the one before while those around are alike.

    Likeness is the correlation of small grey pictures; a jump is that of the face, in widths of
    the face. Both count only against what is usual just before and after: a phone that is swung
    about changes every frame.
    """
    like = [_likeness(one.thumb, other.thumb) for one, other in pairwise(moments)]
    jumps = [_jump(one, other) for one, other in pairwise(moments)]
    found: list[Cut] = []
    for index, value in enumerate(like):
        usual = float(np.median(_around(like, index)))
        if value < _CHANGED and usual > _LIKE:
            found.append(Cut(index + 1, whole=value < _REPLACED))
        elif jumps[index] > max(_JUMP, _TIMES_USUAL * float(np.median(_around(jumps, index)))):
            found.append(Cut(index + 1, whole=False))
    return tuple(found)


def _around(values: Sequence[float], index: int) -> list[float]:
    near = [*values[max(0, index - _AROUND) : index], *values[index + 1 : index + 1 + _AROUND]]
    return near or [values[index]]


def _likeness(one: Grey | None, other: Grey | None) -> float:
    if one is None or other is None or one.shape != other.shape:
        return 1.0
    a, b = one.astype(np.float64).ravel(), other.astype(np.float64).ravel()
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt(np.sum(a * a) * np.sum(b * b)))
    return 1.0 if size < 1.0 else float(np.sum(a * b)) / size


def _jump(one: Moment, other: Moment) -> float:
    """How far the main face's middle moved; 0 where there is none in either frame."""
    if not one.looks or not other.looks:
        return 0.0
    first, second = one.looks[0], other.looks[0]
    middle = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in (first.box, second.box)]
    away = np.hypot(middle[0][0] - middle[1][0], middle[0][1] - middle[1][1])
    return float(away) / max(first.width_px, 1.0)
