"""All three checks on one file, with engines that see, read and hear nothing.

So every answer is about the file; what is decoded is decoded for real. Importable, because a
child process does it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from typing_extensions import override

from dialogs.evidence import CheckOutcome
from dialogs.kinds import Action, Lang, MediaKind
from verification.api import CardRequest, FaceRequest, StatementRequest
from verification.checks.card import check_card
from verification.checks.face import check_face
from verification.checks.statement import check_statement
from verification.engines.embedding import Embedding, FaceEmbedder
from verification.engines.media import (
    FfmpegDecoder,
    MediaDecoder,
    Pixels,
    Samples,
    ffmpeg_program,
)
from verification.engines.mesh import Face, FaceMesh
from verification.engines.ports import CardReader, Line, PortraitFinder
from verification.engines.speech import Asked, Heard, SpeechRecogniser

Models = tuple[tuple[str, str], ...]


class NothingToRead(CardReader, PortraitFinder):
    """Reads no line and sees no portrait."""

    @property
    @override
    def models(self) -> Models:
        return ()

    @override
    def read(self, picture: Pixels) -> tuple[Line, ...]:
        return ()

    @override
    def turns(self, picture: Pixels) -> tuple[float, float, float, float]:
        return 1.0, 0.0, 0.0, 0.0

    @override
    def has_face(self, picture: Pixels) -> bool:
        return False


class NobodyThere(FaceMesh, FaceEmbedder):
    """Sees no face."""

    @property
    @override
    def models(self) -> Models:
        return ()

    @override
    def photograph(self, picture: Pixels) -> tuple[Face, ...]:
        return ()

    @override
    def film(self, frames: Iterable[Pixels]) -> Iterator[tuple[Pixels, tuple[Face, ...]]]:
        for frame in frames:
            yield frame, ()

    @override
    def embed(self, picture: Pixels, face: Face) -> Embedding:
        raise AssertionError("there is no face")


class NobodySpeaks(SpeechRecogniser):
    """Hears no word."""

    @property
    @override
    def models(self) -> Models:
        return ()

    @override
    def spoken(self, sound: Samples) -> tuple[tuple[float, float], ...]:
        return ()

    @override
    def listen(self, sound: Samples, asked: Asked) -> Heard:
        raise AssertionError("nobody speaks")


@dataclass(frozen=True)
class BlankEngines:
    """Engines that find nothing, and the real decoder."""

    media: MediaDecoder = field(default_factory=lambda: FfmpegDecoder(ffmpeg_program()))
    card_reader: CardReader = field(default_factory=NothingToRead)
    portrait_finder: PortraitFinder = field(default_factory=NothingToRead)
    mesh: FaceMesh = field(default_factory=NobodyThere)
    embedder: FaceEmbedder = field(default_factory=NobodyThere)
    speech: SpeechRecogniser = field(default_factory=NobodySpeaks)


def judged(media: bytes) -> tuple[CheckOutcome, CheckOutcome, CheckOutcome]:
    """The outcomes as a card, as a selfie and as a statement."""
    engines = BlankEngines()
    card = CardRequest(media, None, date(2026, 5, 4))
    face = FaceRequest(media, MediaKind.DOCUMENT, Action.CLOSE_EYES, None, None)
    statement = StatementRequest(media, "张伟", Lang.ZH, "我是张伟本人。", None, 5.0)
    return (
        check_card(card, engines).outcome,
        check_face(face, engines).outcome,
        check_statement(statement, engines).outcome,
    )
