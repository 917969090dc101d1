"""Long polling and webhooks: the rules by which a bot takes its updates."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import ClientSession, web

from bot.clock import ManualClock
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import GENEROUS_RATES, SandboxSettings
from bot.sandbox.testing import Phone

USER = 4242


@dataclass
class Server:
    """A bot's own server, answering as it is told."""

    url: str = ""
    secrets: list[str | None] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    answers: list[web.Response] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.texts.append((await request.json())["message"]["text"])
        self.arrived.set()
        return self.answers.pop(0) if self.answers else web.Response()

    async def wait_for(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.texts) < count:
                self.arrived.clear()
                await self.arrived.wait()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_post("/hook", server.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield server
    await runner.cleanup()


async def test_updates_stay_until_confirmed(bot: Bot, phone: Phone) -> None:
    await phone.say("two")
    first = await bot.get_updates()
    assert [u.message.text for u in first if u.message] == ["/start", "two"]
    assert [u.update_id for u in await bot.get_updates()] == [u.update_id for u in first]
    rest = await bot.get_updates(offset=first[0].update_id + 1)
    assert [u.message.text for u in rest if u.message] == ["two"]
    await phone.say("three")
    assert len(await bot.get_updates(limit=1)) == 1
    last = await bot.get_updates(offset=-1)
    assert [u.message.text for u in last if u.message] == ["three"]
    assert await bot.get_updates(offset=last[0].update_id + 1) == []


async def test_the_wait_is_real(bot: Bot, sandbox: Sandbox) -> None:
    began = time.monotonic()
    assert await bot.get_updates(timeout=1) == []
    assert 0.9 < time.monotonic() - began < 3
    waiting = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    await sandbox.phone(USER).say("hello")
    async with asyncio.timeout(2):
        assert len(await waiting) == 1


async def test_a_second_poll_ends_the_first(bot: Bot, phone: Phone) -> None:
    await bot.get_updates(offset=-1)
    drained = (await bot.get_updates())[-1].update_id + 1
    first = asyncio.create_task(bot.get_updates(offset=drained, timeout=20))
    await asyncio.sleep(0.1)
    second = asyncio.create_task(bot.get_updates(offset=drained, timeout=20))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await first
    await phone.say("x")
    assert len(await second) == 1


async def test_allowed_updates_are_remembered(bot: Bot, phone: Phone) -> None:
    await bot.get_updates(offset=-1, allowed_updates=["edited_message"])
    said = await phone.say("ignored")
    await phone.edit(said, "changed")
    updates = await bot.get_updates()
    assert [u.event_type for u in updates][1:] == ["edited_message"]


@pytest.mark.usefixtures("phone")
async def test_updates_are_forgotten_after_a_day(bot: Bot, clock: ManualClock) -> None:
    clock.advance(24 * 3600 + 1)
    assert await bot.get_updates() == []


@pytest.mark.usefixtures("phone")
async def test_polling_and_webhook_exclude_each_other(bot: Bot, server: Server) -> None:
    waiting = asyncio.create_task(bot.get_updates(offset=10**9, timeout=20))
    await asyncio.sleep(0.1)
    assert await bot.set_webhook(server.url)
    with pytest.raises(TelegramConflictError, match="terminated by setWebhook request"):
        await waiting
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook"):
        await bot.get_updates()
    assert await bot.delete_webhook()
    assert await bot.get_updates() == []


async def test_the_webhook_gets_updates_in_order_with_its_secret(
    bot: Bot, phone: Phone, server: Server
) -> None:
    await bot.set_webhook(server.url, secret_token="s-1", drop_pending_updates=True)
    for number in range(5):
        await phone.say(str(number))
    await server.wait_for(5)
    assert server.texts == list("01234")
    assert set(server.secrets) == {"s-1"}
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == (server.url, 0)


async def test_a_refused_update_comes_again_and_holds_its_chat(server: Server) -> None:
    settings = SandboxSettings(rates=GENEROUS_RATES, webhook_first_retry_s=0.05)
    async with Sandbox(settings) as sandbox, ClientSession() as http:
        server.answers = [web.Response(status=500), web.Response(status=503)]
        api = f"{sandbox.url}/bot{sandbox.bot_token}"
        async with http.post(f"{api}/setWebhook", json={"url": server.url}) as answer:
            assert (await answer.json())["description"] == "Webhook was set"
        await sandbox.phone(1).say("a")
        await sandbox.phone(1).say("b")
        await server.wait_for(4)
        assert server.texts == ["a", "a", "a", "b"]
        async with http.get(f"{api}/getWebhookInfo") as answer:
            info = (await answer.json())["result"]
    assert "Wrong response from the webhook: 503" in info["last_error_message"]


async def test_a_method_in_the_answer_is_performed(bot: Bot, phone: Phone, server: Server) -> None:
    body = {"method": "sendMessage", "chat_id": USER, "text": "from the answer"}
    server.answers = [web.json_response(body)]
    await bot.set_webhook(server.url, drop_pending_updates=True)
    await phone.say("x")
    assert (await phone.heard()).text == "from the answer"


async def test_aiograms_own_webhook_server_answers_with_a_file(bot: Bot, phone: Phone) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def answer(message: Message) -> SendDocument:
        return message.answer_document(BufferedInputFile(b"text", "a.txt"), caption="here")

    app = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False)
    handler.register(app, path="/hook")
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await bot.set_webhook(
        f"http://127.0.0.1:{runner.addresses[0][1]}/hook", drop_pending_updates=True
    )
    await phone.say("x")
    heard = await phone.heard()
    assert (heard.text, heard.body["document"]["file_name"]) == ("here", "a.txt")
    await runner.cleanup()


async def test_webhook_addresses(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="bad webhook"):
        await bot.set_webhook("https://example.com/hook")
    with pytest.raises(TelegramBadRequest, match="unallowed characters"):
        await bot.set_webhook("http://127.0.0.1:1/hook", secret_token="a b")
    async with Sandbox(SandboxSettings(allow_loopback_links=False)) as strict:
        url = f"{strict.url}/bot{strict.bot_token}/setWebhook"
        async with (
            ClientSession() as http,
            http.post(url, json={"url": "http://127.0.0.1/"}) as got,
        ):
            assert "An HTTPS URL must be provided" in (await got.json())["description"]
