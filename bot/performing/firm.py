"""Asking the firm's systems: the record, the submission, the passwords (Guide R2, R45; D9)."""

from datetime import datetime

from typing_extensions import override

from bot import earlier, seals
from bot.backoffice.ports import (
    CaseDesk,
    CaseSubmission,
    CoreSystems,
    CustomerRegistry,
    InEffect,
    PasswordOrder,
    PasswordOutcome,
    Pending,
    Refused,
)
from bot.engine import Means
from bot.errors import BotError
from bot.performing.codes import case_of
from bot.performing.ports import (
    End,
    Escalated,
    Order,
    Patience,
    Performed,
    Performer,
    Unwanted,
)
from bot.seal import Sealed
from dialogs.effects import ApplyPassword, AskOutcome, FetchRecord, SubmitCase
from dialogs.events import (
    CaseAccepted,
    Event,
    PasswordApplied,
    RecordFetched,
    RecordUnavailable,
    SubmissionFailed,
)
from dialogs.model import (
    CLOSED,
    Case,
    CustomerRecord,
    Earlier,
    PasswordResult,
    ResultState,
    SealedPassword,
)


class CaseFrozenError(BotError):
    """The case stands still after "this was not me": to be tried again until it goes on."""

    retry = True


class RecordReader(Performer):
    """Performs `FetchRecord`."""

    patience = Patience(tries=3, first_s=0.5, longest_s=2.0)

    def __init__(self, means: Means, registry: CustomerRegistry) -> None:
        self._means = means
        self._registry = registry

    @override
    async def perform(self, order: Order) -> End:
        if not isinstance(order.effect, FetchRecord):
            raise TypeError(f"not a record to fetch: {order.row.kind}")
        case = await case_of(self._means, order.case_id)
        if case.identity.number is None:
            return Unwanted("the customer went back")
        record = await self._registry.record(case.identity.number)
        now, seed = self._means.clock.now(), self._means.ids.seed()
        answer = RecordFetched(
            event_id=order.answer_id,
            at=now,
            seed=seed,
            record=record,
            earlier=await self._earlier(order.case_id, record),
        )
        return Performed(answer=answer)

    @override
    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        return RecordUnavailable(event_id=order.answer_id, at=at, seed=seed)

    async def _earlier(self, case_id: str, record: CustomerRecord | None) -> tuple[Earlier, ...]:
        if record is None:
            return ()
        async with self._means.store.begin() as uow:
            return await earlier.of_customer(uow, self._means, record.customer_ref, but=case_id)


class Submitter(Performer):
    """Performs `SubmitCase`: the desk knows a request id it has seen, so a repeat is safe."""

    patience = Patience(tries=6, first_s=1.0, longest_s=30.0)

    def __init__(self, means: Means, desk: CaseDesk) -> None:
        self._means = means
        self._desk = desk

    @override
    async def perform(self, order: Order) -> End:
        effect = order.effect
        if not isinstance(effect, SubmitCase):
            raise TypeError(f"not a case to submit: {order.row.kind}")
        case = await case_of(self._means, order.case_id)
        if case.frozen_at is not None:
            raise CaseFrozenError("the case is frozen")
        number = await self._desk.submit(submission_of(case, effect, order.row.created_at))
        answer = CaseAccepted(
            event_id=order.answer_id,
            at=self._means.clock.now(),
            seed=self._means.ids.seed(),
            application_number=number,
        )
        return Performed(answer=answer)

    @override
    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        return SubmissionFailed(event_id=order.answer_id, at=at, seed=seed)


