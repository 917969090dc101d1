"""Saying things and being answered: texts, buttons, edits, failures, a broken line."""

import re

import pytest
from playwright.async_api import Page, Route, expect

from bot.sandbox.server import Sandbox

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


async def say(page: Page, text: str) -> None:
    await page.get_by_test_id("phone-input").fill(text)
    await page.keyboard.press("Enter")


async def begin(page: Page) -> None:
    await page.get_by_test_id("start").click()
    await expect(page.get_by_test_id("bubble-bot")).to_have_count(1)


async def test_a_first_visitor_is_shown_how_to_start(page: Page) -> None:
    await expect(page.get_by_test_id("start-hint")).to_be_visible()
    await expect(page.get_by_test_id("demo-mark")).to_have_text("Demo · invented customers")
    await begin(page)
    await expect(page.get_by_test_id("start-hint")).to_be_hidden()
    await expect(page.get_by_test_id("bubble-own")).to_contain_text("/start")


async def test_formatting_is_shown_and_markup_stays_text(page: Page) -> None:
    await begin(page)
    text = page.get_by_test_id("bubble-bot").get_by_test_id("bubble-text")
    await expect(text.locator("strong")).to_have_text("Step 1 of 9")
    await expect(text.locator("code")).to_have_text("8 digits")
    await expect(text.locator("a")).to_have_attribute("href", "https://example.invalid/")
    await expect(text).to_contain_text("<img src=x onerror=alert(1)>")
    await expect(text.locator("img")).to_have_count(0)
    veil = text.locator(".spoiler")
    await veil.click()
    await expect(veil).to_have_class(re.compile("lifted"))


async def test_a_text_is_sent_once_and_answered(page: Page) -> None:
    await say(page, "good morning")
    await expect(page.get_by_test_id("bubble-bot")).to_have_text(re.compile("heard: good morning"))
    await expect(page.get_by_test_id("bubble-own")).to_have_count(1)
    await expect(page.get_by_test_id("bubble-sending")).to_have_count(0)
    await expect(page.get_by_test_id("live")).to_contain_text("heard: good morning")


async def test_shift_enter_makes_a_new_line(page: Page) -> None:
    field = page.get_by_test_id("phone-input")
    await field.fill("one")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("two")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("bubble-bot")).to_contain_text("heard: one\ntwo")


async def test_a_button_changes_its_message_and_says_so(page: Page) -> None:
    await begin(page)
    await page.get_by_test_id("inline-button").first.click()
    await expect(page.get_by_test_id("inline-button").first).to_have_text("✓ futures")
    await expect(page.get_by_test_id("toast")).to_have_text("Ticked")


async def test_an_alert_waits_to_be_read(page: Page) -> None:
    await begin(page)
    await page.get_by_test_id("inline-button").nth(1).click()
    await expect(page.get_by_test_id("alert-text")).to_have_text("Eight digits.")
    await page.get_by_test_id("alert-ok").click()
    await expect(page.get_by_test_id("alert")).to_have_count(0)


async def test_the_last_message_is_edited_with_arrow_up(page: Page) -> None:
    await say(page, "helo")
    await expect(page.get_by_test_id("bubble-bot")).to_have_count(1)
    await page.get_by_test_id("phone-input").press("ArrowUp")
    await expect(page.get_by_test_id("phone-input")).to_have_value("helo")
    await say(page, "hello")
    own = page.get_by_test_id("bubble-own")
    await expect(own).to_contain_text("hello")
    await expect(own.get_by_test_id("edited")).to_be_visible()


async def test_a_reply_quotes_what_it_answers(page: Page) -> None:
    await begin(page)
    bubble = page.get_by_test_id("bubble-bot").first
    await bubble.hover()
    await bubble.get_by_test_id("bubble-menu").click()
    await page.get_by_test_id("menu-reply").click()
    await expect(page.get_by_test_id("phone-context")).to_contain_text("Step 1 of 9")
    await say(page, "about that")
    await expect(page.get_by_test_id("bubble-own").last.locator(".quote")).to_contain_text(
        "Step 1"
    )


async def test_a_message_of_ones_own_is_taken_back(page: Page) -> None:
    await say(page, "oops")
    bubble = page.get_by_test_id("bubble-own")
    await bubble.hover()
    await bubble.get_by_test_id("bubble-menu").click()
    await page.get_by_test_id("menu-delete").click()
    await expect(page.get_by_test_id("bubble-own")).to_have_count(0)


