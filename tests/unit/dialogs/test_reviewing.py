"""The review and what follows: who may decide what, returns, results one by one."""

from datetime import timedelta

import pytest

from bot.render import Renderer
from dialogs import events as ev
from dialogs.effects import (
    ApplyPassword,
    ArmTimer,
    AskOutcome,
    DestroyPasswords,
    Effect,
    OpenReview,
    SendNotice,
    Toast,
    Verb,
)
from dialogs.evidence import CheckOutcome
from dialogs.kinds import Lang, PasswordKind, Verdict
from dialogs.model import Phase, RefusalReason, ResultState, ReturnedItem, StepName
from dialogs.reasons import Finding, Reason
from dialogs.reviewing import items, to_return, undecided
from tests.property.histories import (
    BACK,
    GOOD_PATH,
    POLICY,
    READING,
    History,
    applied,
    approve,
    buttons,
    give_back,
    go_to,
    refuse,
    said,
    sealed,
    submitted,
)

ONE, TWO, THREE = "1031", "1032", "1033"
TRADING, FUND = PasswordKind.FUTURES_TRADING, PasswordKind.FUND_FUND
RETURNED = (
    ReturnedItem(StepName.DOCUMENT, Finding(Reason.GLARE, "number"), item="front"),
    ReturnedItem(StepName.STATEMENT, Finding(Reason.TOO_QUIET), "请大声一点", "statement"),
)


def of(history: History, kind: type[Effect]) -> list[Effect]:
    return [effect for effect in history.turns[-1].effects if isinstance(effect, kind)]


def words(history: History, lang: Lang = Lang.ZH) -> str:
    renderer = Renderer()
    return "\n".join(renderer.plain(say.text, lang) for say in said(history.turns[-1].effects))


def doubtful() -> History:
    """Return a submission whose front a check was unsure about."""
    history = go_to(StepName.DOCUMENT)
    history.media()
    unsure = CheckOutcome(Verdict.UNSURE, (Finding(Reason.NAME_MISMATCH),), READING)
    history.check(unsure)
    history.media()
    history.check(CheckOutcome(Verdict.PASS, card=BACK))
    return onward(history)


def waived() -> History:
    """Return a submission whose face step an agent let pass."""
    history = go_to(StepName.LIVENESS)
    history.do(ev.AgentTook, agent="1001")
    history.do(ev.AgentActed, agent="1001", act=ev.DeskAct.WAIVE)
    history.do(ev.AgentHandedBack, agent="1001")
    return onward(history)


def onward(history: History) -> History:
    while history.case.step in GOOD_PATH:
        GOOD_PATH[history.case.step](history)
    return history


def decide(history: History, item: str, agent: str = ONE, *, accepted: bool = True) -> None:
    history.do(ev.ItemDecided, agent=agent, item=item, accepted=accepted)


# --- roles ----------------------------------------------------------------------------------


def test_a_clean_case_is_approved_by_whoever_took_it() -> None:
    history = submitted()
    history.do(ev.CaseApproved, agent=ONE)
    assert history.case.phase is Phase.IN_REVIEW
    history.do(ev.ReviewTaken, agent=ONE)
    history.do(ev.CaseApproved, agent=ONE)
    assert history.turns[-1].after.phase is Phase.APPLYING


def test_what_a_check_doubted_must_be_decided() -> None:
    history = doubtful()
    history.do(ev.ReviewTaken, agent=ONE)
    assert [one.name for one in undecided(history.case)] == ["front"]
    history.do(ev.CaseApproved, agent=ONE)
    assert "review-undecided" in repr(of(history, Toast))
    decide(history, "front")
    history.do(ev.CaseApproved, agent=ONE)
    assert history.case.phase is Phase.APPLYING


def test_what_a_check_refused_takes_two_people() -> None:
    history = waived()
    history.do(ev.ReviewTaken, agent=ONE)
    for _ in range(2):
        decide(history, "liveness")
        history.do(ev.CaseApproved, agent=ONE)
    assert history.case.phase is Phase.IN_REVIEW
    decide(history, "liveness", TWO)
    history.do(ev.CaseApproved, agent=ONE)
    assert history.turns[-1].after.phase is Phase.APPLYING


