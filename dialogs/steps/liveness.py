"""A random sequence of actions, each in its own short time (Guide R36, R37)."""

from dataclasses import replace
from datetime import datetime

from dialogs import checks
from dialogs.audit import AuditAction, record
from dialogs.effects import RunCheck, Tap, Verb
from dialogs.events import CheckFinished, Event, MediaReceived, Tapped
from dialogs.evidence import CheckOutcome
from dialogs.kinds import Action, CardSide, MediaKind, Verdict
from dialogs.model import Case, CheckKind, Liveness, PendingCheck, Round, StepName
from dialogs.policy import Policy
from dialogs.reasons import Finding, Reason
from dialogs.step import Outcome, Prompt, Step, Then
from dialogs.texts import text

_PLACE = "liveness"
_SEEN = frozenset({MediaKind.PHOTO, MediaKind.VIDEO, MediaKind.VIDEO_NOTE, MediaKind.DOCUMENT})
_LATER = {Action.TURN_HEAD: Action.TURN_OTHER}
"""What can be asked for only after something else."""

_RANDOM = tuple(action for action in Action if action not in {Action.LOOK_AHEAD, *_LATER.values()})
_MOST = len(_RANDOM) + len(_LATER)
_YAW = "yaw_most"


def draw(seed: int, count: int, seen: tuple[Action, ...] = ()) -> tuple[Round, ...]:
    """Return `count` different actions in an order drawn by `seed`.

    The plain look is the first of all, unless it is among those `seen` already.
    """
    drawn = [] if Action.LOOK_AHEAD in seen else [Action.LOOK_AHEAD]
    left = [action for action in _open(seen) if action not in seen]
    wanted = len(drawn) + count
    while left and len(drawn) < wanted:
        seed, index = divmod(seed, len(left))
        action = left.pop(index)
        drawn.append(action)
        if action in _LATER:
            left.append(_LATER[action])
    return tuple(Round(action) for action in drawn)


def _open(seen: tuple[Action, ...]) -> tuple[Action, ...]:
    return _RANDOM + tuple(_LATER[action] for action in seen if action in _LATER)


def _current(case: Case) -> Round | None:
    return next((one for one in case.liveness.rounds if one.media_id is None), None)


def _prompt(case: Case, policy: Policy) -> Prompt:
    other = Tap(text("button_other_way"), Verb.OTHER_WAY)
    current = _current(case)
    if case.liveness.deadline is None or current is None:
        ready = Tap(text("button_ready"), Verb.READY)
        count = 1 + policy.liveness_actions
        seconds = round(policy.liveness_window.total_seconds())
        asked = text("ask_liveness", count=count, seconds=seconds)
        return Prompt((asked,), ((ready,), (other,)))
    rounds = case.liveness.rounds
    asked = text(
        "ask_action",
        action=text(f"action_{current.action}"),
        number=rounds.index(current) + 1,
        count=len(rounds),
        seconds=round(policy.liveness_window.total_seconds()),
    )
    return Prompt((asked,), ((other,),))


def _judge(case: Case, event: Event, policy: Policy) -> Outcome | None:
    match event:
        case Tapped(verb=Verb.READY) if case.liveness.deadline is None:
            return _begin(case, event, policy)
        case MediaReceived():
            return _receive(case, event, policy)
        case CheckFinished():
            return _answer(case, event, policy)
        case _:
            return None


def _begin(case: Case, event: Event, policy: Policy) -> Outcome:
    """Draw the actions, unless earlier ones of the same sequence were passed already."""
    drawn = case.liveness.rounds or draw(event.seed, policy.liveness_actions)
    liveness = Liveness(drawn, event.at + policy.liveness_window)
    actions = ",".join(one.action for one in drawn)
    note = record(AuditAction.CHALLENGE_DRAWN, actions=actions)
    return Outcome(replace(case, liveness=liveness), effects=(note,))


def _receive(case: Case, event: MediaReceived, policy: Policy) -> Outcome:
    current = _current(case)
    if event.media not in _SEEN:
        return Outcome(case, (text("selfie_please"),))
    if checks.running(case, CheckKind.FACE):
        return Outcome(case, (text("still_checking"),), then=Then.QUIET)
    if case.liveness.deadline is None or current is None:
        return Outcome(case, (text("tap_ready_first"),))
    if event.at > case.liveness.deadline:
        return _fail(case, (Finding(Reason.TOO_LATE),), event, policy)
    if event.reused or event.forwarded:
        return _fail(case, (Finding(Reason.FILE_REUSED),), event, policy)
    since = PendingCheck(event.event_id, CheckKind.FACE, event.media_id, event.media, event.at)
    return checks.started(case, _check(case, event, current, policy), since)


