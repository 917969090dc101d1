"""Spoken statements of the demo customers, out of small sound files (Guide R38).

How the files were made is told in `data/README.md`.
"""

import json
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dialogs.kinds import Lang
from verification.engines.media import ffmpeg_program

Sound: TypeAlias = NDArray[np.int16]

RATE = 16_000
"""Samples a second."""

_FOLDER = Path(__file__).parent / "data" / "speech"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement as a sound.

    Attributes:
        text: what is said.
        sound: mono samples, `RATE` a second.
        half_ends_s: where the first half ends.
    """

    text: str
    sound: Sound
    half_ends_s: float


def statement(person_key: str, lang: Lang) -> Spoken:
    """The statement as the demo customer `person_key` reads it aloud."""
    return _spoken(f"{person_key}_{lang.value}")


def negated_statement(lang: Lang) -> Spoken:
    """zhang_wei saying that the trading results are not acknowledged."""
    return _spoken(f"negated_{lang.value}")


def opus_file(person_key: str, lang: Lang) -> Path:
    """The sound file of a statement, as it can be sent."""
    return _FOLDER / f"{person_key}_{lang.value}.opus"


def digits(phrase: str, lang: Lang, pause_s: float = 0.2) -> Sound:
    """The digits of `phrase`, one after another; nothing at all for no digits."""
    if not phrase:
        return np.zeros(0, dtype=np.int16)
    pause = np.zeros(int(pause_s * RATE), dtype=np.int16)
    parts = [pause]
    for digit in phrase:
        parts += [decoded(_FOLDER / f"digit_{digit}_{lang.value}.opus"), pause]
    return np.concatenate(parts)


def _spoken(key: str) -> Spoken:
    entry = _manifest()[key]
    return Spoken(
        text=str(entry["text"]),
        sound=decoded(_FOLDER / f"{key}.opus"),
        half_ends_s=float(entry["half_ends_s"]),
    )


@lru_cache(maxsize=1)
def _manifest() -> dict[str, dict[str, str | float]]:
    path = _FOLDER / "statements.json"
    loaded: dict[str, dict[str, str | float]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=32)
def decoded(path: Path) -> Sound:
    """A sound file as samples."""
    command = [ffmpeg_program(), "-nostdin", "-loglevel", "error", "-i", str(path)]
    command += ["-f", "s16le", "-ac", "1", "-ar", str(RATE), "pipe:1"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=30)  # noqa: S603 - our own program and file
    return np.frombuffer(done.stdout, dtype="<i2").astype(np.int16)
