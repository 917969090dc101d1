"""One promise for every way of sending a text message."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
import pytest

from bot.clock import ManualClock
from bot.sandbox.server import Sandbox
from bot.sms.errors import SmsError
from bot.sms.gateway import GatewaySettings, GatewaySms, Json
from bot.sms.memory import MemorySms
from bot.sms.ports import SmsSender
from bot.sms.sandbox import SandboxSms
from bot.sms.tencent import ApprovedText, TencentSettings, TencentSms
from tests.contract.firm.gateways import (
    GATEWAY_SECRET,
    TENCENT_ID,
    TENCENT_KEY,
    LoopbackGateways,
    loopback_gateways,
)

PHONE = "13800130001"
TEXT = "【示例期货】身份验证的验证码为 204817，180 秒内有效。"
APPROVED = ApprovedText("1400001", "【示例期货】{1}的验证码为 {2}，{3} 秒内有效。")
_CLOCK = ManualClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))

Build = Callable[[httpx.AsyncClient, str], SmsSender]


def _sandbox(client: httpx.AsyncClient, url: str) -> SmsSender:
    return SandboxSms(client, url)


def _gateway(client: httpx.AsyncClient, url: str, secret: str = GATEWAY_SECRET) -> SmsSender:
    template: dict[str, Json] = {
        "to": ["{phone}"],
        "message": {"content": "{text}", "id": "{message_id}", "n": 1},
    }
    return GatewaySms(client, GatewaySettings(f"{url}/gateway", template, secret), _CLOCK)


def _tencent(_client: httpx.AsyncClient, url: str, key: str = TENCENT_KEY) -> SmsSender:
    return TencentSms(
        TencentSettings(
            TENCENT_ID,
            key,
            "1400000",
            "示例期货",
            (APPROVED,),
            endpoint=url.removeprefix("http://"),
            scheme="http",
            timeout_s=1,
        )
    )


REMOTE = pytest.mark.parametrize("build", [_sandbox, _gateway, _tencent])


@pytest.fixture
async def gateways() -> AsyncIterator[LoopbackGateways]:
    async with loopback_gateways() as state:
        yield state


@asynccontextmanager
async def _sender(build: Build, url: str) -> AsyncIterator[SmsSender]:
    async with httpx.AsyncClient(timeout=0.5) as client:
        yield build(client, url)


@REMOTE
async def test_a_message_arrives_once_for_one_id(build: Build, gateways: LoopbackGateways) -> None:
    async with _sender(build, gateways.url) as sender:
        await sender.send(PHONE, TEXT, "m-1")
        await sender.send(PHONE, TEXT, "m-1")
    assert list(gateways.delivered) == ["m-1"]
    phone, text = gateways.delivered["m-1"]
    assert phone == PHONE
    assert "204817" in text


async def test_the_real_sandbox_delivers_once() -> None:
    async with Sandbox() as sandbox, httpx.AsyncClient() as client:
        sender = SandboxSms(client, sandbox.url)
        await sender.send(PHONE, TEXT, "m-1")
        await sender.send(PHONE, TEXT, "m-1")
        assert [message.text for message in sandbox.sms.inbox(PHONE)] == [TEXT]
        for kind in ("500", "drop"):
            sandbox.faults.add("sms", kind)
            with pytest.raises(SmsError) as caught:
                await sender.send(PHONE, TEXT, "m-2")
            assert caught.value.retry


async def test_the_twin_delivers_once_too() -> None:
    sender = MemorySms()
    await sender.send(PHONE, TEXT, "m-1")
    await sender.send(PHONE, TEXT, "m-1")
    assert [(one.phone, one.text) for one in sender.delivered.values()] == [(PHONE, TEXT)]


@REMOTE
@pytest.mark.parametrize(
    ("fault", "retry"), [("slow", True), ("error", True), ("busy", True), ("refuse", False)]
)
async def test_an_error_says_whether_to_try_again(
    build: Build, gateways: LoopbackGateways, fault: str, retry: bool
) -> None:
    gateways.fault = fault
    async with _sender(build, gateways.url) as sender:
        with pytest.raises(SmsError) as caught:
            await sender.send(PHONE, TEXT, "m-1")
    assert caught.value.retry is retry
    assert PHONE not in str(caught.value)
    assert "204817" not in str(caught.value)


@REMOTE
async def test_nobody_there_is_worth_another_try(build: Build) -> None:
    async with _sender(build, "http://127.0.0.1:9") as sender:
        with pytest.raises(SmsError) as caught:
            await sender.send(PHONE, TEXT, "m-1")
    assert caught.value.retry


async def test_a_wrong_secret_is_refused_for_good(gateways: LoopbackGateways) -> None:
    async with httpx.AsyncClient() as client:
        for sender in (_gateway(client, gateways.url, "x"), _tencent(client, gateways.url, "x")):
            with pytest.raises(SmsError) as caught:
                await sender.send(PHONE, TEXT, "m-1")
            assert not caught.value.retry
    assert not gateways.delivered


async def test_only_the_parameters_of_an_approved_text_travel(gateways: LoopbackGateways) -> None:
    async with _sender(_tencent, gateways.url) as sender:
        await sender.send(PHONE, TEXT, "m-1")
        assert gateways.delivered["m-1"] == (PHONE, "身份验证|204817|180")
        with pytest.raises(SmsError, match="no approved template") as caught:
            await sender.send(PHONE, "anything else", "m-2")
    assert not caught.value.retry


def test_secrets_do_not_stand_in_a_settings_text() -> None:
    settings = TencentSettings("id", "very-secret", "1", "s", (APPROVED,))
    assert "very-secret" not in repr(settings)
    assert "hidden" not in repr(GatewaySettings("u", {}, "hidden"))
