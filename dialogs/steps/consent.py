"""Consent to the face step comes first; another way is one tap away."""

from dialogs.agreements import agreement_of, confirmed
from dialogs.audit import AuditAction, record
from dialogs.effects import Link, Page, Tap, Verb
from dialogs.events import Event, Tapped
from dialogs.model import AgreementId, Case, StepName
from dialogs.policy import Policy
from dialogs.step import Outcome, Prompt, Step
from dialogs.texts import text

_CONSENT = AgreementId.DATA_CONSENT


def _prompt(_case: Case, _policy: Policy) -> Prompt:
    read = Link(text("button_data_consent"), Page.AGREEMENT, _CONSENT)
    agree = Tap(text("button_consent"), Verb.CONFIRM)
    other = Tap(text("button_other_way"), Verb.OTHER_WAY)
    return Prompt((text("ask_consent"),), ((read,), (agree,), (other,)))


def _judge(case: Case, event: Event, _policy: Policy) -> Outcome | None:
    match event:
        case Tapped(verb=Verb.CONFIRM):
            return _agree(case, event)
        case _:
            return None


def _agree(case: Case, event: Event) -> Outcome:
    state = agreement_of(case, _CONSENT)
    if state.opened_at is None:
        return Outcome(case, (text("consent_unread"),))
    note = record(
        AuditAction.CONSENT_GIVEN, version=state.version or "", sha256=state.sha256 or ""
    )
    return Outcome(confirmed(case, _CONSENT, event.at), effects=(note,))


STEP = Step(
    name=StepName.CONSENT,
    clause="Guide R35, D13",
    accepts=(Tapped,),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: agreement_of(case, _CONSENT).confirmed_at is not None,
    reopen=lambda case: confirmed(case, _CONSENT, None),
)
