"""Freezing: after “this was not me” a case stands still until a supervisor has looked."""

from dataclasses import replace

from dialogs import checks
from dialogs.audit import AuditAction, record
from dialogs.effects import CallAgents, DeleteMessage, KeepReview, TellAgents
from dialogs.events import (
    CUSTOMER_EVENTS,
    AgreementsSigned,
    CaseAccepted,
    CheckFinished,
    CodeFailed,
    Event,
    NotMeReported,
    PasswordApplied,
    PasswordTyped,
    RecordFetched,
    RecordUnavailable,
    SigningFailed,
    SubmissionFailed,
    Unfrozen,
)
from dialogs.model import CLOSED, Case, PersonReason, Phase
from dialogs.policy import Policy
from dialogs.step import Outcome, Then
from dialogs.texts import text

_FACTS = (
    AgreementsSigned,
    CaseAccepted,
    CheckFinished,
    CodeFailed,
    PasswordApplied,
    RecordFetched,
    RecordUnavailable,
    SigningFailed,
    SubmissionFailed,
)
"""Answers to what was asked before: they are true, so they are kept."""


def report(case: Case, event: NotMeReported, policy: Policy) -> Outcome:
    """Freeze at once: nothing is submitted, approved or put into effect; people are called."""
    if case.phase is Phase.DONE and policy.desk:  # too late to stop it, not to look into it
        call = (CallAgents(why=PersonReason.NOT_ME),)
        return Outcome(case, effects=call, then=Then.QUIET)
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
    if case.frozen_at is None or case.phase in CLOSED:
        return Outcome(case, then=Then.QUIET)
    note = record(AuditAction.UNFROZEN, agent=event.agent)
    return Outcome(replace(case, frozen_at=None), (text("unfrozen"),), (note, KeepReview()))


def still(case: Case, event: Event, policy: Policy) -> Outcome | None:
    """Answer a frozen case's customer; None for what may happen all the same."""
    if not isinstance(event, CUSTOMER_EVENTS):
        return None
    told = text("frozen", line=policy.service_line)
    if isinstance(event, PasswordTyped):
        gone = (DeleteMessage(message_ref=event.message_ref), record(AuditAction.MESSAGE_DELETED))
        return Outcome(case, (text("password_deleted"), told), gone, Then.QUIET)
    return Outcome(case, (told,), then=Then.QUIET)


def hushes(case: Case, event: Event) -> bool:
    """Say whether an answer that comes while the case is frozen is kept and not told."""
    return case.frozen_at is not None and isinstance(event, _FACTS)
