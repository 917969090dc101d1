"""Where is it now: at any time, of own cases only, with its timeline."""

from datetime import timedelta

import pytest

from bot.render import Renderer
from dialogs import events as ev
from dialogs.effects import Notice, SendNotice, Verb
from dialogs.kinds import Lang, PasswordKind
from dialogs.machine import advance, wants_new_case
from dialogs.model import Earlier, MilestoneKind, Phase, ResultState, ReturnedItem, StepName
from dialogs.understanding import Intent, Understood
from tests.property.histories import (
    GOOD_PATH,
    POLICY,
    START,
    History,
    applied,
    approve,
    buttons,
    give_back,
    go_to,
    record,
    said,
    submitted,
)

OWN, OTHER = "RS20260302000001", "RS20250101000009"
EARLIER = Earlier("case-0", "RS20260101000007", Phase.DONE, START - timedelta(days=60))


def told(history: History, lang: Lang = Lang.ZH) -> str:
    """Return the words of the last turn."""
    renderer = Renderer()
    return "\n".join(renderer.plain(say.text, lang) for say in said(history.turns[-1].effects))


def asks(history: History, number: str | None, intent: Intent = Intent.STATUS) -> None:
    history.say(number or "到哪一步了", Understood(intent, 0.9, application_number=number))


def with_earlier() -> History:
    history = go_to(StepName.RECORDS)
    history.do(ev.RecordFetched, record=record(), earlier=(EARLIER,))
    return history


@pytest.mark.parametrize("step", [one for one in StepName if one is not StepName.INTRO])
def test_it_can_be_asked_at_every_step(step: StepName) -> None:
    history = go_to(step)
    asks(history, None)
    words = told(history)
    assert ("审核" in words) if step is StepName.REVIEW else ("还没有提交" in words)


@pytest.mark.parametrize(("lang", "shown"), [(Lang.ZH, "预计"), (Lang.EN, "Expect a result by")])
def test_in_review_it_says_until_when(lang: Lang, shown: str) -> None:
    history = go_to(StepName.REVIEW, lang)
    history.tap(Verb.STATUS)
    assert OWN in told(history, lang)
    assert shown in told(history, lang)


def test_an_overdue_review_says_so_and_goes_on_reminding() -> None:
    history = submitted()
    for times in (1, 2):
        history.do(ev.TimerFired, timer=ev.TimerKind.REVIEW_DUE)
        assert history.case.review.reminded == times
    history.tap(Verb.STATUS)
    assert "已经超过预计的时间" in told(history)


@pytest.mark.parametrize("intent", [Intent.STATUS, Intent.OUT_OF_SCOPE])
def test_an_own_number_is_answered_whatever_stands_around_it(intent: Intent) -> None:
    history = submitted()
    asks(history, OWN, intent)
    assert "正在审核" in told(history)


def test_a_strangers_number_and_none_at_all_sound_alike() -> None:
    answers = []
    for number in (OTHER, "RS19990101000001"):
        history = submitted()
        asks(history, number)
        answers.append(told(history))
    assert answers[0] == answers[1]
    assert "没有查到您名下的这个申请" in answers[0]


def test_a_button_of_an_earlier_case_tells_of_it_and_no_other() -> None:
    history = with_earlier()
    history.tap(Verb.STATUS)
    [case] = [one for one in buttons(said(history.turns[-1].effects)[0]) if one.verb == "case"]
    history.tap(Verb.CASE_STATUS, case.arg)
    assert EARLIER.application_number in told(history)
    history.tap(Verb.CASE_STATUS, OTHER)
    assert "没有查到您名下的这个申请" in told(history)


def test_a_proven_customer_hears_of_applications_made_elsewhere() -> None:
    assert EARLIER.application_number in told(with_earlier())


def test_who_is_not_proven_learns_how_to_see_other_applications() -> None:
    history = go_to(StepName.NUMBER)
    history.tap(Verb.STATUS)
    assert "请先在这里填写姓名" in told(history)


def test_asking_about_a_case_that_is_over_begins_no_new_one() -> None:
    history = submitted()
    approve(history)
    for kind in history.case.picked:
        history.do(ev.PasswordApplied, result=applied(history, kind))
    assert history.case.phase is Phase.DONE
    tap = ev.Tapped(event_id="t", at=history.at, verb=Verb.CASE_STATUS, arg=OWN)
    assert not wants_new_case(history.case, tap)
    history.tap(Verb.CASE_STATUS, OWN)
    assert "新密码已生效" in told(history)
    asks(history, OWN, Intent.OUT_OF_SCOPE)
    assert not wants_new_case(history.case, history.turns[-1].event)
    assert "新密码已生效" in told(history)


def test_the_timeline_tells_the_whole_story() -> None:
    history = submitted()
    approve(history)
    for kind in history.case.picked:
        history.do(ev.PasswordApplied, result=applied(history, kind))
    kinds = [one.kind for one in history.case.milestones]
    assert kinds == [
        MilestoneKind.OPENED,
        MilestoneKind.VERIFIED,
        MilestoneKind.SUBMITTED,
        MilestoneKind.APPROVED,
        MilestoneKind.IN_EFFECT,
        MilestoneKind.DONE,
    ]
    history.tap(Verb.STATUS)
    assert "办理经过" in told(history)


def test_an_event_with_an_earlier_time_does_not_turn_the_timeline_back() -> None:
    history = submitted()
    late = history.case.milestones[-1].at
    event = ev.NotMeReported(event_id="x", at=late - timedelta(minutes=5))
    assert advance(history.case, event, POLICY).case.milestones[-1].at == late


def test_a_phone_proven_anew_is_told_each_time() -> None:
    history = go_to(StepName.SELECTION)
    history.tap(Verb.RESTART_YES)
    while history.case.step is not StepName.SELECTION:
        history.at += timedelta(minutes=2)
        GOOD_PATH[history.case.step](history)
    started = [
        one for one in history.effects
        if isinstance(one, SendNotice) and one.notice is Notice.STARTED
    ]  # fmt: skip
    assert len(started) == 2


def test_pending_results_say_until_when() -> None:
    history = submitted()
    approve(history)
    until = history.at + timedelta(days=1)
    kind = PasswordKind.FUTURES_TRADING
    result = applied(history, kind, ResultState.PENDING, until=until)
    history.do(ev.PasswordApplied, result=result)
    history.tap(Verb.STATUS)
    assert "系统已受理，预计" in told(history)


def test_the_number_of_an_earlier_round_goes_on_being_answered() -> None:
    history = submitted()
    give_back(history, ReturnedItem(StepName.FIELDS))
    history.tap(Verb.CONTINUE)
    history.tap(Verb.CONFIRM)
    history.tap(Verb.SUBMIT)
    history.do(ev.CaseAccepted, application_number="RS20260302000002")
    for number in (OWN, "RS20260302000002"):
        asks(history, number)
        assert "RS20260302000002" in told(history)
