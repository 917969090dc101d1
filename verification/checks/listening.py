"""The statement by ear alone: what is said, how loud, how clear (Guide R38, R41)."""

from dataclasses import dataclass

from dialogs.reasons import Reason
from verification.api import StatementRequest
from verification.checks.findings import Findings
from verification.checks.words import judge_phrase, judge_words
from verification.engines.media import Samples
from verification.engines.speech import Asked, SpeechRecogniser
from verification.measure.sound import (
    Spans,
    loudness_dbfs,
    padded,
    peak_dbfs,
    signal_to_noise_db,
    speech_seconds,
)
from verification.parse.statement import compare
from verification.thresholds import STATEMENT

_BREATH_S = 0.3


@dataclass(frozen=True, slots=True)
class Said:
    """What was said.

    Attributes:
        text: as the recogniser wrote it.
        spans: when somebody spoke, in seconds.
    """

    text: str
    spans: Spans


def listen(
    sound: Samples, request: StatementRequest, speech: SpeechRecogniser, findings: Findings
) -> Said | None:
    """Judge the sound of a statement; None if nobody speaks."""
    if peak_dbfs(sound) < STATEMENT.no_sound_dbfs:
        findings.fault(Reason.NO_SOUND)
        return None
    spans = speech.spoken(sound)
    findings.score("speech_s", speech_seconds(spans))
    if speech_seconds(spans) < STATEMENT.least_speech_s:
        findings.fault(Reason.NO_SPEECH)
        return None
    asked = Asked(request.lang, request.text, request.phrase)
    heard = speech.listen(padded(sound, spans, _BREATH_S), asked)
    words = Findings()
    comparison = compare(request.text, request.name, heard.text, request.lang, request.phrase)
    judge_words(comparison, request.name, request.lang, words)
    if comparison.phrase is not None and not _incomplete(words):
        judge_phrase(comparison.phrase, heard.chances, words)
    _judge_sound(sound, spans, findings, complete=not words.faults)
    findings.extend(words)
    return Said(heard.text, spans)


def _incomplete(words: Findings) -> bool:
    """Whether the statement is; then how likely its digits are cannot be told after it."""
    return any(one.reason is Reason.SENTENCE_MISSING for one in words.faults)


def _judge_sound(sound: Samples, spans: Spans, findings: Findings, *, complete: bool) -> None:
    """Too quiet is a fault; noise is one if words are missing, else a doubt."""
    loud, clear = loudness_dbfs(sound, spans), signal_to_noise_db(sound)
    findings.score("loudness_dbfs", loud)
    findings.score("signal_to_noise_db", clear)
    if loud < STATEMENT.quiet_dbfs:
        findings.fault(Reason.TOO_QUIET)
    if not complete and clear < STATEMENT.noisy_db:
        findings.fault(Reason.TOO_NOISY)
    elif clear < STATEMENT.doubtful_noise_db:
        findings.doubt(Reason.TOO_NOISY)
