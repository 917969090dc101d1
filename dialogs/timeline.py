"""The customer's timeline: what a turn added to it, and who is told by text message."""

from dataclasses import replace
from datetime import datetime

from dialogs.effects import Effect, Notice, SendNotice
from dialogs.model import (
    Case,
    Milestone,
    MilestoneKind,
    PasswordResult,
    Phase,
    ResultState,
)
from dialogs.texts import Text, text

_PHASE = {
    Phase.IN_REVIEW: MilestoneKind.SUBMITTED,
    Phase.RETURNED: MilestoneKind.RETURNED,
    Phase.APPLYING: MilestoneKind.APPROVED,
    Phase.DONE: MilestoneKind.DONE,
    Phase.REFUSED: MilestoneKind.REFUSED,
    Phase.CANCELLED: MilestoneKind.CANCELLED,
    Phase.EXPIRED: MilestoneKind.EXPIRED,
    Phase.OPEN: MilestoneKind.RESUMED,
}
_RESULT = {
    ResultState.IN_EFFECT: MilestoneKind.IN_EFFECT,
    ResultState.REFUSED: MilestoneKind.PASSWORD_REFUSED,
    ResultState.PENDING: MilestoneKind.PENDING,
}
_NOTICE = {  # whoever is proven anew may be somebody else, so each time their phone is told
    MilestoneKind.VERIFIED: Notice.STARTED,
    MilestoneKind.SUBMITTED: Notice.SUBMITTED,
    MilestoneKind.RETURNED: Notice.RETURNED,
}
_LINES = 12


def noted(before: Case, after: Case, at: datetime) -> tuple[Case, tuple[Effect, ...]]:
    """Return the case with what this turn added to its timeline, and the messages it causes."""
    latest = before.milestones[-1].at if before.milestones else after.opened_at
    new = tuple(_new(before, after, max(at, latest)))
    if not new:
        return after, ()
    kinds = [_NOTICE[one.kind] for one in new if one.kind in _NOTICE]
    notices = tuple(SendNotice(notice=kind, lang=after.lang) for kind in kinds)
    return replace(after, milestones=(*after.milestones, *new)), notices


def lines(case: Case) -> tuple[Text, ...]:
    """Return the newest lines of the timeline, oldest first."""
    return tuple(line(one) for one in case.milestones[-_LINES:])


def line(one: Milestone) -> Text:
    """Return one line with its time."""
    if one.password is not None:
        kind = text(f"kind_{one.password}")
        return text(f"milestone_{one.kind}", at=one.at, kind=kind)
    return text(f"milestone_{one.kind}", at=one.at)


def _new(before: Case, after: Case, at: datetime) -> list[Milestone]:
    new = []
    if not before.milestones:
        new.append(Milestone(MilestoneKind.OPENED, after.opened_at))
    verified = MilestoneKind.VERIFIED
    if before.record is None and after.record is not None and after.phase is Phase.OPEN:
        new.append(Milestone(verified, at))
    new += _results(before.results, after.results, at)
    if before.phase is not after.phase:
        new.append(Milestone(_PHASE[after.phase], at))
    if (before.frozen_at is None) is not (after.frozen_at is None):
        frozen = after.frozen_at is not None
        new.append(Milestone(MilestoneKind.FROZEN if frozen else MilestoneKind.UNFROZEN, at))
    return new


def _results(
    before: tuple[PasswordResult, ...], after: tuple[PasswordResult, ...], at: datetime
) -> list[Milestone]:
    old = {one.kind: one.state for one in before}
    return [
        Milestone(_RESULT[one.state], at, one.kind)
        for one in after
        if one.state in _RESULT and old.get(one.kind) is not one.state
    ]
