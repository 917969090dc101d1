"""The document's number, checked as GB 11643 has it."""

from dataclasses import replace

from dialogs.codes import unproven
from dialogs.events import Event, TextSaid
from dialogs.kinds import DocumentKind
from dialogs.model import Case, StepName
from dialogs.policy import Policy
from dialogs.rules.documents import NumberProblem, check_number, masked, normalise_number
from dialogs.step import Outcome, Prompt, Step
from dialogs.texts import Text, text


def _prompt(case: Case, _policy: Policy) -> Prompt:
    kind = case.identity.document_kind or DocumentKind.RESIDENT_ID
    return Prompt((text("ask_number", document=text(f"document_{kind}")),))


def _judge(case: Case, event: Event, _policy: Policy) -> Outcome | None:
    if not isinstance(event, TextSaid) or not any(c.isdigit() for c in event.text):
        return None
    number = normalise_number(event.text)
    kind = case.identity.document_kind or DocumentKind.RESIDENT_ID
    problem = check_number(number, kind, event.at.date())
    if problem is not None:
        return Outcome(case, (_explain(problem, number),))
    identity = replace(case.identity, number=number)
    noted = text("number_noted", number=masked(number))
    return Outcome(replace(case, identity=identity), (noted,))


def _explain(problem: NumberProblem, number: str) -> Text:
    if problem is NumberProblem.LENGTH:
        return text("number_length", count=len(number))
    return text(f"number_{problem}")


def _reopen(case: Case) -> Case:
    return unproven(replace(case, identity=replace(case.identity, number=None)))


STEP = Step(
    name=StepName.NUMBER,
    clause="Guide R12",
    accepts=(TextSaid,),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: case.identity.number is not None,
    reopen=_reopen,
)
