"""What happens in a film of faces: a blink, a turn, a face that leaves, a picture that is still.

A film is a row of moments, each with the faces seen in it; nothing here knows an engine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np

from verification.measure.face import Box
from verification.measure.planar import Flat, Grey


@dataclass(frozen=True, slots=True)
class Look:
    """One face at one moment.

    Attributes:
        eyes: the eye aspect ratio.
        mouth: the mouth aspect ratio.
        yaw: the yaw ratio.
        smile: the mouth's width over the distance of the outer corners of the eyes.
        width_px: the face's width.
        width_share: the same as a share of the picture's shorter side.
        outside: the share of the face beyond the border.
        brightness: its mean grey level.
        box: where it is, in pixels.
    """

    eyes: float
    mouth: float
    yaw: float
    width_px: float
    width_share: float
    outside: float
    brightness: float
    box: Box
    smile: float = 0.0


@dataclass(frozen=True, slots=True)
class Moment:
    """One frame.

    Attributes:
        looks: the faces in it, the largest first.
        change: the mean change of its pixels against the frame before; None in the first.
        mesh: the main face's points (x, y), as shares of the picture's width and height.
        thumb: the whole frame, small and grey.
    """

    looks: tuple[Look, ...]
    change: float | None
    mesh: Flat | None = field(default=None, compare=False)
    thumb: Grey | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Blink:
    """How far the eyes were shut, and whether they opened again; a clip may begin with them shut.

    Attributes:
        least_share: the least openness over the usual one.
        reopened: whether they were as good as open afterwards.
    """

    least_share: float
    reopened: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """How far the head was turned, and from where.

    Attributes:
        furthest: the largest change of the yaw against looking ahead.
        centre: the yaw of looking ahead.
        left_ahead: whether the head looked ahead before or after.
    """

    furthest: float
    centre: float
    left_ahead: bool


def first_looks(moments: Iterable[Moment]) -> list[Look]:
    """The main face of each moment that has one."""
    return [moment.looks[0] for moment in moments if moment.looks]


def blink(eyes: Sequence[float], open_again_share: float) -> Blink:
    """The deepest closing of the eyes against their usual openness."""
    usual = float(np.median(eyes))
    at = int(np.argmin(eyes))
    enough = usual * open_again_share
    return Blink(float(eyes[at]) / max(usual, 1e-6), max(eyes[at:]) >= enough)


def widest_mouth(mouths: Sequence[float]) -> tuple[float, float]:
    """The widest opening, and by how much it exceeds the narrow moments."""
    widest = float(max(mouths))
    return widest, widest - float(np.percentile(mouths, 20))


def turn(yaws: Sequence[float], ahead: float) -> Turn:
    """The furthest turn to either side against the clip's most frontal looks.

    Both sides are accepted, since a front camera may mirror the picture.
    """
    centre = _frontal(yaws)
    away = [abs(yaw - centre) for yaw in yaws]
    return Turn(max(away), centre, abs(centre) <= ahead and min(away) <= ahead / 2)


def absence_frames(moments: Sequence[Moment]) -> int:
    """The longest run of frames without a face."""
    runs = (sum(1 for _ in run) for gone, run in groupby(m.looks == () for m in moments) if gone)
    return max(runs, default=0)


def second_face_frames(moments: Sequence[Moment], share: float) -> int:
    """For how many frames on end a second face is at least `share` as wide as the first one.

    A person stays; what the engine takes for a face for one frame is none.
    """
    second = (
        len(moment.looks) > 1 and moment.looks[1].width_px >= share * moment.looks[0].width_px
        for moment in moments
    )
    return max((sum(1 for _ in run) for there, run in groupby(second) if there), default=0)


def change_levels(moments: Sequence[Moment]) -> tuple[float, float]:
    """The median change between frames, and that of the liveliest tenth."""
    changes = [moment.change for moment in moments if moment.change is not None]
    if not changes:
        return 0.0, 0.0
    return float(np.median(changes)), float(np.percentile(changes, 90))


def mouth_spread(
    moments: Sequence[Moment], frames_per_s: float, spans: Sequence[tuple[float, float]]
) -> float:
    """How much the mouth's opening varies while somebody speaks."""
    mouths = [
        moment.looks[0].mouth
        for index, moment in enumerate(moments)
        if moment.looks and any(start <= index / frames_per_s <= end for start, end in spans)
    ]
    if not mouths:
        return 0.0
    return float(np.percentile(mouths, 90) - np.percentile(mouths, 10))


def mouths_between(
    moments: Sequence[Moment], frames_per_s: float, span: tuple[float, float]
) -> tuple[list[float], list[float]]:
    """The times (s) and the mouth's openings of the frames with a face within a span."""
    start, end = span
    shown = [
        (index / frames_per_s, moment.looks[0].mouth)
        for index, moment in enumerate(moments)
        if moment.looks and start <= index / frames_per_s <= end
    ]
    return [at for at, _ in shown], [mouth for _, mouth in shown]


def _frontal(yaws: Sequence[float]) -> float:
    """The yaw of the more frontal half of the looks."""
    nearest = sorted(yaws, key=abs)[: max(1, len(yaws) // 3)]
    return float(np.median(nearest))
