"""Puts the invented demo customers into the embedded firm's tables."""

from datetime import UTC, datetime

from bot.backoffice.embedded.core import system_of
from bot.sandbox.people import BY_KEY, PEOPLE, Person
from bot.seal import SealingPublicKey, seal
from dialogs.kinds import ACCOUNT_OF, Eligibility, PasswordKind
from storage.api import FirmAccount, FirmChange, FirmCustomer, Store

_BUSINESS = "银行卡变更 / change of bank card"
_LONG_AGO = datetime(2024, 5, 6, 1, 30, tzinfo=UTC)

OLD_PASSWORDS = {("zhang_wei", PasswordKind.FUTURES_FUND): "628415"}
"""Invented passwords that are in effect from the start.

Whoever chooses one anew has it refused as the same as the old, and may choose another.
"""


async def seed(store: Store, key: SealingPublicKey | None = None) -> None:
    """Write every demo customer the firm knows; running it again changes nothing.

    With the firm's key the old passwords are written too, sealed as any other.
    """
    async with store.begin() as work:
        for customer in demo_customers():
            await work.firm.upsert_customer(customer)
        for change in old_passwords(key) if key is not None else ():
            await work.firm.record_change(change)
        await work.commit()


def old_passwords(key: SealingPublicKey) -> tuple[FirmChange, ...]:
    """Return the changes that brought the old passwords into effect, each under its own id."""
    references = {customer.number: customer.customer_ref for customer in demo_customers()}
    return tuple(
        FirmChange(
            request_id=f"demo-old-{person}-{kind}",
            customer_ref=references[BY_KEY[person].number],
            kind=kind.value,
            sealed=seal(password, kind, "demo-old", key, _LONG_AGO).ciphertext,
            at=_LONG_AGO,
            outcome="in_effect",
            system=system_of(kind),
        )
        for (person, kind), password in OLD_PASSWORDS.items()
    )


def demo_customers() -> tuple[FirmCustomer, ...]:
    """Return the demo people as the firm keeps them."""
    known = (person for person in PEOPLE if person.on_record)
    return tuple(_customer(person, place) for place, person in enumerate(known, start=1))


def _customer(person: Person, place: int) -> FirmCustomer:
    busy = person.status is Eligibility.BUSINESS_IN_PROGRESS
    return FirmCustomer(
        customer_ref=f"DEMO-{place:04d}",
        number=person.number,
        name=person.name,
        document_kind=person.document_kind.value,
        phone=person.phone,
        valid_to=person.valid_to,
        in_progress=_BUSINESS if busy else None,
        in_order=person.status is not Eligibility.NOT_IN_ORDER,
        has_certificate=person.has_certificate,
        seat=person.seat,
        accounts=tuple(_account(kind, place) for kind in person.holdings),
        extra={"also_named": person.chinese_name} if person.chinese_name else {},
    )


def _account(kind: PasswordKind, place: int) -> FirmAccount:
    account = list(dict.fromkeys(ACCOUNT_OF.values())).index(ACCOUNT_OF[kind]) + 1
    return FirmAccount(kind.value, account_number=f"{account}880{place:04d}")