@pytest.mark.parametrize("act", ["take", "second"])
def test_who_held_the_talk_reviews_nothing_of_it(act: str) -> None:
    history = waived()
    if act == "take":
        history.do(ev.ReviewTaken, agent="1001")
        assert history.case.review.reviewer is None
    else:
        history.do(ev.ReviewTaken, agent=ONE)
        decide(history, "liveness")
        decide(history, "liveness", "1001")
        assert undecided(history.case)
    assert "review-own-talk" in repr(of(history, Toast))


def test_two_reviewers_do_not_collide() -> None:
    history = doubtful()
    history.do(ev.ReviewTaken, agent=ONE)
    history.do(ev.ReviewTaken, agent=TWO)
    decide(history, "front", TWO)
    history.do(ev.CaseReturned, agent=TWO, items=RETURNED)
    history.do(ev.CaseApproved, agent=TWO)
    assert history.case.review.reviewer == ONE
    assert history.case.review.decisions == ()
    assert history.case.phase is Phase.IN_REVIEW
    history.do(ev.ReviewDropped, agent=ONE)
    history.do(ev.ReviewTaken, agent=TWO)
    assert history.case.review.reviewer == TWO


def test_an_escalated_case_goes_to_a_supervisor() -> None:
    history = submitted()
    history.do(ev.ReviewTaken, agent=ONE)
    history.do(ev.ReviewEscalated, agent=ONE)
    history.do(ev.ReviewTaken, agent=TWO)
    assert "review-for-supervisor" in repr(of(history, Toast))
    history.do(ev.ReviewTaken, agent=THREE, supervisor=True)
    assert history.case.review.reviewer == THREE


def test_a_changed_mind_begins_anew() -> None:
    history = waived()
    history.do(ev.ReviewTaken, agent=ONE)
    decide(history, "liveness")
    decide(history, "liveness", TWO)
    decide(history, "liveness", accepted=False)
    decide(history, "liveness")
    assert [one.name for one in undecided(history.case)] == ["liveness"]


# --- returned (R46) -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        (Lang.ZH, ("需要补充", "证件号码处有反光", "声音太小", "请大声一点")),
        (Lang.EN, ("needs something more", "glare", "too quiet", "请大声一点")),
    ],
)
def test_a_return_is_told_at_once_with_each_reason(lang: Lang, shown: tuple[str, ...]) -> None:
    history = go_to(StepName.REVIEW, lang)
    give_back(history, *RETURNED)
    assert all(one in words(history, lang) for one in shown)
    assert of(history, SendNotice)


def test_continue_reopens_only_what_was_returned() -> None:
    history = submitted()
    before = history.case
    give_back(history, *RETURNED)
    history.tap(Verb.CONTINUE)
    case = history.case
    assert {*case.reopened} == {StepName.DOCUMENT, StepName.FIELDS, StepName.STATEMENT}
    assert case.step is StepName.DOCUMENT
    assert (case.shots, case.statement.verdict) == ((), None)
    assert case.sealed == before.sealed
    assert case.liveness == before.liveness
    assert case.signature == before.signature
    history.tap(Verb.GOTO, StepName.PASSWORDS)
    assert history.case.sealed == before.sealed


def test_a_returned_case_is_submitted_again_and_its_rounds_are_kept() -> None:
    history = submitted()
    seen = {one.media_id for one in history.case.shots}
    history.do(ev.ReviewTaken, agent=ONE)
    decide(history, "front", accepted=False)
    history.do(ev.CaseReturned, agent=ONE, items=RETURNED)
    history.tap(Verb.CONTINUE)
    onward(history)
    case = history.case
    assert case.phase is Phase.IN_REVIEW
    assert of(history, OpenReview) == [OpenReview(round_no=2)]
    assert case.submission.rounds == 2
    [this] = case.review.rounds
    assert (this.number, this.reviewer, this.returned) == (1, ONE, RETURNED)
    assert seen <= {one.media_id for one in this.evidence}
    assert not seen & {one.media_id for one in case.shots}


