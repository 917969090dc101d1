"""After submission: in review, returned, applied, each told as it is (Guide R45, R46, D9)."""

from dataclasses import replace
from datetime import datetime

from dialogs.audit import AuditAction, record
from dialogs.effects import (
    ApplyPassword,
    ArmTimer,
    AskOutcome,
    Effect,
    KeepReview,
    Notice,
    Say,
    SendNotice,
    StopTimer,
    Tap,
    Verb,
)
from dialogs.events import (
    CaseApproved,
    CaseReturned,
    Event,
    PasswordApplied,
    Tapped,
    TimerFired,
    TimerKind,
)
from dialogs.kinds import PasswordKind
from dialogs.model import (
    Case,
    PasswordResult,
    Phase,
    RefusalReason,
    ResultState,
    Review,
    ReviewRound,
    Seen,
    StepName,
)
from dialogs.policy import Policy
from dialogs.reasons import Box, Finding
from dialogs.status import results, returned, standing
from dialogs.step import Outcome, Prompt, Row, Step, Then
from dialogs.texts import Text, text

_CHOOSABLE = frozenset({RefusalReason.SAME_AS_OLD, RefusalReason.RULE})
"""Refusals that another password mends."""

_SPENT = frozenset({ResultState.IN_EFFECT, ResultState.REFUSED})
"""Nothing more will be heard of this choice."""


def renewable(case: Case) -> tuple[PasswordKind, ...]:
    """Return the refused passwords that can be chosen again, the rest standing as it is.

    Not before every order was answered: what waits then was chosen again and is not sent yet.
    """
    unanswered = any(one.state is ResultState.WAITING for one in case.results)
    if case.phase is not Phase.APPLYING or unanswered:
        return ()
    return tuple(
        one.kind
        for one in case.results
        if one.state is ResultState.REFUSED
        and one.refusal in _CHOOSABLE
        and one.kind not in case.issued
    )


def _prompt(case: Case, policy: Policy) -> Prompt:
    if case.phase is Phase.RETURNED:
        go = Tap(text("button_continue"), Verb.CONTINUE)
        return Prompt((text("returned", items=returned(case)),), ((go,),))
    status = Tap(text("button_status"), Verb.STATUS)
    return Prompt(standing(case, policy), (*_renew_rows(case), (status,)))


def _renew_rows(case: Case) -> tuple[Row, ...]:
    kinds = renewable(case)
    return ((Tap(text("button_choose_again"), Verb.CHOOSE_AGAIN),),) if kinds else ()


def _judge(case: Case, event: Event, policy: Policy) -> Outcome | None:
    match event:
        case CaseReturned() if case.phase is Phase.IN_REVIEW and event.items:
            return _return(case, event, policy)
        case CaseApproved() if case.phase is Phase.IN_REVIEW:
            return _approve(case, event)
        case PasswordApplied() if case.phase is Phase.APPLYING:
            return _applied(case, event, policy)
        case TimerFired(timer=TimerKind.SETTLE) if case.phase is Phase.APPLYING:
            return _ask_pending(case, event.at, policy)
        case TimerFired(timer=TimerKind.REVIEW_DUE) if case.phase is Phase.IN_REVIEW:
            return _overdue(case, event, policy)
        case Tapped(verb=Verb.CHOOSE_AGAIN) if renewable(case):
            return _renew(case, event, policy)
        case _:
            return None


# --- the review -----------------------------------------------------------------------------


def _return(case: Case, event: CaseReturned, policy: Policy) -> Outcome:
    """Send back just these items; what was decided is kept as a round of the review."""
    before = case.review.rounds
    this = ReviewRound(len(before) + 1, event.at, event.agent, event.items, _evidence(case))
    review = Review(rounds=(*before, this))
    back = replace(case, phase=Phase.RETURNED, returned=event.items, review=review)
    steps = ",".join(item.step for item in event.items)
    expiry = ArmTimer(timer=TimerKind.EXPIRY, due_at=event.at + policy.returned_expiry)
    note = record(AuditAction.RETURNED, steps=steps, reviewer=event.agent)
    return Outcome(back, effects=(note, expiry, *_over(), *_pictures(case, event)))


def _pictures(case: Case, event: CaseReturned) -> tuple[Say, ...]:
    """Show the customer their own pictures of what comes back, the place marked (R46)."""
    shots = {str(one.side): one.media_id for one in case.shots}
    return tuple(
        Say(
            text=text("returned_picture", side=text(f"item_{item.item}")),
            picture=shots[item.item],
            marks=_marks(case, shots[item.item], item.reason),
            lease=case.speaker.lease,
            lang=case.lang,
        )
        for item in event.items
        if item.item in shots
    )