def _check(case: Case, event: MediaReceived, current: Round, policy: Policy) -> RunCheck:
    fronts = (shot.media_id for shot in case.shots if shot.side is CardSide.FRONT)
    first = case.liveness.rounds[0]
    told_at = (case.liveness.deadline or event.at) - policy.liveness_window
    return RunCheck(
        check_id=event.event_id,
        kind=CheckKind.FACE,
        media_id=event.media_id,
        media_kind=event.media,
        action=current.action,
        portrait_id=next(fronts, None),
        neutral_id=first.media_id,
        turned=_turned(case, event.media) if current.action is Action.TURN_OTHER else None,
        longest_s=(event.at - told_at).total_seconds(),
    )


def _turned(case: Case, media: MediaKind) -> float | None:
    """To which side the head was turned before; another kind of camera may mirror it or not."""
    turns = (one for one in case.liveness.rounds if one.action is Action.TURN_HEAD)
    return next((one.yaw for one in turns if one.media_kind == media), None)


def _answer(case: Case, event: CheckFinished, policy: Policy) -> Outcome | None:
    rest, pending = checks.answered(case, event.check_id)
    current = _current(rest)
    if pending is None or current is None:
        return None
    if event.outcome.verdict is Verdict.FAIL:
        return _fail(rest, event.outcome.findings, event, policy)
    return _pass(rest, current, pending, (event, event.outcome), policy)


def _pass(
    case: Case,
    current: Round,
    pending: PendingCheck,
    answer: tuple[Event, CheckOutcome],
    policy: Policy,
) -> Outcome:
    event, outcome = answer
    seen = replace(
        current,
        media_id=pending.media_id,
        media_kind=pending.media_kind,
        verdict=outcome.verdict,
        yaw=dict(outcome.scores).get(_YAW),
    )
    rounds = tuple(seen if one is current else one for one in case.liveness.rounds)
    over = all(one.media_id is not None for one in rounds)
    deadline = None if over else event.at + policy.liveness_window
    liveness = Liveness(rounds, deadline, event.at if over else None)
    passed = checks.cleared(replace(case, liveness=liveness), _PLACE)
    passed = checks.flagged(passed, StepName.LIVENESS, pending.media_id, outcome)
    notes = (record(AuditAction.LIVENESS_PASSED, rounds=str(len(rounds))),) if over else ()
    ack = checks.taken(outcome, "liveness_over" if over else "action_seen")
    return Outcome(passed, ack, notes)


def _fail(case: Case, findings: tuple[Finding, ...], event: Event, policy: Policy) -> Outcome:
    """Count the try; a fresh draw for what is left, so that waiting gains nothing."""
    tried = checks.counted(case, _PLACE)
    ack = (*checks.explained(findings), checks.tries(tried, _PLACE, policy.liveness_tries))
    reason = findings[0].reason if findings else Reason.UNREADABLE_FILE
    note = record(AuditAction.CHECK_FAILED, check=CheckKind.FACE, reason=reason)
    liveness = Liveness(_redrawn(tried.liveness.rounds, event.seed), None)
    return Outcome(replace(tried, liveness=liveness), ack, (note,))


def _redrawn(rounds: tuple[Round, ...], seed: int) -> tuple[Round, ...]:
    """Keep the rounds that were passed; draw the others again."""
    passed = tuple(one for one in rounds if one.media_id is not None)
    seen = tuple(one.action for one in passed)
    return (*passed, *draw(seed, _MOST, seen))[: len(rounds)]


def _reopen(case: Case) -> Case:
    kept = tuple(flag for flag in case.flags if flag.step is not StepName.LIVENESS)
    return checks.cleared(replace(case, liveness=Liveness(), flags=kept), _PLACE)


def _waive(case: Case, at: datetime) -> Case:
    return replace(case, liveness=replace(case.liveness, deadline=None, passed_at=at))


STEP = Step(
    name=StepName.LIVENESS,
    clause="Guide R36, R37, D11-D13",
    accepts=(Tapped, MediaReceived, CheckFinished),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: case.liveness.passed_at is not None,
    reopen=_reopen,
    waive=_waive,
)
