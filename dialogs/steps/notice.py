"""The password safety notice is confirmed before passwords are set."""

from dialogs.agreements import agreement_of, confirmed
from dialogs.audit import AuditAction, record
from dialogs.effects import Link, Page, Tap, Verb
from dialogs.events import Event, Tapped
from dialogs.model import AgreementId, Case, StepName
from dialogs.policy import Policy
from dialogs.step import Outcome, Prompt, Step
from dialogs.texts import text

_NOTICE = AgreementId.SAFETY_NOTICE


def _prompt(_case: Case, _policy: Policy) -> Prompt:
    read = Link(text("button_safety_notice"), Page.AGREEMENT, _NOTICE)
    confirm = Tap(text("button_notice_read"), Verb.CONFIRM)
    return Prompt((text("ask_notice"),), ((read,), (confirm,)))


def _judge(case: Case, event: Event, _policy: Policy) -> Outcome | None:
    match event:
        case Tapped(verb=Verb.CONFIRM):
            note = record(AuditAction.SAFETY_NOTICE_CONFIRMED)
            return Outcome(confirmed(case, _NOTICE, event.at), effects=(note,))
        case _:
            return None


STEP = Step(
    name=StepName.NOTICE,
    clause="Guide R27",
    accepts=(Tapped,),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: agreement_of(case, _NOTICE).confirmed_at is not None,
    reopen=lambda case: confirmed(case, _NOTICE, None),
)
