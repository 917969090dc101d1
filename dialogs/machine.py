"""`advance`: the only place where a case changes. Total: what does not apply changes nothing."""

from dataclasses import dataclass, replace
from datetime import datetime

from dialogs import (
    agreements,
    checks,
    codes,
    desk,
    facts,
    freezing,
    interrupts,
    reviewing,
    timeline,
)
from dialogs.audit import AuditAction, record
from dialogs.effects import (
    ArmTimer,
    DestroyPasswords,
    Effect,
    Say,
    StopTimer,
    Tap,
    TellAgents,
    Toast,
    Verb,
)
from dialogs.errors import InvariantBrokenError
from dialogs.events import (
    CUSTOMER_EVENTS,
    AgentActed,
    AgreementOpened,
    AgreementRead,
    BotBlocked,
    CaseOpened,
    CheckFinished,
    CodeEntered,
    CodeFailed,
    CodeIssued,
    Event,
    MediaReceived,
    NotMeReported,
    PasswordApplied,
    PasswordTyped,
    QueueSeen,
    StaffEvent,
    Tapped,
    TextSaid,
    TimerFired,
    TimerKind,
    Unfrozen,
)
from dialogs.flow import BEFORE_CODE, STEPS, VERSION, next_step, progress
from dialogs.model import CLOSED, Case, CheckKind, PersonReason, Phase, StepName
from dialogs.policy import Policy
from dialogs.reasons import Finding
from dialogs.step import Outcome, Prompt, Step, Then
from dialogs.steps.document import STEP as DOCUMENT
from dialogs.steps.review import STEP as REVIEW
from dialogs.steps.review import left_open
from dialogs.texts import Text, text
from dialogs.understanding import Intent, Understood

_PROMPTS_PER_CASE = 10_000
_CASES_PER_CHAT = 100_000
_MISSES = 2
_OWNER = {
    CheckKind.CARD: StepName.DOCUMENT,
    CheckKind.FACE: StepName.LIVENESS,
    CheckKind.STATEMENT: StepName.STATEMENT,
}


@dataclass(frozen=True, slots=True)
class Advanced:
    """A turn's result: the case after it and what is to be done."""

    case: Case
    effects: tuple[Effect, ...] = ()


def advance(case: Case | None, event: Event, policy: Policy) -> Advanced:
    """Decide what an event means for a case.

    Args:
        case: the case as it stands; None only together with `CaseOpened`.
        event: what happened.
        policy: the firm's settings.

    Raises:
        InvariantBrokenError: the first event of a case is not `CaseOpened`.
    """
    if case is None:
        return _open(event)
    if isinstance(event, CaseOpened):
        return Advanced(case)
    outcome = _decide(_heard(case, event), event, policy)
    settled = _settle(case, outcome, event, policy)
    noted, notices = timeline.noted(case, desk.let_go(settled.case), event.at)
    after = (
        *_destroyed(case, noted),
        *_timers(case, noted, event, policy),
        *notices,
        *_told_agents(case, noted),
        *desk.kept_true(case, noted),
    )
    return Advanced(noted, _hushed(noted, event, (*settled.effects, *after)))


def wants_new_case(case: Case, event: Event) -> bool:
    """Say whether a customer's event after a case's end begins a new one."""
    if case.phase not in CLOSED or not isinstance(event, CUSTOMER_EVENTS):
        return False
    if case.speaker.agent is not None:
        return False
    return not _asks_status(event)


def _open(event: Event) -> Advanced:
    if not isinstance(event, CaseOpened):
        raise InvariantBrokenError("the first event of a case must be CaseOpened")
    base = event.seed % _CASES_PER_CHAT * _PROMPTS_PER_CASE
    case = Case(
        event.case_id,
        event.lang,
        event.at,
        VERSION,
        prompt_no=base,
        codes=event.codes,
        earlier=event.earlier,
    )
    return Advanced(case, (record(AuditAction.CASE_OPENED, lang=event.lang),))


def _heard(case: Case, event: Event) -> Case:
    return replace(case, last_heard_at=event.at) if isinstance(event, CUSTOMER_EVENTS) else case


# --- deciding -----------------------------------------------------------------------------


