"""What happens to a voice on its way: rooms, noise, telephones, speed, loudness."""

import subprocess
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.sandbox.materials.speech import RATE, Sound
from verification.engines.media import ffmpeg_program

_FULL = 32_767


def louder(sound: Sound, level_dbfs: float) -> Sound:
    """Return it with its loud parts at this level, clipped at full scale."""
    return _whole(_floats(sound) * 10 ** ((level_dbfs - _level(sound)) / 20))


def clipped(sound: Sound, over_db: float) -> Sound:
    """Return it recorded so much too loud, at an ordinary level again."""
    over = _floats(sound) * 10 ** (over_db / 20) * _FULL / max(1.0, float(np.abs(sound).max()))
    return _whole(np.clip(over, -_FULL, _FULL) * 0.6)


def with_noise(sound: Sound, noise: NDArray[np.float64], below_db: float) -> Sound:
    """Return it with noise so far below its loud parts."""
    some = np.resize(noise, len(sound))
    wanted = 10 ** ((_level(sound) - below_db) / 20) * _FULL
    return _whole(_floats(sound) + some * wanted / np.sqrt(np.mean(some**2)))


def white(seed: int) -> NDArray[np.float64]:
    """Return ten seconds of white noise."""
    return np.random.default_rng(seed).standard_normal(10 * RATE)


def pink(seed: int) -> NDArray[np.float64]:
    """Return ten seconds of noise that falls by 3 dB an octave."""
    spectrum = np.fft.rfft(white(seed))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    spectrum[0] = 0
    return np.asarray(np.fft.irfft(spectrum), dtype=np.float64)


def babble(voices: Sequence[Sound]) -> NDArray[np.float64]:
    """Return several voices at once, none of them to be understood."""
    size = max(len(one) for one in voices)
    shifted = [np.roll(np.resize(_floats(one), size), 7919 * at) for at, one in enumerate(voices)]
    return np.asarray(sum(shifted), dtype=np.float64)


def in_room(sound: Sound, seconds: float, seed: int) -> Sound:
    """Return it in a room whose echo falls by 60 dB in so many seconds."""
    count = int(seconds * RATE)
    tail = np.random.default_rng(seed).standard_normal(count) * 10 ** (
        -3 * np.arange(count) / count
    )
    tail[0] = 0.0
    echo = np.fft.irfft(
        np.fft.rfft(_floats(sound), len(sound) + count) * np.fft.rfft(tail, len(sound) + count)
    )[: len(sound)]
    mixed = _floats(sound) + 0.5 * echo * np.std(sound) / max(float(np.std(echo)), 1e-9)
    return _whole(mixed)


def paced(sound: Sound, factor: float) -> Sound:
    """Return it spoken faster (above 1) or slower, at the same pitch."""
    return _filtered(sound, ["-af", f"atempo={factor}"])


def coded(sound: Sound, *options: str, container: str) -> Sound:
    """Return it as it comes out of a codec."""
    return _filtered(sound, [], through=(list(options), container))


def telephone(sound: Sound) -> Sound:
    """Return it at 8 kHz and back."""
    return _filtered(sound, ["-af", f"aresample=8000,aresample={RATE}"])


def _filtered(
    sound: Sound, options: list[str], through: tuple[list[str], str] | None = None
) -> Sound:
    raw = ["-f", "s16le", "-ar", str(RATE), "-ac", "1"]
    source = [*raw, "-i", "pipe:0", *options]
    if through is None:
        return _samples([*source, *raw, "pipe:1"], sound.tobytes())
    coding, container = through
    packed = _run([*source, *coding, "-f", container, "pipe:1"], sound.tobytes())
    return _samples(["-f", container, "-i", "pipe:0", *raw, "pipe:1"], packed)


def _samples(options: list[str], data: bytes) -> Sound:
    return np.frombuffer(_run(options, data), dtype="<i2").astype(np.int16)


def _run(options: list[str], data: bytes) -> bytes:
    command = [ffmpeg_program(), "-nostdin", "-loglevel", "error", *options]
    return subprocess.run(command, input=data, capture_output=True, check=True, timeout=60).stdout  # noqa: S603 - our own program and sounds


def _level(sound: Sound) -> float:
    """The level of the louder half, in dB of full scale."""
    size = RATE // 50
    frames = _floats(sound)[: len(sound) // size * size].reshape(-1, size)
    power = np.sort(np.mean(frames**2, axis=1))
    loud = float(np.mean(power[len(power) // 2 :]))
    return float(10 * np.log10(max(loud, 1e-9) / _FULL**2))


def _floats(sound: Sound) -> NDArray[np.float64]:
    return sound.astype(np.float64)


def _whole(values: NDArray[np.float64]) -> Sound:
    return np.clip(values, -_FULL, _FULL).astype(np.int16)
