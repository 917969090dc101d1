"""The check of a statement video, beside the sum of the engines it needs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from typing_extensions import override

from benchmarks.engines import one_threaded
from benchmarks.measure import Bounds, Size, Spent, in_turn
from benchmarks.rows import Row
from bot.render import Renderer
from bot.sandbox.materials.clips import statement_clip
from bot.sandbox.materials.faces import selfie
from bot.sandbox.people import BY_KEY
from dialogs.kinds import Action, Lang, Verdict
from dialogs.texts import text
from verification.api import StatementRequest
from verification.checks.looking import Seen, look_at
from verification.checks.statement import check_statement
from verification.engines.embedding import Embedding, FaceEmbedder
from verification.engines.loading import Engines
from verification.engines.media import FRAMES_PER_S, Pixels, Samples
from verification.engines.mesh import Face
from verification.engines.pictures import decode_picture
from verification.engines.speech import Asked
from verification.measure.sound import padded

_PERSON = BY_KEY["ouyang_xiaomin"]
_PHRASE = "4072"
_LIMIT_S = 60.0
_BREATH_S = 0.3
_BUDGET_S = 200.0


@dataclass
class _CountingEmbedder(FaceEmbedder):
    """dlib's network, which notes how often it is asked."""

    inner: FaceEmbedder
    asked: list[tuple[Pixels, Face]] = field(default_factory=list)

    @property
    @override
    def models(self) -> tuple[tuple[str, str], ...]:
        return self.inner.models

    @override
    def embed(self, picture: Pixels, face: Face) -> Embedding:
        self.asked.append((picture, face))
        return self.inner.embed(picture, face)


@dataclass(frozen=True, slots=True)
class _Needed:
    """What the engines are given during one check."""

    frames: list[Pixels]
    faces: list[tuple[Pixels, Face]]
    asked: Asked
    sound: Samples
    speech: Samples


def run(size: Size) -> list[Row]:
    """Check the video and run each engine alone, alternately."""
    engines, request = one_threaded(), _request()
    counting = _CountingEmbedder(engines.embedder)
    engines.__dict__["embedder"] = counting  # in the place of the cached engine
    verdict = check_statement(request, engines).outcome.verdict  # loads the engines, too
    needed = _needed(request, engines, list(counting.asked))
    engines.__dict__["embedder"] = counting.inner
    parts = _parts(request, engines, needed)
    check, *alone = in_turn(
        Bounds(size.pick(1, 3), _BUDGET_S),
        partial(check_statement, request, engines),
        *parts.values(),
    )
    note = f"{len(needed.frames)} frames and a spoken statement; bare: the sum of the lines below"
    if verdict is not Verdict.PASS:
        note += f"; the verdict was {verdict}"
    bare_s = sum(one.cpu_s for one in alone)
    what = f"Check of a {len(needed.frames) / FRAMES_PER_S:.1f} s video"
    whole = Row(what, check.cpu_s, "s", bare_s, check.wall_s, note)
    return [whole, *(_part(name, one) for name, one in zip(parts, alone, strict=True))]


def _part(name: str, took: Spent) -> Row:
    return Row(f"– {name}", None, "s", took.cpu_s, took.wall_s)


def _request() -> StatementRequest:
    words = Renderer().plain(text("statement", name=_PERSON.name), Lang.ZH)
    return StatementRequest(
        media=statement_clip(_PERSON.key, lang=Lang.ZH, phrase=_PHRASE),
        name=_PERSON.name,
        lang=Lang.ZH,
        text=words,
        neutral=selfie(Action.LOOK_AHEAD),
        minimum_s=5.0,
        phrase=_PHRASE,
    )


def _needed(
    request: StatementRequest, engines: Engines, faces: list[tuple[Pixels, Face]]
) -> _Needed:
    sound = engines.media.sound(request.media, limit_s=_LIMIT_S)
    if sound is None:
        raise RuntimeError("the clip has no sound")
    return _Needed(
        frames=list(engines.media.frames(request.media, limit_s=_LIMIT_S)),
        faces=faces,
        asked=Asked(request.lang, request.text, request.phrase),
        sound=sound,
        speech=padded(sound, engines.speech.spoken(sound), _BREATH_S),
    )


def _parts(
    request: StatementRequest, engines: Engines, needed: _Needed
) -> dict[str, Callable[[], object]]:
    """Return what the check asks of each engine, engine by engine."""
    return {
        f"decoding to {FRAMES_PER_S} frames a second and sound (ffmpeg)": partial(
            _decode, request.media, engines
        ),
        "face mesh of the frames and the selfie (mediapipe)": partial(
            _mesh, request.neutral or b"", engines, needed.frames
        ),
        f"{len(needed.faces)} face embeddings (dlib)": partial(_embed, engines, needed.faces),
        "speech detection and recognition (silero, Whisper)": partial(_hear, engines, needed),
    }


def _decode(media: bytes, engines: Engines) -> None:
    with engines.media.film(media, limit_s=_LIMIT_S) as reel:
        for _ in reel.frames:
            pass
        reel.sound()


def _mesh(neutral: bytes, engines: Engines, frames: list[Pixels]) -> tuple[Seen, ...]:
    for _ in engines.mesh.film(frames):
        pass
    picture = decode_picture(neutral)
    return () if isinstance(picture, str) else look_at(picture, engines.mesh)


def _embed(engines: Engines, faces: list[tuple[Pixels, Face]]) -> None:
    for picture, face in faces:
        engines.embedder.embed(picture, face)


def _hear(engines: Engines, needed: _Needed) -> str:
    engines.speech.spoken(needed.sound)
    return engines.speech.listen(needed.speech, needed.asked).text
