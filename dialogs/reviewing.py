"""The reviewers' side: what there is to decide, who may, and when a case is ready (D12, R46).

An item that a check was unsure about must be decided; one that a check refused and an agent
let pass needs two people. Whoever handled the talk reviews none of it.
"""

from dataclasses import dataclass, replace

from dialogs.audit import AuditAction, record
from dialogs.desk import refused
from dialogs.effects import Effect, KeepReview
from dialogs.events import (
    CaseApproved,
    CaseReturned,
    ItemDecided,
    ReviewDropped,
    ReviewEscalated,
    ReviewTaken,
    StaffEvent,
)
from dialogs.flow import RETURNABLE
from dialogs.kinds import CardSide, Verdict
from dialogs.model import Case, Decision, Phase, ReturnedItem, StepName
from dialogs.reasons import Finding
from dialogs.step import Outcome, Then
from dialogs.texts import Text, text

_TWO = 2


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at.

    Attributes:
        name: `front`, `back`, `fields`, `liveness`, `statement` or `agreements`.
        step: what is done again when it is returned.
        verdict: what the checks said of it.
        findings: why they were unsure.
        media: what it rests on: identifiers with their kind.
    """

    name: str
    step: StepName
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    media: tuple[tuple[str, str], ...] = ()


def items(case: Case) -> tuple[Item, ...]:
    """Return what a reviewer looks at, in the order of the procedure."""
    sides = tuple(_side(case, side) for side in CardSide)
    fields = Verdict.UNSURE if case.fields.corrected else Verdict.PASS
    return (
        *(one for one in sides if one is not None),
        Item("fields", StepName.FIELDS, fields),
        _liveness(case),
        _statement(case),
        Item("agreements", StepName.AGREEMENTS, Verdict.PASS),
    )


def _side(case: Case, side: CardSide) -> Item | None:
    shot = next((one for one in case.shots if one.side is side), None)
    if shot is None:
        return None
    media = ((shot.media_id, "photo"),)
    return Item(side, StepName.DOCUMENT, shot.verdict, _findings(case, {shot.media_id}), media)


def _liveness(case: Case) -> Item:
    seen = [one for one in case.liveness.rounds if one.media_id is not None]
    media = tuple((one.media_id or "", one.media_kind) for one in seen)
    verdicts = {one.verdict for one in seen}
    doubt = Verdict.UNSURE if Verdict.UNSURE in verdicts else Verdict.PASS
    verdict = Verdict.FAIL if StepName.LIVENESS in case.waived else doubt
    found = _findings(case, {media_id for media_id, _ in media})
    return Item("liveness", StepName.LIVENESS, verdict, found, media)


def _statement(case: Case) -> Item:
    media_id = case.statement.media_id
    media = ((media_id, case.statement.media_kind),) if media_id else ()
    verdict = case.statement.verdict or Verdict.FAIL
    if StepName.STATEMENT in case.waived:
        verdict = Verdict.FAIL
    found = _findings(case, {media_id or ""})
    return Item("statement", StepName.STATEMENT, verdict, found, media)


def _findings(case: Case, media: set[str]) -> tuple[Finding, ...]:
    return tuple(flag.finding for flag in case.flags if flag.media_id in media)


def decision_of(case: Case, item: str) -> Decision | None:
    """Return what was decided about an item."""
    return next((one for one in case.review.decisions if one.item == item), None)


def undecided(case: Case) -> tuple[Item, ...]:
    """Return the items that still keep the case from being approved."""
    return tuple(one for one in items(case) if not _stands(case, one))


def _stands(case: Case, item: Item) -> bool:
    decision = decision_of(case, item.name)
    if decision is None:
        return item.verdict is Verdict.PASS
    if not decision.accepted:
        return False
    return item.verdict is not Verdict.FAIL or len(decision.reviewers) >= _TWO


def to_return(case: Case) -> tuple[ReturnedItem, ...]:
    """Return what the reviewers want done again, with the words for the customer (R46)."""
    decided = ((one, decision_of(case, one.name)) for one in items(case))
    return tuple(
        ReturnedItem(item.step, decision.finding, decision.words, item.name)
        for item, decision in decided
        if decision is not None and not decision.accepted
    )


# --- the acts -------------------------------------------------------------------------------


def reviewed(case: Case, event: StaffEvent) -> Outcome | None:
    """Judge what reviewers do; None for what is no reviewer's act or goes to the step."""
    match event:
        case ReviewTaken() | ReviewDropped() | ItemDecided() | ReviewEscalated():
            why = _refusal(case, event)
            return refused(case, why) if why is not None else _act(case, event)
        case CaseReturned() | CaseApproved():
            why = _refusal(case, event) or _not_ready(case, event)
            return refused(case, why) if why is not None else None
        case _:
            return None


