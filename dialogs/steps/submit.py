"""A last look, then the application is submitted."""

from dataclasses import replace

from dialogs.audit import AuditAction, record
from dialogs.effects import ArmTimer, OpenReview, StopTimer, SubmitCase, Tap, Verb
from dialogs.events import CaseAccepted, Event, SubmissionFailed, Tapped, TimerKind
from dialogs.model import Case, Phase, Review, StepName, Submission
from dialogs.policy import Policy
from dialogs.rules.names import masked_name
from dialogs.step import Outcome, Prompt, Step
from dialogs.texts import text


def _prompt(case: Case, _policy: Policy) -> Prompt:
    if case.submission.asked_at is not None and not case.submission.failed:
        return Prompt((text("submitting"),))
    kinds = tuple(text("kind_line", kind=text(f"kind_{kind}")) for kind in case.picked)
    name = masked_name(case.fields.name or case.identity.name or "")
    send = Tap(text("button_submit"), Verb.SUBMIT)
    return Prompt((text("ask_submit", name=name, kinds=kinds),), ((send,),))


def _judge(case: Case, event: Event, policy: Policy) -> Outcome | None:
    waiting = case.submission.asked_at is not None and not case.submission.failed
    match event:
        case Tapped(verb=Verb.SUBMIT) if not waiting:
            return _send(case, event)
        case CaseAccepted() if waiting:
            return _accepted(case, event, policy)
        case SubmissionFailed() if waiting:
            failed = replace(case, submission=replace(case.submission, failed=True))
            return Outcome(failed, (text("submission_failed"),))
        case _:
            return None


def _send(case: Case, event: Event) -> Outcome:
    round_no = case.submission.rounds + 1
    asked = replace(case.submission, asked_at=event.at, failed=False)
    send = SubmitCase(request_id=f"{case.case_id}-{round_no}")
    return Outcome(replace(case, submission=asked), effects=(send,))


def _accepted(case: Case, event: CaseAccepted, policy: Policy) -> Outcome:
    submission = Submission(
        application_number=event.application_number,
        submitted_at=event.at,
        rounds=case.submission.rounds + 1,
        earlier_numbers=_earlier_numbers(case, event.application_number),
    )
    due = policy.review_ends(event.at)
    review = Review(due_at=due, rounds=case.review.rounds)
    sent = replace(
        case, submission=submission, phase=Phase.IN_REVIEW, reopened=(), returned=(), review=review
    )
    effects = (
        record(AuditAction.SUBMITTED, round=str(submission.rounds)),
        StopTimer(timer=TimerKind.IDLE),
        StopTimer(timer=TimerKind.EXPIRY),
        ArmTimer(timer=TimerKind.REVIEW_DUE, due_at=due),
        OpenReview(round_no=submission.rounds),
    )
    return Outcome(sent, (text("submitted"),), effects)


def _earlier_numbers(case: Case, number: str) -> tuple[str, ...]:
    before = case.submission
    known = (*before.earlier_numbers, before.application_number)
    return tuple(dict.fromkeys(one for one in known if one is not None and one != number))


def _reopen(case: Case) -> Case:
    kept = replace(case.submission, submitted_at=None, asked_at=None, failed=False)
    return replace(case, submission=kept)


STEP = Step(
    name=StepName.SUBMIT,
    clause="Guide R45",
    accepts=(Tapped, CaseAccepted, SubmissionFailed),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: case.submission.submitted_at is not None,
    reopen=_reopen,
)
