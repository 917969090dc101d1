"""Clips for the demo and the tests: a face that acts, and one that speaks (Guide R36-R41).

The head sways a little as in a hand, the eyes blink, and the mouth follows the loudness of the
speech. A clip is made when asked for, in a second or two, and kept in memory.
"""

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from bot.sandbox.materials import speech
from bot.sandbox.materials.faces import POSES, held
from bot.sandbox.materials.warp import (
    HEIGHT,
    WIDTH,
    Pixels,
    Pose,
    Sitter,
    admiral,
    astronaut,
    posed,
)
from bot.sandbox.people import BY_KEY
from dialogs.kinds import Action, Lang
from verification.engines.media import ffmpeg_program

FRAMES_PER_S = 15
_MOUTH_STEPS = 8
_WIDEST_SPEECH = 0.4
_LEAD_S, _TAIL_S = 0.5, 0.6
_HALF_TAIL_S = 2.0
"""Long enough for half a statement to be no shorter than asked for."""

_SHORT_S = 3.0
_SQUARE_PX = 480


class Variant(StrEnum):
    """How a statement clip is: good, or bad in one way."""

    FULL = "full"
    HALF = "half"
    SILENT = "silent"
    NOISY = "noisy"
    QUIET = "quiet"
    SHORT = "short"
    STRANGER = "stranger"
    NO_FACE = "no_face"
    LIPS_STILL = "lips_still"
    FACE_LEAVES = "face_leaves"
    NEGATED = "negated"
    NO_SOUND = "no_sound"


@dataclass(frozen=True, slots=True)
class _Moment:
    """What the face does and how the phone is held in one frame."""

    pose: Pose
    right_px: float = 0.0
    down_px: float = 0.0
    roll_deg: float = 0.0


@lru_cache(maxsize=16)
def action_clip(action: Action, seconds: float = 3.0, *, square: bool = False) -> bytes:
    """An MP4 of the demo customers' face doing `action` and returning; square as a video note."""
    return _acted(astronaut(), action, seconds, square=square)


@lru_cache(maxsize=4)
def stranger_clip(action: Action, seconds: float = 3.0) -> bytes:
    """An MP4 in which somebody else does `action`."""
    return _acted(admiral(), action, seconds, square=False)


@lru_cache(maxsize=2)
def still_clip(seconds: float = 3.0) -> bytes:
    """An MP4 of a photograph: nothing moves."""
    frames = [astronaut().pixels] * int(seconds * FRAMES_PER_S)
    return encoded(frames, _room_noise(seconds))


@lru_cache(maxsize=12)
def statement_clip(
    person_key: str, variant: str = Variant.FULL, lang: Lang | None = None, phrase: str = ""
) -> bytes:
    """An MP4 in which the person reads the statement, in the person's own language by default.

    After it the digits of `phrase` are spoken, if there are any.
    """
    kind, spoken_in = Variant(variant), lang or BY_KEY[person_key].lang
    spoken = _chosen(person_key, kind, spoken_in)
    digits = "" if kind is Variant.SHORT else phrase
    sound = np.concatenate([spoken.sound, speech.digits(digits, spoken_in)])
    voice = _padded(sound, _HALF_TAIL_S if kind is Variant.HALF else _TAIL_S)
    frames = _speaking(voice * 0 if kind is Variant.SILENT else voice, kind)
    return encoded(frames, None if kind is Variant.NO_SOUND else _spoiled(voice, kind))


def acted(sitter: Sitter, action: Action, seconds: float) -> Iterator[Pixels]:
    """The frames of a sitter doing `action` and returning."""
    return _drawn(sitter, _sway(_performance(action, int(seconds * FRAMES_PER_S))))


def _acted(sitter: Sitter, action: Action, seconds: float, *, square: bool) -> bytes:
    frames: Iterable[Pixels] = acted(sitter, action, seconds)
    if square:
        frames = (frame[:_SQUARE_PX, :] for frame in frames)
    return encoded(frames, _room_noise(seconds))


def _performance(action: Action, count: int) -> Iterator[Pose]:
    """The action swells and fades in the middle of the clip; a blink is short."""
    width = 0.09 if action is Action.CLOSE_EYES else 0.28
    goal = POSES[action]
    for index in range(count):
        away = abs((index + 0.5) / count - 0.5) / width
        share = round(float(np.clip(1.6 - away * 1.6, 0.0, 1.0)) * _MOUTH_STEPS) / _MOUTH_STEPS
        yield Pose(
            goal.eyes_shut * share,
            goal.mouth_open * share,
            goal.yaw_deg * share,
            goal.smile * share,
        )


def _sway(poses: Iterable[Pose]) -> Iterator[_Moment]:
    """Hold the phone in an unsteady hand."""
    for index, pose in enumerate(poses):
        at_s = index / FRAMES_PER_S
        yield _Moment(
            pose,
            right_px=5.0 * np.sin(at_s * 1.9) + 1.5 * np.sin(at_s * 7.3),
            down_px=4.0 * np.sin(at_s * 1.3 + 1.0) + 1.2 * np.cos(at_s * 6.1),
            roll_deg=1.4 * np.sin(at_s * 1.1 + 0.5),
        )


def _chosen(person_key: str, kind: Variant, lang: Lang) -> speech.Spoken:
    if kind is Variant.NEGATED:
        return speech.negated_statement(lang)
    spoken = speech.statement(person_key, lang)
    ends_s = {Variant.HALF: spoken.half_ends_s, Variant.SHORT: _SHORT_S}.get(kind)
    if ends_s is None:
        return spoken
    return speech.Spoken(
        spoken.text, spoken.sound[: int(ends_s * speech.RATE)], spoken.half_ends_s
    )