def test_decisions_of_a_round_do_not_reach_the_next() -> None:
    history = doubtful()
    history.do(ev.ReviewTaken, agent=ONE)
    decide(history, "front")
    history.do(ev.CaseReturned, agent=ONE, items=RETURNED[1:])
    history.tap(Verb.CONTINUE)
    onward(history)
    assert history.case.review.decisions == ()
    assert history.case.review.reviewer is None
    assert [one.name for one in undecided(history.case)] == ["front"]


@pytest.mark.parametrize("step", [StepName.NAME, StepName.SIGNING, StepName.REVIEW])
def test_what_cannot_be_done_again_cannot_be_returned(step: StepName) -> None:
    history = submitted()
    give_back(history, *RETURNED, ReturnedItem(step))
    assert history.case.phase is Phase.IN_REVIEW
    assert "review-nothing-returned" in repr(of(history, Toast))


def test_what_is_returned_comes_in_the_order_of_the_procedure() -> None:
    history = submitted()
    history.do(ev.ReviewTaken, agent=ONE)
    for item in ("statement", "front"):
        decide(history, item, accepted=False)
    assert [one.item for one in to_return(history.case)] == ["front", "statement"]
    assert [one.name for one in items(history.case)][:2] == ["front", "back"]


# --- the passwords, one by one (D9) ---------------------------------------------------------


def result(history: History, kind: PasswordKind, state: ResultState, **more: object) -> None:
    history.do(ev.PasswordApplied, result=applied(history, kind, state, **more))


def test_each_password_is_an_order_of_its_own() -> None:
    history = submitted(TRADING, FUND)
    approve(history)
    orders = [one for one in of(history, ApplyPassword) if isinstance(one, ApplyPassword)]
    assert [one.kind for one in orders] == [TRADING, FUND]
    assert len({one.request_id for one in orders}) == 2
    assert all(one.password is not None for one in orders)


def refused_one() -> History:
    """Return a history of two passwords: one in effect, one refused for being the old one."""
    history = submitted(TRADING, FUND)
    approve(history)
    result(history, TRADING, ResultState.IN_EFFECT)
    result(history, FUND, ResultState.REFUSED, refusal=RefusalReason.SAME_AS_OLD)
    return history


def test_results_are_told_per_password_and_nothing_is_called_a_success() -> None:
    history = refused_one()
    assert "期货交易密码：新密码已生效" in words(history)
    assert "基金资金密码：没有成功。新密码不能与原密码相同" in words(history)
    assert history.case.phase is Phase.APPLYING
    assert history.case.sealed == ()


@pytest.mark.parametrize("state", [ResultState.IN_EFFECT, ResultState.REFUSED])
def test_a_concluded_password_is_destroyed_at_once(state: ResultState) -> None:
    history = submitted(TRADING, FUND)
    approve(history)
    result(history, TRADING, state)
    [gone] = [one for one in of(history, DestroyPasswords) if isinstance(one, DestroyPasswords)]
    assert len(gone.sealed_ids) == 1
    assert {one.kind for one in history.case.sealed} == {FUND}


def test_a_refused_one_is_chosen_again_without_a_new_review() -> None:
    history = refused_one()
    first = {one.request_id for one in history.effects if isinstance(one, ApplyPassword)}
    verbs = {one.verb for one in buttons(said(history.turns[-1].effects)[0])}
    assert Verb.CHOOSE_AGAIN in verbs
    history.tap(Verb.CHOOSE_AGAIN)
    assert "基金资金密码" in words(history)
    assert "期货交易密码" not in words(history)
    chosen = (sealed(TRADING, history.at, "n"), sealed(FUND, history.at, "n"))
    history.do(ev.PasswordsSubmitted, sealed=chosen)
    [order] = [one for one in of(history, ApplyPassword) if isinstance(one, ApplyPassword)]
    assert (order.kind, order.attempt) == (FUND, 2)
    assert order.request_id not in first
    result(history, FUND, ResultState.IN_EFFECT)
    assert history.case.phase is Phase.DONE
    assert history.case.review.rounds == ()


