"""The customer's full name."""

from dataclasses import replace

from dialogs.codes import unproven
from dialogs.events import Event, TextSaid
from dialogs.model import Case, StepName
from dialogs.policy import Policy
from dialogs.rules.names import check_name, normalise_name
from dialogs.step import Outcome, Prompt, Step
from dialogs.texts import text

_SURELY_A_NAME = 4
"""A longer text that the NLU could not be asked about may be a question."""


def _prompt(_case: Case, _policy: Policy) -> Prompt:
    return Prompt((text("ask_name"),))


def _judge(case: Case, event: Event, _policy: Policy) -> Outcome | None:
    if not isinstance(event, TextSaid):
        return None
    name = normalise_name(event.text)
    problem = check_name(name)
    if problem is not None:
        return Outcome(case, (text(f"name_{problem}"),))
    if event.nlu_failed and len(name) > _SURELY_A_NAME and "·" not in name:
        return None
    identity = replace(case.identity, name=name)
    return Outcome(replace(case, identity=identity), (text("name_noted", name=name),))


def _reopen(case: Case) -> Case:
    return unproven(replace(case, identity=replace(case.identity, name=None)))


STEP = Step(
    name=StepName.NAME,
    clause="Guide R12",
    accepts=(TextSaid,),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: case.identity.name is not None,
    reopen=_reopen,
)
