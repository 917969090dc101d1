"""The mouth beside the voice."""

import numpy as np
import pytest

from verification.measure.film import mouths_between
from verification.measure.lips import LEAST_FRAMES, Series, envelope, synchrony
from verification.measure.sound import SAMPLES_PER_S, Samples

from .test_film import film, look

FRAMES_PER_S = 12
SECONDS = 8


def syllables(seed: int) -> Series:
    """How loud each twelfth of a second is: bursts and pauses."""
    noise = np.random.default_rng(seed)
    return np.clip(noise.normal(0.4, 0.4, SECONDS * FRAMES_PER_S), 0.0, 1.0)


def voice(loud: Series) -> Samples:
    size = SAMPLES_PER_S // FRAMES_PER_S
    hiss = np.random.default_rng(1).standard_normal(size * len(loud))
    return np.asarray(hiss * np.repeat(loud, size) * 4000, dtype=np.int16)


def times(count: int, late_s: float = 0.0) -> list[float]:
    return [(index + 0.5) / FRAMES_PER_S + late_s for index in range(count)]


@pytest.mark.parametrize("ahead_s", [0.0, 0.1, 0.25])
def test_a_mouth_that_speaks_goes_with_its_voice(ahead_s: float) -> None:
    loud = syllables(3)
    tremble = np.random.default_rng(5).normal(0.0, 0.15, len(loud))
    score = synchrony(
        list(0.3 * (loud + tremble)), times(len(loud), -ahead_s), envelope(voice(loud))
    )
    assert score is not None
    assert score > 0.6


@pytest.mark.parametrize("seed", range(4, 10))
def test_another_voice_does_not_go_with_it(seed: int) -> None:
    loud, other = syllables(3), syllables(seed)
    score = synchrony(list(loud), times(len(loud)), envelope(voice(other)))
    assert score is not None
    assert score < 0.35


def test_nothing_is_said_of_too_little() -> None:
    loud = syllables(3)
    heard = envelope(voice(loud))
    few = LEAST_FRAMES - 1
    assert synchrony(list(loud[:few]), times(few), heard) is None
    assert synchrony([0.1] * 40, times(40), heard) is None
    assert synchrony(list(loud), times(len(loud)), envelope(np.zeros(0, np.int16))) is None
    assert synchrony(list(loud), times(len(loud)), envelope(np.zeros(90_000, np.int16))) is None


def test_the_mouths_of_a_span_come_with_their_times() -> None:
    moments = film(look(mouth=0.1), None, look(mouth=0.3), look(mouth=0.4)).moments
    assert mouths_between(moments, 10.0, (0.0, 0.2)) == ([0.0, 0.2], [0.1, 0.3])
