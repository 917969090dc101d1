"""One-time codes: limits that no new beginning resets (D7)."""

from datetime import timedelta

from dialogs import events as ev
from dialogs.codes import carried, code_of
from dialogs.effects import SendCode, Verb
from dialogs.kinds import CodePurpose, Lang
from dialogs.machine import advance
from dialogs.model import StepName
from tests.property.histories import GOOD_PATH, POLICY, History, go_to


def sends(history: History) -> int:
    return sum(isinstance(effect, SendCode) for effect in history.effects)


def test_a_code_is_sent_again_after_the_pause_and_not_before() -> None:
    history = go_to(StepName.CODE)
    history.tap(Verb.RESEND)
    assert sends(history) == 1
    history.do(ev.Started, after_s=POLICY.code_resend.total_seconds())
    history.tap(Verb.RESEND)
    assert sends(history) == 2


def test_three_codes_in_half_an_hour_are_the_most() -> None:
    history = go_to(StepName.CODE)
    for _ in range(6):
        history.do(ev.Started, after_s=90)
        history.tap(Verb.RESEND)
    assert sends(history) == POLICY.code_sends_max
    history.do(ev.Started, after_s=POLICY.code_window.total_seconds())
    history.tap(Verb.RESEND)
    assert sends(history) == POLICY.code_sends_max + 1


def test_neither_starting_over_nor_a_new_case_resets_the_limit() -> None:
    history = go_to(StepName.CODE)
    history.tap(Verb.RESTART_YES)
    while history.case.step is not StepName.CODE:
        GOOD_PATH[history.case.step](history)
    assert sends(history) == 1
    opened = ev.CaseOpened(
        event_id="n", at=history.at, case_id="c2", lang=Lang.ZH, codes=carried(history.case)
    )
    fresh = advance(None, opened, POLICY).case
    assert (
        code_of(fresh, CodePurpose.IDENTITY).sends
        == code_of(history.case, CodePurpose.IDENTITY).sends
    )


def test_a_code_is_void_after_five_wrong_tries_and_after_its_time() -> None:
    history = go_to(StepName.CODE)
    for _ in range(POLICY.code_wrong_max):
        history.code(CodePurpose.IDENTITY, right=False)
    history.do(ev.CodeEntered, purpose=CodePurpose.IDENTITY, digest="right")
    assert history.case.step is StepName.CODE
    late = go_to(StepName.CODE)
    code_id = code_of(late.case, CodePurpose.IDENTITY).code_id
    late.do(ev.CodeIssued, purpose=CodePurpose.IDENTITY, code_id=code_id, digest="right")
    late.at += timedelta(seconds=POLICY.code_valid.total_seconds())
    late.do(ev.CodeEntered, purpose=CodePurpose.IDENTITY, digest="right")
    assert late.case.step is StepName.CODE


def test_only_the_newest_code_counts_and_only_once() -> None:
    history = go_to(StepName.CODE)
    purpose = CodePurpose.IDENTITY
    history.do(ev.CodeIssued, purpose=purpose, code_id="an earlier one", digest="right")
    history.do(ev.CodeEntered, purpose=purpose, digest="right")
    assert code_of(history.case, purpose).passed_at is None
    history.code(purpose)
    assert code_of(history.case, purpose).passed_at is not None
    assert code_of(history.case, purpose).digest is None
