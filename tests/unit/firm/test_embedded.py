"""What the embedded firm decides by itself."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.backoffice.embedded.core import next_opening, system_of
from bot.backoffice.embedded.demo import demo_customers
from bot.backoffice.embedded.tables import FIRM_ZONE
from bot.sandbox.people import PEOPLE
from dialogs.kinds import PasswordKind

_MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are plain by the library's wish


@given(_MOMENTS)
def test_the_monitoring_centre_opens_on_the_next_weekday_morning(now: datetime) -> None:
    opening = next_opening(now)
    local = opening.astimezone(FIRM_ZONE)
    assert now < opening <= now + timedelta(days=3, hours=1)
    assert local.weekday() < 5
    assert local.time() == time(8, 30)


def test_every_kind_has_a_system() -> None:
    systems = {system_of(kind) for kind in PasswordKind}
    assert systems == {"futures", "seat", "option", "fund", "monitoring"}


def test_the_demo_firm_knows_everybody_but_strangers() -> None:
    customers = {customer.number: customer for customer in demo_customers()}
    assert customers.keys() == {person.number for person in PEOPLE if person.on_record}
    references = [customer.customer_ref for customer in customers.values()]
    assert len(set(references)) == len(references)
    for customer in customers.values():
        numbers = {one.account_number for one in customer.accounts}
        assert None not in numbers
        assert not any(number in customer.number for number in numbers if number)