class PasswordSetter(Performer):
    """Performs `ApplyPassword`: in doubt the core system is asked first, then told (D9).

    A system may be down, or a case frozen, for weeks: 3000 quarters of an hour are a month.
    Each password waits in a lane of its own, so none holds up another.
    """

    patience = Patience(tries=3000, first_s=2.0, longest_s=900.0)

    def __init__(self, means: Means, systems: CoreSystems) -> None:
        self._means = means
        self._systems = systems

    @override
    async def perform(self, order: Order) -> End:
        effect = order.effect
        if not isinstance(effect, ApplyPassword):
            raise TypeError(f"not a password to set: {order.row.kind}")
        tried = order.in_doubt or order.row.attempts > 1
        outcome = await self._systems.outcome_of(effect.request_id) if tried else None
        if outcome is None:
            return await self._applied(order, effect)
        return Performed(answer=applied(self._means, order, result_of(effect, outcome)))

    @override
    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        return None

    async def _applied(self, order: Order, effect: ApplyPassword) -> End:
        """Have it taken, looking at the case at the last moment before."""
        sealed = await self._sealed(order.case_id, effect.password)
        case = await case_of(self._means, order.case_id)
        if case.phase in CLOSED:
            return Unwanted("the case is closed")
        if case.frozen_at is not None:
            raise CaseFrozenError("the case is frozen")
        if sealed is None and effect.password is not None:
            return Escalated("the sealed password is not there any more")
        outcome = await self._systems.apply(_order(case, effect, sealed, order))
        return Performed(answer=applied(self._means, order, result_of(effect, outcome)))

    async def _sealed(self, case_id: str, password: SealedPassword | None) -> Sealed | None:
        if password is None:
            return None
        async with self._means.store.begin() as uow:
            return await seals.found(uow, case_id, password)


class OutcomeReader(Performer):
    """Performs `AskOutcome`; the case asks again by itself as long as the answer is open."""

    patience = Patience(tries=3, first_s=1.0, longest_s=5.0)

    def __init__(self, means: Means, systems: CoreSystems) -> None:
        self._means = means
        self._systems = systems

    @override
    async def perform(self, order: Order) -> End:
        effect = order.effect
        if not isinstance(effect, AskOutcome):
            raise TypeError(f"not an outcome to ask for: {order.row.kind}")
        outcome = await self._systems.outcome_of(effect.request_id)
        if outcome is None:
            return Escalated("the core system does not know an order that it had taken")
        return Performed(answer=applied(self._means, order, result_of(effect, outcome)))

    @override
    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        return None


def applied(means: Means, order: Order, result: PasswordResult) -> PasswordApplied:
    """Return the event that an answer of a core system becomes."""
    return PasswordApplied(
        event_id=order.answer_id, at=means.clock.now(), seed=means.ids.seed(), result=result
    )


def submission_of(case: Case, effect: SubmitCase, at: datetime) -> CaseSubmission:
    """Return what the desk is told of a finished case: no personal data beyond its reference."""
    if case.record is None:
        raise ValueError("a case without a record cannot be submitted")
    return CaseSubmission(
        request_id=effect.request_id,
        case_id=case.case_id,
        customer_ref=case.record.customer_ref,
        lang=case.lang,
        kinds=case.picked,
        submitted_at=at,
        flags=tuple(dict.fromkeys(flag.finding.reason.value for flag in case.flags)),
        agreements_sha256=case.signature.pdf_sha256,
    )


def result_of(effect: ApplyPassword | AskOutcome, outcome: PasswordOutcome) -> PasswordResult:
    """Return the core's words for what a core system answered to this choice of a password."""
    kind, attempt = effect.kind, effect.attempt
    match outcome:
        case InEffect():
            return PasswordResult(kind, ResultState.IN_EFFECT, attempt=attempt)
        case Pending(until=until):
            return PasswordResult(kind, ResultState.PENDING, until=until, attempt=attempt)
        case Refused(reason=why):
            return PasswordResult(kind, ResultState.REFUSED, refusal=why, attempt=attempt)


def _order(
    case: Case, effect: ApplyPassword, sealed: Sealed | None, order: Order
) -> PasswordOrder:
    return PasswordOrder(
        request_id=effect.request_id,
        case_id=case.case_id,
        application_number=case.submission.application_number or "",
        customer_ref=case.record.customer_ref if case.record is not None else "",
        kind=effect.kind,
        sealed=sealed,
        ordered_at=order.row.created_at,
    )
