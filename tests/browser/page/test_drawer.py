"""The demo drawer in the browser: choose a customer, type in, send, use one's own camera."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.sandbox import demo
from bot.sandbox.people import BY_KEY
from bot.sandbox.server import Extension, Sandbox

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture
def extensions() -> list[Extension]:
    return [demo.routes]


def sent(sandbox: Sandbox) -> list[dict[str, Any]]:
    person = next(iter(sandbox.world.state.people()))
    chat = sandbox.world.state.private_chat(person.id)
    return [stored.body for stored in chat.messages.values() if not stored.by_bot]


async def test_a_customers_facts_are_typed_in(page: Page) -> None:
    await page.get_by_test_id("demo-people").select_option("maria_schmidt")
    await expect(page.get_by_test_id("demo-name")).to_have_text("SCHMIDT, MARIA ANNA")
    await expect(page.get_by_test_id("demo-story")).not_to_be_empty()
    await page.get_by_test_id("demo-type-number").click()
    field = page.get_by_test_id("phone-input")
    await expect(field).to_have_value(BY_KEY["maria_schmidt"].number)
    await expect(field).to_be_focused()
    await page.get_by_test_id("demo-copy-phone").click()
    copied = await page.evaluate("navigator.clipboard.readText()")
    assert copied == BY_KEY["maria_schmidt"].phone


async def test_a_card_is_sent_with_one_click(page: Page, sandbox: Sandbox) -> None:
    await page.locator("[data-item=card_front_photo]").click()
    own = page.get_by_test_id("bubble-own")
    await expect(own.get_by_test_id("photo")).to_be_visible(timeout=60_000)
    assert "photo" in sent(sandbox)[0]
    picture = page.locator("[data-item=card_front_photo] img")
    await expect(picture).to_have_js_property("complete", value=True, timeout=60_000)


async def test_ones_own_face_gets_onto_a_card(page: Page, sandbox: Sandbox) -> None:
    await page.get_by_test_id("demo-own-camera").click()
    await page.get_by_test_id("capture-take").click()
    await page.get_by_test_id("capture-send").click()
    tile = page.locator("[data-item=own_back_document]")
    await tile.click(timeout=60_000)
    own = page.get_by_test_id("bubble-own")
    await expect(own.get_by_test_id("file")).to_be_visible(timeout=60_000)
    assert sent(sandbox)[0]["document"]["file_name"] == "own-back.jpg"
