"""The registry of invented customers."""

from datetime import datetime

from typing_extensions import override

from bot.backoffice.embedded.tables import FIRM_ZONE, transaction
from bot.backoffice.ports import CustomerRegistry, Match
from bot.clock import Clock
from dialogs.kinds import DocumentKind, Eligibility, PasswordKind
from dialogs.model import CustomerRecord
from dialogs.rules.names import same_name
from storage.api import FirmCustomer, Store


class EmbeddedRegistry(CustomerRegistry):
    """The registry of invented customers."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    @override
    async def find(self, name: str, kind: DocumentKind, number: str, phone: str) -> Match:
        async with transaction(self._store) as work:
            customer = await work.firm.find_customer(number)
        if customer is None or customer.document_kind != kind.value:
            return Match.UNKNOWN
        if not any(same_name(name, known) for known in _names(customer)):
            return Match.UNKNOWN
        return Match.RESERVED_PHONE if customer.phone == phone else Match.OTHER_PHONE

    @override
    async def record(self, number: str) -> CustomerRecord | None:
        async with transaction(self._store) as work:
            customer = await work.firm.find_customer(number)
        return None if customer is None else _record(customer, self._clock.now())


def _names(customer: FirmCustomer) -> tuple[str, ...]:
    also = customer.extra.get("also_named")
    return (customer.name, also) if also else (customer.name,)


def _record(customer: FirmCustomer, now: datetime) -> CustomerRecord:
    numbers = {one.account_number for one in customer.accounts if one.account_number}
    return CustomerRecord(
        customer_ref=customer.customer_ref,
        eligibility=_eligibility(customer, now),
        holdings=holdings(customer),
        in_progress=customer.in_progress,
        seat=customer.seat,
        has_certificate=customer.has_certificate,
        document_valid_to=customer.valid_to,
        account_numbers=tuple(sorted(numbers)),
    )


def holdings(customer: FirmCustomer) -> tuple[PasswordKind, ...]:
    """Return the passwords the customer has."""
    return tuple(PasswordKind(one.kind) for one in customer.accounts if one.held)


def _eligibility(customer: FirmCustomer, now: datetime) -> Eligibility:
    """Judge as Guide R2 does, the customer's own remedy first."""
    today = now.astimezone(FIRM_ZONE).date()
    if customer.valid_to is not None and customer.valid_to < today:
        return Eligibility.DOCUMENT_EXPIRED
    if customer.in_progress:
        return Eligibility.BUSINESS_IN_PROGRESS
    if not customer.in_order:
        return Eligibility.NOT_IN_ORDER
    return Eligibility.IN_ORDER if holdings(customer) else Eligibility.NO_ACCOUNTS
