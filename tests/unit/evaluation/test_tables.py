"""The tables of verdicts: what counts as right, and how sure a share is."""

import pytest

from dialogs.evidence import CardReading, CheckOutcome
from dialogs.kinds import CardSide, DocumentKind, Verdict
from dialogs.reasons import Finding, Reason
from evaluation.judging import Judged
from evaluation.samples import Check, Sample, Wanted
from evaluation.tables import Share, errors, table
from verification.api import CheckRequest, CheckResult

NUMBER = "110199198503078511"


def _request() -> CheckRequest:
    raise AssertionError("nothing is judged here")


def answer(
    wanted: Wanted, verdict: Verdict, *, read: str | None = NUMBER, reason: Reason | None = None
) -> Judged:
    sample = Sample(
        "one", Check.CARD, "glare", wanted, _request, frozenset({Reason.GLARE}), {"number": NUMBER}
    )
    card = CardReading(DocumentKind.RESIDENT_ID, CardSide.FRONT, number=read)
    findings = () if reason is None else (Finding(reason),)
    return Judged(sample, CheckResult(CheckOutcome(verdict, findings, card), (), "test", 0.1))


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [
        # the two-sided intervals of Newcombe 1998, table I, Wilson's score method
        (Share(81, 263), 0.2553, 0.3662),
        (Share(15, 148), 0.0624, 0.1605),
        (Share(0, 20), 0.0, 0.1611),
        (Share(1, 29), 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilsons(share: Share, low: float, high: float) -> None:
    assert share.interval() == pytest.approx((low, high), abs=5e-5)


def test_no_sample_says_nothing() -> None:
    assert Share(0, 0).interval() == (0.0, 1.0)
    assert str(Share(0, 0)) == "-"


@pytest.mark.parametrize(
    ("wanted", "right"),
    [
        (Wanted.PASS, {Verdict.PASS}),
        (Wanted.NOT_FAIL, {Verdict.PASS, Verdict.UNSURE}),
        (Wanted.REFUSE, {Verdict.FAIL}),
        (Wanted.NOT_PASS, {Verdict.FAIL, Verdict.UNSURE}),
    ],
)
def test_what_is_wanted(wanted: Wanted, right: set[Verdict]) -> None:
    assert {one for one in Verdict if answer(wanted, one).right} == right


def test_a_check_without_an_answer_is_never_right() -> None:
    unanswered = Judged(answer(Wanted.NOT_FAIL, Verdict.PASS).sample, None)
    assert unanswered.verdict is Verdict.UNSURE
    assert not unanswered.right


def test_a_reason_counts_only_when_it_applies() -> None:
    assert answer(Wanted.REFUSE, Verdict.FAIL, reason=Reason.GLARE).explained is True
    assert answer(Wanted.REFUSE, Verdict.FAIL, reason=Reason.BLURRED).explained is False
    assert answer(Wanted.REFUSE, Verdict.PASS).explained is None


def test_a_wrong_number_and_a_silent_error_are_told_apart() -> None:
    wrong = answer(Wanted.PASS, Verdict.PASS, read="110199198503078618")
    unread = answer(Wanted.PASS, Verdict.FAIL, read=None)
    assert (wrong.wrong_number, wrong.silent_error) == (True, True)
    assert (unread.wrong_number, unread.silent_error) == (False, False)


def test_the_table_counts_by_group() -> None:
    answers = [
        answer(Wanted.REFUSE, Verdict.FAIL, reason=Reason.GLARE),
        answer(Wanted.REFUSE, Verdict.PASS),
    ]
    lines = table(Check.CARD, answers).splitlines()
    cells = [cell.strip() for cell in lines[2].split("|")[1:-1]]
    assert cells == [
        "glare",
        "refuse",
        "2",
        "1",
        "0",
        "1",
        "50.0 % [9.5-90.5]",
        "1/1",
        "2/2",
        "0",
        "0",
    ]
    assert [line.split("|")[1].strip() for line in lines[3:]] == ["**all bad**"]


def test_only_what_went_wrong_is_listed() -> None:
    good = answer(Wanted.PASS, Verdict.PASS)
    bad = answer(Wanted.PASS, Verdict.FAIL, reason=Reason.BLURRED)
    assert errors([good, bad]) == "glare | one: fail (blurred) "
