"""Around the chat: Mini Apps, keyboard only, narrow screens, language, theme, desk, identities."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from bot.sandbox import acts, topic_acts
from bot.sandbox.hands import At
from bot.sandbox.server import Sandbox

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


async def begin(page: Page) -> None:
    await page.get_by_test_id("start").click()
    await expect(page.get_by_test_id("bubble-bot")).to_have_count(1)


async def focused(page: Page) -> str:
    found = await page.evaluate("document.activeElement.dataset.testid ?? ''")
    return str(found)


async def tab_to(page: Page, testid: str, most: int = 40) -> None:
    for _ in range(most):
        if await focused(page) == testid:
            return
        await page.keyboard.press("Tab")
    pytest.fail(f"{testid} is not reached by the Tab key")


async def test_a_mini_app_knows_its_visitor_and_uses_the_buttons(page: Page) -> None:
    await begin(page)
    await page.get_by_test_id("inline-button").last.click()
    frame = page.frame_locator("[data-testid=mini-app-frame]")
    await expect(frame.locator("#who")).to_have_text(re.compile(r"^\d+ light \d"))
    await expect(page.get_by_test_id("mini-app-main")).to_have_text("SAVE")
    await page.get_by_test_id("mini-app-main").click()
    await expect(frame.locator("#who")).to_have_text("saved")
    await page.get_by_test_id("mini-app-back").click()
    await expect(frame.locator("#who")).to_have_text("went back")
    await frame.locator("#close").click()
    await expect(page.get_by_test_id("mini-app")).to_have_count(0)


async def test_a_mini_app_is_closed_by_escape(page: Page) -> None:
    await begin(page)
    await page.get_by_test_id("inline-button").last.click()
    await expect(page.get_by_test_id("mini-app-main")).to_be_visible()
    await page.get_by_test_id("mini-app-close").focus()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("mini-app")).to_have_count(0)


async def test_a_keyboards_mini_app_hands_its_data_to_the_bot(page: Page) -> None:
    await page.get_by_test_id("phone-input").fill("keyboard")
    await page.keyboard.press("Enter")
    await page.get_by_test_id("reply-button").get_by_text("form").click()
    await page.frame_locator("[data-testid=mini-app-frame]").locator("#data").click()
    await expect(page.get_by_test_id("mini-app")).to_have_count(0)
    await expect(page.get_by_test_id("service")).to_contain_text("form")


async def test_everything_is_done_by_keyboard(page: Page) -> None:
    await tab_to(page, "start")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("phone-input")).to_be_focused()
    await expect(page.get_by_test_id("bubble-bot")).to_have_count(1)
    await page.keyboard.press("Shift+Tab")
    for _ in range(20):
        if await focused(page) == "inline-button":
            break
        await page.keyboard.press("Shift+Tab")
    first = page.get_by_test_id("inline-button").first
    while not await first.evaluate("node => node === document.activeElement"):
        await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(first).to_have_text("✓ futures")
    await expect(first).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("alert-ok")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("alert")).to_have_count(0)
    await tab_to(page, "phone-attach")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("attach-media")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_test_id("attach-file")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("phone-attach")).to_be_focused()


async def test_the_focus_is_seen(page: Page) -> None:
    await tab_to(page, "start")
    outline = await page.get_by_test_id("start").evaluate("n => getComputedStyle(n).outlineStyle")
    assert outline == "solid"


@pytest.mark.parametrize("width", [360, 390])
async def test_a_narrow_screen_shows_one_thing_at_a_time(page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 740})
    await page.get_by_test_id("tab-phone").click()
    await begin(page)
    for name in ("phone", "demo", "sms", "desk"):
        await page.get_by_test_id(f"tab-{name}").click()
        await expect(page.locator(f"#panel-{name}")).to_be_visible()
        assert await page.locator("main > section:not([hidden])").count() == 1
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await page.get_by_test_id("tab-phone").click()
    await expect(page.get_by_test_id("phone-input")).to_be_in_viewport()


async def test_the_language_changes_at_once_and_stays(page: Page) -> None:
    await begin(page)
    await expect(page.get_by_test_id("day")).to_have_text("Today")
    await page.get_by_test_id("language").click()
    await expect(page.get_by_test_id("day")).to_have_text("今天")
    await expect(page.get_by_test_id("demo-mark")).to_have_text("演示 · 虚构客户")
    await expect(page.get_by_test_id("phone-input")).to_have_attribute("placeholder", "写消息…")
    assert await page.evaluate("document.documentElement.lang") == "zh-CN"
    await page.reload()
    await expect(page.get_by_test_id("demo-mark")).to_have_text("演示 · 虚构客户")
    await expect(page.get_by_test_id("bubble-bot")).to_have_count(1)


async def test_the_theme_follows_the_system_until_it_is_chosen(page: Page) -> None:
    body = page.locator("body")
    light = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    await page.emulate_media(color_scheme="dark")
    await expect(body).not_to_have_css("background-color", light)
    await page.get_by_test_id("theme").click()
    await expect(body).to_have_css("background-color", light)


async def test_nothing_moves_for_who_wants_it_calm(page: Page) -> None:
    await page.emulate_media(reduced_motion="reduce")
    await begin(page)
    column = page.get_by_test_id("bubble-bot").locator(".column")
    lasting = await column.evaluate("n => parseFloat(getComputedStyle(n).animationDuration)")
    assert lasting < 0.001


async def test_every_button_has_a_name(page: Page) -> None:
    await begin(page)
    nameless = await page.evaluate(
        "[...document.querySelectorAll('button, a, input, select, textarea, iframe')]"
        ".filter((node) => node.type !== 'file' && node.offsetParent !== null)"
        ".filter((node) => !(node.textContent.trim() || node.ariaLabel || node.labels?.length))"
        ".map((node) => node.outerHTML)"
    )
    assert nameless == []


async def test_another_phone_is_another_person(page: Page) -> None:
    await begin(page)
    await page.get_by_test_id("identity").click()
    await page.get_by_test_id("identity-new").click()
    await page.get_by_test_id("new-user-first_name").fill("Second")
    await page.get_by_test_id("new-user-yes").click()
    await expect(page.get_by_test_id("identity")).to_contain_text("Second")
    await expect(page.get_by_test_id("start-hint")).to_be_visible()


async def test_without_staff_anybody_in_a_group_is_at_the_desk(
    page: Page, sandbox: Sandbox
) -> None:
    agent = sandbox.add_user(first_name="Agent")
    second = sandbox.add_user(first_name="Colleague")
    await page.get_by_test_id("tab-sms").click()
    group = sandbox.add_group("Support", [agent.id, second.id])
    one = topic_acts.open_topic(sandbox.world, At(agent.id, group.id), "First case")
    two = topic_acts.open_topic(sandbox.world, At(agent.id, group.id), "Second case")
    await page.get_by_test_id("tab-desk").click()
    await expect(page.get_by_test_id("desk-identity")).to_have_value(str(agent.id))
    await page.locator(f"[data-topic-id='{one.thread_id}']").click()
    await expect(page.get_by_test_id("desk-title")).to_have_text("First case")
    await page.get_by_test_id("desk-input").fill("I am looking at it")
    await page.keyboard.press("Enter")
    thread = page.get_by_test_id("desk-thread")
    await expect(thread.get_by_test_id("bubble-own")).to_contain_text("I am looking at it")
    acts.say(sandbox.world, At(second.id, group.id, two.thread_id), "and this one?")
    unread = page.locator(f"[data-topic-id='{two.thread_id}']").get_by_test_id("topic-unread")
    await expect(unread).to_have_text("1")
    await page.locator(f"[data-topic-id='{two.thread_id}']").click()
    await expect(thread.get_by_test_id("bubble-bot")).to_contain_text("and this one?")
    await expect(page.get_by_test_id("topic-unread")).to_have_count(0)


async def test_the_desk_says_when_there_is_no_group(page: Page) -> None:
    await page.get_by_test_id("tab-desk").click()
    await expect(page.get_by_test_id("desk-empty")).to_be_visible()


async def test_the_page_waits_for_a_sandbox_that_is_not_there_yet(
    browser: Browser, sandbox: Sandbox
) -> None:
    context = await browser.new_context(locale="en-GB")
    page = await context.new_page()
    await page.route("**/page/user", lambda route: route.abort())
    await page.goto(sandbox.url)
    await expect(page.get_by_test_id("offline")).to_be_visible()
    await page.unroute("**/page/user")
    await page.wait_for_selector("body[data-ready]")
    await expect(page.get_by_test_id("offline")).to_be_hidden()
    await context.close()
