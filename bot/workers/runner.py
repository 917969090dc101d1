"""Runs checks: claim with a lease, show signs of life, turn the outcome into an event."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from bot.engine import Along, Engine, Means
from bot.workers.proof import proof
from bot.workers.recognition import Recognition
from bot.workers.requests import RequestMaker
from dialogs.audit import AuditAction
from dialogs.effects import RunCheck
from dialogs.events import CheckFinished
from dialogs.evidence import CheckOutcome
from dialogs.kinds import Verdict
from dialogs.model import Case
from dialogs.reasons import Finding, Reason
from storage.api import JobRow, Lease, UnitOfWork
from storage.errors import BlobMissing, StorageError, StorageUnavailable
from verification.api import (
    CardRequest,
    CheckRequest,
    CheckResult,
    FaceRequest,
    StatementRequest,
    Verifier,
)
from verification.errors import VerificationUnavailable

_log = structlog.get_logger()

_COULD_NOT = CheckResult(
    CheckOutcome(Verdict.UNSURE, (Finding(Reason.CHECK_UNAVAILABLE),)), (), "", 0.0
)


@dataclass(frozen=True, slots=True)
class RunnerSettings:
    """How checks are run.

    Attributes:
        worker: this process's name, the same after a restart.
        at_once: checks at the same time.
        lease_s: a job without a sign of life for so long may be taken over.
        sweep_s: how often to look for jobs whose bell was lost.
        tries: a check that could not be run so often goes to a person (D12).
        recognise_copies: whether a picture seen in another case before is refused.
    """

    worker: str
    at_once: int = 1
    lease_s: float = 30.0
    sweep_s: float = 5.0
    tries: int = 2
    recognise_copies: bool = True


class CheckRunner:
    """Runs the jobs of one process."""

    def __init__(
        self, settings: RunnerSettings, means: Means, engine: Engine, maker: RequestMaker,
        verifier: Verifier,
    ) -> None:  # fmt: skip
        self._settings = settings
        self._means = means
        self._engine = engine
        self._maker = maker
        self._verifier = verifier
        self._recognition = Recognition(means.store, means.keys)
        self._places = asyncio.Semaphore(settings.at_once)

    async def release(self) -> None:
        """Queue again what this worker was running when it died."""
        async with self._means.store.begin() as uow:
            await uow.jobs.release(self._settings.worker)
            await uow.commit()

    async def sweep_forever(self) -> None:
        """Run what waits, now and again and again: bells may be lost, workers may die."""
        while True:
            try:
                while await self.run(None):
                    pass
            except StorageError as error:
                _log.warning("sweep_failed", exc_info=error)
            await asyncio.sleep(self._settings.sweep_s)

    async def run(self, job_id: str | None) -> bool:
        """Run one job, or the oldest that waits; False when there was nothing to claim."""
        async with self._places:
            job = await self._claimed(job_id)
            if job is None:
                return False
            async with self._alive(job):
                await self._run(job)
            return True

    async def _claimed(self, job_id: str | None) -> JobRow | None:
        async with self._means.store.begin() as uow:
            job = await uow.jobs.claim(self._means.clock.now(), self._lease(), job_id=job_id)
            if job is not None:
                await uow.commit()
            return job

    def _lease(self) -> Lease:
        until = self._means.clock.now() + timedelta(seconds=self._settings.lease_s)
        return Lease(self._settings.worker, until)

    @asynccontextmanager
    async def _alive(self, job: JobRow) -> AsyncIterator[None]:
        """Show signs of life while a check runs."""
        beating = asyncio.create_task(self._beat(job))
        try:
            yield
        finally:
            beating.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await beating

    async def _beat(self, job: JobRow) -> None:
        while True:
            await asyncio.sleep(self._settings.lease_s / 3)
            with contextlib.suppress(StorageError):
                async with self._means.store.begin() as uow:
                    await uow.jobs.heartbeat(job.job_id, self._lease())
                    await uow.commit()

    async def _run(self, job: JobRow) -> None:
        check: RunCheck | None = None
        try:
            check = self._means.codec.decode(job.payload, RunCheck)
            if not await self._wanted(job):
                await self._drop(job)
                return
            result = await self._result(job, check)
        except StorageUnavailable:
            raise
        except VerificationUnavailable as error:  # a fresh child was tried already
            _log.warning("check_unavailable", job_id=job.job_id, kind=job.kind, exc_info=error)
            result = _COULD_NOT
        except Exception as error:  # noqa: BLE001 - whatever it was, a person decides in the end
            _log.warning("check_failed", job_id=job.job_id, kind=job.kind, exc_info=error)
            if job.attempts < self._settings.tries:
                await self._give_back(job, error)
                return
            result = _COULD_NOT
        await self._finish(job, check, result)

    async def _wanted(self, job: JobRow) -> bool:
        """Say whether the case still waits for this check."""
        async with self._means.store.begin() as uow:
            row = await uow.cases.load(job.case_id, lock=False)
        if row is None:
            return False
        case = self._means.codec.decode(row.state, Case)
        return any(pending.check_id == job.job_id for pending in case.checks)

    async def _drop(self, job: JobRow) -> None:
        async with self._means.store.begin() as uow:
            await uow.jobs.fail(job.job_id, self._settings.worker, "not wanted any more")
            await uow.commit()

    async def _give_back(self, job: JobRow, error: Exception) -> None:
        async with self._means.store.begin() as uow:
            name = type(error).__name__
            await uow.jobs.give_back(job.job_id, self._settings.worker, name)
            await uow.commit()

    async def _result(self, job: JobRow, check: RunCheck) -> CheckResult:
        try:
            request = await self._maker.make(check)
        except BlobMissing as error:
            _log.error("evidence_missing", job_id=job.job_id, kind=job.kind, exc_info=error)
            return _COULD_NOT
        result = await self._judged(request)
        if not self._settings.recognise_copies:
            return replace(result, prints=())
        at = self._means.clock.now()
        return await self._recognition.judged(result, job.case_id, check.media_id, at)

    async def _judged(self, request: CheckRequest) -> CheckResult:
        match request:
            case CardRequest():
                return await self._verifier.card(request)
            case FaceRequest():
                return await self._verifier.face(request)
            case StatementRequest():
                return await self._verifier.statement(request)

    async def _finish(self, job: JobRow, check: RunCheck | None, result: CheckResult) -> None:
        event = CheckFinished(
            event_id=f"check-{job.job_id}",
            at=self._means.clock.now(),
            seed=self._means.ids.seed(),
            check_id=job.job_id,
            outcome=result.outcome,
        )
        kept = self._means.codec.encode(result)

        async def settle(uow: UnitOfWork) -> bool:
            if not await uow.jobs.finish(job.job_id, self._settings.worker, kept):
                return False
            await uow.audit.append(
                job.case_id, event.at, "bot", AuditAction.CHECKED, proof(job.kind, check, result)
            )
            return True

        await self._engine.turn(job.case_id, event, Along(settle=settle))
        verdict = result.outcome.verdict.value
        self._means.metrics.check(job.kind, verdict, result.elapsed_s)
        _log.info("check_finished", job_id=job.job_id, kind=job.kind, verdict=verdict)
