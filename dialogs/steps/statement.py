"""The statement, spoken on video, replayed, then submitted or recorded again."""

from dataclasses import replace

from dialogs import checks
from dialogs.audit import AuditAction, record
from dialogs.effects import RunCheck, Tap, Verb
from dialogs.events import CheckFinished, Event, MediaReceived, Tapped
from dialogs.kinds import MediaKind, Verdict
from dialogs.model import Case, CheckKind, PendingCheck, Statement, StepName
from dialogs.policy import Policy
from dialogs.reasons import Finding, Reason
from dialogs.step import Outcome, Prompt, Step, Then
from dialogs.texts import text

_PLACE = "statement"
_FILMS = frozenset({MediaKind.VIDEO, MediaKind.VIDEO_NOTE})


def spoken_name(case: Case) -> str:
    """Return the name as the customer confirmed it."""
    return case.fields.name or case.identity.name or ""


def _prompt(case: Case, policy: Policy) -> Prompt:
    other = Tap(text("button_other_way"), Verb.OTHER_WAY)
    if case.statement.media_id is None:
        spoken = text("statement", name=spoken_name(case))
        asked = text("ask_statement", spoken=spoken, seconds=policy.statement_min_s)
        return Prompt((asked,), ((other,),))
    if case.statement.submitted:
        return Prompt((text("statement_checking"),))
    send = Tap(text("button_submit_video"), Verb.SUBMIT)
    again = Tap(text("button_record_again"), Verb.AGAIN)
    return Prompt((text("ask_replay"),), ((send, again),))


def _judge(case: Case, event: Event, policy: Policy) -> Outcome | None:
    match event:
        case MediaReceived():
            return _receive(case, event, policy)
        case Tapped(verb=Verb.AGAIN) if not case.statement.submitted:
            return Outcome(replace(case, statement=Statement()))
        case Tapped(verb=Verb.SUBMIT) if _ready(case):
            return _submit(case, event)
        case CheckFinished():
            return _answer(case, event, policy)
        case _:
            return None


def _ready(case: Case) -> bool:
    return case.statement.media_id is not None and not case.statement.submitted


def _receive(case: Case, event: MediaReceived, policy: Policy) -> Outcome:
    """Keep the newest recording for the replay; plain faults are said at once (R39, R40)."""
    if case.statement.submitted:
        return Outcome(case, (text("still_checking"),), then=Then.QUIET)
    if event.media not in _FILMS:
        return Outcome(case, (text("video_please"),))
    if event.reused or event.forwarded:
        return Outcome(case, checks.explained((Finding(Reason.FILE_REUSED),)))
    if event.duration_s is not None and event.duration_s < policy.statement_min_s:
        return Outcome(case, checks.explained((Finding(Reason.TOO_SHORT),)))
    return Outcome(replace(case, statement=Statement(event.media_id, event.media)))


def _submit(case: Case, event: Event) -> Outcome:
    media_id = case.statement.media_id or ""
    first = case.liveness.rounds[0] if case.liveness.rounds else None
    check = RunCheck(
        check_id=event.event_id,
        kind=CheckKind.STATEMENT,
        media_id=media_id,
        media_kind=case.statement.media_kind,
        neutral_id=first.media_id if first else None,
        name=spoken_name(case),
        lang=case.lang,
    )
    kind = case.statement.media_kind
    since = PendingCheck(event.event_id, CheckKind.STATEMENT, media_id, kind, event.at)
    sent = replace(case, statement=replace(case.statement, submitted=True))
    return checks.started(sent, check, since)


def _answer(case: Case, event: CheckFinished, policy: Policy) -> Outcome | None:
    rest, pending = checks.answered(case, event.check_id)
    if pending is None:
        return None
    outcome = event.outcome
    if outcome.verdict is Verdict.FAIL:
        return _refuse(rest, outcome.findings, policy)
    statement = replace(case.statement, verdict=outcome.verdict)
    taken = checks.cleared(replace(rest, statement=statement), _PLACE)
    taken = checks.flagged(taken, StepName.STATEMENT, pending.media_id, outcome)
    note = record(AuditAction.STATEMENT_ACCEPTED, verdict=outcome.verdict)
    return Outcome(taken, checks.taken(outcome, "statement_taken"), (note,))


def _refuse(case: Case, findings: tuple[Finding, ...], policy: Policy) -> Outcome:
    tried = checks.counted(replace(case, statement=Statement()), _PLACE)
    ack = (*checks.explained(findings), checks.tries(tried, _PLACE, policy.video_tries))
    reason = findings[0].reason if findings else Reason.UNREADABLE_FILE
    note = record(AuditAction.CHECK_FAILED, check=CheckKind.STATEMENT, reason=reason)
    return Outcome(tried, ack, (note,))


def _reopen(case: Case) -> Case:
    kept = tuple(flag for flag in case.flags if flag.step is not StepName.STATEMENT)
    return checks.cleared(replace(case, statement=Statement(), flags=kept), _PLACE)


STEP = Step(
    name=StepName.STATEMENT,
    clause="Guide R38-R41",
    accepts=(MediaReceived, Tapped, CheckFinished),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: case.statement.verdict is not None,
    reopen=_reopen,
    waive=lambda case, _at: replace(
        case, statement=replace(case.statement, submitted=True, verdict=Verdict.FAIL)
    ),
)
