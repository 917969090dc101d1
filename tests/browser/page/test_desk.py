"""The firm's side of the page: one person plays the colleagues, topic by topic."""

import re
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from bot.sandbox.colleagues import Offices, open_offices
from bot.sandbox.heard import Heard
from bot.sandbox.server import Sandbox
from bot.sandbox.staffer import Staffer
from tests.integration.sandbox.pictures import jpeg

from .conftest import AnsweringBot

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

BUTTONS = {
    "inline_keyboard": [
        [{"text": "take", "callback_data": "tick"}, {"text": "rules", "callback_data": "alert"}]
    ]
}


@pytest.fixture
def offices(sandbox: Sandbox) -> Offices:
    return open_offices(sandbox)


@pytest.fixture
def agent(sandbox: Sandbox, offices: Offices) -> Staffer:
    return sandbox.staffer(offices.agents[0], offices.support)


class DeskPage:
    """The page with the desk in front, and a bot that opens topics."""

    def __init__(self, page: Page, bot: AnsweringBot, offices: Offices) -> None:
        self.page = page
        self.bot = bot
        self.offices = offices

    async def topic(self, name: str, *texts: str, group: int | None = None) -> int:
        chat = group or self.offices.support
        opened = await self.bot.call("createForumTopic", chat_id=chat, name=name)
        number = int(opened["message_thread_id"])
        for text in texts:
            await self.send(number, text, group=chat)
        return number

    async def send(self, topic: int, text: str, group: int | None = None, **more: Any) -> int:
        chat = group or self.offices.support
        where = {"chat_id": chat, "message_thread_id": topic}
        sent = await self.bot.call("sendMessage", **where, text=text, **more)
        return int(sent["message_id"])

    async def show(self, topic: int | None = None, group: int | None = None) -> None:
        place = "" if topic is None else f"/{group or self.offices.support}/{topic}"
        await self.page.evaluate("hash => { location.hash = hash }", f"desk{place}")
        await expect(self.page.get_by_test_id("panel-desk")).to_be_visible()
        if topic is not None:
            await expect(self.thread.get_by_test_id("messages")).to_be_visible()

    @property
    def thread(self) -> Locator:
        return self.page.get_by_test_id("desk-thread")

    def row(self, topic: int) -> Locator:
        return self.page.locator(f"[data-topic-id='{topic}']")

    def unread(self, topic: int) -> Locator:
        return self.row(topic).get_by_test_id("topic-unread")

    async def play(self, user_id: int) -> None:
        await self.page.get_by_test_id("desk-identity").select_option(str(user_id))

    def edits(self) -> list[dict[str, Any]]:
        return [one["edited_message"] for one in self.bot.heard if "edited_message" in one]

    def said(self) -> list[dict[str, Any]]:
        return [one["message"] for one in self.bot.heard if "message" in one]

    async def until_said(self, count: int) -> dict[str, Any]:
        for _ in range(100):
            told = [one for one in self.said() if one["from"]["id"] in self.offices.agents]
            if len(told) >= count:
                return told[count - 1]
            await self.page.wait_for_timeout(50)
        raise AssertionError(f"the bot heard {self.said()}")


@pytest_asyncio.fixture(loop_scope="session")
async def desk(offices: Offices, page: Page, bot: AnsweringBot) -> DeskPage:
    return DeskPage(page, bot, offices)


async def test_only_staff_is_at_the_desk_and_only_customers_on_the_phone(
    desk: DeskPage, page: Page
) -> None:
    await desk.show()
    names = await page.get_by_test_id("desk-identity").locator("option").all_inner_texts()
    assert [name.split(" · ")[1] for name in names] == [
        "support",
        "support",
        "review",
        "second review",
        "supervisor",
    ]
    await page.get_by_test_id("identity").click()
    items = await page.get_by_test_id("identity-menu").locator("button").all_inner_texts()
    assert items == ["Demo phone", "Another phone", "Block the bot"]


async def test_unread_topics_are_marked_newest_first_and_read_when_opened(
    desk: DeskPage, page: Page
) -> None:
    one = await desk.topic("🟡 one", "first")
    two = await desk.topic("two", "second", "third")
    await desk.show()
    topics = page.get_by_test_id("topic")
    await expect(topics.first).to_contain_text("third")
    await expect(desk.unread(two)).to_have_text("2")
    await desk.send(one, "newer")
    await expect(topics.first).to_contain_text("newer")
    await expect(topics.first.locator(".topic-mark")).to_have_text("🟡")
    await expect(desk.unread(one)).to_have_text("2")
    await expect(page.get_by_test_id("desk-unread")).to_have_text("4")
    await desk.row(one).click()
    await expect(page.get_by_test_id("desk-title")).to_have_text("one")
    await expect(desk.unread(one)).to_have_count(0)
    await expect(page.get_by_test_id("desk-unread")).to_have_text("2")
    await desk.send(one, "while it is open")
    await expect(desk.thread).to_contain_text("while it is open")
    await page.reload()
    await expect(desk.unread(two)).to_have_text("2")
    await expect(desk.unread(one)).to_have_count(0)


