"""Every step meets every kind of event: nothing raises, and every answer can be said."""

import dataclasses
from typing import Any

import pytest

from dialogs import events as ev
from dialogs.effects import Say
from dialogs.evidence import CheckOutcome
from dialogs.kinds import CodePurpose, Lang, MediaKind, PasswordKind, Verdict
from dialogs.machine import advance
from dialogs.model import AgreementId, PasswordResult, Phase, ReturnedItem, StepName
from tests.property.histories import (
    BACK,
    POLICY,
    History,
    applied,
    approve,
    go_to,
    record,
    said,
    sealed,
    submitted,
)

EVENTS: dict[type[ev.Event], dict[str, Any]] = {
    ev.CaseOpened: {"case_id": "other", "lang": Lang.EN},
    ev.Started: {},
    ev.TextSaid: {"text": "hello"},
    ev.Tapped: {"verb": "next"},
    ev.ContactShared: {"phone": "8613800138000", "own": True},
    ev.MediaReceived: {"media_id": "m", "media": MediaKind.STICKER},
    ev.CodeEntered: {"purpose": CodePurpose.IDENTITY, "digest": "x"},
    ev.PasswordTyped: {"message_ref": "9", "kind": PasswordKind.FUND_FUND},
    ev.PasswordsSubmitted: {"sealed": ()},
    ev.AgreementOpened: {"agreement": AgreementId.RISK, "version": "1", "sha256": "a"},
    ev.AgreementRead: {"agreement": AgreementId.RISK, "version": "1", "sha256": "a"},
    ev.BotBlocked: {"blocked": True},
    ev.CodeIssued: {"purpose": CodePurpose.IDENTITY, "code_id": "none", "digest": "d"},
    ev.CodeFailed: {"purpose": CodePurpose.IDENTITY, "code_id": "none"},
    ev.RecordFetched: {"record": record()},
    ev.RecordUnavailable: {},
    ev.CheckFinished: {"check_id": "none", "outcome": CheckOutcome(Verdict.PASS, card=BACK)},
    ev.AgreementsSigned: {"pdf_media_id": "p", "pdf_sha256": "s", "certificate_serial": "1"},
    ev.SigningFailed: {},
    ev.CaseAccepted: {"application_number": "RS20260302000001"},
    ev.SubmissionFailed: {},
    ev.TimerFired: {"timer": ev.TimerKind.IDLE},
    ev.AgentTook: {"agent": "1023"},
    ev.AgentPassed: {"agent": "1023", "to": "1024"},
    ev.AgentSpoke: {"agent": "1023", "message_ref": "-1:5", "words": "hello"},
    ev.AgentActed: {"agent": "1023", "act": ev.DeskAct.PROMPT},
    ev.AgentHandedBack: {"agent": "1023"},
    ev.FieldUnmasked: {"agent": "1023", "field_name": "number", "reason": "asked"},
    ev.QueueSeen: {"ahead": 1, "on_duty": 1, "minutes": 5},
    ev.ReviewTaken: {"agent": "1030"},
    ev.ReviewDropped: {"agent": "1030"},
    ev.ReviewEscalated: {"agent": "1030"},
    ev.ItemDecided: {"agent": "1030", "item": "front", "accepted": True},
    ev.CaseReturned: {"agent": "1030", "items": (ReturnedItem(StepName.DOCUMENT),)},
    ev.CaseApproved: {"agent": "1030"},
    ev.NotMeReported: {},
    ev.Unfrozen: {"agent": "1040"},
    ev.PasswordApplied: {"result": PasswordResult(PasswordKind.FUND_FUND)},
}
MUST_ANSWER = {
    ev.Started,
    ev.TextSaid,
    ev.ContactShared,
    ev.MediaReceived,
    ev.CodeEntered,
    ev.PasswordTyped,
}
"""Whatever a customer does in words or with media gets an answer at every step."""


def test_the_table_names_every_kind_of_event() -> None:
    kinds = {
        cls for cls in vars(ev).values() if isinstance(cls, type) and issubclass(cls, ev.Event)
    }
    assert kinds - {ev.Event, ev.StaffEvent} == set(EVENTS)


@pytest.mark.parametrize("step", StepName)
@pytest.mark.parametrize("kind", EVENTS)
def test_a_step_meets_an_event(step: StepName, kind: type[ev.Event]) -> None:
    history = _at(step)
    before = history.case
    event = kind(event_id="x", at=history.at, seed=5, **EVENTS[kind])
    advanced = advance(before, event, POLICY)
    if kind in MUST_ANSWER:
        assert any(isinstance(effect, Say) for effect in advanced.effects)
    if kind not in {*ev.CUSTOMER_EVENTS} and not said(advanced.effects):
        assert advanced.case.step is before.step


@pytest.mark.parametrize("step", StepName)
def test_a_second_identical_tap_is_stale(step: StepName) -> None:
    history = _at(step)
    prompt_no = history.case.prompt_no
    for _ in range(2):
        history.do(ev.Tapped, verb="next", prompt_no=prompt_no)
    assert history.turns[-1].after.step is history.turns[-2].after.step


@pytest.mark.parametrize("step", [s for s in StepName if s is not StepName.REVIEW])
def test_the_footer_is_one_tap_away_at_every_step(step: StepName) -> None:
    history = _at(step)
    history.do(ev.Started)
    verbs = {
        getattr(b, "verb", "") for say in said(history.effects[-5:]) for r in say.rows for b in r
    }
    assert {"rules", "help", "person", "lang", "cancel"} <= verbs


def _at(step: StepName) -> History:
    history = go_to(step)
    history.case = dataclasses.replace(history.case)
    return history


def test_a_sealed_password_of_another_kind_is_not_taken() -> None:
    history = go_to(StepName.PASSWORDS)
    history.do(ev.PasswordsSubmitted, sealed=(sealed(PasswordKind.FUND_FUND, history.at),))
    assert history.case.sealed == ()
    assert history.case.step is StepName.PASSWORDS


def test_a_finished_case_still_answers_where_it_stands() -> None:
    history = submitted()
    approve(history)
    for kind in history.case.picked:
        history.do(ev.PasswordApplied, result=applied(history, kind))
    assert history.case.phase is Phase.DONE
    history.tap("status")
    [say] = said(history.turns[-1].effects)
    assert "status-results" in repr(say.text)
