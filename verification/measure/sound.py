"""Numbers on a sound: how loud the speech is, how far above the noise, how long."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.int16]
Spans: TypeAlias = tuple[tuple[float, float], ...]

SAMPLES_PER_S = 16_000
SILENCE_DBFS = -100.0
_FRAME_S = 0.03


def speech_seconds(spans: Spans) -> float:
    """How long somebody speaks."""
    return sum(end - start for start, end in spans)


def loudness_dbfs(sound: Samples, spans: Spans) -> float:
    """The level of the speech, relative to full scale; of the whole sound if there is none."""
    spoken = within(sound, spans)
    return _level(spoken if spoken.size else sound)


def peak_dbfs(sound: Samples) -> float:
    """The level of the loudest sample."""
    peak = float(np.abs(sound.astype(np.float64)).max()) if sound.size else 0.0
    return _decibels(peak)


def signal_to_noise_db(sound: Samples) -> float:
    """How far the loud moments stand above the quiet ones.

    Needs no knowledge of where speech is: people pause for breath even in a short sentence.
    """
    size = int(_FRAME_S * SAMPLES_PER_S)
    count = len(sound) // size
    if not count:
        return 0.0
    frames = sound[: count * size].astype(np.float64).reshape(count, size)
    levels = [_decibels(float(value)) for value in np.sqrt(np.mean(frames**2, axis=1))]
    return float(np.percentile(levels, 95) - np.percentile(levels, 5))


def within(sound: Samples, spans: Spans) -> Samples:
    """The samples inside the spans, joined."""
    parts = [sound[int(a * SAMPLES_PER_S) : int(b * SAMPLES_PER_S)] for a, b in spans]
    return np.concatenate(parts) if parts else sound[:0]


def padded(sound: Samples, spans: Spans, breath_s: float) -> Samples:
    """From the first to the last word, with a breath around: a recogniser invents in silence."""
    start = max(0.0, spans[0][0] - breath_s) * SAMPLES_PER_S
    return sound[int(start) : int((spans[-1][1] + breath_s) * SAMPLES_PER_S)]


def _level(sound: Samples) -> float:
    if not sound.size:
        return SILENCE_DBFS
    return _decibels(float(np.sqrt(np.mean(sound.astype(np.float64) ** 2))))


def _decibels(amplitude: float) -> float:
    return max(SILENCE_DBFS, float(20 * np.log10(max(amplitude, 1e-9) / 32768.0)))
