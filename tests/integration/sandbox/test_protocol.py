"""The protocol around the methods: spelling, bodies, tokens, faults, limits, who may call."""

import asyncio
import json
import time

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiohttp import ClientSession, FormData

from bot.sandbox.errors import SandboxError
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import GENEROUS_RATES, RateLimits, SandboxSettings
from bot.sandbox.testing import Phone

USER = 4242
Answer = tuple[int, dict[str, object]]


async def call(sandbox: Sandbox, method: str, token: str | None = None, **how: object) -> Answer:
    url = f"{sandbox.url}/bot{token or sandbox.bot_token}/{method}"
    async with ClientSession() as http, http.post(url, **how) as answer:  # type: ignore[arg-type]
        return answer.status, await answer.json()


async def test_tokens_and_methods(sandbox: Sandbox) -> None:
    assert await call(sandbox, "getMe", token="1:wrong") == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )
    assert (await call(sandbox, "getMe", token="nonsense"))[0] == 404
    assert await call(sandbox, "getNothing") == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found: method not found"},
    )
    assert (await call(sandbox, "GETME"))[0] == 200
    body = (await call(sandbox, "sendInvoice"))[1]
    assert body["description"] == "Not Found: the sandbox does not offer SendInvoice"


@pytest.mark.usefixtures("phone")
async def test_every_kind_of_body_is_read(sandbox: Sandbox) -> None:
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    fields = {"chat_id": str(USER), "text": "x", "reply_markup": json.dumps(markup)}
    multipart = FormData(fields, default_to_multipart=True)
    multipart.add_field("disable_notification", "True")
    for how in (
        {"json": {"chat_id": USER, "text": "x", "reply_markup": markup, "novelty": 1}},
        {"json": {"chat_id": USER, "text": "x", "reply_markup": json.dumps(markup)}},
        {"data": fields},
        {"data": multipart},
        {"params": fields},
    ):
        status, body = await call(sandbox, "sendMessage", **how)
        assert (status, body["ok"]) == (200, True)
        result = body["result"]
        assert isinstance(result, dict)
        assert result["reply_markup"] == markup


@pytest.mark.usefixtures("phone")
@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "chat_id is empty"),
        ({"chat_id": USER}, "message text is empty"),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ({"chat_id": USER, "text": "x", "reply_markup": "{"}, "object expected as reply markup"),
        ({"chat_id": USER, "text": "x", "reply_markup": {"a": 1}}, "object expected as reply"),
        ({"chat_id": USER, "text": "x", "entities": "["}, "can't parse entities JSON object"),
        ({"chat_id": USER, "text": "x", "entities": [{"type": "bold"}]}, "can't parse entities.0"),
        ({"chat_id": USER, "text": "x", "message_thread_id": "?"}, "can't parse message_thread"),
        ({"chat_id": USER, "text": "x", "message_thread_id": 5}, "message thread not found"),
    ],
)
async def test_wrong_parameters(sandbox: Sandbox, fields: dict[str, object], reason: str) -> None:
    status, body = await call(sandbox, "sendMessage", json=fields)
    assert status == 400, body
    assert str(body["description"]).startswith(f"Bad Request: {reason}")


async def test_keys_may_be_bare_texts(sandbox: Sandbox, phone: Phone) -> None:
    fields = {
        "chat_id": USER,
        "text": "x",
        "reply_markup": {"keyboard": [["yes", {"text": "no"}]]},
    }
    assert (await call(sandbox, "sendMessage", json=fields))[0] == 200
    assert phone.keyboard == ("yes", "no")


async def test_a_broken_body(sandbox: Sandbox) -> None:
    headers = {"Content-Type": "application/json"}
    assert (await call(sandbox, "sendMessage", data=b"{", headers=headers))[0] == 400
    assert (await call(sandbox, "sendMessage", data=b"[]", headers=headers))[0] == 400


