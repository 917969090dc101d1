"""Whether the lips move with the voice: the mouth's opening beside the loudness of the sound.

In speech the area of the mouth and the envelope of the sound rise and fall together, the mouth
a little ahead (Chandrasekaran and others, "The natural statistics of audiovisual speech", 2009:
correlations of .3 to .6, the mouth 100 to 300 ms ahead). A voice laid over another film has no
reason to agree, whatever it says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from verification.measure.sound import SAMPLES_PER_S, Samples

Series: TypeAlias = NDArray[np.float64]

LEAST_FRAMES = 24
"""Fewer frames than two seconds' say nothing."""

_PER_S = 100
_BLUR_S = 0.12
_EARLIEST_S, _LATEST_S, _STEP_S = -0.10, 0.35, 0.05
_STILL = 1e-9


@dataclass(frozen=True, eq=False, slots=True)
class Envelope:
    """How loud a sound is over time.

    Attributes:
        levels: one a step, from the beginning; compressed, so that one shout is not everything.
        per_s: steps a second.
    """

    levels: Series
    per_s: float


def envelope(sound: Samples) -> Envelope:
    """The root of the sound's amplitude, a hundred times a second."""
    size = SAMPLES_PER_S // _PER_S
    count = len(sound) // size
    frames = sound[: count * size].astype(np.float64).reshape(count, size)
    return Envelope(np.sqrt(np.sqrt(np.mean(frames**2, axis=1))), float(_PER_S))


def synchrony(
    mouths: Sequence[float], times_s: Sequence[float], loudness: Envelope
) -> float | None:
    """The correlation (-1 to 1) of mouth and loudness at the lag that suits them best.

    Args:
        mouths: the mouth's openings while somebody speaks, one a frame with a face.
        times_s: when each frame was taken, from the beginning of the sound.
        loudness: of the whole sound.

    Returns:
        About 0 (up to .25 by chance in ten seconds) for a voice that is not this mouth's; None
        when there are too few frames, or nothing moves or sounds.
    """
    if len(mouths) < LEAST_FRAMES or not loudness.levels.size:
        return None
    mouth = _blurred(np.asarray(mouths, dtype=np.float64))
    smooth = _smooth(loudness)
    times = np.asarray(times_s, dtype=np.float64)
    lags = np.arange(_EARLIEST_S, _LATEST_S + _STEP_S / 2, _STEP_S)
    found = [_correlation(mouth, _at(smooth, times + lag, loudness.per_s)) for lag in lags]
    known = [one for one in found if one is not None]
    return max(known) if known else None


def _blurred(mouth: Series) -> Series:
    """Each frame with its neighbours: the mesh trembles from one frame to the next."""
    padded = np.pad(mouth, 1, mode="edge")
    return np.asarray(padded[:-2] / 4 + padded[1:-1] / 2 + padded[2:] / 4)


def _smooth(loudness: Envelope) -> Series:
    width = max(1, round(_BLUR_S * loudness.per_s))
    return np.convolve(loudness.levels, np.full(width, 1.0 / width), mode="same")


def _at(levels: Series, times_s: Series, per_s: float) -> Series:
    middles = (np.arange(len(levels)) + 0.5) / per_s
    return np.interp(times_s, middles, levels)


def _correlation(one: Series, other: Series) -> float | None:
    spread = float(one.std() * other.std())
    if spread < _STILL:
        return None
    return float(np.mean((one - one.mean()) * (other - other.mean())) / spread)
