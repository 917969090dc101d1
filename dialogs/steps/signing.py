"""Signing takes a second code to the reserved phone."""

from dataclasses import replace

from dialogs import codes
from dialogs.audit import AuditAction, record
from dialogs.effects import SignAgreements, Tap, Verb
from dialogs.events import AgreementsSigned, CodeEntered, Event, SigningFailed, Tapped
from dialogs.kinds import CodePurpose
from dialogs.model import Case, Signature, StepName
from dialogs.policy import Policy
from dialogs.rules.phones import masked_phone
from dialogs.step import Outcome, Prompt, Step
from dialogs.texts import text

_PURPOSE = CodePurpose.SIGNING


def _passed(case: Case) -> bool:
    return codes.code_of(case, _PURPOSE).passed_at is not None


def _prompt(case: Case, policy: Policy) -> Prompt:
    if case.signature.failed:
        return Prompt((text("signing_failed"),), ((Tap(text("button_retry"), Verb.RETRY),),))
    if _passed(case):
        return Prompt((text("signing_now"),))
    phone = masked_phone(case.identity.phone or "")
    minutes = round(policy.code_valid.total_seconds() / 60)
    asked = text("ask_signing_code", phone=phone, minutes=minutes)
    return Prompt((asked,), codes.rows(_PURPOSE))


def _enter(case: Case, event: Event, policy: Policy) -> Outcome:
    return codes.ask(case, _PURPOSE, event, policy)


def _judge(case: Case, event: Event, policy: Policy) -> Outcome | None:
    match event:
        case CodeEntered(purpose=CodePurpose.SIGNING) if not _passed(case):
            entered = codes.enter(case, event, policy)
            return _sign(entered, event) if _passed(entered.case) else entered
        case Tapped(verb=Verb.RESEND) if not _passed(case):
            return codes.ask(case, _PURPOSE, event, policy)
        case Tapped(verb=Verb.RETRY) if case.signature.failed:
            return _sign(Outcome(case), event)
        case AgreementsSigned() | SigningFailed() if _passed(case):
            return _answer(case, event)
        case _:
            return None


def _sign(entered: Outcome, event: Event) -> Outcome:
    read = tuple(state.agreement for state in entered.case.agreements if state.read_at)
    sign = SignAgreements(agreements=read, request_id=event.event_id)
    case = entered.case
    asked = replace(case, signature=replace(case.signature, failed=False))
    return Outcome(asked, entered.ack, (*entered.effects, sign))


def _answer(case: Case, event: AgreementsSigned | SigningFailed) -> Outcome:
    if isinstance(event, SigningFailed):
        return Outcome(replace(case, signature=replace(case.signature, failed=True)))
    signature = Signature(
        asked_at=case.signature.asked_at,
        pdf_media_id=event.pdf_media_id,
        pdf_sha256=event.pdf_sha256,
        certificate_serial=event.certificate_serial,
        signed_at=event.at,
    )
    note = record(
        AuditAction.AGREEMENTS_SIGNED,
        sha256=event.pdf_sha256,
        serial=event.certificate_serial,
    )
    return Outcome(replace(case, signature=signature), (text("signed"),), (note,))


def _reopen(case: Case) -> Case:
    return codes.forgotten(replace(case, signature=Signature()), _PURPOSE)


STEP = Step(
    name=StepName.SIGNING,
    clause="Guide R44",
    accepts=(CodeEntered, Tapped, AgreementsSigned, SigningFailed),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: case.signature.signed_at is not None,
    reopen=_reopen,
    enter=_enter,
    stop=False,
)