async def test_users_are_found_by_name(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.add_user(77, username="wang")
    await sandbox.phone(77).say("hi")
    assert (await bot.send_message("@Wang", "x")).chat.id == 77


@pytest.mark.usefixtures("phone")
async def test_scripted_refusals(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.faults.add("sendMessage", "429", times=2, retry_after=7)
    for _ in range(2):
        with pytest.raises(TelegramRetryAfter) as caught:
            await bot.send_message(USER, "x")
        assert caught.value.retry_after == 7
    sandbox.faults.add("*", "500")
    with pytest.raises(TelegramServerError):
        await bot.get_me()
    assert (await bot.send_message(USER, "x")).text == "x"


async def test_scripted_connections(sandbox: Sandbox, bot: Bot, phone: Phone) -> None:
    sandbox.faults.add("sendMessage", "drop")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(USER, "lost")
    sandbox.faults.add("sendMessage", "drop_after")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(USER, "done all the same")
    assert [m.text for m in phone.messages[1:]] == ["done all the same"]
    sandbox.faults.add("getMe", "slow", seconds=0.3)
    began = time.monotonic()
    await bot.get_me()
    assert time.monotonic() - began >= 0.3
    sandbox.faults.add("getMe", "timeout")
    with pytest.raises(TelegramNetworkError):
        await bot.get_me(request_timeout=1)


async def test_faults_over_http(sandbox: Sandbox, bot: Bot) -> None:
    async with ClientSession() as http:
        fault = {"method": "getMe", "kind": "500", "skip": 1}
        async with http.post(f"{sandbox.url}/faults", json=fault) as answer:
            assert await answer.json() == {"waiting": 1}
        await bot.get_me()
        with pytest.raises(TelegramServerError):
            await bot.get_me()
        async with http.post(f"{sandbox.url}/faults", json={"method": "x", "kind": "?"}) as answer:
            assert answer.status == 400
        sandbox.faults.add("getMe", "500")
        async with http.delete(f"{sandbox.url}/faults") as answer:
            assert await answer.json() == {"waiting": 0}
        await bot.get_me()


async def test_rates() -> None:
    rates = RateLimits(total_per_s=30, chat_per_s=1, chat_burst=3, group_per_min=5)
    async with Sandbox(SandboxSettings(rates=rates)) as sandbox:
        await sandbox.phone(1).say("/start")
        fields: dict[str, object] = {"chat_id": 1, "text": "x"}
        statuses = [(await call(sandbox, "sendMessage", json=fields))[0] for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        _, body = await call(sandbox, "sendMessage", json=fields)
        assert body["parameters"] == {"retry_after": 1}
        assert body["description"] == "Too Many Requests: retry after 1"


async def test_a_group_counts_all_its_topics() -> None:
    rates = RateLimits(chat_burst=100, group_per_min=5)
    async with Sandbox(SandboxSettings(rates=rates)) as sandbox:
        owner = sandbox.add_user(1)
        chat = sandbox.add_group("Desk", [owner.id])
        _, made = await call(sandbox, "createForumTopic", json={"chat_id": chat.id, "name": "A"})
        result = made["result"]
        assert isinstance(result, dict)
        fields = {"chat_id": chat.id, "text": "x"}
        topic = {**fields, "message_thread_id": result["message_thread_id"]}
        for body in (fields, topic, fields, topic):
            assert (await call(sandbox, "sendMessage", json=body))[0] == 200
        status, refused = await call(sandbox, "sendMessage", json=topic)
        assert status == 429
        parameters = refused["parameters"]
        assert isinstance(parameters, dict)
        assert 55 <= parameters["retry_after"] <= 60


async def test_only_this_machine_and_its_own_page(sandbox: Sandbox) -> None:
    url = f"{sandbox.url}/page/user"
    body = {"first_name": "X"}
    async with ClientSession() as http:
        for headers, status in (
            ({}, 200),
            ({"Origin": sandbox.url}, 200),
            ({"Host": "evil.example:80"}, 421),
            ({"Origin": "https://evil.example"}, 403),
            ({"Origin": "null"}, 403),
            ({"Sec-Fetch-Site": "cross-site"}, 403),
            ({"Sec-Fetch-Site": "same-site"}, 403),
        ):
            async with http.post(url, json=body, headers=headers) as answer:
                assert answer.status == status, headers
        async with http.post(url, data=json.dumps(body)) as answer:
            assert answer.status == 415


@pytest.mark.usefixtures("sandbox")
async def test_a_wrong_token_is_unauthorized_for_aiogram(bot: Bot) -> None:
    stranger = Bot("42:TEST", session=bot.session)
    with pytest.raises(TelegramUnauthorizedError):
        await stranger.get_me()


async def test_it_listens_on_loopback_only(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxError, match=r"0\.0\.0\.0 is not an address of this machine alone"):
        await Sandbox(SandboxSettings(host="0.0.0.0")).start()  # noqa: S104 - refused
    taken = int(sandbox.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        await Sandbox(SandboxSettings(port=taken)).start()


async def test_it_stops_at_once_with_a_poll_under_way() -> None:
    async with Sandbox(SandboxSettings(rates=GENEROUS_RATES)) as sandbox:
        polling = asyncio.create_task(call(sandbox, "getUpdates", json={"timeout": 50}))
        await asyncio.sleep(0.1)
        began = time.monotonic()
    assert time.monotonic() - began < 3
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
