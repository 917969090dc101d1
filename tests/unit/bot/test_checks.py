"""Checks: run once, given back once, then left to a person; unwanted ones are not run."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from typing_extensions import override

from bot.workers.requests import RequestMaker
from bot.workers.runner import CheckRunner, RunnerSettings
from dialogs.effects import RunCheck
from dialogs.evidence import CardReading, CheckOutcome
from dialogs.kinds import CardSide, DocumentKind, MediaKind, Verdict
from dialogs.model import CheckKind, PendingCheck
from dialogs.policy import Policy
from dialogs.reasons import Finding, Reason
from storage.api import JobRow, JobState
from storage.crypto import KeyRing
from storage.media import MemoryBlobs
from tests.unit.bot.workshop import Workshop, workshop
from verification.api import CardRequest, CheckResult
from verification.fake import ScriptedVerifier, scripted_picture


class BrokenVerifier(ScriptedVerifier):
    """Fails in a way nobody thought of."""

    @override
    async def card(self, request: CardRequest) -> CheckResult:
        raise ZeroDivisionError


async def _waiting(
    shop: Workshop, picture: bytes | None, verifier: ScriptedVerifier | None = None
) -> CheckRunner:
    """Have a case wait for a card check, and return who would run it."""
    await shop.open()
    blobs = MemoryBlobs(KeyRing.generate())
    if picture is not None:
        await blobs.put("m1", picture)
    check = RunCheck(
        check_id="c1", kind=CheckKind.CARD, media_id="m1", media_kind=MediaKind.DOCUMENT
    )
    now, codec = shop.clock.now(), shop.means.codec
    async with shop.means.store.begin() as uow:
        row = await uow.cases.load("case")
        assert row is not None
        pending = PendingCheck("c1", CheckKind.CARD, "m1", "document", now)
        case = replace(shop.engine.case_of(row), checks=(pending,))
        await uow.cases.save(replace(row, state=codec.encode(case)))
        await uow.jobs.add(JobRow("c1", "case", "card", codec.encode(check), now))
        await uow.commit()
    policy = Policy()
    renderer = shop.renderer
    maker = RequestMaker(shop.means, blobs, renderer, policy, ZoneInfo("Asia/Shanghai"))
    settings = RunnerSettings("main")
    return CheckRunner(settings, shop.means, shop.engine, maker, verifier or ScriptedVerifier())


async def _job(shop: Workshop) -> JobRow:
    async with shop.means.store.begin() as uow:
        job = await uow.jobs.get("c1")
    assert job is not None
    return job


async def test_a_check_is_run_once() -> None:
    shop = workshop()
    runner = await _waiting(shop, scripted_picture(CheckOutcome(Verdict.FAIL)))
    assert await runner.run("c1")
    assert (await _job(shop)).state is JobState.FINISHED
    assert (await shop.case()).checks == ()
    assert not await runner.run("c1")
    assert not await runner.run(None)


@pytest.mark.parametrize(
    ("picture", "verifier"),
    [(scripted_picture(None), None), (b"anything", BrokenVerifier()), (None, None)],
)
async def test_a_check_that_cannot_be_run_goes_to_a_person(
    picture: bytes | None, verifier: ScriptedVerifier | None
) -> None:
    shop = workshop()
    runner = await _waiting(shop, picture, verifier)
    while (await _job(shop)).state is not JobState.FINISHED:
        assert await runner.run(None)
    result = shop.means.codec.decode((await _job(shop)).result or b"", CheckResult)
    assert result.outcome.verdict is Verdict.UNSURE
    spent = 1 if picture == scripted_picture(None) else 2
    assert (await _job(shop)).attempts == (spent if picture else 1)
    assert [one.reason for one in result.outcome.findings] == [Reason.CHECK_UNAVAILABLE]


async def test_a_check_that_nobody_waits_for_is_not_run() -> None:
    shop = workshop()
    runner = await _waiting(shop, b"anything", BrokenVerifier())
    async with shop.means.store.begin() as uow:
        row = await uow.cases.load("case")
        assert row is not None
        case = replace(shop.engine.case_of(row), checks=())
        await uow.cases.save(replace(row, state=shop.means.codec.encode(case)))
        await uow.commit()
    assert await runner.run(None)
    assert (await _job(shop)).state is JobState.FAILED


async def test_what_a_check_found_stays_in_the_audit_trail() -> None:
    shop = workshop()
    glare = Finding(Reason.GLARE, field="number", words="never kept")
    card = CardReading(DocumentKind.RESIDENT_ID, CardSide.FRONT, name="张伟")
    outcome = CheckOutcome(Verdict.FAIL, (glare,), card=card)
    runner = await _waiting(shop, scripted_picture(outcome))
    assert await runner.run("c1")
    async with shop.means.store.begin() as uow:
        entries = [one for one in await uow.audit.of_case("case") if one.action == "checked"]
    assert [one.actor for one in entries] == ["bot"]
    assert entries[0].detail == {
        "check": "card",
        "media": "m1",
        "verdict": "fail",
        "reasons": ["glare@number"],
        "scores": {},
        "frames_s": [],
        "thresholds": "scripted",
        "models": {"scripted": "0" * 64},
        "elapsed_s": 0.0,
    }


async def test_a_job_that_cannot_be_read_is_recorded_too() -> None:
    shop = workshop()
    runner = await _waiting(shop, b"anything")
    async with shop.means.store.begin() as uow:
        job = await uow.jobs.get("c1")
        assert job is not None
        await uow.jobs.add(replace(job, job_id="c2", payload=b"no check"))
        await uow.commit()
    while await runner.run("c2"):
        pass
    async with shop.means.store.begin() as uow:
        entries = [one for one in await uow.audit.of_case("case") if one.action == "checked"]
    assert [(one.detail["media"], one.detail["verdict"]) for one in entries] == [(None, "unsure")]
