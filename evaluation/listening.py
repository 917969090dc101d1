"""Judges sounds of statements by the statement check's own ear, without a film around them."""

import threading
import time
from dataclasses import dataclass
from functools import lru_cache

from bot.sandbox.materials.speech import Sound
from verification.api import CheckResult, StatementRequest
from verification.checks.findings import Findings
from verification.checks.listening import listen
from verification.engines.loading import load_recogniser
from verification.engines.speech import SpeechRecogniser
from verification.settings import VerifierSettings
from verification.thresholds import THRESHOLDS_VERSION

_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class ListeningRequest:
    """A sound with what was to be said in it; the request's own media is empty."""

    sound: Sound
    asked: StatementRequest


def listened(request: ListeningRequest, settings: VerifierSettings) -> CheckResult:
    """Return the verdict of the ear alone."""
    started, findings = time.perf_counter(), Findings()
    with _one_at_a_time:
        speech = _recogniser(settings)
        said = listen(request.sound, request.asked, speech, findings)
    outcome = findings.outcome(None if said is None else said.text)
    elapsed_s = time.perf_counter() - started
    return CheckResult(outcome, speech.models, THRESHOLDS_VERSION, elapsed_s)


@lru_cache(maxsize=1)
def _recogniser(settings: VerifierSettings) -> SpeechRecogniser:
    return load_recogniser(settings.speech_model_dir)
