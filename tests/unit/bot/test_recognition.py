"""A picture that comes again in another case is recognised, and only keyed parts are kept."""

from datetime import UTC, datetime

import pytest

from bot.workers.recognition import Recognition, with_reuse
from dialogs.evidence import CheckOutcome
from dialogs.kinds import Verdict
from dialogs.reasons import Finding, Reason
from storage.crypto import KeyRing
from storage.memory import MemoryStore
from verification.api import CheckResult
from verification.thresholds import PRINT

NOW = datetime(2026, 11, 24, tzinfo=UTC)
PRINT_OF_ONE = bytes(range(32))
GOOD = CheckOutcome(Verdict.PASS)


def result(outcome: CheckOutcome = GOOD, *prints: bytes) -> CheckResult:
    return CheckResult(outcome, (), "test", 0.1, prints=prints)


def changed(whole: bytes, parts: int) -> bytes:
    return bytes(255 - byte for byte in whole[: 2 * parts]) + whole[2 * parts :]


@pytest.fixture
def recognition() -> Recognition:
    return Recognition(MemoryStore(), KeyRing.generate())


@pytest.mark.parametrize(
    ("different", "verdict"),
    [(0, Verdict.FAIL), (10, Verdict.FAIL), (11, Verdict.UNSURE), (14, Verdict.PASS)],
)
async def test_a_copy_in_another_case_is_told(
    recognition: Recognition, different: int, verdict: Verdict
) -> None:
    await recognition.judged(result(GOOD, PRINT_OF_ONE), "c1", "m1", NOW)
    copy = changed(PRINT_OF_ONE, different)
    seen = await recognition.judged(result(GOOD, copy), "c2", "m2", NOW)
    assert seen.outcome.verdict is verdict
    assert seen.prints == ()


async def test_the_same_case_may_send_it_twice_and_a_check_be_run_twice(
    recognition: Recognition,
) -> None:
    for media_id in ("m1", "m1", "m2"):
        seen = await recognition.judged(result(GOOD, PRINT_OF_ONE), "c1", media_id, NOW)
        assert seen.outcome == GOOD


async def test_another_deployment_knows_nothing_of_it(recognition: Recognition) -> None:
    await recognition.judged(result(GOOD, PRINT_OF_ONE), "c1", "m1", NOW)
    other = Recognition(recognition.store, KeyRing.generate())
    seen = await other.judged(result(GOOD, PRINT_OF_ONE), "c2", "m2", NOW)
    assert seen.outcome == GOOD


async def test_what_has_no_print_stays_as_it_is(recognition: Recognition) -> None:
    assert await recognition.judged(result(), "c1", "m1", NOW) == result()


def test_a_fault_stays_the_fault_and_a_reuse_is_named_first() -> None:
    failed = CheckOutcome(Verdict.FAIL, (Finding(Reason.NO_FACE),))
    unsure = CheckOutcome(Verdict.UNSURE, (Finding(Reason.FACE_DOUBTFUL),))
    assert with_reuse(failed, PRINT.perhaps_same) == failed
    both = with_reuse(failed, PRINT.same).findings
    assert [one.reason for one in both] == [Reason.FILE_REUSED, Reason.NO_FACE]
    alone = with_reuse(unsure, PRINT.same).findings
    assert [one.reason for one in alone] == [Reason.FILE_REUSED]
    assert len(with_reuse(unsure, PRINT.perhaps_same).findings) == 2