def _marks(case: Case, media_id: str, reason: Finding | None) -> tuple[Box, ...]:
    """Return where on the picture the reason is: as told, or as a check found it."""
    if reason is None:
        return ()
    found = (flag.finding for flag in case.flags if flag.media_id == media_id)
    same = (one for one in found if one.reason is reason.reason and one.field == reason.field)
    return tuple(one.box for one in (reason, *same) if one.box is not None)


def _evidence(case: Case) -> tuple[Seen, ...]:
    """Return what the submission rests on, named as `dialogs.reviewing` names its items."""
    shots = (Seen(one.side, one.media_id, "photo") for one in case.shots)
    rounds = (
        Seen("liveness", one.media_id, one.media_kind)
        for one in case.liveness.rounds
        if one.media_id is not None
    )
    film, kind = case.statement.media_id, case.statement.media_kind
    return (*shots, *rounds, *((Seen("statement", film, kind),) if film else ()))


def _approve(case: Case, event: CaseApproved) -> Outcome:
    waiting = tuple(PasswordResult(kind) for kind in case.picked)
    number = case.submission.application_number or ""
    approved = replace(case, phase=Phase.APPLYING, results=waiting)
    notes: tuple[Effect, ...] = (
        record(AuditAction.APPROVED, reviewer=event.agent),
        StopTimer(timer=TimerKind.EXPIRY),
        *_over(),
        *_sent(approved, waiting),
    )
    return Outcome(approved, (text("approved", number=number),), notes, Then.QUIET)


def _over() -> tuple[Effect, ...]:
    return (StopTimer(timer=TimerKind.REVIEW_DUE), KeepReview())


def _overdue(case: Case, event: TimerFired, policy: Policy) -> Outcome:
    """Remind the reviewers that a promised end has passed, and go on reminding."""
    again = ArmTimer(timer=TimerKind.REVIEW_DUE, due_at=event.at + policy.review_remind)
    if case.frozen_at is not None:
        return Outcome(case, effects=(again,), then=Then.QUIET)
    times = case.review.reminded + 1
    reminded = replace(case, review=replace(case.review, reminded=times))
    told = KeepReview(what=text("review_overdue", due=case.review.due_at or event.at))
    return Outcome(reminded, effects=(told, again), then=Then.QUIET)


# --- the passwords, one by one (D9) ---------------------------------------------------------


def request_id(case: Case, kind: PasswordKind, attempt: int) -> str:
    """Return the idempotency key of one choice of one password."""
    base = f"{case.case_id}-{kind}"
    return base if attempt == 1 else f"{base}-{attempt}"


def _sent(case: Case, which: tuple[PasswordResult, ...]) -> tuple[Effect, ...]:
    """Return the orders for these passwords, each a step of its own with its own key."""
    sealed = {one.kind: one for one in case.sealed}
    orders = tuple(
        ApplyPassword(
            request_id=request_id(case, one.kind, one.attempt),
            kind=one.kind,
            password=sealed.get(one.kind),
            attempt=one.attempt,
        )
        for one in which
    )
    return (*(record(AuditAction.PASSWORD_SENT, kind=one.kind) for one in which), *orders)


def _applied(case: Case, event: PasswordApplied, policy: Policy) -> Outcome | None:
    before = {one.kind: one for one in case.results}
    known = before.get(event.result.kind)
    if known is None or known == event.result or known.attempt != event.result.attempt:
        return None
    if known.state in _SPENT or event.result.state is ResultState.WAITING:
        return None
    told = tuple(event.result if one.kind is known.kind else one for one in case.results)
    after = replace(case, results=told)
    if known.state is event.result.state:  # still pending: only the time has changed
        return Outcome(after, effects=_settle_timer(after, event.at, policy), then=Then.QUIET)
    return _conclude(after, event, policy)


