"""“This was not me”: everything stands still at once, until a supervisor has looked."""

from datetime import timedelta

import pytest

from bot.render import Renderer
from dialogs import events as ev
from dialogs.effects import (
    ApplyPassword,
    ArmTimer,
    CallAgents,
    DeleteMessage,
    Effect,
    KeepReview,
    SubmitCase,
    TellAgents,
    Verb,
)
from dialogs.evidence import CheckOutcome
from dialogs.kinds import Lang, MediaKind, PasswordKind, Verdict
from dialogs.model import PersonReason, Phase, ResultState, StepName
from dialogs.policy import Policy
from tests.property.histories import (
    GOOD_PATH,
    POLICY,
    History,
    applied,
    approve,
    go_to,
    record,
    refuse,
    said,
    sealed,
    submitted,
)

TRADING = PasswordKind.FUTURES_TRADING


def of(history: History, kind: type[Effect]) -> list[Effect]:
    return [effect for effect in history.turns[-1].effects if isinstance(effect, kind)]


def frozen(step: StepName) -> History:
    history = go_to(step)
    history.do(ev.NotMeReported)
    return history


def test_people_are_called_at_once() -> None:
    history = frozen(StepName.SUBMIT)
    assert history.case.frozen_at == history.at
    assert of(history, CallAgents) == [CallAgents(why=PersonReason.NOT_ME)]
    [note] = [one for one in of(history, TellAgents) if isinstance(one, TellAgents)]
    assert note.urgent
    assert of(history, KeepReview)


@pytest.mark.parametrize("lang", Lang)
def test_the_customer_is_told_with_the_service_line(lang: Lang) -> None:
    history = go_to(StepName.SUBMIT, lang)
    history.do(ev.NotMeReported)
    [say] = said(history.turns[-1].effects)
    words = Renderer().plain(say.text, lang)
    assert POLICY.service_line in words
    assert ("机主" if lang is Lang.ZH else "owner of the reserved phone") in words


def test_nothing_is_submitted_while_frozen() -> None:
    history = frozen(StepName.SUBMIT)
    history.tap(Verb.SUBMIT)
    assert not of(history, SubmitCase)
    assert "frozen" in repr(said(history.turns[-1].effects))


def test_nothing_is_approved_while_frozen() -> None:
    history = submitted()
    history.do(ev.NotMeReported)
    approve(history)
    assert not of(history, ApplyPassword)
    history.do(ev.Unfrozen, agent="1040")
    approve(history)
    assert of(history, ApplyPassword)


def test_a_password_typed_while_frozen_is_deleted_and_orders_nothing() -> None:
    history = submitted()
    refuse(history)
    history.tap(Verb.CHOOSE_AGAIN)
    history.tap(Verb.TYPE)
    history.do(ev.NotMeReported)
    new = sealed(TRADING, history.at, "new")
    history.do(ev.PasswordTyped, message_ref="42", kind=TRADING, sealed=new)
    assert of(history, DeleteMessage)
    assert not of(history, ApplyPassword)
    assert history.case.sealed == ()


def test_what_systems_answer_meanwhile_is_kept_and_not_told() -> None:
    history = frozen(StepName.RECORDS)
    history.do(ev.RecordFetched, record=record())
    assert history.case.record is not None
    assert not said(history.turns[-1].effects)
    history.do(ev.Unfrozen, agent="1040")
    assert "unfrozen" in repr(said(history.turns[-1].effects))
    assert "ask-selection" in repr(said(history.turns[-1].effects))


def test_an_application_on_its_way_is_accepted_all_the_same() -> None:
    history = go_to(StepName.SUBMIT)
    history.tap(Verb.SUBMIT)
    history.do(ev.NotMeReported)
    history.do(ev.CaseAccepted, application_number="RS20260302000001")
    assert history.case.phase is Phase.IN_REVIEW
    assert not said(history.turns[-1].effects)


def test_a_result_is_kept_while_frozen_and_not_told_to_whoever_writes() -> None:
    history = submitted(TRADING, PasswordKind.FUND_FUND)
    approve(history)
    history.do(ev.NotMeReported)
    pending = applied(history, TRADING, ResultState.PENDING)
    history.do(ev.PasswordApplied, result=pending)
    assert pending in history.case.results
    assert not said(history.turns[-1].effects)


def test_nobody_is_asked_to_go_on_while_frozen() -> None:
    history = frozen(StepName.DOCUMENT)
    history.do(ev.TimerFired, timer=ev.TimerKind.IDLE)
    assert not said(history.turns[-1].effects)


def test_a_frozen_review_reminds_nobody_but_is_not_forgotten() -> None:
    history = submitted()
    history.do(ev.NotMeReported)
    history.do(ev.TimerFired, timer=ev.TimerKind.REVIEW_DUE)
    assert history.case.review.reminded == 0
    assert not of(history, KeepReview)
    assert of(history, ArmTimer)


def test_a_checked_film_can_be_submitted_once_more_after_the_thaw() -> None:
    history = go_to(StepName.STATEMENT)
    history.media(MediaKind.VIDEO_NOTE, duration_s=9)
    history.tap(Verb.SUBMIT)
    history.do(ev.NotMeReported)
    assert history.case.checks == ()
    history.do(ev.Unfrozen, agent="1040")
    history.tap(Verb.SUBMIT)
    history.check(CheckOutcome(Verdict.PASS))
    assert history.case.step is StepName.AGREEMENTS


def test_after_the_thaw_the_case_goes_on_and_its_clocks_run() -> None:
    history = frozen(StepName.DOCUMENT)
    history.do(ev.Unfrozen, agent="1040")
    timers = {one.timer: one.due_at for one in of(history, ArmTimer) if isinstance(one, ArmTimer)}
    assert timers[ev.TimerKind.EXPIRY] == history.at + timedelta(hours=24)
    while history.case.step in GOOD_PATH:
        GOOD_PATH[history.case.step](history)
    assert history.case.phase is Phase.IN_REVIEW


def test_a_second_report_and_a_second_thaw_change_nothing() -> None:
    history = frozen(StepName.DOCUMENT)
    before = history.case
    history.do(ev.NotMeReported)
    assert history.case == before
    history.do(ev.Unfrozen, agent="1040")
    before = history.case
    history.do(ev.Unfrozen, agent="1040")
    assert history.case == before


def test_a_report_after_the_end_still_reaches_people() -> None:
    history = submitted()
    approve(history)
    history.do(ev.PasswordApplied, result=applied(history, TRADING))
    assert history.case.phase is Phase.DONE
    before = history.case
    history.do(ev.NotMeReported)
    assert history.case == before
    assert of(history, CallAgents) == [CallAgents(why=PersonReason.NOT_ME)]


def test_without_a_desk_it_freezes_all_the_same() -> None:
    history = History(policy=Policy(desk=False))
    history.do(ev.Started)
    history.do(ev.NotMeReported)
    assert history.case.frozen_at is not None
    assert not of(history, CallAgents)


def test_an_agent_can_talk_in_a_frozen_case_but_do_nothing_in_it() -> None:
    history = frozen(StepName.SUBMIT)
    history.do(ev.AgentTook, agent="1001")
    history.do(ev.AgentActed, agent="1001", act=ev.DeskAct.PROMPT)
    assert "desk-frozen" in repr(history.turns[-1].effects)
    history.do(ev.AgentHandedBack, agent="1001")
    [say] = said(history.turns[-1].effects)
    assert "back-with-assistant" in repr(say)
    assert "frozen" in repr(say)
    assert "ask-submit" not in repr(say)
