"""Every agreement is opened and read before signing is possible."""

from dataclasses import replace

from dialogs.agreements import agreement_of
from dialogs.effects import Link, Page, Tap, Verb
from dialogs.events import Event, Tapped
from dialogs.kinds import CodePurpose
from dialogs.model import AgreementId, Case, Signature, StepName
from dialogs.policy import Policy
from dialogs.step import Outcome, Prompt, Row, Step
from dialogs.texts import text


def to_sign(case: Case, policy: Policy) -> tuple[AgreementId, ...]:
    """Return what this customer signs; the certificate's the first time (Guide R43)."""
    first_time = case.record is not None and not case.record.has_certificate
    return (*policy.agreements, AgreementId.CERTIFICATE) if first_time else policy.agreements


def _unread(case: Case, policy: Policy) -> tuple[AgreementId, ...]:
    wanted = to_sign(case, policy)
    return tuple(one for one in wanted if agreement_of(case, one).read_at is None)


def _prompt(case: Case, policy: Policy) -> Prompt:
    rows = [_row(case, agreement) for agreement in to_sign(case, policy)]
    left = len(_unread(case, policy))
    if left:
        return Prompt((text("ask_agreements", left=left),), tuple(rows))
    rows.append((Tap(text("button_sign"), Verb.CONFIRM),))
    return Prompt((text("ask_sign"),), tuple(rows))


def _row(case: Case, agreement: AgreementId) -> Row:
    read = agreement_of(case, agreement).read_at is not None
    label = text("tick_on" if read else "tick_off", kind=text(f"agreement_{agreement}"))
    return (Link(label, Page.AGREEMENT, agreement),)


def _judge(case: Case, event: Event, policy: Policy) -> Outcome | None:
    match event:
        case Tapped(verb=Verb.CONFIRM):
            left = len(_unread(case, policy))
            if left:
                return Outcome(case, (text("agreements_unread", left=left),))
            return Outcome(replace(case, signature=Signature(asked_at=event.at)))
        case _:
            return None


def _reopen(case: Case) -> Case:
    codes = tuple(
        replace(code, passed_at=None, digest=None) if code.purpose is CodePurpose.SIGNING else code
        for code in case.codes
    )
    return replace(case, signature=Signature(), codes=codes)


STEP = Step(
    name=StepName.AGREEMENTS,
    clause="Guide R42, R43",
    accepts=(Tapped,),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: case.signature.asked_at is not None,
    reopen=_reopen,
)
