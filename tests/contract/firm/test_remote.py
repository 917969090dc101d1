"""The HTTP adapters when the firm's side or the way there misbehaves."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import yaml
from openapi_spec_validator import validate

from bot.backoffice.embedded.core import EmbeddedCoreSystems, EmbeddedSealingKey
from bot.backoffice.embedded.demo import seed
from bot.backoffice.embedded.desk import EmbeddedCaseDesk
from bot.backoffice.embedded.registry import EmbeddedRegistry
from bot.backoffice.errors import (
    BackOfficeError,
    BackOfficeRefusedError,
    BackOfficeUnavailableError,
    ContractBrokenError,
)
from bot.backoffice.ports import InEffect, PasswordOrder
from bot.backoffice.remote import (
    Line,
    RemoteCoreSystems,
    RemoteRegistry,
    RemoteSealingKey,
    RemoteSettings,
)
from bot.clock import ManualClock
from bot.sandbox.people import BY_KEY
from bot.seal import new_private_key, seal
from dialogs.kinds import PasswordKind
from storage.memory import MemoryStore
from tests.contract.firm.server import CONTRACT, TOKEN, Firm, LoopbackFirm, loopback_firm

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
ZHANG = BY_KEY["zhang_wei"]


class Naps:
    """Instead of waiting: writes down how long it would have been."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


@pytest.fixture
def naps() -> Naps:
    return Naps()


@pytest.fixture
async def server() -> AsyncIterator[LoopbackFirm]:
    store, clock, private_key = MemoryStore(), ManualClock(NOW), new_private_key()
    await seed(store)
    firm = Firm(
        EmbeddedRegistry(store, clock),
        EmbeddedCaseDesk(store),
        EmbeddedCoreSystems(store, clock, private_key),
        EmbeddedSealingKey(private_key),
    )
    async with loopback_firm(firm) as running:
        yield running


@pytest.fixture
async def line(server: LoopbackFirm, naps: Naps) -> AsyncIterator[Line]:
    async with httpx.AsyncClient(timeout=0.4) as client:
        yield Line(client, RemoteSettings(server.url, TOKEN), naps)


async def _order(line: Line) -> PasswordOrder:
    record = await RemoteRegistry(line).record(ZHANG.number)
    assert record is not None
    kind = PasswordKind.FUND_TRADING
    sealed = seal("73915206", kind, "case-1", await RemoteSealingKey(line).current(), NOW)
    return PasswordOrder("request-1", "case-1", "RS1", record.customer_ref, kind, sealed, NOW)


@pytest.mark.parametrize(
    "fault", ["unavailable", "broken", "slow", "dropped before", "dropped after"]
)
async def test_two_faults_are_got_over_and_nothing_is_done_twice(
    server: LoopbackFirm, line: Line, fault: str
) -> None:
    order = await _order(line)
    server.requests.clear()
    server.faults = [fault, fault]
    assert await RemoteCoreSystems(line).apply(order) == InEffect(NOW)
    assert server.requests == ["POST /v1/passwords"] * 3


async def test_the_wait_grows_and_the_servers_own_wish_counts(
    server: LoopbackFirm, line: Line, naps: Naps
) -> None:
    server.faults = ["broken", "broken"]
    await RemoteSealingKey(line).current()
    server.faults = ["unavailable"]
    await RemoteSealingKey(line).current()
    assert naps.taken == [0.5, 1.0, 0.0]


@pytest.mark.parametrize("fault", ["unavailable", "broken", "slow", "dropped before"])
async def test_in_the_end_an_error_says_try_later(
    server: LoopbackFirm, line: Line, fault: str
) -> None:
    server.faults = [fault] * 3
    with pytest.raises(BackOfficeUnavailableError) as caught:
        await RemoteRegistry(line).record(ZHANG.number)
    assert caught.value.retry


@pytest.mark.parametrize("fault", ["nonsense", "not json"])
async def test_an_answer_beside_the_contract_is_never_guessed_at(
    server: LoopbackFirm, line: Line, fault: str
) -> None:
    server.faults = [fault]
    with pytest.raises(ContractBrokenError) as caught:
        await RemoteRegistry(line).record(ZHANG.number)
    assert not caught.value.retry


async def test_somebody_elses_404_does_not_mean_it_never_arrived(
    server: LoopbackFirm, line: Line
) -> None:
    assert await RemoteCoreSystems(line).outcome_of("request-9") is None
    server.faults = ["foreign 404"]
    with pytest.raises(BackOfficeRefusedError):
        await RemoteCoreSystems(line).outcome_of("request-9")


async def test_a_wrong_token_is_final(server: LoopbackFirm) -> None:
    async with httpx.AsyncClient() as client:
        line = Line(client, RemoteSettings(server.url, "wrong"))
        with pytest.raises(BackOfficeRefusedError) as caught:
            await RemoteRegistry(line).record(ZHANG.number)
    assert not caught.value.retry
    assert len(server.requests) == 1


async def test_errors_carry_no_personal_data(server: LoopbackFirm, line: Line) -> None:
    for fault in ("nonsense", "not json", "broken"):
        server.faults = [fault] * 3
        with pytest.raises(BackOfficeError) as caught:
            await RemoteRegistry(line).find(
                ZHANG.name, ZHANG.document_kind, ZHANG.number, ZHANG.phone
            )
        assert ZHANG.number not in str(caught.value) + str(caught.value.__cause__)


async def test_personal_data_do_not_stand_in_addresses(server: LoopbackFirm, line: Line) -> None:
    await RemoteRegistry(line).find(ZHANG.name, ZHANG.document_kind, ZHANG.number, ZHANG.phone)
    await RemoteRegistry(line).record(ZHANG.number)
    assert server.requests == ["POST /v1/customers/match", "POST /v1/customers/record"]


def test_the_contract_file_is_a_valid_description() -> None:
    validate(yaml.safe_load(Path(CONTRACT).read_text()))


def test_the_token_does_not_stand_in_a_settings_text() -> None:
    assert "secret-token" not in repr(RemoteSettings("http://x", "secret-token"))
