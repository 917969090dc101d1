"""After submission: in review, returned, applied, each told as it is (Guide R45, R46, D9)."""

from dataclasses import replace

from dialogs.audit import AuditAction, record
from dialogs.effects import (
    ApplyPassword,
    ArmTimer,
    Effect,
    StopTimer,
    Tap,
    Verb,
)
from dialogs.events import CaseApproved, CaseReturned, Event, PasswordApplied, TimerKind
from dialogs.model import Case, PasswordResult, Phase, ResultState, StepName
from dialogs.policy import Policy
from dialogs.status import results, returned, standing
from dialogs.step import Outcome, Prompt, Step, Then
from dialogs.texts import text


def _prompt(case: Case, policy: Policy) -> Prompt:
    if case.phase is Phase.RETURNED:
        go = Tap(text("button_continue"), Verb.CONTINUE)
        return Prompt((text("returned", items=returned(case)),), ((go,),))
    status = Tap(text("button_status"), Verb.STATUS)
    return Prompt(standing(case, policy), ((status,),))


def _judge(case: Case, event: Event, policy: Policy) -> Outcome | None:
    match event:
        case CaseReturned() if case.phase is Phase.IN_REVIEW and event.items:
            return _return(case, event, policy)
        case CaseApproved() if case.phase is Phase.IN_REVIEW:
            return _approve(case)
        case PasswordApplied() if case.phase is Phase.APPLYING:
            return _applied(case, event)
        case _:
            return None


def _return(case: Case, event: CaseReturned, policy: Policy) -> Outcome:
    back = replace(case, phase=Phase.RETURNED, returned=event.items)
    steps = ",".join(item.step for item in event.items)
    timer = ArmTimer(timer=TimerKind.EXPIRY, due_at=event.at + policy.returned_expiry)
    return Outcome(back, effects=(record(AuditAction.RETURNED, steps=steps), timer))


def _approve(case: Case) -> Outcome:
    waiting = tuple(PasswordResult(kind) for kind in case.picked)
    sealed = {one.kind: one for one in case.sealed}
    number = case.submission.application_number or ""
    sends = tuple(
        ApplyPassword(request_id=f"{case.case_id}-{kind}", kind=kind, password=sealed.get(kind))
        for kind in case.picked
    )
    notes: tuple[Effect, ...] = (
        record(AuditAction.APPROVED),
        *(record(AuditAction.PASSWORD_SENT, kind=kind) for kind in case.picked),
        StopTimer(timer=TimerKind.EXPIRY),
    )
    approved = replace(case, phase=Phase.APPLYING, results=waiting)
    return Outcome(approved, (text("approved", number=number),), (*notes, *sends), Then.QUIET)


def _applied(case: Case, event: PasswordApplied) -> Outcome | None:
    before = {one.kind: one for one in case.results}
    if event.result.kind not in before or before[event.result.kind] == event.result:
        return None
    if before[event.result.kind].state in {ResultState.IN_EFFECT, ResultState.REFUSED}:
        return None
    told = tuple(event.result if one.kind is event.result.kind else one for one in case.results)
    return _conclude(replace(case, results=told), event)


def _conclude(case: Case, event: PasswordApplied) -> Outcome:
    """Say each password's result once all are known; never one word for a part (D9)."""
    result = event.result
    note = record(AuditAction.PASSWORD_CONCLUDED, kind=result.kind, state=result.state)
    states = {one.state for one in case.results}
    if ResultState.WAITING in states:
        return Outcome(case, effects=(note,), then=Then.QUIET)
    ack = (text("results", lines=results(case)),)
    if ResultState.PENDING in states:
        return Outcome(case, ack, (note,), Then.QUIET)
    ends = (note, record(AuditAction.FINISHED))
    over = replace(case, phase=Phase.DONE, sealed=())
    return Outcome(over, (*ack, text("finished")), ends, Then.QUIET)


STEP = Step(
    name=StepName.REVIEW,
    clause="Guide R45, R46, D9",
    accepts=(CaseReturned, CaseApproved, PasswordApplied),
    prompt=_prompt,
    judge=_judge,
    done=lambda _case: False,
    reopen=lambda case: case,
    counted=False,
    stop=False,
)