def _conclude(case: Case, event: PasswordApplied, policy: Policy) -> Outcome:
    """Say each password's result once all are known; never one word for a part (D9)."""
    result = event.result
    note = record(AuditAction.PASSWORD_CONCLUDED, kind=result.kind, state=result.state)
    over = {one.kind for one in case.results if one.state in _SPENT}
    case = replace(case, sealed=tuple(one for one in case.sealed if one.kind not in over))
    states = {one.state for one in case.results}
    timers = _settle_timer(case, event.at, policy)
    if ResultState.WAITING in states:
        return Outcome(case, effects=(note, *timers), then=Then.QUIET)
    ack = (text("results", lines=results(case)),)
    effects = (note, *timers, SendNotice(notice=Notice.RESULT, lang=case.lang), KeepReview())
    if ResultState.PENDING in states or renewable(case):
        expiry = ArmTimer(timer=TimerKind.EXPIRY, due_at=event.at + policy.returned_expiry)
        waits = (expiry,) if renewable(case) else ()
        return Outcome(case, ack, (*effects, *waits), Then.QUIET, _renew_rows(case))
    return _finished(case, ack, effects)


def _finished(case: Case, ack: tuple[Text, ...], effects: tuple[Effect, ...]) -> Outcome:
    over = replace(case, phase=Phase.DONE, sealed=(), typing=None)
    ends = (*effects, record(AuditAction.FINISHED))
    return Outcome(over, (*ack, text("finished")), ends, Then.QUIET)


def _settle_timer(case: Case, now: datetime, policy: Policy) -> tuple[Effect, ...]:
    """Look after pending passwords when the first of them is expected to be in effect."""
    pending = [one for one in case.results if one.state is ResultState.PENDING]
    if not pending:
        return ()
    soonest = min(one.until or now for one in pending)
    due = soonest if soonest > now else now + policy.settle_retry
    return (ArmTimer(timer=TimerKind.SETTLE, due_at=due),)


def _ask_pending(case: Case, now: datetime, policy: Policy) -> Outcome:
    asks = tuple(
        AskOutcome(
            request_id=request_id(case, one.kind, one.attempt), kind=one.kind, attempt=one.attempt
        )
        for one in case.results
        if one.state is ResultState.PENDING and (one.until is None or one.until <= now)
    )
    return Outcome(case, effects=(*asks, *_settle_timer(case, now, policy)), then=Then.QUIET)


def _renew(case: Case, event: Event, policy: Policy) -> Outcome:
    """Let the refused passwords be chosen again; the approval stands, nothing else is asked."""
    kinds = renewable(case)
    waiting = tuple(
        replace(one, state=ResultState.WAITING, attempt=one.attempt + 1)
        if one.kind in kinds
        else one
        for one in case.results
    )
    expiry = ArmTimer(timer=TimerKind.EXPIRY, due_at=event.at + policy.returned_expiry)
    return Outcome(replace(case, results=waiting), (text("choose_again"),), (expiry,))


def _enter(case: Case, _event: Event, _policy: Policy) -> Outcome:
    """Send what was chosen again; a first choice is sent by the approval."""
    again = tuple(
        one
        for one in case.results
        if one.state is ResultState.WAITING and one.attempt > 1 and _is_sealed(case, one.kind)
    )
    if case.phase is not Phase.APPLYING or not again:
        return Outcome(case, then=Then.QUIET)
    ends = StopTimer(timer=TimerKind.EXPIRY)
    return Outcome(case, (text("sent_again"),), (ends, *_sent(case, again)))


def _is_sealed(case: Case, kind: PasswordKind) -> bool:
    return any(one.kind is kind for one in case.sealed)


def left_open(case: Case, event: TimerFired, policy: Policy) -> Outcome:
    """End a case whose refused passwords were not chosen again in time (D10).

    Not while a system still owes an answer, an agent helps or a supervisor looks into it.
    """
    if _owed(case) or case.speaker.agent is not None or case.frozen_at is not None:
        later = ArmTimer(timer=TimerKind.EXPIRY, due_at=event.at + policy.returned_expiry)
        return Outcome(case, effects=(later,), then=Then.QUIET)
    over = tuple(
        replace(one, state=ResultState.REFUSED) if one.state is ResultState.WAITING else one
        for one in case.results
    )
    ended = replace(case, results=over)
    return _finished(ended, (text("results", lines=results(ended)),), ())


def _owed(case: Case) -> bool:
    """Say whether an order is unanswered; what is being chosen again was not sent yet."""
    states = {one.state for one in case.results}
    unanswered = ResultState.WAITING in states and case.step is StepName.REVIEW
    return ResultState.PENDING in states or unanswered


STEP = Step(
    name=StepName.REVIEW,
    clause="Guide R45, R46, D9",
    accepts=(CaseReturned, CaseApproved, PasswordApplied, Tapped, TimerFired),
    prompt=_prompt,
    judge=_judge,
    done=lambda _case: False,
    reopen=lambda case: case,
    enter=_enter,
    counted=False,
    stop=False,
)
