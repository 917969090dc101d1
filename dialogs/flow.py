"""THE TABLE: the steps in the guide's order, and how one moves along it."""

from dataclasses import replace
from datetime import datetime

from dialogs.model import Case, StepName
from dialogs.step import Step
from dialogs.steps import (
    agreements,
    code,
    consent,
    document,
    document_kind,
    fields,
    intro,
    liveness,
    name,
    notice,
    number,
    passwords,
    phone,
    records,
    review,
    selection,
    signing,
    statement,
    submit,
)

VERSION = 1

FLOW: tuple[Step, ...] = (
    intro.STEP,
    name.STEP,
    document_kind.STEP,
    number.STEP,
    phone.STEP,
    code.STEP,
    records.STEP,
    selection.STEP,
    notice.STEP,
    passwords.STEP,
    document.STEP,
    fields.STEP,
    consent.STEP,
    liveness.STEP,
    statement.STEP,
    agreements.STEP,
    signing.STEP,
    submit.STEP,
    review.STEP,
)

STEPS: dict[StepName, Step] = {step.name: step for step in FLOW}
_ORDER: dict[StepName, int] = {step.name: place for place, step in enumerate(FLOW)}

BEFORE_CODE = frozenset(
    {
        StepName.INTRO,
        StepName.NAME,
        StepName.DOCUMENT_KIND,
        StepName.NUMBER,
        StepName.PHONE,
    }
)
"""Steps at which facts told in passing, or a card sent first of all, fill the identity."""

RETURNABLE: dict[StepName, tuple[StepName, ...]] = {
    StepName.PASSWORDS: (StepName.PASSWORDS,),
    StepName.DOCUMENT: (StepName.DOCUMENT, StepName.FIELDS),
    StepName.FIELDS: (StepName.FIELDS,),
    StepName.LIVENESS: (StepName.LIVENESS,),
    StepName.STATEMENT: (StepName.STATEMENT,),
    StepName.AGREEMENTS: (StepName.AGREEMENTS, StepName.SIGNING),
}
"""What a reviewer can send back, and what has to be done again for it (Guide R46)."""


WAIVABLE = frozenset(step.name for step in FLOW if step.waive is not None)
"""What an agent can let pass to the reviewers although a check refuses it (D13)."""


def next_step(case: Case) -> StepName:
    """Return the first step, in order, whose data the case does not have."""
    return next(step.name for step in FLOW if not step.done(case))


def previous(case: Case) -> StepName | None:
    """Return the step that "back" leads to, if there is one."""
    earlier = [step.name for step in FLOW[: _ORDER[case.step]] if may_reopen(case, step.name)]
    return earlier[-1] if earlier else None


def sending(case: Case) -> bool:
    """Say whether the application is on its way: nothing of it changes until it is answered."""
    return case.submission.asked_at is not None and not case.submission.failed


def may_reopen(case: Case, target: StepName) -> bool:
    """Say whether the customer may go back to this step (after a return: only to its items)."""
    step = STEPS[target]
    if sending(case):
        return False
    wanted = not case.reopened or target in case.reopened
    before = _ORDER[target] < _ORDER[case.step]
    return step.stop and wanted and before and target is not StepName.INTRO


def reopened(case: Case, targets: tuple[StepName, ...]) -> Case:
    """Return the case with these steps to be done again."""
    for target in targets:
        case = STEPS[target].reopen(case)
    return replace(case, waived=tuple(one for one in case.waived if one not in targets))


def waived(case: Case, at: datetime) -> Case:
    """Return the case with its standing step passed by a person's word (D13)."""
    waive = STEPS[case.step].waive
    return case if waive is None else replace(waive(case, at), waived=(*case.waived, case.step))


def progress(case: Case) -> tuple[int, int]:
    """Return "step n of N"; after a return only what was sent back counts."""
    counted = [step.name for step in FLOW if step.counted]
    if case.reopened:
        counted = [name for name in counted if name in {*case.reopened, StepName.SUBMIT}]
    behind = [name for name in counted if _ORDER[name] < _ORDER[case.step]]
    return min(len(behind) + 1, len(counted)), len(counted)