def _refusal(case: Case, event: StaffEvent) -> Text | None:
    """Return why this person may not do this now."""
    if case.phase is not Phase.IN_REVIEW:
        return text("review_over")
    if case.frozen_at is not None:
        return text("review_frozen")
    if event.agent in case.help.handlers:
        return text("review_own_talk")
    holder = case.review.reviewer
    if isinstance(event, ReviewTaken):
        return _untakeable(case, event)
    if isinstance(event, ItemDecided) and _seconds(case, event):
        return None
    if holder is None:
        return text("review_take_first")
    return text("review_held_by", agent=holder) if holder != event.agent else None


def _untakeable(case: Case, event: ReviewTaken) -> Text | None:
    holder = case.review.reviewer
    if holder is not None and (holder == event.agent or not event.supervisor):
        return text("review_held_by", agent=holder)
    escalated = case.review.escalated and not event.supervisor
    return text("review_for_supervisor") if escalated else None


def _seconds(case: Case, event: ItemDecided) -> bool:
    """Say whether this is the second yes to something that a check refused."""
    item = next((one for one in items(case) if one.name == event.item), None)
    first = decision_of(case, event.item)
    refused_by_check = item is not None and item.verdict is Verdict.FAIL
    once = first is not None and first.accepted and event.agent not in first.reviewers
    return refused_by_check and once and event.accepted


def _not_ready(case: Case, event: StaffEvent) -> Text | None:
    if isinstance(event, CaseReturned):
        fits = event.items and all(one.step in RETURNABLE for one in event.items)
        return None if fits else text("review_nothing_returned")
    left = undecided(case)
    if not left:
        return None
    names = tuple(text(f"item_{one.name}") for one in left)
    return text("review_undecided", lines=names)


def _act(case: Case, event: StaffEvent) -> Outcome:
    review = case.review
    match event:
        case ReviewTaken(agent=agent):
            changed = replace(review, reviewer=agent)
            note: Effect = record(AuditAction.REVIEW_TAKEN, reviewer=agent)
        case ReviewDropped(agent=agent):
            changed = replace(review, reviewer=None)
            note = record(AuditAction.REVIEW_DROPPED, reviewer=agent)
        case ReviewEscalated(agent=agent):
            changed = replace(review, reviewer=None, escalated=True)
            note = record(AuditAction.REVIEW_ESCALATED, reviewer=agent)
        case ItemDecided():
            return _decide(case, event)
        case _:
            return Outcome(case, then=Then.QUIET)
    after = replace(case, review=changed)
    return Outcome(after, effects=(note, KeepReview()), then=Then.QUIET)


def _decide(case: Case, event: ItemDecided) -> Outcome:
    """Keep a decision; a second person's yes joins the first one's."""
    if event.item not in {one.name for one in items(case)}:
        return refused(case, text("review_over"))
    before = decision_of(case, event.item)
    together = before is not None and before.accepted and event.accepted
    earlier = before.reviewers if before is not None and together else ()
    decision = Decision(
        event.item,
        event.accepted,
        tuple(dict.fromkeys((*earlier, event.agent))),
        event.finding,
        event.words,
        event.internal,
    )
    others = tuple(one for one in case.review.decisions if one.item != event.item)
    review = replace(case.review, decisions=(*others, decision))
    reason = event.finding.reason if event.finding is not None else "-"
    note = record(
        AuditAction.ITEM_DECIDED,
        reviewer=event.agent,
        item=event.item,
        accepted=str(event.accepted),
        reason=reason,
    )
    return Outcome(replace(case, review=review), effects=(note, KeepReview()), then=Then.QUIET)
