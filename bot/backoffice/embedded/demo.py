"""Puts the invented demo customers into the embedded firm's tables."""

from bot.sandbox.people import PEOPLE, Person
from dialogs.kinds import ACCOUNT_OF, Eligibility, PasswordKind
from storage.api import FirmAccount, FirmCustomer, Store

_BUSINESS = "银行卡变更 / change of bank card"


async def seed(store: Store) -> None:
    """Write every demo customer the firm knows; running it again changes nothing."""
    async with store.begin() as work:
        for customer in demo_customers():
            await work.firm.upsert_customer(customer)
        await work.commit()


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