def _decide(case: Case, event: Event, policy: Policy) -> Outcome:
    decided = _people(case, event, policy)
    if decided is not None:
        return decided
    nothing = Outcome(case, then=Then.QUIET)
    if case.speaker.agent is not None and isinstance(event, CUSTOMER_EVENTS):
        return _under_takeover(case, event, policy)
    if case.phase in CLOSED:
        return _closed(case, event, policy) or nothing
    if case.frozen_at is not None:
        kept = freezing.still(case, event, policy)
        if kept is not None:
            return kept
    decided = _machinery(case, event, policy)
    if decided is not None:
        return decided
    if isinstance(event, CUSTOMER_EVENTS):
        return _customer(case, event, policy)
    return _judged(case, event, policy) or nothing


def _people(case: Case, event: Event, policy: Policy) -> Outcome | None:
    """Judge the acts of agents, reviewers and the phone's owner: they may come at any step."""
    match event:
        case NotMeReported():
            return freezing.report(case, event, policy)
        case Unfrozen():
            return freezing.thawed(case, event)
        case StaffEvent():
            return desk.attended(case, event, policy) or reviewing.reviewed(case, event)
        case QueueSeen():
            return desk.seen(case, event, policy)
        case TimerFired(timer=TimerKind.WAIT):
            return desk.waited(case, event, policy)
        case TimerFired(timer=TimerKind.SILENCE):
            return desk.fell_silent(case, event, policy)
        case _:
            return None


def _closed(case: Case, event: Event, policy: Policy) -> Outcome | None:
    match event:
        case BotBlocked(blocked=blocked):
            return Outcome(replace(case, blocked=blocked), then=Then.QUIET)
        case _ if _asks_status(event):
            asked = interrupts.interrupt(case, event, policy)
            return asked or interrupts.wish(case, event, Intent.STATUS, policy)
        case _:
            return None


def _asks_status(event: Event) -> bool:
    match event:
        case Tapped(verb=Verb.STATUS | Verb.CASE_STATUS):
            return True
        case TextSaid(understood=Understood(intent=Intent.STATUS | Intent.WHY_RETURNED)):
            return True
        case TextSaid(understood=Understood(intent=Intent.OUT_OF_SCOPE) as named):
            return named.application_number is not None
        case _:
            return False


def _machinery(case: Case, event: Event, policy: Policy) -> Outcome | None:
    """Judge events that may come at any step."""
    match event:
        case CodeIssued() | CodeFailed():
            return _code_answered(case, event, policy)
        case AgreementOpened():
            return _agreement(agreements.opened(case, event), case, event)
        case AgreementRead():
            return _agreement(agreements.read(case, event), case, event)
        case TimerFired(timer=TimerKind.IDLE | TimerKind.EXPIRY):
            return _timer(case, event, policy)
        case PasswordApplied() | TimerFired(timer=TimerKind.SETTLE):
            return REVIEW.judge(case, event, policy) or Outcome(case, then=Then.QUIET)
        case CheckFinished():
            return _check_finished(case, event, policy)
        case BotBlocked(blocked=blocked):
            return Outcome(replace(case, blocked=blocked), then=Then.QUIET)
        case _:
            return None


def _code_answered(case: Case, event: CodeIssued | CodeFailed, policy: Policy) -> Outcome:
    code = codes.code_of(case, event.purpose)
    if code.code_id != event.code_id or code.passed_at is not None or code.digest is not None:
        return Outcome(case, then=Then.QUIET)
    if isinstance(event, CodeFailed):
        failed = codes.with_code(case, replace(code, failed=True))
        return Outcome(failed, (text("code_failed"),), then=Then.QUIET)
    valid = replace(code, digest=event.digest, expires_at=event.at + policy.code_valid)
    return Outcome(codes.with_code(case, valid), then=Then.QUIET)


def _agreement(changed: Case, case: Case, event: AgreementOpened | AgreementRead) -> Outcome:
    if changed.agreements == case.agreements:
        return Outcome(case, then=Then.QUIET)
    was_read = isinstance(event, AgreementRead)
    note = record(
        AuditAction.AGREEMENT_READ if was_read else AuditAction.AGREEMENT_OPENED,
        agreement=event.agreement,
        version=event.version,
        sha256=event.sha256,
    )
    shown = was_read and case.step is StepName.AGREEMENTS
    return Outcome(changed, effects=(note,), then=Then.EDIT if shown else Then.QUIET)


