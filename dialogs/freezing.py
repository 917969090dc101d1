"""Freezing: after “this was not me” a case stands still until a supervisor has looked."""

from dataclasses import replace

from dialogs import checks
from dialogs.audit import AuditAction, record
from dialogs.effects import CallAgents, KeepReview, TellAgents
from dialogs.events import CUSTOMER_EVENTS, Event, NotMeReported, PasswordTyped, Unfrozen
from dialogs.model import CLOSED, Case, PersonReason, Phase
from dialogs.policy import Policy
from dialogs.step import Outcome, Then
from dialogs.texts import text


def report(case: Case, event: NotMeReported, policy: Policy) -> Outcome:
    """Freeze at once: nothing is submitted, approved or put into effect; people are called."""
    if case.phase in CLOSED or case.frozen_at is not None:
        return Outcome(case, then=Then.QUIET)
    free, cancels = checks.abandoned(case)
    help_ = replace(free.help, why=PersonReason.NOT_ME, on_desk=free.help.on_desk or policy.desk)
    frozen = replace(free, frozen_at=event.at, help=help_)
    notes = (record(AuditAction.FROZEN), KeepReview(what=text("review_frozen")))
    calls = (
        CallAgents(why=PersonReason.NOT_ME),
        TellAgents(what=text("desk_frozen"), urgent=True),
    )
    told = (text("frozen", line=policy.service_line),)
    effects = (*cancels, *notes, *(calls if policy.desk else ()))
    return Outcome(frozen, told, effects, Then.QUIET)


def thawed(case: Case, event: Unfrozen) -> Outcome:
    """Let a frozen case go on where it stood."""
    if case.frozen_at is None:
        return Outcome(case, then=Then.QUIET)
    note = record(AuditAction.UNFROZEN, agent=event.agent)
    going = replace(case, frozen_at=None)
    if case.phase is Phase.OPEN and case.statement.submitted and case.statement.verdict is None:
        going = replace(going, statement=replace(case.statement, submitted=False))
    return Outcome(going, (text("unfrozen"),), (note, KeepReview()))


def still(case: Case, event: Event, policy: Policy) -> Outcome | None:
    """Answer a frozen case's customer; None for what may happen all the same."""
    if not isinstance(event, CUSTOMER_EVENTS):
        return None
    if case.speaker.agent is not None or isinstance(event, PasswordTyped):
        return None
    return Outcome(case, (text("frozen", line=policy.service_line),), then=Then.QUIET)
