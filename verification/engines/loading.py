"""Constructs the engines, each when it is first needed: a start costs seconds and memory."""

from functools import cached_property

from verification.engines.ports import CardReader, PortraitFinder
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


def load_engines(settings: VerifierSettings) -> Engines:
    """Return engines that construct themselves at first use."""
    return Engines(settings)