def _check_finished(case: Case, event: CheckFinished, policy: Policy) -> Outcome:
    """Give a check's answer to the step that asked for it; a late one changes nothing.

    Where there was none to be had, a person is offered (D12).
    """
    pending = next((one for one in case.checks if one.check_id == event.check_id), None)
    if pending is None:
        return Outcome(case, then=Then.QUIET)
    owner = STEPS[_OWNER[pending.kind]]
    judged = owner.judge(case, event, policy) or Outcome(case, then=Then.QUIET)
    told = desk.check_told(case, judged, event)
    judged = replace(judged, effects=(*judged.effects, *told))
    if checks.could_not_run(event.outcome):
        ack = (*judged.ack, text("offer_person_unchecked"))
        return replace(judged, ack=ack, rows=desk.offer(PersonReason.NO_CHECK))
    if desk.doubtful(judged.case) and not desk.doubtful(case):
        return replace(judged, ack=(*judged.ack, text("offer_person")))
    return judged


def _timer(case: Case, event: TimerFired, policy: Policy) -> Outcome:
    """Ask whether to go on; after a day close the case and destroy its passwords (D10)."""
    if case.phase is Phase.APPLYING and event.timer is TimerKind.EXPIRY:
        return left_open(case, event, policy)
    waiting = case.phase in {Phase.OPEN, Phase.RETURNED}
    if not waiting or case.speaker.agent is not None:
        return Outcome(case, then=Then.QUIET)
    if event.timer is TimerKind.IDLE and case.frozen_at is not None:
        return Outcome(case, then=Then.QUIET)
    if event.timer is TimerKind.EXPIRY:
        free, cancels = checks.abandoned(case)
        gone = (*cancels, record(AuditAction.EXPIRED))
        over = replace(free, phase=Phase.EXPIRED, sealed=(), typing=None)
        return Outcome(over, (text("expired"),), gone, Then.QUIET)
    go = Tap(text("button_go_on"), Verb.STAY)
    stop = Tap(text("button_cancel"), Verb.CANCEL)
    return Outcome(case, (text("still_there"),), then=Then.QUIET, rows=((go, stop),))


def _under_takeover(case: Case, event: Event, policy: Policy) -> Outcome:
    """An agent speaks: what the customer does is judged in silence, and the agent hears of it."""
    still = case.phase in CLOSED or case.frozen_at is not None
    done = None if still else _done_silently(case, event, policy)
    erased = _erased(case, event, policy) if done is None else ()
    told = desk.overheard(case, event, done)
    after, timers = desk.heard(case, event, told, policy)
    if done is None:
        return Outcome(after, effects=(*erased, *told, *timers), then=Then.QUIET)
    kept = replace(done.case, help=replace(after.help, prompted=done.case.help.prompted))
    return Outcome(kept, effects=(*done.effects, *told, *timers), then=Then.QUIET)


def _erased(case: Case, event: Event, policy: Policy) -> tuple[Effect, ...]:
    """Delete a typed password that nobody asked for."""
    if not isinstance(event, PasswordTyped):
        return ()
    judged = STEPS[StepName.PASSWORDS].judge(replace(case, typing=None), event, policy)
    return () if judged is None else judged.effects


def _done_silently(case: Case, event: Event, policy: Policy) -> Outcome | None:
    """Judge what answers the standing step; words only if the agent asked for it."""
    judged = _answers(case, event, policy)
    if judged is None or (isinstance(event, TextSaid) and judged.case == case):
        return None
    moved = STEPS[case.step].done(judged.case)
    help_ = replace(judged.case.help, prompted=judged.case.help.prompted and not moved)
    return replace(judged, case=replace(judged.case, help=help_))


def _answers(case: Case, event: Event, policy: Policy) -> Outcome | None:
    match event:
        case Tapped(prompt_no=number) if number != case.prompt_no:
            return None
        case Tapped(verb=Verb.CONTINUE) if case.phase is Phase.RETURNED:
            return interrupts.interrupt(case, event, policy)
        case TextSaid(edited=edited) if edited or not case.help.prompted:
            return None
        case PasswordTyped() if not case.help.prompted:
            return None
        case MediaReceived():
            return None if event.problem is not None else _pictured(case, event, policy)
        case AgreementOpened() | AgreementRead():
            return _machinery(case, event, policy)
        case _:
            return _judged(case, event, policy)


def _told_agents(before: Case, after: Case) -> tuple[Effect, ...]:
    """Tell the agent who holds the talk where it is now: the customer is not told."""
    if before.speaker.agent is None or after.speaker.agent is None:
        return ()
    if before.step is after.step and before.phase is after.phase:
        return ()
    step = text(f"step_{after.step}")
    if after.phase in CLOSED or before.phase is not after.phase:
        step = text(f"phase_{after.phase}")
    return (TellAgents(what=text("desk_moved", step=step)),)


