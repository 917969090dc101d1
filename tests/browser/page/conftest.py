"""A sandbox, a small answering bot, and Debian's Chromium looking at the page."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession, web
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from bot.sandbox.server import Extension, Sandbox
from bot.sandbox.settings import GENEROUS_RATES, SandboxSettings

CHROMIUM = Path(os.environ.get("RESETDESK_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--disable-background-networking",
]
EXPECTED_NOISE = (
    "allow-scripts and allow-same-origin",  # the Mini App's frame has an origin of its own
    "Failed to load resource",  # tests break the line on purpose
)
MINI_APP = """<!doctype html><meta charset="utf-8"><title>app</title>
<script src="SCRIPT"></script>
<h1 id="who"></h1><button id="close">close</button><button id="data">data</button>
<script>
const app = Telegram.WebApp;
who.textContent = `${app.initDataUnsafe.user?.id} ${app.colorScheme} ${app.version}`;
app.ready();
app.MainButton.setText("SAVE").show().onClick(() => { who.textContent = "saved"; });
app.BackButton.show().onClick(() => { who.textContent = "went back"; });
document.querySelector("#close").onclick = () => app.close();
document.querySelector("#data").onclick = () => app.sendData("four eyes");
</script>"""
HELLO = (
    "<b>Step 1 of 9</b>\n<i>Hello</i>, <code>8 digits</code>, "
    '<a href="https://example.invalid/">guide</a>, <tg-spoiler>hidden</tg-spoiler>\n'
    "&lt;img src=x onerror=alert(1)&gt;"
)


class MiniAppServer:
    """The bot's own web server stands at another port than the sandbox, as in the demo."""

    def __init__(self) -> None:
        self.script = ""

    async def serve(self, _request: web.Request) -> web.Response:
        text = MINI_APP.replace("SCRIPT", self.script)
        return web.Response(text=text, content_type="text/html")


class AnsweringBot:
    """Answers by the Bot API over HTTP, as much as the page's tests need."""

    def __init__(self, sandbox: Sandbox, http: ClientSession, app_url: str) -> None:
        self.sandbox = sandbox
        self.app_url = app_url
        self.http = http
        self.heard: list[dict[str, Any]] = []

    async def call(self, method: str, **params: Any) -> Any:
        url = f"{self.sandbox.url}/bot{self.sandbox.bot_token}/{method}"
        async with self.http.post(url, json=params) as answer:
            body = await answer.json()
        assert body["ok"], (method, body)
        return body["result"]

    async def run(self) -> None:
        await self.call("setMyCommands", commands=[_command("start"), _command("help")])
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=5):
                offset = update["update_id"] + 1
                self.heard.append(update)
                await self._answer(update)

    async def _answer(self, update: dict[str, Any]) -> None:
        if "callback_query" in update:
            await self._tapped(update["callback_query"])
        elif update.get("message", {}).get("chat", {}).get("type") == "private":
            await self._told(update["message"])

    async def _told(self, message: dict[str, Any]) -> None:
        chat = message["chat"]["id"]
        match message.get("text"):
            case "/start":
                await self.call(
                    "sendMessage",
                    chat_id=chat,
                    text=HELLO,
                    parse_mode="HTML",
                    reply_markup={"inline_keyboard": self._rows("futures")},
                )
            case "keyboard":
                await self._send_keyboard(chat)
            case str() as text:
                await self.call("sendMessage", chat_id=chat, text=f"heard: {text}")
            case _:
                await self.call("sendMessage", chat_id=chat, text="thank you")

    async def _send_keyboard(self, chat: int) -> None:
        app = {"text": "form", "web_app": {"url": self.app_url}}
        rows = [[{"text": "my phone", "request_contact": True}], [app, {"text": "plain"}]]
        await self.call(
            "sendMessage", chat_id=chat, text="choose", reply_markup={"keyboard": rows}
        )

    def _rows(self, first: str) -> list[list[dict[str, Any]]]:
        return [
            [
                {"text": first, "callback_data": "tick"},
                {"text": "rules", "callback_data": "alert"},
            ],
            [{"text": "secure", "web_app": {"url": self.app_url}}],
        ]

    async def _tapped(self, query: dict[str, Any]) -> None:
        if query["data"] == "alert":
            await self.call(
                "answerCallbackQuery",
                callback_query_id=query["id"],
                text="Eight digits.",
                show_alert=True,
            )
            return
        message = query["message"]
        private = message["chat"]["type"] == "private"
        rows = self._rows("✓ futures")[: None if private else 1]  # Mini Apps open in private only
        await self.call(
            "editMessageReplyMarkup",
            chat_id=message["chat"]["id"],
            message_id=message["message_id"],
            reply_markup={"inline_keyboard": rows},
        )
        await self.call("answerCallbackQuery", callback_query_id=query["id"], text="Ticked")


def _command(name: str) -> dict[str, str]:
    return {"command": name, "description": name.title()}


@pytest.fixture
def extensions() -> list[Extension]:
    """Leave the demo drawer out: its previews cost seconds; the drawer's own tests bring it."""
    return []


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox(extensions: list[Extension]) -> AsyncIterator[Sandbox]:
    settings = SandboxSettings(rates=GENEROUS_RATES)
    async with Sandbox(settings, extensions=extensions) as sandbox:
        yield sandbox


@pytest_asyncio.fixture(loop_scope="session")
async def mini_app(sandbox: Sandbox) -> AsyncIterator[str]:
    server = MiniAppServer()
    server.script = f"{sandbox.url}/page/static/telegram-web-app.js"
    application = web.Application()
    application.add_routes([web.get("/", server.serve)])
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await runner.cleanup()


@pytest_asyncio.fixture(loop_scope="session")
async def bot(sandbox: Sandbox, mini_app: str) -> AsyncIterator[AnsweringBot]:
    async with ClientSession() as http:
        answering = AnsweringBot(sandbox, http, mini_app)
        running = asyncio.create_task(answering.run())
        yield answering
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    if not CHROMIUM.exists():  # noqa: ASYNC240 - one look at the disk before anything runs
        pytest.skip("Debian's chromium is not installed")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(
        viewport={"width": 1280, "height": 800},
        locale="en-GB",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(15_000)
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(
    context: BrowserContext, sandbox: Sandbox, bot: AnsweringBot
) -> AsyncIterator[Page]:
    """Open the page as a first visitor; at the end nothing may have gone wrong in it."""
    assert bot.sandbox is sandbox
    page = await context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda line: trouble.extend([line.text] if line.type == "error" else []))
    page.on("request", lambda request: trouble.extend(_abroad(request.url)))
    await page.goto(sandbox.url)
    await page.wait_for_selector("body[data-ready]")
    yield page
    assert not [line for line in trouble if not any(noise in line for noise in EXPECTED_NOISE)]


def _abroad(url: str) -> list[str]:
    own = ("http://127.0.0.1:", "blob:http://127.0.0.1:", "data:")
    return [] if url.startswith(own) else [f"asked for {url}"]
