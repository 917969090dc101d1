"""The pages in a real browser, as a person uses them: by reading, typing, pasting and tapping."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from aiohttp import web
from playwright.async_api import Page as Tab
from playwright.async_api import async_playwright

import bot.sandbox
from bot.clock import SystemClock
from bot.seal import unseal
from bot.web.ports import Sighting
from dialogs.effects import Page
from dialogs.kinds import Lang
from tests.contract.firm.desk import CASE, PRIVATE_KEY, USER, Desk, init_data, running_desk

CHROMIUM = "/usr/bin/chromium"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium"),
]
BRIDGE = Path(bot.sandbox.__file__).parent / "page" / "telegram-web-app.js"


@asynccontextmanager
async def _bridge() -> AsyncIterator[str]:
    """Serve the sandbox's own script of Mini Apps."""

    async def script(_request: web.Request) -> web.FileResponse:
        return web.FileResponse(BRIDGE)

    app = web.Application()
    app.router.add_get("/bridge.js", script)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/bridge.js"
    await runner.cleanup()


@pytest.fixture(params=[(Lang.ZH, "light"), (Lang.EN, "dark")], ids=["zh-light", "en-dark"])
async def seen(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Desk, Tab, Lang]]:
    lang, scheme = request.param
    async with (
        _bridge() as script,
        running_desk(SystemClock(), script, minimum_s=1) as desk,
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        context = await browser.new_context(
            viewport={"width": 390, "height": 844}, color_scheme=scheme, locale=f"{lang}-CN"
        )
        tab = await context.new_page()
        trouble: list[str] = []
        tab.on("pageerror", lambda error: trouble.append(str(error)))
        tab.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
        yield desk, tab, lang
        await browser.close()
        assert not [words for words in trouble if "422" not in words]


def _app_url(desk: Desk, lang: Lang) -> str:
    link = desk.links.link(Page.PASSWORDS, "", CASE, USER, lang)
    data = init_data(at=SystemClock().now())
    return f"{desk.url}{link}#tgWebAppData={quote(data)}"


async def _fill(tab: Tab, password: str) -> None:
    await tab.fill("#in-password", password)
    await tab.fill("#in-repeat", password)


async def test_reading_ends_at_the_end(seen: tuple[Desk, Tab, Lang]) -> None:
    desk, tab, lang = seen
    await tab.goto(desk.url + desk.links.link(Page.AGREEMENT, "service", CASE, USER, lang))
    await tab.wait_for_timeout(1500)
    assert await tab.locator("#done").is_disabled(), "the end has not been reached"
    for _ in range(40):
        await tab.mouse.wheel(0, 300)
        if await tab.locator("#done").is_enabled():
            break
        await tab.wait_for_timeout(50)
    assert await tab.locator("#bar").get_attribute("aria-valuenow") == "100"
    await tab.click("#done")
    await tab.wait_for_selector("#thanks:visible")
    assert [one.kind for one in desk.talk.sightings] == [Sighting.OPENED, Sighting.READ]
    width = await tab.evaluate("document.documentElement.scrollWidth")
    assert width <= 390, "nothing sticks out sideways"


async def test_passwords_one_after_another(seen: tuple[Desk, Tab, Lang]) -> None:
    desk, tab, lang = seen
    await tab.goto(_app_url(desk, lang))
    first = tab.locator("#in-password")
    await first.wait_for()
    assert await first.get_attribute("inputmode") == "numeric"
    assert await first.get_attribute("type") == "password"
    await _fill(tab, "19900307")
    await tab.wait_for_selector(".rules li.broken")
    assert await tab.locator(".rules li.broken").count() == 1
    assert await tab.locator("button.main").is_disabled()
    await _fill(tab, "88668866")
    await tab.wait_for_selector(".advice:visible")
    await tab.wait_for_selector("button.main:enabled")
    await tab.click(".field button >> nth=0")
    assert await first.get_attribute("type") == "text"
    for password in ("73915206", "90517263", "739152", "k7m2q9xw"):
        await _fill(tab, password)
        await tab.wait_for_selector("button.main:enabled")
        await tab.click("button.main")
        await tab.wait_for_timeout(50)
    await tab.wait_for_selector(".rows")
    await tab.click(".row >> nth=2 >> button")
    assert await tab.input_value("#in-password") == "739152"
    await _fill(tab, "915273")
    await tab.keyboard.press("Enter")
    await tab.wait_for_selector(".rows")
    await tab.click("button.main")
    await tab.wait_for_selector(".emblem.good")
    opened = [unseal(one, PRIVATE_KEY).password for one in desk.talk.submissions[0].sealed]
    assert opened == ["73915206", "90517263", "915273", "k7m2q9xw"]
    await tab.evaluate("Telegram.WebApp.close = () => { window.closedByPage = true; }")
    await tab.click("button.main")
    assert await tab.evaluate("window.closedByPage")


async def test_a_paste_is_taken_and_a_reload_forgets(seen: tuple[Desk, Tab, Lang]) -> None:
    desk, tab, lang = seen
    await tab.goto(_app_url(desk, lang))
    await tab.wait_for_selector("#in-password")
    await tab.focus("#in-password")
    await tab.keyboard.insert_text("73915206")
    await tab.wait_for_selector(".rules li.ok")
    kept = await tab.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    assert "73915206" not in kept
    await tab.reload()
    await tab.wait_for_selector("#in-password")
    assert await tab.input_value("#in-password") == ""


async def test_outside_telegram_nothing_is_asked(seen: tuple[Desk, Tab, Lang]) -> None:
    desk, tab, lang = seen
    await tab.goto(_app_url(desk, lang).split("#")[0])
    await tab.wait_for_selector(".middle")
    assert await tab.locator("input").count() == 0
    assert "Telegram" in await tab.inner_text("#app")


async def test_not_me_is_one_tap(seen: tuple[Desk, Tab, Lang]) -> None:
    desk, tab, lang = seen
    await tab.goto(desk.url + desk.not_me.link(CASE, lang, desk.clock.now()))
    assert await tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert desk.talk.reports == []
    await tab.click("button.alarm")
    await tab.wait_for_selector(".call")
    assert [case_id for case_id, _ in desk.talk.reports] == [CASE]
    assert await tab.locator("button").count() == 0
    await tab.click("a[hreflang]")
    assert await tab.get_attribute("html", "lang") != ("zh-CN" if lang is Lang.ZH else "en")
    assert len(desk.talk.reports) == 1