def _customer(case: Case, event: Event, policy: Policy) -> Outcome:
    match event:
        case Tapped():
            return _tapped(case, event, policy)
        case TextSaid():
            return _said(case, event, policy)
        case MediaReceived():
            return _media(case, event, policy)
        case PasswordTyped():
            judged = STEPS[StepName.PASSWORDS].judge(case, event, policy)
            return judged or Outcome(case)
        case CodeEntered():
            return _judged(case, event, policy) or Outcome(case, (text("no_code_wanted"),))
        case _:
            found = interrupts.interrupt(case, event, policy) or _judged(case, event, policy)
            return found or Outcome(case, (text("not_needed_now"),))


def _judged(case: Case, event: Event, policy: Policy) -> Outcome | None:
    step = STEPS[case.step]
    return step.judge(case, event, policy) if isinstance(event, step.accepts) else None


def _tapped(case: Case, event: Tapped, policy: Policy) -> Outcome:
    """Judge a tap; a button of an earlier prompt says so and does nothing."""
    known = event.verb in set(Verb)
    if not known or (
        event.prompt_no != case.prompt_no and event.verb not in interrupts.ANY_PROMPT
    ):
        toast = Toast(text=text("stale_button"), lang=case.lang)
        return Outcome(case, effects=(toast,), then=Then.QUIET)
    found = interrupts.interrupt(case, event, policy) or _judged(case, event, policy)
    if found is not None:
        return replace(found, case=replace(found.case, misses=0))
    toast = Toast(text=text("stale_button"), lang=case.lang)
    return Outcome(case, effects=(toast,), then=Then.QUIET)


def _media(case: Case, event: MediaReceived, policy: Policy) -> Outcome:
    if event.problem is not None:
        return Outcome(case, checks.explained((Finding(event.problem),)))
    return _pictured(case, event, policy) or Outcome(case, (text("no_picture_wanted"),))


def _pictured(case: Case, event: MediaReceived, policy: Policy) -> Outcome | None:
    """Judge a picture or film; a card may come first of all."""
    if case.step in BEFORE_CODE and case.step is not StepName.PHONE:
        return DOCUMENT.judge(case, event, policy)
    return _judged(case, event, policy)


def _said(case: Case, event: TextSaid, policy: Policy) -> Outcome:
    """Judge words: facts first, then a wish or question, then the step's own input."""
    if event.edited:
        return Outcome(case, (text("edited_unread"),), then=Then.QUIET)
    understood = event.understood
    if understood is not None:
        filled, notes = facts.told(case, understood, event.at.date())
        if notes:
            return Outcome(replace(filled, misses=0), notes)
        found = _understood(case, event, understood, policy)
        if found is not None:
            return replace(found, case=replace(found.case, misses=0))
    judged = _judged(case, event, policy)
    if judged is not None:
        return replace(judged, case=replace(judged.case, misses=0))
    return _missed(case, event, policy)


def _understood(
    case: Case, event: TextSaid, understood: Understood, policy: Policy
) -> Outcome | None:
    sure = understood.confidence >= policy.confidence
    if understood.application_number and (not sure or understood.intent is Intent.OUT_OF_SCOPE):
        return interrupts.wish(case, event, Intent.STATUS, policy)
    if not sure:
        return None
    return interrupts.wish(case, event, understood.intent, policy)


def _missed(case: Case, event: TextSaid, policy: Policy) -> Outcome:
    """Say honestly that it was not understood; the second time offer a person."""
    missed = replace(case, misses=case.misses + 1)
    if event.nlu_failed:
        return Outcome(missed, (text("nlu_down", line=policy.service_line),))
    if missed.misses >= _MISSES:
        words = text("not_understood_twice", line=policy.service_line)
        return Outcome(missed, (words,), rows=desk.offer(PersonReason.NOT_UNDERSTOOD))
    return Outcome(missed, (text("not_understood"),))


# --- what the customer sees ---------------------------------------------------------------


def _settle(before: Case, outcome: Outcome, event: Event, policy: Policy) -> Advanced:
    """Move to the first step that is not done, and say what there is to say."""
    if outcome.case.phase in CLOSED:
        return _say_only(outcome)
    moved = before.step is not next_step(outcome.case)
    while outcome.case.step is not next_step(outcome.case):
        outcome = _arrive(outcome, event, policy)
    if moved or outcome.then is Then.PROMPT:
        return _prompt(outcome, policy, edits=False)
    if outcome.then is Then.EDIT:
        return _prompt(outcome, policy, edits=True)
    return _say_only(outcome)


