"""Which of the two documents."""

from dataclasses import replace

from dialogs.codes import unproven
from dialogs.effects import Tap, Verb
from dialogs.events import Event, Tapped
from dialogs.kinds import DocumentKind
from dialogs.model import Case, StepName
from dialogs.policy import Policy
from dialogs.step import Outcome, Prompt, Step
from dialogs.texts import text


def _prompt(_case: Case, _policy: Policy) -> Prompt:
    rows = tuple((Tap(text(f"document_{kind}"), Verb.KIND, kind),) for kind in DocumentKind)
    return Prompt((text("ask_document_kind"),), rows)


def _judge(case: Case, event: Event, _policy: Policy) -> Outcome | None:
    match event:
        case Tapped(verb=Verb.KIND, arg=arg) if arg in set(DocumentKind):
            identity = replace(case.identity, document_kind=DocumentKind(arg))
            return Outcome(replace(case, identity=identity))
        case _:
            return None


def _reopen(case: Case) -> Case:
    return unproven(
        replace(case, identity=replace(case.identity, document_kind=None, number=None))
    )


STEP = Step(
    name=StepName.DOCUMENT_KIND,
    clause="Guide R8, R12",
    accepts=(Tapped,),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: case.identity.document_kind is not None,
    reopen=_reopen,
)
