"""The embedded firm: customers by keyed hash, changes once, application numbers in order."""

from dataclasses import replace
from datetime import date

from storage import Store
from storage.api import FirmAccount, FirmChange, FirmCustomer
from tests.contract.storage.rows import NOW, after

DAY = date(2026, 3, 5)
ZHANG = FirmCustomer(
    customer_ref="C001",
    number="110199199003079951",
    name="张伟",
    document_kind="resident_id",
    phone="13800130001",
    valid_to=None,
    seat="#50011-盛立移动3#",
    accounts=(FirmAccount("futures_trading", account_number="8801"), FirmAccount("fund_fund")),
    extra={"branch": "示例营业部"},
)
CHANGE = FirmChange("r1", "C001", "futures_trading", b"sealed", NOW, "in_effect", "RS1", "ctp")


async def test_a_customer_is_found_by_number_and_by_reference(store: Store) -> None:
    async with store.begin() as uow:
        await uow.firm.upsert_customer(ZHANG)
        assert await uow.firm.find_customer(ZHANG.number) == ZHANG
        assert await uow.firm.customer("C001") == ZHANG
        assert await uow.firm.find_customer("x") is None
        assert await uow.firm.customer("C002") is None
        fewer = replace(ZHANG, accounts=(FirmAccount("fund_fund", held=False),), in_order=False)
        await uow.firm.upsert_customer(fewer)
        await uow.firm.upsert_customer(replace(ZHANG, customer_ref="C000", number="1"))
        assert [row.customer_ref for row in await uow.firm.customers()] == ["C000", "C001"]
        assert await uow.firm.find_customer(ZHANG.number) == fewer


async def test_a_change_is_recorded_once_and_takes_effect_with_it(store: Store) -> None:
    async with store.begin() as uow:
        assert await uow.firm.change_of("r1") is None
        assert await uow.firm.record_change(CHANGE) == CHANGE
        repeated = replace(CHANGE, sealed=b"other", at=after(5))
        assert await uow.firm.record_change(repeated) == CHANGE
        assert await uow.firm.change_of("r1") == CHANGE
        password = await uow.firm.password_of("C001", "futures_trading")
        assert await uow.firm.password_of("C001", "monitoring") is None
    assert password is not None
    assert (password.sealed, password.changed_at) == (b"sealed", NOW)


async def test_a_refused_change_changes_nothing(store: Store) -> None:
    async with store.begin() as uow:
        await uow.firm.record_change(replace(CHANGE, outcome="refused", reason="same_as_old"))
        assert await uow.firm.password_of("C001", "futures_trading") is None
        assert await uow.firm.settle_change("r1", after(1), "in_effect") is False


async def test_a_pending_change_is_settled_once(store: Store) -> None:
    async with store.begin() as uow:
        await uow.firm.record_change(replace(CHANGE, outcome="pending", until=after(60)))
        assert await uow.firm.password_of("C001", "futures_trading") is None
        assert await uow.firm.settle_change("r1", after(60), "in_effect") is True
        assert await uow.firm.settle_change("r1", after(61), "refused", "late") is False
        settled = await uow.firm.change_of("r1")
        password = await uow.firm.password_of("C001", "futures_trading")
    assert settled == replace(CHANGE, at=after(60))
    assert password is not None
    assert password.changed_at == after(60)


async def test_applications_are_numbered_by_day_and_accepted_once(store: Store) -> None:
    async with store.begin() as uow:
        first = await uow.firm.submit("s1", "c1", NOW, DAY, b"one")
        again = await uow.firm.submit("s1", "c1", after(9), DAY, b"other")
        second = await uow.firm.submit("s2", "c2", NOW, DAY, b"two")
        other_day = await uow.firm.submit("s3", "c3", NOW, date(2026, 3, 6), b"three")
        assert again == first
        assert [row.application_number for row in (first, second, other_day)] == [
            "RS20260305000001",
            "RS20260305000002",
            "RS20260306000001",
        ]
        assert await uow.firm.submission("RS20260305000002") == second
        assert await uow.firm.submission("RS1") is None
        assert await uow.firm.submission_under("s3") == other_day
        assert await uow.firm.submission_under("s9") is None
        assert await uow.firm.set_submission_state("RS20260305000002", "approved") is True
        assert await uow.firm.set_submission_state("RS1", "approved") is False
        assert await uow.firm.submission("RS20260305000002") == replace(second, state="approved")