async def test_what_waits_in_another_group_or_for_another_identity_is_shown(
    desk: DeskPage, page: Page, offices: Offices
) -> None:
    case = await desk.topic("support case")
    await desk.show()
    await expect(page.get_by_test_id("desk-others")).to_be_empty()
    review = await desk.topic("#2041", "to be judged", group=offices.review)
    await expect(page.get_by_test_id("desk-others")).to_have_text("•")
    await desk.play(offices.supervisor)
    await desk.row(case).click()
    badge = page.locator(f"[data-group='{offices.review}']").get_by_test_id("group-unread")
    await expect(badge).to_have_text("1")
    await page.locator(f"[data-group='{offices.review}']").click()
    await desk.row(review).click()
    await expect(desk.thread).to_contain_text("to be judged")
    await expect(badge).to_be_empty()
    label = page.get_by_test_id("desk-identity").locator(f"option[value='{offices.reviewer}']")
    await expect(label).to_contain_text("(1)")


async def test_an_address_opens_its_topic_as_somebody_who_sees_it(
    desk: DeskPage, page: Page, offices: Offices
) -> None:
    review = await desk.topic("#2041", "judge me", group=offices.review)
    link = f"https://t.me/c/{str(offices.review)[4:]}/{review}"
    case = await desk.topic("case", f'<a href="{link}">its case</a>')
    await page.evaluate("hash => { location.hash = hash }", f"#desk/{offices.review}/{review}")
    await expect(desk.thread).to_contain_text("judge me")
    await expect(page.get_by_test_id("desk-identity")).to_have_value(str(offices.reviewer))
    await page.reload()
    await expect(desk.thread).to_contain_text("judge me")
    await desk.play(offices.supervisor)
    await desk.show(case)
    assert page.url.endswith(f"#desk/{offices.support}/{case}")
    await page.get_by_test_id("tab-sms").click()
    assert "#" not in page.url
    await desk.show(case)
    await desk.send(case, "go there", entities=[_link(link)])
    await desk.thread.get_by_role("link", name="go there").click()
    await expect(desk.thread).to_contain_text("judge me")
    await page.evaluate("hash => { location.hash = hash }", f"#desk/{offices.support}/99")
    await expect(page.get_by_test_id("toast")).to_have_text("There is no such topic.")


def _link(url: str) -> dict[str, Any]:
    return {"type": "text_link", "offset": 0, "length": 8, "url": url}


async def test_buttons_in_a_topic_show_the_bots_answer(desk: DeskPage, page: Page) -> None:
    topic = await desk.topic("case")
    await desk.send(topic, "card", reply_markup=BUTTONS)
    await desk.show(topic)
    await desk.thread.get_by_role("button", name="take").click()
    await expect(page.get_by_test_id("toast")).to_have_text("Ticked")
    await desk.thread.get_by_role("button", name="rules").click()
    await expect(page.get_by_test_id("alert-text")).to_have_text("Eight digits.")


async def test_a_reply_names_what_it_answers(desk: DeskPage, page: Page, agent: Staffer) -> None:
    topic = await desk.topic("case")
    asked = await desk.send(topic, "which one?")
    await desk.send(topic, "another question")
    await desk.show(topic)
    bubble = desk.thread.locator(f"[data-message-id='{asked}']")
    await bubble.hover()
    await bubble.get_by_test_id("bubble-reply").click()
    await expect(page.get_by_test_id("desk-context")).to_contain_text("which one?")
    await page.keyboard.type("this one")
    await page.keyboard.press("Enter")
    heard = await desk.until_said(1)
    assert heard["reply_to_message"]["message_id"] == asked
    assert (heard["message_thread_id"], heard["is_topic_message"]) == (topic, True)
    quote = desk.thread.get_by_test_id("bubble-own").get_by_test_id("quote")
    await expect(quote).to_contain_text("which one?")
    await quote.click()
    await expect(bubble).to_have_class(re.compile("noticed"))
    assert agent.messages(topic)[-1].replied_id == asked


