"""One suite for the embedded firm and for a firm over HTTP."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.backoffice.embedded.core import EmbeddedCoreSystems, EmbeddedSealingKey
from bot.backoffice.embedded.demo import OLD_PASSWORDS, seed
from bot.backoffice.embedded.desk import EmbeddedCaseDesk
from bot.backoffice.embedded.registry import EmbeddedRegistry
from bot.backoffice.errors import BackOfficeRefusedError
from bot.backoffice.ports import (
    CaseSubmission,
    InEffect,
    Match,
    PasswordOrder,
    Pending,
    Refused,
)
from bot.backoffice.remote import (
    Line,
    RemoteCaseDesk,
    RemoteCoreSystems,
    RemoteRegistry,
    RemoteSealingKey,
    RemoteSettings,
)
from bot.clock import ManualClock
from bot.sandbox.people import BY_KEY, PEOPLE
from bot.seal import Sealed, new_private_key, seal
from dialogs.kinds import DocumentKind, Eligibility, Lang, PasswordKind
from dialogs.model import RefusalReason
from storage import KeyRing, migrate, open_store
from tests.contract.firm.server import TOKEN, Firm, loopback_firm

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)  # a Friday evening in China
PRIVATE_KEY = new_private_key()
ZHANG = BY_KEY["zhang_wei"]
CLOCK = ManualClock(NOW)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("firm") / "tables.db"
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, migrate.upgrade(f"sqlite:///{path}")).result()
    return path


@pytest.fixture(params=["memory", "sqlite", "http"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def embedded(
    kind: str, clock: ManualClock, tables: Path, tmp_path: Path
) -> AsyncIterator[Firm]:
    url = "memory://"
    if kind == "sqlite":
        shutil.copy(tables, tmp_path / "firm.db")
        url = f"sqlite:///{tmp_path}/firm.db"
    store = open_store(url, KeyRing.generate())
    key = await EmbeddedSealingKey(PRIVATE_KEY).current()
    await seed(store, key)
    await seed(store, key)
    yield Firm(
        EmbeddedRegistry(store, clock),
        EmbeddedCaseDesk(store),
        EmbeddedCoreSystems(store, clock, PRIVATE_KEY),
        EmbeddedSealingKey(PRIVATE_KEY),
    )
    await store.close()


@pytest.fixture
async def firm(kind: str, embedded: Firm) -> AsyncIterator[Firm]:
    if kind != "http":
        yield embedded
        return
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(loopback_firm(embedded))
        client = await stack.enter_async_context(httpx.AsyncClient(timeout=5))
        line = Line(client, RemoteSettings(server.url, TOKEN))
        yield Firm(
            RemoteRegistry(line),
            RemoteCaseDesk(line),
            RemoteCoreSystems(line),
            RemoteSealingKey(line),
        )


async def _ref(firm: Firm, key: str = "zhang_wei") -> str:
    record = await firm.registry.record(BY_KEY[key].number)
    assert record is not None
    return record.customer_ref


async def _order(
    firm: Firm, kind: PasswordKind, password: str | None, request_id: str = "request-1"
) -> PasswordOrder:
    sealed: Sealed | None = None
    if password is not None:
        sealed = seal(password, kind, "case-1", await firm.key.current(), NOW)
    return PasswordOrder(request_id, "case-1", "RS1", await _ref(firm), kind, sealed, NOW)


# --- the registry ---------------------------------------------------------------------------


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
async def test_find_tells_a_known_person_with_the_reserved_phone(
    firm: Firm, person: object
) -> None:
    one = next(each for each in PEOPLE if each is person)
    found = await firm.registry.find(one.name, one.document_kind, one.number, one.phone)
    assert found is (Match.RESERVED_PHONE if one.on_record else Match.UNKNOWN)


async def test_find_tells_another_phone_name_kind_and_number_apart(firm: Firm) -> None:
    find = firm.registry.find
    kind, number, phone = ZHANG.document_kind, ZHANG.number, ZHANG.phone
    assert await find("张伟", kind, number, "13800139999") is Match.OTHER_PHONE
    assert await find("张炜", kind, number, phone) is Match.UNKNOWN
    assert await find("张伟", DocumentKind.PERMANENT_RESIDENT, number, phone) is Match.UNKNOWN
    assert await find("张伟", kind, "110199199003070000", phone) is Match.UNKNOWN


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
async def test_the_record_is_the_story_of_the_person(firm: Firm, person: object) -> None:
    one = next(each for each in PEOPLE if each is person)
    record = await firm.registry.record(one.number)
    if not one.on_record:
        assert record is None
        return
    assert record is not None
    assert record.eligibility is one.status
    assert set(record.holdings) == set(one.holdings)
    assert (record.seat, record.has_certificate) == (one.seat, one.has_certificate)
    assert record.document_valid_to == one.valid_to
    assert (record.in_progress is not None) is (one.status is Eligibility.BUSINESS_IN_PROGRESS)
    assert one.number not in record.customer_ref


# --- the case desk --------------------------------------------------------------------------


async def test_a_case_is_numbered_once(firm: Firm) -> None:
    case = CaseSubmission(
        "submit-case-1", "case-1", await _ref(firm), Lang.ZH, (PasswordKind.FUND_FUND,), NOW
    )
    assert await firm.desk.application_of("submit-case-1") is None
    number = await firm.desk.submit(case)
    assert await firm.desk.submit(case) == number
    assert await firm.desk.application_of("submit-case-1") == number
    other = replace(case, request_id="submit-case-2", case_id="case-2", flags=("glare",))
    assert await firm.desk.submit(other) != number


async def test_a_request_id_is_not_good_for_another_case(firm: Firm) -> None:
    case = CaseSubmission(
        "submit-case-1", "case-1", await _ref(firm), Lang.ZH, (PasswordKind.FUND_FUND,), NOW
    )
    await firm.desk.submit(case)
    with pytest.raises(BackOfficeRefusedError):
        await firm.desk.submit(replace(case, case_id="case-2"))


# --- the core systems -----------------------------------------------------------------------


async def test_a_password_comes_into_effect_once(firm: Firm, clock: ManualClock) -> None:
    order = await _order(firm, PasswordKind.FUTURES_TRADING, "73915206")
    assert await firm.core.outcome_of(order.request_id) is None
    assert await firm.core.apply(order) == InEffect(NOW)
    clock.advance(60)
    assert await firm.core.apply(order) == InEffect(NOW)
    assert await firm.core.outcome_of(order.request_id) == InEffect(NOW)


async def test_the_password_in_effect_is_refused_as_a_new_one(firm: Firm) -> None:
    kind = PasswordKind.FUTURES_TRADING
    await firm.core.apply(await _order(firm, kind, "73915206"))
    again = await firm.core.apply(await _order(firm, kind, "73915206", "request-2"))
    assert again == Refused("futures", RefusalReason.SAME_AS_OLD)
    assert isinstance(
        await firm.core.apply(await _order(firm, kind, "90517263", "request-3")), InEffect
    )


async def test_a_demo_customer_has_an_old_password_that_another_one_replaces(firm: Firm) -> None:
    kind = PasswordKind.FUTURES_FUND
    old = OLD_PASSWORDS["zhang_wei", kind]
    assert await firm.core.apply(await _order(firm, kind, old)) == Refused(
        "futures", RefusalReason.SAME_AS_OLD
    )
    another = await _order(firm, kind, "739152", "request-1-2")
    assert await firm.core.apply(another) == InEffect(NOW)
    assert await firm.core.outcome_of("request-1-2") == InEffect(NOW)
    assert isinstance(await firm.core.outcome_of("request-1"), Refused)


@pytest.mark.parametrize("password", ["11112222", "19900307", "739152", ZHANG.number[-8:]])
async def test_a_core_system_keeps_the_rules_itself(firm: Firm, password: str) -> None:
    order = await _order(firm, PasswordKind.SPOT_TRADING, password)
    assert await firm.core.apply(order) == Refused("option", RefusalReason.RULE)
    assert await firm.core.outcome_of(order.request_id) == Refused("option", RefusalReason.RULE)


async def test_a_seal_of_another_case_or_kind_is_refused(firm: Firm) -> None:
    order = await _order(firm, PasswordKind.FUTURES_TRADING, "73915206")
    moved = replace(order, case_id="case-2")
    assert await firm.core.apply(moved) == Refused("futures", RefusalReason.OTHER)
    other_kind = replace(order, request_id="request-2", kind=PasswordKind.SPOT_TRADING)
    assert await firm.core.apply(other_kind) == Refused("option", RefusalReason.OTHER)


async def test_an_issued_password_needs_no_seal(firm: Firm) -> None:
    order = await _order(firm, PasswordKind.FUND_TRADING, None)
    assert await firm.core.apply(order) == InEffect(NOW)


async def test_the_monitoring_centre_waits_for_its_next_morning(
    firm: Firm, clock: ManualClock
) -> None:
    order = await _order(firm, PasswordKind.MONITORING, "k7m2q9xw")
    monday = datetime(2026, 3, 9, 0, 30, tzinfo=UTC)
    assert await firm.core.apply(order) == Pending(monday)
    clock.advance((monday - NOW + timedelta(minutes=1)).total_seconds())
    assert await firm.core.outcome_of(order.request_id) == InEffect(monday)
    assert await firm.core.outcome_of(order.request_id) == InEffect(monday)
    assert await firm.core.apply(order) == InEffect(monday)


async def test_a_kind_the_customer_does_not_hold_is_refused(firm: Firm) -> None:
    fund_only = next(
        p for p in PEOPLE if PasswordKind.FUTURES_SEAT not in p.holdings and p.on_record
    )
    order = await _order(firm, PasswordKind.FUTURES_SEAT, "73915206")
    foreign = replace(order, customer_ref=await _ref(firm, fund_only.key))
    assert await firm.core.apply(foreign) == Refused("seat", RefusalReason.ACCOUNT_CLOSED)


async def test_an_unknown_customer_and_a_reused_key_are_refused_outright(firm: Firm) -> None:
    order = await _order(firm, PasswordKind.FUTURES_TRADING, "73915206")
    with pytest.raises(BackOfficeRefusedError):
        await firm.core.apply(replace(order, customer_ref="nobody"))
    await firm.core.apply(order)
    with pytest.raises(BackOfficeRefusedError):
        await firm.core.apply(replace(order, kind=PasswordKind.SPOT_TRADING))
