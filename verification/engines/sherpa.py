"""Hears what is said by a SenseVoice or Paraformer model of the deployment's own (sherpa-onnx).

The folder holds `model.onnx` or `model.int8.onnx`, `tokens.txt` and `SHA256SUMS`, as the models
are published for sherpa-onnx. Which of the two it is, the tokens say: only SenseVoice has signs
for languages. Where somebody speaks is silero's business here too.
"""

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from typing_extensions import override

from dialogs.kinds import Lang
from verification.engines.speech import (
    DETECTOR,
    Asked,
    Heard,
    Spans,
    SpeechRecogniser,
    speech_spans,
)
from verification.errors import ModelError
from verification.models import FoundModel, ModelFile, find_model

if TYPE_CHECKING:
    from verification.engines.media import Samples

MODEL_NAMES = ("model.onnx", "model.int8.onnx")
TOKENS_NAME = "tokens.txt"
_SENSE_VOICE_SIGN = "<|zh|>"
_SIGNS = re.compile(r"<\|[^|]*\|>")
_SAMPLES_PER_S = 16_000


class SherpaRecogniser(SpeechRecogniser):
    """SenseVoice or Paraformer by sherpa-onnx.

    Raises:
        ModelError: a file is missing, is not listed, differs from its digest or cannot be loaded.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    @override
    def models(self) -> tuple[tuple[str, str], ...]:
        return find_model(DETECTOR).digest, self._weights.digest, self._tokens.digest

    @override
    def spoken(self, sound: "Samples") -> Spans:
        return speech_spans(sound)

    @override
    def listen(self, sound: "Samples", asked: Asked) -> Heard:
        recogniser = self._recogniser(asked.lang)
        stream = recogniser.create_stream()
        stream.accept_waveform(_SAMPLES_PER_S, sound.astype(np.float32) / 32768.0)
        recogniser.decode_stream(stream)
        return Heard(_SIGNS.sub("", str(stream.result.text)).strip())

    def _recogniser(self, lang: Lang) -> Any:
        """The recogniser set to a language; Paraformer has one for both."""
        wanted = lang if self._is_sense_voice else Lang.ZH
        if wanted not in self._recognisers:
            self._recognisers[wanted] = self._load(wanted)
        return self._recognisers[wanted]

    def _load(self, lang: Lang) -> Any:
        from sherpa_onnx import OfflineRecognizer

        model, tokens = str(self._weights.path), str(self._tokens.path)
        try:
            if self._is_sense_voice:
                return OfflineRecognizer.from_sense_voice(
                    model=model, tokens=tokens, language=lang.value, use_itn=True
                )
            return OfflineRecognizer.from_paraformer(paraformer=model, tokens=tokens)
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"{model} cannot be loaded: {error}") from error

    @cached_property
    def _recognisers(self) -> dict[Lang, Any]:
        return {}

    @cached_property
    def _is_sense_voice(self) -> bool:
        return _SENSE_VOICE_SIGN in self._tokens.path.read_text(encoding="utf-8")

    @cached_property
    def _weights(self) -> FoundModel:
        names = [name for name in MODEL_NAMES if (self._folder / name).is_file()]
        return self._found(names[0] if names else MODEL_NAMES[0])

    @cached_property
    def _tokens(self) -> FoundModel:
        return self._found(TOKENS_NAME)

    def _found(self, name: str) -> FoundModel:
        file = ModelFile(name=f"speech-own-{name}", package="", path=name, sha256="")
        return find_model(file, self._folder)
