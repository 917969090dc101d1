"""Constructs the engines, each when it is first needed: a start costs seconds and memory."""

from functools import cached_property
from pathlib import Path

from verification.engines.embedding import FaceEmbedder
from verification.engines.media import MediaDecoder
from verification.engines.mesh import FaceMesh
from verification.engines.ports import CardReader, PortraitFinder
from verification.engines.speech import SpeechRecogniser
from verification.errors import ModelError
from verification.settings import VerifierSettings


class Engines:
    """The real engines of one process."""

    def __init__(self, settings: VerifierSettings) -> None:
        self._settings = settings

    @cached_property
    def card_reader(self) -> CardReader:
        """PaddleOCR with the chosen models."""
        from verification.engines.paddle import PaddleCardReader

        return PaddleCardReader(self._settings.card_models, self._settings.card_model_dir)

    @cached_property
    def portrait_finder(self) -> PortraitFinder:
        """OpenCV's cascade."""
        from verification.engines.portrait import CascadePortraitFinder

        return CascadePortraitFinder()

    @cached_property
    def media(self) -> MediaDecoder:
        """The machine's ffmpeg, or the one out of a package."""
        from verification.engines.media import FfmpegDecoder, ffmpeg_program

        return FfmpegDecoder(ffmpeg_program())

    @cached_property
    def mesh(self) -> FaceMesh:
        """The face mesh of mediapipe."""
        from verification.engines.mesh import MediapipeMesh

        return MediapipeMesh()

    @cached_property
    def embedder(self) -> FaceEmbedder:
        """The network of dlib."""
        from verification.engines.embedding import DlibEmbedder

        return DlibEmbedder(self._settings.face_model_dir)

    @cached_property
    def speech(self) -> SpeechRecogniser:
        """Whisper."""
        return load_recogniser(self._settings.speech_model_dir)


def load_recogniser(own_folder: Path | None) -> SpeechRecogniser:
    """Return Whisper, or whatever model lies in the deployment's own folder.

    Raises:
        ModelError: the folder holds no model that is known.
    """
    from verification.engines.sherpa import MODEL_NAMES, SherpaRecogniser
    from verification.engines.speech import WEIGHTS_NAME, WhisperRecogniser

    if own_folder is None or (own_folder / WEIGHTS_NAME).is_file():
        return WhisperRecogniser(own_folder)
    if any((own_folder / name).is_file() for name in MODEL_NAMES):
        return SherpaRecogniser(own_folder)
    known = ", ".join((WEIGHTS_NAME, *MODEL_NAMES))
    raise ModelError(f"{own_folder} holds no speech model: none of {known} is there")


def load_engines(settings: VerifierSettings) -> Engines:
    """Return engines that construct themselves at first use."""
    return Engines(settings)
