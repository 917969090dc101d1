"""The one-time code to the reserved phone; the same words for everybody (D8)."""

from dialogs import codes
from dialogs.effects import Verb
from dialogs.events import CodeEntered, Event, Tapped
from dialogs.kinds import CodePurpose
from dialogs.model import Case, StepName
from dialogs.policy import Policy
from dialogs.rules.phones import masked_phone
from dialogs.step import Outcome, Prompt, Step
from dialogs.texts import text

_PURPOSE = CodePurpose.IDENTITY


def _prompt(case: Case, policy: Policy) -> Prompt:
    phone = masked_phone(case.identity.phone or "")
    minutes = round(policy.code_valid.total_seconds() / 60)
    return Prompt((text("ask_code", phone=phone, minutes=minutes),), codes.rows(_PURPOSE))


def _enter(case: Case, event: Event, policy: Policy) -> Outcome:
    return codes.ask(case, _PURPOSE, event, policy)


def _judge(case: Case, event: Event, policy: Policy) -> Outcome | None:
    match event:
        case CodeEntered(purpose=CodePurpose.IDENTITY):
            return codes.enter(case, event, policy)
        case Tapped(verb=Verb.RESEND):
            return codes.ask(case, _PURPOSE, event, policy)
        case _:
            return None


STEP = Step(
    name=StepName.CODE,
    clause="Guide R9, R12-R15, D7, D8",
    accepts=(CodeEntered, Tapped),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: codes.code_of(case, _PURPOSE).passed_at is not None,
    reopen=lambda case: codes.forgotten(case, _PURPOSE),
    enter=_enter,
    stop=False,
)
