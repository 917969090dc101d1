"""The statement, spoken on video with digits of this attempt, replayed, then submitted.

The digits are drawn anew whenever a recording is asked for again, so that one made before does
not pass.
"""

from dataclasses import replace

from dialogs import checks
from dialogs.audit import AuditAction, record
from dialogs.effects import Record, RunCheck, Tap, Verb
from dialogs.events import CheckFinished, Event, MediaReceived, Tapped
from dialogs.kinds import MediaKind, Verdict
from dialogs.model import Case, CheckKind, PendingCheck, Statement, StepName
from dialogs.policy import Policy
from dialogs.reasons import Finding, Reason
from dialogs.rules.phrases import draw_phrase
from dialogs.step import Outcome, Prompt, Step, Then
from dialogs.texts import Text, text

_PLACE = "statement"
_PLACES = ("first", "second", "third", "fourth")
_FILMS = frozenset({MediaKind.VIDEO, MediaKind.VIDEO_NOTE})


def spoken_name(case: Case) -> str:
    """Return the name as the customer confirmed it."""
    return case.fields.name or case.identity.name or ""


def _prompt(case: Case, policy: Policy) -> Prompt:
    other = Tap(text("button_cannot_speak"), Verb.OTHER_WAY)
    if case.statement.media_id is None:
        return Prompt(_asked(case, policy), ((other,),))
    if case.statement.submitted:
        return Prompt((text("statement_checking"),))
    send = Tap(text("button_submit_video"), Verb.SUBMIT)
    again = Tap(text("button_record_again"), Verb.AGAIN)
    return Prompt((text("ask_replay"),), ((send, again),))


def _asked(case: Case, policy: Policy) -> tuple[Text, ...]:
    spoken = text("statement", name=spoken_name(case))
    wanted = text("ask_statement", spoken=spoken)
    how = text("ask_statement_how", seconds=policy.statement_min_s)
    phrase = case.statement.phrase
    return (wanted, how) if phrase is None else (wanted, _digits(phrase), how)


def _digits(phrase: str) -> Text:
    read = dict(zip(_PLACES, (text(f"digit_{one}") for one in phrase), strict=True))
    return text("ask_phrase", phrase=spoken_phrase(phrase), read=text("phrase_read", **read))


def spoken_phrase(phrase: str) -> Text:
    """Return the words with the digits, as they are to be spoken."""
    return text("statement_phrase", digits=" ".join(phrase))


def _enter(case: Case, event: Event, _policy: Policy) -> Outcome:
    """Draw the digits, unless a recording with its own waits to be submitted."""
    if case.statement.media_id is not None:
        return Outcome(case)
    drawn, note = _drawn(case, event)
    return Outcome(drawn, effects=(note,))


def _drawn(case: Case, event: Event) -> tuple[Case, Record]:
    """Return the case with a new recording to be made, and what goes on record of it."""
    phrase = draw_phrase(event.seed, case.statement.phrase)
    note = record(AuditAction.CHALLENGE_DRAWN, digits=phrase)
    return replace(case, statement=Statement(phrase=phrase)), note


def _anew(case: Case, event: Event, *ack: Text) -> Outcome:
    """Ask for a new recording with other digits."""
    drawn, note = _drawn(case, event)
    return Outcome(drawn, ack, (note,))


def _judge(case: Case, event: Event, policy: Policy) -> Outcome | None:
    match event:
        case MediaReceived():
            return _receive(case, event, policy)
        case Tapped(verb=Verb.AGAIN) if not case.statement.submitted:
            return _anew(case, event)
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
        return _anew(case, event, *checks.explained((Finding(Reason.FILE_REUSED),)))
    if event.duration_s is not None and event.duration_s < policy.statement_min_s:
        return _anew(case, event, *checks.explained((Finding(Reason.TOO_SHORT),)))
    if case.statement.phrase is None:  # a case that came to this step before there were digits
        return _anew(case, event, text("phrase_wanted"))
    film = replace(case.statement, media_id=event.media_id, media_kind=event.media)
    return Outcome(replace(case, statement=film))


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
        phrase=case.statement.phrase,
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
        return _refuse(rest, event, policy)
    statement = replace(case.statement, verdict=outcome.verdict)
    taken = checks.cleared(replace(rest, statement=statement), _PLACE)
    taken = checks.flagged(taken, StepName.STATEMENT, pending.media_id, outcome)
    note = record(AuditAction.STATEMENT_ACCEPTED, verdict=outcome.verdict)
    return Outcome(taken, checks.taken(outcome, "statement_taken"), (note,))


def _refuse(case: Case, event: CheckFinished, policy: Policy) -> Outcome:
    findings = event.outcome.findings
    drawn, drawing = _drawn(checks.counted(case, _PLACE), event)
    ack = (*checks.explained(findings), checks.tries(drawn, _PLACE, policy.video_tries))
    reason = findings[0].reason if findings else Reason.UNREADABLE_FILE
    note = record(AuditAction.CHECK_FAILED, check=CheckKind.STATEMENT, reason=reason)
    return Outcome(drawn, ack, (note, drawing))


def _reopen(case: Case) -> Case:
    kept = tuple(flag for flag in case.flags if flag.step is not StepName.STATEMENT)
    anew = Statement(phrase=case.statement.phrase)  # what the next one must differ from
    return checks.cleared(replace(case, statement=anew, flags=kept), _PLACE)


STEP = Step(
    name=StepName.STATEMENT,
    clause="Guide R38-R41",
    accepts=(MediaReceived, Tapped, CheckFinished),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: case.statement.verdict is not None,
    reopen=_reopen,
    enter=_enter,
    waive=lambda case, _at: replace(
        case, statement=replace(case.statement, submitted=True, verdict=Verdict.FAIL)
    ),
)