async def test_the_bot_may_ask_for_a_reply(desk: DeskPage, page: Page) -> None:
    topic = await desk.topic("case")
    await desk.show(topic)
    await desk.send(topic, "Why do you return it?", reply_markup={"force_reply": True})
    await expect(page.get_by_test_id("desk-context")).to_contain_text("Why do you return it?")
    await page.keyboard.type("too dark")
    await page.keyboard.press("Enter")
    heard = await desk.until_said(1)
    assert heard["reply_to_message"]["text"] == "Why do you return it?"


async def test_ones_own_words_are_edited_by_the_arrow_key(desk: DeskPage, page: Page) -> None:
    topic = await desk.topic("case")
    await desk.show(topic)
    await page.get_by_test_id("desk-input").fill("helo")
    await page.keyboard.press("Enter")
    own = desk.thread.get_by_test_id("bubble-own")
    await expect(own).to_contain_text("helo")
    await expect(own.get_by_role("img", name="sent")).to_be_visible()
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_test_id("desk-input")).to_have_value("helo")
    await page.get_by_test_id("desk-input").fill("hello")
    await page.keyboard.press("Enter")
    await expect(own.get_by_test_id("edited")).to_be_visible()
    for _ in range(100):
        if desk.edits():
            break
        await page.wait_for_timeout(50)
    assert (desk.edits()[0]["text"], desk.edits()[0]["message_thread_id"]) == ("hello", topic)


async def test_what_is_not_sent_stays_with_its_topic(desk: DeskPage, page: Page) -> None:
    one, two = await desk.topic("one"), await desk.topic("two")
    await desk.show(one)
    await page.get_by_test_id("desk-input").fill("for one only")
    await desk.row(two).click()
    await expect(page.get_by_test_id("desk-title")).to_have_text("two")
    await expect(page.get_by_test_id("desk-input")).to_have_value("")
    await desk.row(one).click()
    await expect(page.get_by_test_id("desk-input")).to_have_value("for one only")


async def test_the_pinned_card_stands_above_and_leads_back_to_it(
    desk: DeskPage, page: Page
) -> None:
    topic = await desk.topic("case")
    card = await desk.send(topic, "the card", reply_markup=BUTTONS)
    await desk.bot.call("pinChatMessage", chat_id=desk.offices.support, message_id=card)
    for number in range(70):
        await desk.send(topic, f"line {number}")
    await desk.show(topic)
    pinned = page.get_by_test_id("pinned")
    await expect(pinned).to_contain_text("the card")
    await expect(desk.thread).to_contain_text("line 69")
    await pinned.click()
    there = desk.thread.locator(f"[data-message-id='{card}']")
    await expect(there).to_be_in_viewport()
    edit = {"chat_id": desk.offices.support, "message_id": card, "text": "changed card"}
    await desk.bot.call("editMessageText", **edit)
    await expect(pinned).to_contain_text("changed card")
    await desk.bot.call("unpinChatMessage", chat_id=desk.offices.support, message_id=card)
    await expect(pinned).to_be_hidden()


