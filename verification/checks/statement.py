"""The statement video: the right person says the right words, loud and clear (R38-R41)."""

import time
from typing import Protocol

from dialogs.reasons import Reason
from verification.api import MAX_MEDIA_BYTES, MAX_MEDIA_SECONDS, CheckResult, StatementRequest
from verification.checks.face import MARGIN_S, Rest, prints_of, watched
from verification.checks.findings import Findings
from verification.checks.framing import frame_film
from verification.checks.identity import (
    compare_with_selfie,
    compare_within,
    described,
    neutral_selfie,
)
from verification.checks.listening import listen
from verification.checks.looking import FaceEngines, Film
from verification.checks.surface import note_cover, note_screen
from verification.engines.media import FRAMES_PER_S, Samples
from verification.engines.speech import SpeechRecogniser
from verification.measure.film import mouth_spread, mouths_between
from verification.measure.lips import envelope, synchrony
from verification.measure.sound import Spans
from verification.signatures import is_video
from verification.thresholds import STATEMENT, THRESHOLDS_VERSION


class StatementEngines(FaceEngines, Protocol):
    """The engines that the statement needs."""

    @property
    def speech(self) -> SpeechRecogniser:
        """Listens."""
        ...


def check_statement(request: StatementRequest, engines: StatementEngines) -> CheckResult:
    """Judge the video; everything that is wrong is named at once."""
    started = time.perf_counter()
    findings, heard, rest = Findings(), None, Rest()
    refusal = _refusal(request.media)
    if refusal is not None:
        findings.fault(refusal)
    else:
        heard, rest = _judged(request, engines, findings)
    models = () if refusal else _models(engines)
    elapsed_s = time.perf_counter() - started
    outcome = findings.outcome(heard)
    return CheckResult(outcome, models, THRESHOLDS_VERSION, elapsed_s, rest.frames_s, rest.prints)


def _refusal(media: bytes) -> Reason | None:
    if not media:
        return Reason.EMPTY_FILE
    if len(media) > MAX_MEDIA_BYTES:
        return Reason.FILE_TOO_LARGE
    return None if is_video(media) else Reason.UNSUPPORTED_TYPE


def _models(engines: StatementEngines) -> tuple[tuple[str, str], ...]:
    return (*engines.mesh.models, *engines.embedder.models, *engines.speech.models)


def _judged(
    request: StatementRequest, engines: StatementEngines, findings: Findings
) -> tuple[str | None, Rest]:
    """Watch and listen in one pass of the decoder; what was heard, if anything was."""
    limit_s = MAX_MEDIA_SECONDS + MARGIN_S
    with engines.media.film(request.media, limit_s=limit_s) as reel:
        film = watched(reel.frames, MAX_MEDIA_SECONDS, engines, findings)
        sound = None if film is None else reel.sound()
    if film is None:
        return None, Rest()
    rest = Rest(tuple(round(one.at_s, 2) for one in film.portraits), prints_of(film))
    if film.seconds < request.minimum_s - STATEMENT.duration_slack_s:
        findings.fault(Reason.TOO_SHORT)
    frame_film(film, findings)
    note_cover(film.portraits, findings)
    note_screen(film.portraits, findings)
    _compare(film, request, engines, findings)
    if sound is None:
        findings.fault(Reason.NO_SOUND)
        return None, rest
    return _listen(film, request, sound, engines, findings), rest


def _compare(
    film: Film, request: StatementRequest, engines: StatementEngines, findings: Findings
) -> None:
    """With the selfie; one that is given but shows no face is a doubt."""
    if not film.portraits:
        return
    faces = described(film.portraits, engines)
    compare_within(faces, findings)
    if request.neutral is None:
        return
    neutral = neutral_selfie(request.neutral, engines)
    if neutral is None:
        findings.doubt(Reason.FACE_DOUBTFUL)
    else:
        compare_with_selfie(faces, described([neutral], engines)[0], findings)


def _listen(
    film: Film,
    request: StatementRequest,
    sound: Samples,
    engines: StatementEngines,
    findings: Findings,
) -> str | None:
    """What was heard; None if nobody speaks."""
    said = listen(sound, request, engines.speech, findings)
    if said is None:
        return None
    if film.portraits:
        _judge_lips(film, sound, said.spans, findings)
    return said.text


def _judge_lips(film: Film, sound: Samples, spans: Spans, findings: Findings) -> None:
    """Still lips are a fault; lips out of step with the voice are a doubt."""
    lips = mouth_spread(film.moments, FRAMES_PER_S, spans)
    findings.score("lips", lips)
    if lips < STATEMENT.lips:
        findings.fault(Reason.LIPS_STILL)
        return
    times_s, mouths = mouths_between(film.moments, FRAMES_PER_S, (spans[0][0], spans[-1][1]))
    together = synchrony(mouths, times_s, envelope(sound))
    if together is None:
        return
    findings.score("lips_synchrony", together)
    if together < STATEMENT.lips_doubtful:
        findings.doubt(Reason.LIPS_DOUBTFUL)
