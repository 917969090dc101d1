"""Who may apply, what is needed, what happens to the data."""

from dataclasses import replace

from dialogs.audit import AuditAction, record
from dialogs.effects import Link, Page, Tap, Verb
from dialogs.events import Event, Tapped
from dialogs.model import Case, StepName
from dialogs.policy import Policy
from dialogs.step import Outcome, Prompt, Step
from dialogs.texts import text


def _prompt(case: Case, policy: Policy) -> Prompt:
    firm = policy.firm_zh if case.lang == "zh" else policy.firm_en
    start = Tap(text("button_start"), Verb.NEXT)
    guide = Link(text("button_guide"), Page.GUIDE)
    return Prompt((text("intro", firm=firm),), ((start,), (guide,)))


def _judge(case: Case, event: Event, _policy: Policy) -> Outcome | None:
    match event:
        case Tapped(verb=Verb.NEXT):
            note = record(AuditAction.NOTICE_OF_DATA_ACCEPTED)
            return Outcome(replace(case, accepted_at=event.at), effects=(note,))
        case _:
            return None


STEP = Step(
    name=StepName.INTRO,
    clause="Guide R1-R3, R8-R10",
    accepts=(Tapped,),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: case.accepted_at is not None,
    reopen=lambda case: replace(case, accepted_at=None),
    counted=False,
)
