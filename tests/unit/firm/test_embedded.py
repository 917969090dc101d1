"""What the embedded firm decides by itself."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.backoffice.embedded.core import next_opening, system_of
from bot.backoffice.embedded.demo import OLD_PASSWORDS, demo_customers, old_passwords
from bot.backoffice.embedded.tables import FIRM_ZONE
from bot.sandbox.people import BY_KEY, PEOPLE
from bot.seal import Sealed, new_private_key, public_key_of, unseal
from dialogs.kinds import PasswordKind
from dialogs.rules.calendar import HOLIDAYS_2026, Calendar
from dialogs.rules.passwords import RULE_OF, PasswordContext, problems

_MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are plain by the library's wish


@given(_MOMENTS)
def test_the_monitoring_centre_opens_on_the_next_trading_morning(now: datetime) -> None:
    calendar = Calendar(HOLIDAYS_2026)
    opening = next_opening(now)
    local = opening.astimezone(FIRM_ZONE)
    assert now < opening
    assert calendar.is_trading_day(local.date())
    assert local.time() == time(8, 30)
    before = local - timedelta(days=1)
    while before > now:
        assert not calendar.is_trading_day(before.date())
        before -= timedelta(days=1)


def test_nothing_opens_in_the_national_holiday() -> None:
    evening = datetime(2026, 9, 30, 10, 0, tzinfo=UTC)
    assert next_opening(evening) == datetime(2026, 10, 8, 0, 30, tzinfo=UTC)


def test_old_passwords_are_sealed_and_would_be_good_ones() -> None:
    private_key = new_private_key()
    changes = old_passwords(public_key_of(private_key, "key-1"))
    assert len(changes) == len(OLD_PASSWORDS)
    for change, ((person, kind), password) in zip(changes, OLD_PASSWORDS.items(), strict=True):
        assert password.encode() not in change.sealed
        kept = Sealed(kind, change.sealed, "key-1", change.at)
        assert unseal(kept, private_key).password == password
        owner = BY_KEY[person]
        assert kind in owner.holdings
        context = PasswordContext(owner.birth, owner.number)
        assert problems(password, None, RULE_OF[kind], context) == ()


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
