"""Checks as steps see them: started, answered, counted (D11, D12)."""

from dataclasses import replace

from dialogs.effects import CancelChecks, RunCheck, Say
from dialogs.evidence import CheckOutcome
from dialogs.kinds import Verdict
from dialogs.model import Attempts, Case, CheckKind, Flag, PendingCheck, StepName
from dialogs.reasons import PLACED, SPOKEN, Finding, Reason
from dialogs.step import Outcome, Then
from dialogs.texts import Text, text


def started(case: Case, check: RunCheck, since: PendingCheck) -> Outcome:
    """Return the turn that starts a check and says so."""
    running = replace(case, checks=(*case.checks, since))
    ack = (text(f"checking_{check.kind}"),)
    return Outcome(running, ack, (check,), Then.QUIET)


def running(case: Case, kind: CheckKind) -> tuple[PendingCheck, ...]:
    """Return the checks of a kind whose answer is still awaited."""
    return tuple(check for check in case.checks if check.kind is kind)


def answered(case: Case, check_id: str) -> tuple[Case, PendingCheck | None]:
    """Return the case without this check, and the check if it was awaited at all."""
    found = next((check for check in case.checks if check.check_id == check_id), None)
    rest = tuple(check for check in case.checks if check.check_id != check_id)
    return replace(case, checks=rest), found


def abandoned(case: Case) -> tuple[Case, tuple[CancelChecks, ...]]:
    """Return the case with no check awaited, and the effect that says so."""
    if not case.checks:
        return case, ()
    ids = tuple(check.check_id for check in case.checks)
    statement = case.statement
    if statement.verdict is None:  # what was being watched can be submitted once more
        statement = replace(statement, submitted=False)
    free = replace(case, checks=(), statement=statement)
    return free, (CancelChecks(check_ids=ids),)


def flagged(case: Case, step: StepName, media_id: str, outcome: CheckOutcome) -> Case:
    """Return the case with the findings of an UNSURE outcome marked for the reviewer (D12)."""
    kept = tuple(flag for flag in case.flags if flag.media_id != media_id)
    if outcome.verdict is not Verdict.UNSURE:
        return replace(case, flags=kept)
    new = tuple(Flag(step, finding, media_id) for finding in outcome.findings)
    return replace(case, flags=(*kept, *new))


def used(case: Case, place: str) -> int:
    """Return how many tries were used in a place."""
    return next((one.used for one in case.attempts if one.place == place), 0)


def counted(case: Case, place: str) -> Case:
    """Return the case with one more try used in a place."""
    others = tuple(one for one in case.attempts if one.place != place)
    return replace(case, attempts=(*others, Attempts(place, used(case, place) + 1)))


def failed(before: Case, after: Case) -> bool:
    """Say whether a try was used up between these two."""
    used_before = sum(one.used for one in before.attempts)
    return sum(one.used for one in after.attempts) > used_before


def cleared(case: Case, place: str) -> Case:
    """Return the case with no try used in a place."""
    return replace(case, attempts=tuple(one for one in case.attempts if one.place != place))


def explained(findings: tuple[Finding, ...]) -> tuple[Text, ...]:
    """Return each finding in its own words, once."""
    seen: dict[Text, None] = {}
    for finding in findings:
        seen.setdefault(_words(finding))
    return tuple(seen)


def could_not_run(outcome: CheckOutcome) -> bool:
    """Say whether the check could not be run at all: no fault of the customer's."""
    return any(finding.reason is Reason.CHECK_UNAVAILABLE for finding in outcome.findings)


def taken(outcome: CheckOutcome, words: str) -> tuple[Text, ...]:
    """Return what is said to what was taken; praise only if somebody looked at it."""
    return explained(outcome.findings) if could_not_run(outcome) else (text(words),)


def shown(case: Case, media_id: str, findings: tuple[Finding, ...]) -> tuple[Say, ...]:
    """Show the customer their own picture, marked where something is wrong; nothing without."""
    boxes = tuple(dict.fromkeys(one.box for one in findings if one.box is not None))
    if not boxes:
        return ()
    return (
        Say(
            text=text("marked_here"),
            picture=media_id,
            marks=boxes,
            lease=case.speaker.lease,
            lang=case.lang,
        ),
    )


def tries(case: Case, place: str, limit: int) -> Text:
    """Return how many tries were used; an offer of a person when they are used up (D11)."""
    count = used(case, place)
    if count >= limit:
        return text("tries_used_up", limit=limit)
    return text("tries_used", used=count, limit=limit)


def _words(finding: Finding) -> Text:
    key = f"reason_{finding.reason}"
    if finding.reason in PLACED and finding.field is not None:
        return text(f"{key}_at", field=text(f"field_{finding.field}"))
    if finding.reason in SPOKEN and finding.words is not None:
        return text(f"{key}_words", words=finding.words)
    return text(key)