async def test_files_go_both_ways(desk: DeskPage, page: Page, agent: Staffer) -> None:
    topic = await desk.topic("case")
    asked = await desk.send(topic, "show me the form")
    await desk.show(topic)
    bubble = desk.thread.locator(f"[data-message-id='{asked}']")
    await bubble.hover()
    await bubble.get_by_test_id("bubble-reply").click()
    files: Any = [
        {"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(seed=n)} for n in range(2)
    ]
    await page.get_by_test_id("desk-file").set_input_files(files)
    await page.get_by_test_id("attach-send").click()
    await expect(desk.thread.get_by_test_id("bubble-own").get_by_test_id("album")).to_be_visible()
    sent = [Heard(one) for one in agent.group.messages.values() if "photo" in one.body]
    assert [one.replied_id for one in sent] == [asked, asked]
    await page.get_by_test_id("desk-camera").click()
    await expect(page.get_by_test_id("capture-voice")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("desk-context")).to_be_hidden()


async def test_what_is_protected_offers_no_way_out(desk: DeskPage, page: Page) -> None:
    topic = await desk.topic("case")
    await desk.send(topic, "a secret", protect_content=True)
    await desk.send(topic, "no secret")
    await desk.show(topic)
    said = desk.thread.get_by_test_id("bubble-bot")
    kept, free = said.filter(has_text="a secret"), said.filter(has_text="no secret")
    await kept.get_by_test_id("bubble-menu").click()
    await expect(page.get_by_test_id("menu-reply")).to_be_visible()
    await expect(page.get_by_test_id("menu-copy")).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(kept.locator(".bubble")).to_have_css("user-select", "none")
    await free.get_by_test_id("bubble-menu").click()
    await expect(page.get_by_test_id("menu-copy")).to_be_visible()


async def test_reactions_are_shown(desk: DeskPage, agent: Staffer) -> None:
    topic = await desk.topic("case")
    await desk.show(topic)
    said = await agent.say(topic, "relay this")
    emoji = [{"type": "emoji", "emoji": "👍"}]
    where = {"chat_id": desk.offices.support, "message_id": said.id}
    await desk.bot.call("setMessageReaction", **where, reaction=emoji)
    await expect(desk.thread.get_by_test_id("reactions")).to_have_text("👍")
    await desk.bot.call("setMessageReaction", **where, reaction=[])
    await expect(desk.thread.get_by_test_id("reactions")).to_have_count(0)


async def test_a_topic_is_renamed_closed_and_deleted_from_its_menu(
    desk: DeskPage, page: Page, sandbox: Sandbox
) -> None:
    topic = await desk.topic("case", "hello")
    await desk.show(topic)

    async def choose(what: str) -> None:
        await page.get_by_test_id("topic-menu").click()
        await page.get_by_test_id(what).click()

    await choose("topic-rename")
    await page.get_by_test_id("rename-topic-name").fill("renamed")
    await page.get_by_test_id("rename-topic-yes").click()
    await expect(page.get_by_test_id("desk-title")).to_have_text("renamed")
    await choose("topic-close")
    await expect(page.get_by_test_id("topic-closed")).to_contain_text("only administrators")
    await expect(page.get_by_test_id("desk-input")).to_be_visible()
    await page.get_by_test_id("topic-reopen").click()
    await expect(page.get_by_test_id("topic-closed")).to_be_hidden()
    for user_id in desk.offices.agents:
        sandbox.set_status(desk.offices.support, user_id, "member")
    await desk.bot.call("closeForumTopic", chat_id=desk.offices.support, message_thread_id=topic)
    await expect(page.get_by_test_id("desk-input")).to_be_hidden()
    sandbox.set_status(desk.offices.support, desk.offices.agents[0], "administrator")
    await expect(page.get_by_test_id("desk-input")).to_be_visible()
    await choose("topic-delete")
    await page.get_by_test_id("confirm-yes").click()
    await expect(page.get_by_test_id("toast")).to_have_text("This topic was deleted.")
    await expect(desk.row(topic)).to_have_count(0)
    await expect(desk.thread).to_be_hidden()
    assert topic not in sandbox.world.state.chats[desk.offices.support].topics


async def test_the_desk_is_worked_by_keyboard(desk: DeskPage, page: Page) -> None:
    one = await desk.topic("one", "x")
    two = await desk.topic("two", "y")
    await desk.show()
    await desk.row(two).focus()
    await page.keyboard.press("ArrowDown")
    await expect(desk.row(one)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("desk-input")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(desk.row(one)).to_be_focused()
    await expect(desk.thread).to_be_hidden()
    stops = await page.locator("[data-testid=topic][tabindex='0']").count()
    assert stops == 1


async def test_many_topics_are_filtered_by_name(desk: DeskPage, page: Page) -> None:
    numbers = [await desk.topic(f"客户 {number}") for number in range(9)]
    await desk.show()
    await page.get_by_test_id("desk-filter").fill("客户 7")
    await expect(page.get_by_test_id("topic")).to_have_count(1)
    await expect(desk.row(numbers[7])).to_be_visible()
    await page.get_by_test_id("desk-filter").fill("nobody")
    await expect(page.get_by_test_id("topics")).to_contain_text("There is no such topic.")


@pytest.mark.parametrize("width", [390])
async def test_a_narrow_screen_shows_the_list_or_the_topic(
    desk: DeskPage, page: Page, width: int
) -> None:
    await page.set_viewport_size({"width": width, "height": 780})
    topic = await desk.topic("case", "a long message " * 20)
    await desk.show()
    await expect(desk.thread).to_be_hidden()
    await desk.row(topic).click()
    await expect(page.get_by_test_id("topics")).to_be_hidden()
    await expect(desk.thread).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await expect(page.get_by_test_id("desk-input")).to_be_in_viewport()
    await page.get_by_test_id("desk-back").click()
    await expect(desk.row(topic)).to_be_focused()
    await expect(desk.thread).to_be_hidden()


async def test_changing_who_one_is_leaves_nothing_behind(desk: DeskPage, offices: Offices) -> None:
    topic = await desk.topic("case", "/help yourself")
    await desk.show()
    for user_id in (offices.agents[1], offices.agents[0], offices.agents[1]):
        await desk.play(user_id)
        await desk.row(topic).click()
        await expect(desk.thread).to_contain_text("yourself")
    await desk.thread.locator(".command").click()
    await expect(desk.thread.get_by_test_id("bubble-own")).to_have_count(1)
    assert (await desk.until_said(1))["from"]["id"] == offices.agents[1]