async def test_what_was_not_sent_can_be_sent_again(page: Page) -> None:
    async def fail(route: Route) -> None:
        await route.abort()

    await page.route("**/page/message", fail)
    await say(page, "lost")
    await expect(page.get_by_test_id("bubble-failed")).to_contain_text("lost")
    await page.unroute("**/page/message")
    await page.get_by_test_id("retry").click()
    await expect(page.get_by_test_id("bubble-failed")).to_have_count(0)
    await expect(page.get_by_test_id("bubble-bot")).to_contain_text("heard: lost")


async def test_a_broken_line_comes_back_and_catches_up(page: Page, sandbox: Sandbox) -> None:
    await say(page, "before")
    await expect(page.get_by_test_id("bubble-bot")).to_have_count(1)

    async def refuse(route: Route) -> None:
        await route.abort()

    await page.route("**/page/stream*", refuse)
    sandbox.world.hub.close()
    await expect(page.get_by_test_id("bot-status")).to_have_text("connecting…")
    await say(page, "meanwhile")
    await expect(page.get_by_test_id("bubble-own")).to_have_count(2)
    await page.unroute("**/page/stream*")
    await expect(page.get_by_test_id("bubble-bot")).to_have_count(2)
    await expect(page.get_by_test_id("bot-status")).to_have_text("bot")


async def test_a_sandbox_that_forgot_everybody_is_met_afresh(page: Page, sandbox: Sandbox) -> None:
    await begin(page)
    person = next(iter(sandbox.world.state.people())).id
    del sandbox.world.state.accounts[person]
    del sandbox.world.state.chats[person]
    sandbox.world.hub.close()
    await expect(page.get_by_test_id("start-hint")).to_be_visible()


async def test_a_code_is_filled_in_from_the_text_message(page: Page, sandbox: Sandbox) -> None:
    sandbox.sms.send("13800130001", "Your code is 482913, valid for 3 minutes.", "one")
    await page.get_by_test_id("sms-banner").get_by_test_id("sms-code").click()
    await expect(page.get_by_test_id("phone-input")).to_have_value("482913")
    await expect(page.get_by_test_id("sms-banner")).to_be_hidden()
    await expect(page.get_by_test_id("sms-unread")).to_have_text("1")
    await page.get_by_test_id("tab-sms").click()
    await expect(page.get_by_test_id("sms")).to_contain_text("13800130001")
    await expect(page.get_by_test_id("sms-unread")).to_be_empty()


async def test_the_phone_number_is_shared_as_ones_own(page: Page) -> None:
    await say(page, "keyboard")
    await page.get_by_test_id("reply-button").get_by_text("my phone").click()
    await page.get_by_test_id("share-contact-phone").fill("13800130001")
    await page.get_by_test_id("share-contact-yes").click()
    await expect(page.get_by_test_id("contact")).to_contain_text("13800130001")
    await expect(page.get_by_test_id("bubble-bot").last).to_contain_text("thank you")


async def test_commands_are_in_the_menu(page: Page) -> None:
    await begin(page)
    await page.get_by_test_id("phone-menu").click()
    await page.get_by_test_id("command-help").click()
    await expect(page.get_by_test_id("bubble-bot").last).to_contain_text("heard: /help")


async def test_the_bot_can_be_blocked_and_let_in_again(page: Page) -> None:
    await begin(page)
    await page.get_by_test_id("identity").click()
    await page.get_by_test_id("identity-block").click()
    await expect(page.get_by_test_id("blocked")).to_be_visible()
    await page.get_by_test_id("unblock").click()
    await expect(page.get_by_test_id("phone-input")).to_be_visible()


async def test_reading_further_up_counts_what_comes_below(page: Page, sandbox: Sandbox) -> None:
    for number in range(12):
        await say(page, f"line {number}\n\nand more")
        await expect(page.get_by_test_id("bubble-bot")).to_have_count(number + 1)
    await page.get_by_test_id("scroller").first.evaluate("node => node.scrollTo(0, 0)")
    await expect(page.get_by_test_id("to-bottom").first).to_be_visible()
    phone = next(iter(sandbox.world.state.people())).id
    url = f"{sandbox.url}/bot{sandbox.bot_token}/sendMessage"
    await page.request.post(url, data={"chat_id": phone, "text": "below"})
    await expect(page.get_by_test_id("unread-below").first).to_have_text("1")
    await page.get_by_test_id("to-bottom").first.click()
    await expect(page.get_by_test_id("to-bottom").first).to_be_hidden()