def test_a_password_that_is_still_under_way_is_not_ordered_twice() -> None:
    history = submitted(TRADING, FUND)
    approve(history)
    for kind in (TRADING, FUND):
        result(history, kind, ResultState.REFUSED, refusal=RefusalReason.RULE)
    history.tap(Verb.CHOOSE_AGAIN)
    history.do(
        ev.PasswordsSubmitted,
        sealed=(sealed(TRADING, history.at, "n"), sealed(FUND, history.at, "n")),
    )
    result(history, TRADING, ResultState.REFUSED, refusal=RefusalReason.RULE)
    history.tap(Verb.STATUS)
    history.tap(Verb.CHOOSE_AGAIN)
    assert history.case.step is StepName.REVIEW
    result(history, FUND, ResultState.IN_EFFECT)
    history.tap(Verb.CHOOSE_AGAIN)
    history.do(ev.PasswordsSubmitted, sealed=(sealed(TRADING, history.at, "m"),))
    sent = [one.request_id for one in history.effects if isinstance(one, ApplyPassword)]
    assert len(sent) == len({*sent}) == 5


@pytest.mark.parametrize(
    "refusal", [RefusalReason.ACCOUNT_LOCKED, RefusalReason.ACCOUNT_CLOSED, RefusalReason.OTHER]
)
def test_a_refusal_that_no_password_mends_ends_it(refusal: RefusalReason) -> None:
    history = submitted()
    approve(history)
    refuse(history, refusal)
    assert history.case.phase is Phase.DONE


def test_results_only_go_forward() -> None:
    history = submitted(TRADING, FUND)
    approve(history)
    result(history, TRADING, ResultState.PENDING)
    result(history, TRADING, ResultState.WAITING)
    result(history, TRADING, ResultState.IN_EFFECT)
    result(history, TRADING, ResultState.REFUSED)
    states = [turn.after.results[0].state for turn in history.turns[-4:]]
    assert states == [ResultState.PENDING] * 2 + [ResultState.IN_EFFECT] * 2


def test_a_pending_one_is_asked_after_when_due_and_told_once_it_settles() -> None:
    history = submitted()
    approve(history)
    until = history.at + timedelta(hours=1)
    result(history, TRADING, ResultState.PENDING, until=until)
    assert ArmTimer(timer=ev.TimerKind.SETTLE, due_at=until) in history.turns[-1].effects
    assert {one.kind for one in history.case.sealed} == {TRADING}
    history.do(ev.TimerFired, after_s=3700, timer=ev.TimerKind.SETTLE)
    assert of(history, AskOutcome)
    again = ArmTimer(timer=ev.TimerKind.SETTLE, due_at=history.at + POLICY.settle_retry)
    assert again in history.turns[-1].effects
    result(history, TRADING, ResultState.PENDING, until=history.at + timedelta(hours=1))
    assert not said(history.turns[-1].effects)
    assert not of(history, SendNotice)
    result(history, TRADING, ResultState.IN_EFFECT)
    assert "新密码已生效" in words(history)
    assert of(history, SendNotice)
    assert history.case.phase is Phase.DONE


def test_a_refused_one_that_is_not_chosen_again_ends_with_time() -> None:
    history = refused_one()
    history.tap(Verb.CHOOSE_AGAIN)
    history.do(ev.TimerFired, timer=ev.TimerKind.EXPIRY)
    assert history.case.phase is Phase.DONE
    assert history.case.results[1].state is ResultState.REFUSED


def test_an_order_without_an_answer_is_never_called_refused() -> None:
    history = submitted()
    approve(history)
    history.do(ev.TimerFired, timer=ev.TimerKind.EXPIRY)
    assert history.case.phase is Phase.APPLYING
    assert history.case.results[0].state is ResultState.WAITING
    assert history.case.sealed


def test_a_supervisor_takes_a_review_that_somebody_holds() -> None:
    history = submitted()
    history.do(ev.ReviewTaken, agent="1009")
    history.do(ev.ReviewTaken, agent="1008")
    assert history.case.review.reviewer == "1009"
    history.do(ev.ReviewTaken, agent="1005", supervisor=True)
    assert history.case.review.reviewer == "1005"