def _arrive(outcome: Outcome, event: Event, policy: Policy) -> Outcome:
    step = STEPS[next_step(outcome.case)]
    entered = step.enter(replace(outcome.case, step=step.name), event, policy)
    return Outcome(
        entered.case,
        (*outcome.ack, *entered.ack),
        (*outcome.effects, *entered.effects),
        Then.PROMPT,
        outcome.rows,
    )


def _say_only(outcome: Outcome) -> Advanced:
    case = outcome.case
    if not outcome.ack:
        return Advanced(case, outcome.effects)
    say = Say(
        text=_frame(outcome.ack),
        rows=outcome.rows,
        lease=case.speaker.lease,
        prompt_no=case.prompt_no if outcome.rows else None,
        lang=case.lang,
    )
    return Advanced(case, (*outcome.effects, say))


def _prompt(outcome: Outcome, policy: Policy, *, edits: bool) -> Advanced:
    case = outcome.case
    if not edits:
        case = replace(case, prompt_no=case.prompt_no + 1)
    step = STEPS[case.step]
    asked = step.prompt(case, policy)
    say = Say(
        text=_frame((*outcome.ack, *_body(case, step, asked))),
        rows=(*asked.rows, *outcome.rows, *interrupts.footer(case)),
        contact=asked.contact,
        lease=case.speaker.lease,
        prompt_no=case.prompt_no,
        edits=edits,
        lang=case.lang,
    )
    return Advanced(case, (*outcome.effects, say))


def _body(case: Case, step: Step, asked: Prompt) -> tuple[Text, ...]:
    if not step.counted or case.phase is not Phase.OPEN:
        return asked.body
    number, count = progress(case)
    return (text("progress", number=number, count=count, body=asked.body),)


def _frame(paragraphs: tuple[Text, ...]) -> Text:
    return text("frame", paragraphs=paragraphs)


def _hushed(case: Case, event: Event, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Keep the bot silent while an agent speaks, except for what that agent asks it to say.

    While a case is frozen, what comes of earlier steps is not told either.
    """
    if freezing.hushes(case, event):
        return tuple(effect for effect in effects if not isinstance(effect, Say))
    if case.speaker.agent is None or isinstance(event, AgentActed):
        return effects
    silent = (Say,) if isinstance(event, StaffEvent) else (Say, Toast)
    return tuple(effect for effect in effects if not isinstance(effect, silent))


def _destroyed(before: Case, after: Case) -> tuple[Effect, ...]:
    """Destroy every sealed password that the case no longer holds (D10)."""
    kept = {one.sealed_id for one in after.sealed}
    gone = tuple(one.sealed_id for one in before.sealed if one.sealed_id not in kept)
    if not gone:
        return ()
    note = record(AuditAction.PASSWORDS_DESTROYED, count=str(len(gone)))
    return (DestroyPasswords(sealed_ids=gone), note)


def _timers(before: Case, case: Case, event: Event, policy: Policy) -> tuple[Effect, ...]:
    """Start D10's clocks anew whenever the customer did something; stop them at the end.

    They start anew as well when the customer can do something again: given back or thawed.
    """
    if case.phase in CLOSED:
        return () if before.phase in CLOSED else _stopped(case)
    again = _free(case) and not _free(before)
    if not isinstance(event, CUSTOMER_EVENTS) and not again:
        return ()
    if case.phase is Phase.OPEN:
        expiry = policy.returned_expiry if case.reopened else policy.expiry
        return (
            _arm(TimerKind.IDLE, event.at + policy.idle),
            _arm(TimerKind.EXPIRY, event.at + expiry),
        )
    if case.phase is Phase.RETURNED:
        return (_arm(TimerKind.EXPIRY, event.at + policy.returned_expiry),)
    return ()


def _free(case: Case) -> bool:
    return case.speaker.agent is None and case.frozen_at is None


def _stopped(case: Case) -> tuple[Effect, ...]:
    """Stop the clocks of a case that is over; an agent may still be talking."""
    going = {TimerKind.SILENCE} if case.speaker.agent is not None else set()
    return tuple(StopTimer(timer=timer) for timer in TimerKind if timer not in going)


def _arm(timer: TimerKind, due_at: datetime) -> ArmTimer:
    return ArmTimer(timer=timer, due_at=due_at)
