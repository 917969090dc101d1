"""Sends samples through the checks and keeps what came back."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from dialogs.kinds import Verdict
from evaluation.listening import ListeningRequest, listened
from evaluation.samples import Sample
from verification.api import (
    CardRequest,
    CheckRequest,
    CheckResult,
    FaceRequest,
    StatementRequest,
    Verifier,
)
from verification.errors import VerificationUnavailable
from verification.isolate import IsolatedVerifier
from verification.settings import VerifierSettings


@dataclass(frozen=True, slots=True)
class Judged:
    """A sample with its verdict.

    Attributes:
        sample: what was judged.
        result: what the check said; None when it gave no answer at all.
    """

    sample: Sample
    result: CheckResult | None

    @property
    def verdict(self) -> Verdict:
        """The verdict; a check without an answer sends the sample to a person."""
        return Verdict.UNSURE if self.result is None else self.result.outcome.verdict

    @property
    def right(self) -> bool:
        """Whether the verdict is a wanted one."""
        return self.result is not None and self.sample.wanted.allows(self.verdict)

    @property
    def explained(self) -> bool | None:
        """Whether a reason that applies was named; None when nothing was to be explained."""
        if self.result is None or self.verdict is Verdict.PASS or not self.sample.reasons:
            return None
        return any(one.reason in self.sample.reasons for one in self.result.outcome.findings)

    @property
    def fields_right(self) -> tuple[int, int]:
        """How many of the known fields were read exactly, and how many there are."""
        read = None if self.result is None else self.result.outcome.card
        equal = (getattr(read, name, None) == value for name, value in self.sample.fields.items())
        return sum(equal), len(self.sample.fields)

    @property
    def wrong_number(self) -> bool:
        """Whether another number than the card's was taken for it."""
        read = None if self.result is None else self.result.outcome.card
        if read is None or read.number is None or "number" not in self.sample.fields:
            return False
        return read.number != self.sample.fields["number"]

    @property
    def silent_error(self) -> bool:
        """Whether the check passed although a field was read wrongly or not at all."""
        right, known = self.fields_right
        return self.verdict is Verdict.PASS and right < known


async def judged(samples: Iterable[Sample], settings: VerifierSettings) -> AsyncIterator[Judged]:
    """Judge all samples, as many at once as the settings have workers, in any order."""
    verifier = IsolatedVerifier(_patient(settings))
    left = iter(samples)
    running: set[asyncio.Task[Judged]] = set()
    try:
        while True:
            while len(running) <= settings.workers and (sample := next(left, None)) is not None:
                running.add(asyncio.create_task(_one(sample, verifier, settings)))
            if not running:
                return
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                yield task.result()
    finally:
        for task in running:
            task.cancel()
        await verifier.close()


def _patient(settings: VerifierSettings) -> VerifierSettings:
    """Give a busy machine more time: what is measured is the verdict."""
    return replace(
        settings,
        card_timeout_s=3 * settings.card_timeout_s,
        face_timeout_s=3 * settings.face_timeout_s,
        statement_timeout_s=3 * settings.statement_timeout_s,
    )


async def _one(sample: Sample, verifier: Verifier, settings: VerifierSettings) -> Judged:
    request = await asyncio.to_thread(sample.request)
    try:
        if isinstance(request, ListeningRequest):
            return Judged(sample, await asyncio.to_thread(listened, request, settings))
        return Judged(sample, await _checked(request, verifier))
    except VerificationUnavailable:
        return Judged(sample, None)


async def _checked(request: CheckRequest, verifier: Verifier) -> CheckResult:
    match request:
        case CardRequest():
            return await verifier.card(request)
        case FaceRequest():
            return await verifier.face(request)
        case StatementRequest():
            return await verifier.statement(request)
        case _:
            assert_never(request)
