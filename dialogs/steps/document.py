"""Both sides of the card, either order (Guide R28, R32, R34)."""

from dataclasses import replace

from dialogs import checks
from dialogs.audit import AuditAction, record
from dialogs.effects import RunCheck, Tap, Verb
from dialogs.events import CheckFinished, Event, MediaReceived, Tapped
from dialogs.evidence import CardReading, CheckOutcome
from dialogs.kinds import CardSide, DocumentKind, MediaKind, Verdict
from dialogs.model import CardShot, Case, CheckKind, PendingCheck, StepName
from dialogs.policy import Policy
from dialogs.reasons import Finding, Reason
from dialogs.rules.names import same_name
from dialogs.step import Outcome, Prompt, Step, Then
from dialogs.texts import text

_PLACE = "document"
_PICTURES = frozenset({MediaKind.PHOTO, MediaKind.DOCUMENT})
_AT_ONCE = 4


def shot_of(case: Case, side: CardSide) -> CardShot | None:
    """Return the accepted photograph of a side."""
    return next((shot for shot in case.shots if shot.side is side), None)


def _prompt(case: Case, _policy: Policy) -> Prompt:
    kind = text(f"document_{case.identity.document_kind or DocumentKind.RESIDENT_ID}")
    missing = [side for side in CardSide if shot_of(case, side) is None]
    key = "ask_document_both" if len(missing) > 1 else f"ask_document_{missing[0]}"
    other = Tap(text("button_photo_tips"), Verb.HELP, "photo")
    return Prompt((text(key, document=kind),), ((other,),))


def _judge(case: Case, event: Event, policy: Policy) -> Outcome | None:
    match event:
        case MediaReceived(media=media) if media in _PICTURES:
            return _check(case, event)
        case MediaReceived():
            return Outcome(case, (text("photo_please"),))
        case CheckFinished():
            return _answer(case, event, policy)
        case _:
            return None


def _check(case: Case, event: MediaReceived) -> Outcome:
    if len(checks.running(case, CheckKind.CARD)) >= _AT_ONCE:
        return Outcome(case, (text("still_checking"),), then=Then.QUIET)
    check = RunCheck(
        check_id=event.event_id,
        kind=CheckKind.CARD,
        media_id=event.media_id,
        media_kind=event.media,
        document_kind=case.identity.document_kind,
    )
    since = PendingCheck(check.check_id, CheckKind.CARD, event.media_id, event.media, event.at)
    return checks.started(case, check, since)


def _answer(case: Case, event: CheckFinished, policy: Policy) -> Outcome | None:
    rest, pending = checks.answered(case, event.check_id)
    if pending is None:
        return None
    outcome = _against_case(case, event.outcome)
    reading = outcome.card
    if reading is None and checks.could_not_run(outcome):
        return Outcome(rest, (text("card_unchecked"),))
    if outcome.verdict is Verdict.FAIL or reading is None:
        return _refuse(rest, pending, outcome, policy)
    return _accept(rest, pending, outcome, reading)


def _against_case(case: Case, outcome: CheckOutcome) -> CheckOutcome:
    """Compare what was read with what the customer said and the firm confirmed."""
    reading = outcome.card
    if reading is None or outcome.verdict is Verdict.FAIL:
        return outcome
    number, name = case.identity.number, case.identity.name
    if number is not None and reading.number not in {None, number}:
        return _worse(outcome, Verdict.FAIL, Reason.NUMBER_MISMATCH)
    if name is not None and reading.name is not None and not same_name(name, reading.name):
        outcome = _worse(outcome, Verdict.UNSURE, Reason.NAME_MISMATCH)
    if _differs_from_record(case, reading):
        return _worse(outcome, Verdict.UNSURE, Reason.VALIDITY_DIFFERS)
    return outcome


def _differs_from_record(case: Case, reading: CardReading) -> bool:
    """Say whether the firm has another last day than the card; a renewed card is one."""
    recorded = None if case.record is None else case.record.document_valid_to
    return None not in {recorded, reading.valid_to} and recorded != reading.valid_to


def _worse(outcome: CheckOutcome, verdict: Verdict, reason: Reason) -> CheckOutcome:
    return replace(outcome, verdict=verdict, findings=(*outcome.findings, Finding(reason)))


def _refuse(case: Case, pending: PendingCheck, outcome: CheckOutcome, policy: Policy) -> Outcome:
    """Say what is wrong, and show where on the customer's own picture."""
    tried = checks.counted(case, _PLACE)
    findings = outcome.findings or (Finding(Reason.UNREADABLE_FILE),)
    ack = (*checks.explained(findings), checks.tries(tried, _PLACE, policy.photo_tries))
    note = record(AuditAction.CHECK_FAILED, check=CheckKind.CARD, reason=findings[0].reason)
    return Outcome(tried, ack, (note, *checks.shown(tried, pending.media_id, findings)))


def _accept(
    case: Case, pending: PendingCheck, outcome: CheckOutcome, reading: CardReading
) -> Outcome:
    others = tuple(shot for shot in case.shots if shot.side is not reading.side)
    shot = CardShot(reading.side, pending.media_id, outcome.verdict, reading)
    kept = replace(case, shots=(*others, shot))
    kept = checks.flagged(_filled(kept, reading), StepName.DOCUMENT, shot.media_id, outcome)
    note = record(AuditAction.CARD_ACCEPTED, side=reading.side, verdict=outcome.verdict)
    return Outcome(kept, (text(f"card_{reading.side}_taken"),), (note,))


def _filled(case: Case, reading: CardReading) -> Case:
    """Fill what is read: the fields to confirm, and an identity not given yet."""
    fields, identity = case.fields, case.identity
    if reading.valid_from is not None or reading.long_term:
        validity = (reading.valid_from, reading.valid_to, reading.long_term)
        valid_from, valid_to, long_term = validity
        fields = replace(fields, valid_from=valid_from, valid_to=valid_to, long_term=long_term)
    fields = replace(
        fields,
        name=reading.name or fields.name,
        address=reading.address or fields.address,
        confirmed_at=None,
    )
    if identity.number is None and reading.number is not None:
        identity = replace(
            identity,
            number=reading.number,
            name=identity.name or reading.name,
            document_kind=reading.kind,
            prefilled=True,
        )
    return replace(case, fields=fields, identity=identity)


def _reopen(case: Case) -> Case:
    kept = tuple(flag for flag in case.flags if flag.step is not StepName.DOCUMENT)
    return checks.cleared(replace(case, shots=(), flags=kept), _PLACE)


STEP = Step(
    name=StepName.DOCUMENT,
    clause="Guide R28, R32, R34",
    accepts=(MediaReceived, CheckFinished, Tapped),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: all(shot_of(case, side) is not None for side in CardSide),
    reopen=_reopen,
)
