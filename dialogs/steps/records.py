"""Eligibility on the firm's own records, told only after the code (Guide R2, D8)."""

from dataclasses import replace
from datetime import timedelta

from dialogs.audit import AuditAction, record
from dialogs.effects import ArmTimer, FetchRecord, Tap, Verb
from dialogs.events import (
    Event,
    RecordFetched,
    RecordUnavailable,
    Tapped,
    TimerFired,
    TimerKind,
)
from dialogs.kinds import Eligibility
from dialogs.model import Case, CustomerRecord, Earlier, Phase, StepName
from dialogs.policy import Policy
from dialogs.step import Outcome, Prompt, Step, Then
from dialogs.texts import Text, text

_RETRY = timedelta(seconds=60)


def _prompt(case: Case, _policy: Policy) -> Prompt:
    if case.record_failed:
        retry = Tap(text("button_retry"), Verb.RETRY)
        return Prompt((text("records_unavailable"),), ((retry,),))
    return Prompt((text("records_asking"),))


def _enter(case: Case, _event: Event, _policy: Policy) -> Outcome:
    return Outcome(replace(case, record_failed=False), effects=(FetchRecord(),))


def _judge(case: Case, event: Event, policy: Policy) -> Outcome | None:
    match event:
        case RecordFetched(record=None):
            return _refuse(with_earlier(case, ()), "unknown", policy)
        case RecordFetched(record=CustomerRecord() as found, earlier=earlier):
            return _judge_record(with_earlier(case, earlier), found, policy)
        case RecordUnavailable():
            timer = ArmTimer(timer=TimerKind.RETRY_RECORD, due_at=event.at + _RETRY)
            return Outcome(replace(case, record_failed=True), effects=(timer,))
        case Tapped(verb=Verb.RETRY) | TimerFired(timer=TimerKind.RETRY_RECORD):
            return _enter(case, event, policy) if case.record_failed else None
        case _:
            return None


def _judge_record(case: Case, found: CustomerRecord, policy: Policy) -> Outcome:
    known = replace(case, record=found)
    if found.eligibility is not Eligibility.IN_ORDER:
        return _refuse(known, found.eligibility, policy)
    if not found.holdings:
        return _refuse(known, Eligibility.NO_ACCOUNTS, policy)
    note = record(AuditAction.CUSTOMER_VERIFIED)
    return Outcome(known, (text("records_in_order"), *_others(known)), (note,))


def _others(case: Case) -> tuple[Text, ...]:
    """Tell a proven customer of applications made elsewhere."""
    lines = tuple(
        text(
            "status_earlier",
            number=one.application_number,
            at=one.at,
            state=text(f"phase_{one.phase}"),
        )
        for one in case.earlier
    )
    return (text("earlier_found", lines=lines),) if lines else ()


def with_earlier(case: Case, earlier: tuple[Earlier, ...]) -> Case:
    """Return the case with the proven customer's other cases and nobody else's.

    What was known of the chat before is forgotten: it may have been another person's.
    """
    others = (one for one in earlier if one.case_id != case.case_id)
    return replace(case, earlier=tuple(sorted(others, key=lambda one: one.at)))


def _refuse(case: Case, why: str, policy: Policy) -> Outcome:
    """End the case, saying why and what to do instead (Guide R2)."""
    business = (case.record.in_progress if case.record else None) or "-"
    words = text(f"refused_{why}", line=policy.service_line, business=business)
    note = record(AuditAction.CUSTOMER_REFUSED, reason=why)
    return Outcome(replace(case, phase=Phase.REFUSED), (words,), (note,), Then.QUIET)


STEP = Step(
    name=StepName.RECORDS,
    clause="Guide R2, D8",
    accepts=(RecordFetched, RecordUnavailable, Tapped, TimerFired),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: case.record is not None and case.record.eligibility is Eligibility.IN_ORDER,
    reopen=lambda case: replace(case, record=None),
    enter=_enter,
    counted=False,
    stop=False,
)
