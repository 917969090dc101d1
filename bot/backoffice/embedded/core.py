"""The embedded core systems and the key that opens what was sealed for them."""

from datetime import datetime, time

from typing_extensions import override

from bot.backoffice.embedded.registry import holdings
from bot.backoffice.embedded.tables import transaction
from bot.backoffice.errors import BackOfficeRefusedError
from bot.backoffice.ports import (
    CoreSystems,
    InEffect,
    PasswordOrder,
    PasswordOutcome,
    Pending,
    Refused,
    SealingKey,
)
from bot.clock import Clock
from bot.seal import Opened, Sealed, SealError, SealingPublicKey, public_key_of, unseal
from dialogs.kinds import PasswordKind, PasswordRule
from dialogs.model import RefusalReason
from dialogs.rules.calendar import HOLIDAYS_2026, Calendar
from dialogs.rules.documents import birth_date
from dialogs.rules.passwords import RULE_OF, PasswordContext, problems
from storage.api import FirmChange, FirmCustomer, FirmTables, Store

_OPENING = time(8, 30)
_TRADING_DAYS = Calendar(HOLIDAYS_2026)
_SYSTEMS = {
    PasswordKind.MONITORING: "monitoring",
    PasswordKind.FUTURES_SEAT: "seat",
    PasswordKind.FUND_TRADING: "fund",
    PasswordKind.FUND_FUND: "fund",
    PasswordKind.FUTURES_TRADING: "futures",
    PasswordKind.FUTURES_FUND: "futures",
}


class EmbeddedCoreSystems(CoreSystems):
    """Opens the seal, judges the password once more and puts it into effect."""

    def __init__(self, store: Store, clock: Clock, private_key: bytes) -> None:
        self._store = store
        self._clock = clock
        self._private_key = private_key

    @override
    async def apply(self, order: PasswordOrder) -> PasswordOutcome:
        async with transaction(self._store) as work:
            kept = await work.firm.change_of(order.request_id)
            if kept is None:
                kept = await work.firm.record_change(await self._change(work.firm, order))
                await work.commit()
        if kept.kind != order.kind.value:
            raise BackOfficeRefusedError("this request id belongs to another order")
        return await self._settled(kept)

    @override
    async def outcome_of(self, request_id: str) -> PasswordOutcome | None:
        async with transaction(self._store) as work:
            kept = await work.firm.change_of(request_id)
        return None if kept is None else await self._settled(kept)

    async def _change(self, firm: FirmTables, order: PasswordOrder) -> FirmChange:
        customer = await firm.customer(order.customer_ref)
        if customer is None:
            raise BackOfficeRefusedError("there is no such customer")
        outcome = await self._judge(firm, customer, order)
        refused = isinstance(outcome, Refused)
        return FirmChange(
            request_id=order.request_id,
            customer_ref=customer.customer_ref,
            application_number=order.application_number,
            kind=order.kind.value,
            sealed=b"" if refused or order.sealed is None else order.sealed.ciphertext,
            at=self._clock.now(),
            system=system_of(order.kind),
            outcome=_state(outcome),
            reason=outcome.reason.value if isinstance(outcome, Refused) else None,
            until=outcome.until if isinstance(outcome, Pending) else None,
        )

    async def _judge(
        self, firm: FirmTables, customer: FirmCustomer, order: PasswordOrder
    ) -> PasswordOutcome:
        system = system_of(order.kind)
        if order.kind not in holdings(customer):
            return Refused(system, RefusalReason.ACCOUNT_CLOSED)
        if customer.extra.get("locked") == order.kind.value:
            return Refused(system, RefusalReason.ACCOUNT_LOCKED)
        if order.sealed is not None:
            refusal = await self._broken(firm, customer, order, order.sealed)
            if refusal is not None:
                return Refused(system, refusal)
        now = self._clock.now()
        monitoring = order.kind is PasswordKind.MONITORING
        return Pending(next_opening(now)) if monitoring else InEffect(now)

    async def _broken(
        self,
        firm: FirmTables,
        customer: FirmCustomer,
        order: PasswordOrder,
        sealed: Sealed,
    ) -> RefusalReason | None:
        """Say what keeps a sealed password from being taken; it is in clear here only."""
        opened = self._opened(order, sealed)
        if opened is None:
            return RefusalReason.OTHER
        context = PasswordContext(birth_date(customer.number), customer.number)
        rule = RULE_OF[order.kind]
        if rule is not PasswordRule.ISSUED and problems(opened.password, None, rule, context):
            return RefusalReason.RULE
        return await self._same_as_old(firm, customer, opened)

    def _opened(self, order: PasswordOrder, sealed: Sealed) -> Opened | None:
        """Open the seal, if it is of this case and this kind."""
        try:
            opened = unseal(sealed, self._private_key)
        except SealError:
            return None
        same = (opened.case_id, opened.kind) == (order.case_id, order.kind)
        return opened if same else None

    async def _same_as_old(
        self, firm: FirmTables, customer: FirmCustomer, opened: Opened
    ) -> RefusalReason | None:
        old = await firm.password_of(customer.customer_ref, opened.kind.value)
        if old is None or not old.sealed:
            return None
        kept = Sealed(opened.kind, old.sealed, "", old.changed_at)
        try:
            same = unseal(kept, self._private_key).password == opened.password
        except SealError:  # sealed to an earlier key: there is nothing to compare
            return None
        return RefusalReason.SAME_AS_OLD if same else None

    async def _settled(self, change: FirmChange) -> PasswordOutcome:
        """Return the outcome, in effect by now if it was pending until now."""
        outcome = _outcome(change)
        if not isinstance(outcome, Pending) or outcome.until > self._clock.now():
            return outcome
        async with transaction(self._store) as work:
            await work.firm.settle_change(change.request_id, outcome.until, "in_effect")
            await work.commit()
        return InEffect(outcome.until)


def system_of(kind: PasswordKind) -> str:
    """Return the name of the core system that keeps a password."""
    return _SYSTEMS.get(kind, "option")


def next_opening(now: datetime) -> datetime:
    """Return when the monitoring centre next takes over changes: a trading day's morning."""
    today = _TRADING_DAYS.local(now).date()
    opening = _TRADING_DAYS.moment(today, _OPENING)
    if opening > now and _TRADING_DAYS.is_trading_day(today):
        return opening
    return _TRADING_DAYS.moment(_TRADING_DAYS.next_trading_day(today), _OPENING)


def _state(outcome: PasswordOutcome) -> str:
    match outcome:
        case InEffect():
            return "in_effect"
        case Refused():
            return "refused"
        case Pending():
            return "pending"


def _outcome(change: FirmChange) -> PasswordOutcome:
    match change.outcome:
        case "refused":
            return Refused(change.system, RefusalReason(change.reason or "other"))
        case "pending":
            return Pending(change.until or change.at)
        case _:
            return InEffect(change.at)


class EmbeddedSealingKey(SealingKey):
    """The public half of the embedded firm's key."""

    def __init__(self, private_key: bytes) -> None:
        self._key = public_key_of(private_key, "embedded-1")

    @override
    async def current(self) -> SealingPublicKey:
        return self._key
