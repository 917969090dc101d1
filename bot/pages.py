"""The conversation behind the bot's own pages: what a page reports becomes an event."""

from dataclasses import replace
from datetime import datetime

from typing_extensions import override

from bot.engine import Along, Engine, Means
from bot.errors import UnknownCaseError
from bot.seals import name_of, reference, row_of
from bot.typed_passwords import context_of
from bot.web.ports import (
    AgreementHandler,
    AgreementSighting,
    Asked,
    NotMeHandler,
    NotMeState,
    PasswordHandler,
    PasswordItem,
    PasswordSubmission,
    PasswordTask,
    Reception,
    Sighting,
)
from dialogs.events import AgreementOpened, AgreementRead, NotMeReported, PasswordsSubmitted
from dialogs.kinds import PasswordKind
from dialogs.model import CLOSED, Case, MilestoneKind, Phase, StepName
from dialogs.policy import Policy
from dialogs.steps.passwords import open_kinds
from storage.api import AgreementAct, AgreementRow, CaseRow, UnitOfWork

_ACT = {Sighting.OPENED: AgreementAct.OPENED, Sighting.READ: AgreementAct.READ}


class DeskPages(AgreementHandler, PasswordHandler, NotMeHandler):
    """Answers the pages of all cases."""

    def __init__(self, means: Means, engine: Engine, policy: Policy) -> None:
        self._means = means
        self._engine = engine
        self._policy = policy

    @override
    async def on_agreement(self, sighting: AgreementSighting) -> Reception:
        make = AgreementOpened if sighting.kind is Sighting.OPENED else AgreementRead
        event = make(
            event_id=f"page-{self._means.ids.new()}",
            at=sighting.at,
            seed=self._means.ids.seed(),
            agreement=sighting.agreement,
            version=sighting.version,
            sha256=sighting.sha256,
        )

        async def settle(uow: UnitOfWork) -> bool:
            shown = AgreementRow(
                sighting.case_id, sighting.agreement.value, sighting.version, sighting.sha256
            )
            await uow.agreements.record(shown, _ACT[sighting.kind], sighting.at)
            return True

        try:
            turned = await self._engine.turn(sighting.case_id, event, Along(settle=settle))
        except UnknownCaseError:
            return Reception.OVER
        return Reception.TAKEN if turned.case.phase is Phase.OPEN else Reception.OVER

    @override
    async def task(self, user_id: int, case_id: str) -> PasswordTask | None:
        row = await self._row(case_id)
        if row is None or row.user_id != user_id:
            return None
        case = self._engine.case_of(row)
        items = tuple(self._item(case, kind) for kind in wanted(case))
        return PasswordTask(items, context_of(case)) if items else None

    @override
    async def on_passwords(self, submission: PasswordSubmission) -> Reception:
        row = await self._row(submission.case_id)
        if row is None or row.user_id != submission.user_id:
            return Reception.OVER
        rows = tuple(row_of(one, submission.case_id) for one in submission.sealed)
        event = PasswordsSubmitted(
            event_id=f"page-{self._means.ids.new()}",
            at=submission.at,
            seed=self._means.ids.seed(),
            sealed=tuple(reference(one) for one in rows),
        )
        turned = await self._engine.turn(submission.case_id, event, Along(sealed=rows))
        kept = {one.sealed_id for one in turned.case.sealed}
        taken = all(name_of(one) in kept for one in rows)
        return Reception.TAKEN if taken else Reception.OVER

    @override
    async def asked(self, case_id: str) -> Asked | None:
        row = await self._row(case_id)
        return None if row is None else self._asked(self._engine.case_of(row))

    @override
    async def on_not_me(self, case_id: str, at: datetime) -> Asked | None:
        row = await self._row(case_id)
        if row is None:
            return None
        event = NotMeReported(
            event_id=report_id(self._engine.case_of(row)), at=at, seed=self._means.ids.seed()
        )
        asked = self._asked((await self._engine.turn(case_id, event)).case)
        late = asked.state is NotMeState.LATE
        return replace(asked, state=NotMeState.TOLD) if late else asked

    async def _row(self, case_id: str) -> CaseRow | None:
        async with self._means.store.begin() as uow:
            return await uow.cases.load(case_id, lock=False)

    def _asked(self, case: Case) -> Asked:
        state = _state(case, desk=self._policy.desk)
        return Asked(state, case.opened_at, case.submission.submitted_at)

    def _item(self, case: Case, kind: PasswordKind) -> PasswordItem:
        seat = case.record.seat if case.record and kind is PasswordKind.FUTURES_SEAT else None
        return PasswordItem(kind, self._policy.rule_of(kind), seat)


def wanted(case: Case) -> tuple[PasswordKind, ...]:
    """Return the kinds a case asks for now.

    Before the review those of the back office's making are shown too; after it only what a
    core system refused and the customer chooses again.
    """
    if case.step is not StepName.PASSWORDS or case.frozen_at is not None:
        return ()
    match case.phase:
        case Phase.OPEN:
            shown = {*open_kinds(case), *case.issued}
        case Phase.APPLYING:
            shown = {*open_kinds(case)}
        case _:
            return ()
    return tuple(kind for kind in case.picked if kind in shown)


def report_id(case: Case) -> str:
    """Return one and the same id for every report until a supervisor lets the case go on."""
    thaws = sum(one.kind is MilestoneKind.UNFROZEN for one in case.milestones)
    return f"notme-{case.case_id}-{thaws}"


def _state(case: Case, *, desk: bool) -> NotMeState:
    if case.phase is Phase.DONE:
        return NotMeState.LATE if desk else NotMeState.DONE
    if case.phase in CLOSED:
        return NotMeState.ENDED
    return NotMeState.FROZEN if case.frozen_at is not None else NotMeState.OPEN