def _padded(spoken: speech.Sound, tail_s: float) -> speech.Sound:
    """A breath before and after, in a room that is not perfectly still."""
    before, after = (np.zeros(int(s * speech.RATE), dtype=np.int16) for s in (_LEAD_S, tail_s))
    sound = np.concatenate([before, spoken, after])
    return _mixed(sound, _hiss(len(sound)) * 12.0)


def _spoiled(sound: speech.Sound, kind: Variant) -> speech.Sound:
    match kind:
        case Variant.SILENT:
            return _mixed(sound * 0, _hiss(len(sound)) * 12.0)
        case Variant.QUIET:
            return np.asarray(sound * 0.004, dtype=np.int16)
        case Variant.NOISY:
            return _mixed(sound, _hiss(len(sound)) * 3200.0)
        case _:
            return sound


def _hiss(count: int) -> NDArray[np.float64]:
    return np.random.default_rng(7).standard_normal(count)


def _mixed(sound: speech.Sound, noise: NDArray[np.float64]) -> speech.Sound:
    return np.clip(sound + noise, -32768, 32767).astype(np.int16)


def _room_noise(seconds: float) -> speech.Sound:
    count = int(seconds * speech.RATE)
    return _mixed(np.zeros(count, dtype=np.int16), _hiss(count) * 12.0)


def _speaking(sound: speech.Sound, kind: Variant) -> Iterator[Pixels]:
    count = int(len(sound) / speech.RATE * FRAMES_PER_S)
    if kind is Variant.NO_FACE:
        return _wall(count)
    mouths = np.zeros(count) if kind is Variant.LIPS_STILL else _mouths(sound, count)
    poses = (Pose(eyes_shut=_blink(index), mouth_open=mouth) for index, mouth in enumerate(mouths))
    pictures = _drawn(admiral() if kind is Variant.STRANGER else astronaut(), _sway(poses))
    return _walked_away(pictures, count) if kind is Variant.FACE_LEAVES else pictures


def _mouths(sound: speech.Sound, count: int) -> NDArray[np.float64]:
    """How far the mouth is open in each frame, in steps, by the loudness then."""
    edges = np.linspace(0, len(sound), count + 1).astype(int)
    parts = (sound[start:end].astype(np.float64) for start, end in pairwise(edges))
    loud = np.array([np.sqrt(np.mean(part**2)) for part in parts])
    share = np.clip(loud / max(float(np.percentile(loud, 92)), 300.0), 0.0, 1.0)
    return np.asarray(np.round(share * _MOUTH_STEPS) / _MOUTH_STEPS * _WIDEST_SPEECH)


def _blink(index: int) -> float:
    """A short blink every three and a half seconds."""
    return {0: 0.5, 1: 1.0, 2: 0.5}.get((index - 20) % int(3.5 * FRAMES_PER_S), 0.0)


def _walked_away(pictures: Iterable[Pixels], count: int) -> Iterator[Pixels]:
    """Out of the picture in the middle third."""
    for index, (picture, wall) in enumerate(zip(pictures, _wall(count), strict=True)):
        yield wall if 1 / 3 < index / count < 2 / 3 else picture


def _wall(count: int) -> Iterator[Pixels]:
    for index in range(count):
        yield np.full((HEIGHT, WIDTH, 3), 150 + index % 3, dtype=np.uint8)


def _drawn(sitter: Sitter, moments: Iterable[_Moment]) -> Iterator[Pixels]:
    drawn: dict[Pose, Pixels] = {}
    for moment in moments:
        if moment.pose not in drawn:
            drawn[moment.pose] = posed(sitter, moment.pose)
        yield held(drawn[moment.pose], moment.right_px, moment.down_px, moment.roll_deg)


def encoded(frames: Iterable[Pixels], sound: speech.Sound | None, crf: int = 23) -> bytes:
    """The frames and the sound as an MP4 (H.264 and AAC); a larger `crf` is a coarser picture."""
    with TemporaryDirectory(prefix="resetdesk-clip-") as folder:
        target = Path(folder) / "clip.mp4"
        pictures = iter(frames)
        first = next(pictures)
        command = _command(first, _stored(sound, Path(folder)), target, crf)
        with subprocess.Popen(command, stdin=subprocess.PIPE) as process:  # noqa: S603 - our own program and files
            assert process.stdin is not None  # noqa: S101 - just asked for
            process.stdin.write(first.tobytes())
            for picture in pictures:
                process.stdin.write(np.ascontiguousarray(picture).tobytes())
            process.stdin.close()
        if process.returncode != 0:
            raise RuntimeError(f"ffmpeg ended with {process.returncode}")
        return target.read_bytes()


def _stored(sound: speech.Sound | None, folder: Path) -> Path | None:
    if sound is None:
        return None
    path = folder / "sound"
    path.write_bytes(sound.astype("<i2").tobytes())
    return path


def _command(first: Pixels, sound: Path | None, target: Path, crf: int) -> list[str]:
    height, width = first.shape[:2]
    command = [ffmpeg_program(), "-y", "-loglevel", "error", "-threads", "1"]
    command += ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}"]
    command += ["-r", str(FRAMES_PER_S), "-i", "pipe:0"]
    if sound is not None:
        command += ["-f", "s16le", "-ar", str(speech.RATE), "-ac", "1", "-i", str(sound)]
        command += ["-c:a", "aac", "-b:a", "64k", "-ar", "48000"]
    command += ["-c:v", "libx264", "-preset", "veryfast", "-crf", str(crf), "-pix_fmt", "yuv420p"]
    return [*command, "-movflags", "+faststart", str(target)]
