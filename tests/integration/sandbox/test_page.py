"""The web page's own requests, over HTTP as a browser makes them."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from aiogram import Bot
from aiogram.types import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    ReplyKeyboardMarkup,
)
from aiogram.utils.web_app import safe_parse_webapp_init_data
from aiohttp import ClientResponse, ClientSession, FormData

from bot.clock import ManualClock
from bot.sandbox.colleagues import open_offices
from bot.sandbox.server import Sandbox

from .pictures import jpeg

USER = 4242
Json = dict[str, Any]


class Page:
    """A browser's hands."""

    def __init__(self, sandbox: Sandbox, http: ClientSession) -> None:
        self.url = sandbox.url
        self.http = http

    async def get(self, path: str, status: int = 200, **query: object) -> Json:
        params = {name: str(value) for name, value in query.items()}
        async with self.http.get(f"{self.url}/page/{path}", params=params) as answer:
            assert answer.status == status, await answer.text()
            return dict(await answer.json())

    async def post(self, path: str, body: Json, status: int = 200) -> Json:
        async with self.http.post(f"{self.url}/page/{path}", json=body) as answer:
            assert answer.status == status, await answer.text()
            return dict(await answer.json())

    async def upload(self, files: list[tuple[bytes, str, str]], **fields: object) -> Json:
        form = FormData({name: str(value) for name, value in fields.items()})
        for data, name, mime in files:
            form.add_field("file", data, filename=name, content_type=mime)
        async with self.http.post(f"{self.url}/page/upload", data=form) as answer:
            assert answer.status == 200, await answer.text()
            return dict(await answer.json())


@pytest.fixture
async def page(sandbox: Sandbox) -> AsyncIterator[Page]:
    async with ClientSession() as http:
        page = Page(sandbox, http)
        await page.post("user", {"id": USER, "first_name": "伟", "language_code": "zh"})
        await page.post("message", {"user": USER, "chat": USER, "text": "/start"})
        yield page


async def next_event(stream: ClientResponse) -> tuple[str, Json]:
    name = ""
    async with asyncio.timeout(5):
        async for line in stream.content:
            text = line.decode().rstrip("\n")
            if text.startswith("event: "):
                name = text.removeprefix("event: ")
            elif text.startswith("data: "):
                return name, json.loads(text.removeprefix("data: "))
    raise AssertionError("the stream ended")


async def test_the_state_of_a_phone(page: Page, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand(command="help", description="帮助")])
    keys = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="手机", request_contact=True)]])
    await bot.send_message(USER, "x", reply_markup=keys)
    group = (await page.post("group", {"title": "Desk", "members": [USER]}))["chat"]
    state = await page.get("state", user=USER)
    assert state["user"]["language_code"] == "zh"
    assert state["bot"]["username"] == "resetdesk_sandbox_bot"
    assert [chat["id"] for chat in state["chats"]] == [USER, group["id"]]
    assert state["commands"] == [{"command": "help", "description": "帮助"}]
    assert state["menu_button"] == {"type": "commands"}
    assert state["reply_keyboard"][str(USER)]["keyboard"][0][0]["text"] == "手机"
    assert state["chats"][1]["topics"][0]["general"]
    assert {"user": USER, "status": "creator"} in state["chats"][1]["members"]
    assert [user["id"] for user in (await page.get("state"))["users"]] == [USER]
    assert (await page.get("state", status=404, user=1))["error"] == "no such user"


async def test_what_the_bot_does_streams_to_the_phone(page: Page, bot: Bot) -> None:
    url = f"{page.url}/page/stream?user={USER}"
    async with page.http.get(url) as stream:
        assert stream.content_type == "text/event-stream"
        assert await stream.content.readline() == b": listening\n"
        sent = await bot.send_message(USER, "one")
        name, data = await next_event(stream)
        assert (name, data["message"]["text"], data["chat_id"]) == ("message", "one", USER)
        await bot.edit_message_text("two", chat_id=USER, message_id=sent.message_id)
        assert (await next_event(stream))[0] == "edited"
        await bot.send_chat_action(USER, "typing")
        assert (await next_event(stream))[1]["action"] == "typing"
        await bot.delete_message(USER, sent.message_id)
        assert (await next_event(stream))[1]["message_ids"] == [sent.message_id]
        sms = {"phone": "13800138000", "text": "code 123456", "message_id": "m1"}
        async with page.http.post(f"{page.url}/sms/send", json=sms) as answer:
            assert answer.status == 200
        assert (await next_event(stream))[0] == "sms"
        await page.post("block", {"user": USER, "blocked": True})
        assert [(await next_event(stream))[0] for _ in range(2)] == ["member", "blocked"]


async def test_messages_page_by_page(page: Page) -> None:
    for number in range(70):
        await page.post("message", {"user": USER, "chat": USER, "text": str(number)})
    newest = (await page.get("messages", user=USER, chat=USER))["messages"]
    assert [newest[0]["text"], newest[-1]["text"], len(newest)] == ["10", "69", 60]
    before = newest[0]["message_id"]
    older = (await page.get("messages", user=USER, chat=USER, before=before))["messages"]
    assert [older[0]["text"], older[-1]["text"]] == ["/start", "9"]


async def test_topics_on_the_page(page: Page, bot: Bot) -> None:
    group = (await page.post("group", {"title": "Desk", "members": [USER]}))["chat"]["id"]
    topic = await page.post("topic", {"user": USER, "chat": group, "name": "case"})
    number = topic["message_thread_id"]
    body = {"user": USER, "chat": group, "topic": number, "text": "in it"}
    await page.post("message", body)
    await bot.send_message(group, "general")
    inside = (await page.get("messages", user=USER, chat=group, topic=number))["messages"]
    assert [message.get("text") for message in inside] == [None, "in it"]
    general = (await page.get("messages", user=USER, chat=group, topic=1))["messages"]
    assert general[-1]["text"] == "general"
    await page.get("messages", status=404, user=USER, chat=-1)
    await page.post("message", {**body, "topic": 99}, status=404)


async def test_uploads_and_their_files(page: Page, bot: Bot) -> None:
    photo = [(jpeg(), "a.jpg", "image/jpeg")]
    one = await page.upload(photo, user=USER, chat=USER, kind="photo", caption="x")
    message = one["messages"][0]
    address = message["sandbox"]["files"][message["photo"][-1]["file_id"]]
    async with page.http.get(page.url + address) as answer:
        assert answer.content_type == "image/jpeg"
        assert len(await answer.read()) == message["photo"][-1]["file_size"]
    html = [(b"<script>", "a.html", "text/html")]
    risky = (await page.upload(html, user=USER, chat=USER, kind="document"))["messages"][0]
    address = risky["sandbox"]["files"][risky["document"]["file_id"]]
    async with page.http.get(page.url + address, headers={"Range": "bytes=1-3"}) as answer:
        assert (answer.status, await answer.read()) == (206, b"scr")
        assert answer.content_type == "application/octet-stream"
    album = await page.upload(photo * 3, user=USER, chat=USER, kind="photo", album=1)
    assert len({m["media_group_id"] for m in album["messages"]}) == 1
    note = [(b"?", "n.webm", "video/webm;codecs=vp8,opus")]
    sent = await page.upload(note, user=USER, chat=USER, kind="video", duration="3.4", width=640)
    assert sent["messages"][0]["video"]["mime_type"] == "video/webm"
    assert sent["messages"][0]["video"]["duration"] == 3
    updates = await bot.get_updates()
    assert updates[-1].message is not None
    assert updates[-1].message.video is not None


async def test_upload_refusals(page: Page) -> None:
    form = FormData({"user": str(USER), "chat": str(USER), "kind": "photo"})
    form.add_field("file", b"no picture", filename="a.jpg")
    async with page.http.post(f"{page.url}/page/upload", data=form) as answer:
        assert answer.status == 400
        assert "IMAGE_PROCESS_FAILED" in (await answer.json())["error"]
    form = FormData({"user": str(USER), "chat": str(USER), "kind": "riddle"})
    form.add_field("file", b"x", filename="a.jpg")
    async with page.http.post(f"{page.url}/page/upload", data=form) as answer:
        assert answer.status == 400


async def test_tap_edit_delete_forward_and_contact(page: Page, bot: Bot) -> None:
    keys = [[InlineKeyboardButton(text="Go", callback_data="go")]]
    markup = InlineKeyboardMarkup(inline_keyboard=keys)
    sent = await bot.send_message(USER, "x", reply_markup=markup)
    where = {"user": USER, "chat": USER}
    tapping = asyncio.create_task(
        page.post("tap", {**where, "message_id": sent.message_id, "data": "go"})
    )
    query = None
    while query is None:
        query = (await bot.get_updates(timeout=5))[-1].callback_query
    await bot.answer_callback_query(query.id, text="done")
    assert (await tapping)["text"] == "done"
    said = (await page.post("message", {**where, "text": "a"}))["messages"][0]["message_id"]
    await page.post("edit", {**where, "message_id": said, "text": "b"})
    await page.post("forward", {**where, "from_chat": USER, "message_id": said})
    await page.post("delete", {**where, "message_id": said})
    await page.post("edit", {**where, "message_id": said, "text": "b"}, status=404)
    await page.post("edit", {**where, "message_id": sent.message_id, "text": "b"}, status=403)
    contact = {"phone_number": "13800138000", "first_name": "伟", "user_id": USER}
    await page.post("message", {**where, "contact": contact})
    kinds = [update.event_type for update in await bot.get_updates()]
    assert kinds[-4:] == ["message", "edited_message", "message", "message"]


@pytest.mark.usefixtures("bot")
async def test_a_silent_bot_leaves_the_tap_unanswered() -> None:
    settings = type(Sandbox().settings)(tap_wait_s=0.1)
    async with Sandbox(settings) as sandbox, sandbox.phone(USER) as phone:
        said = await phone.say("x")
        assert not (await phone.tap_data(said, "anything")).answered


async def test_mini_apps_are_signed(page: Page, bot: Bot, sandbox: Sandbox) -> None:
    where = {"user": USER, "chat": USER, "url": "http://127.0.0.1:9/app?x=1", "kind": "inline"}
    opened = (await page.post("web_app", where))["url"]
    launch = dict(parse_qsl(urlsplit(opened).fragment))
    data = safe_parse_webapp_init_data(sandbox.bot_token, launch["tgWebAppData"])
    assert (data.user and data.user.id, data.user and data.user.first_name) == (USER, "伟")
    fields = dict(parse_qsl(launch["tgWebAppData"]))
    given = fields.pop("hash")
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.digest(b"WebAppData", sandbox.bot_token.encode(), hashlib.sha256)
    assert hmac.digest(key, lines.encode(), hashlib.sha256).hex() == given
    content = InputTextMessageContent(message_text="chosen")
    article = InlineQueryResultArticle(id="1", title="t", input_message_content=content)
    await bot.answer_web_app_query(data.query_id or "", article)
    shown = (await page.get("messages", user=USER, chat=USER))["messages"][-1]
    assert (shown["text"], shown["from"]["id"]) == ("chosen", USER)


async def test_a_keyboards_mini_app_learns_nothing_but_sends(page: Page, bot: Bot) -> None:
    where = {"user": USER, "chat": USER}
    body = {**where, "url": "http://127.0.0.1:9/app#part", "kind": "keyboard"}
    opened = (await page.post("web_app", body))["url"]
    assert "tgWebAppData" not in opened
    assert "#part&tgWebAppVersion" in opened
    await page.post("web_app_data", {**where, "data": "42", "button_text": "Open"})
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.web_app_data is not None
    assert message.web_app_data.data == "42"


async def test_text_messages_are_delivered_once(page: Page, clock: ManualClock) -> None:
    sms = {"phone": "13800138000", "text": "code 123456", "message_id": "m1"}
    for _ in range(2):
        async with page.http.post(f"{page.url}/sms/send", json=sms) as answer:
            assert await answer.json() == {"status": "accepted", "message_id": "m1"}
    inbox = (await page.get("sms", phone="13800138000"))["messages"]
    assert inbox == [{"at": clock.now().isoformat(), "phone": "13800138000", "text": sms["text"]}]
    assert (await page.get("sms", phone="1"))["messages"] == []
    async with page.http.post(f"{page.url}/sms/send", json={"phone": "1"}) as answer:
        assert answer.status == 400


async def test_text_messages_fail_as_scripted(page: Page, sandbox: Sandbox) -> None:
    sms = {"phone": "13800138000", "text": "x", "message_id": "m2"}
    sandbox.faults.add("sms", "500")
    async with page.http.post(f"{page.url}/sms/send", json=sms) as answer:
        assert answer.status == 500
    assert sandbox.sms.inbox() == []


async def test_odd_requests(page: Page) -> None:
    await page.post("message", {"user": USER, "chat": USER, "text": " "}, status=400)
    await page.post("message", {"user": USER, "chat": 5, "text": "x"}, status=404)
    await page.post("message", {"user": USER, "chat": USER, "novelty": 1}, status=400)
    await page.post("message", {"user": 1, "chat": 1, "text": "x"}, status=404)
    await page.post("block", {"user": USER, "blocked": True})
    await page.post("message", {"user": USER, "chat": USER, "text": "x"}, status=409)
    await page.get("messages", status=400, user="x", chat=USER)
    await page.get("file/nothing", status=404)
    async with page.http.get(f"{page.url}/page/static/..%2fserver.py") as answer:
        assert answer.status == 404


async def unread_by(page: Page, user: int, group: int, topic: int) -> int:
    state = await page.get("state", user=user)
    chat = next(one for one in state["chats"] if one["id"] == group)
    cards = {one["message_thread_id"]: one for one in chat["topics"]}
    return int(cards[topic]["unread"])


async def test_what_each_colleague_has_not_read(page: Page, bot: Bot, sandbox: Sandbox) -> None:
    offices = open_offices(sandbox)
    group, (lin, amy) = offices.support, offices.agents
    topic = (await bot.create_forum_topic(group, "case")).message_thread_id
    kept = await bot.send_message(group, "one", message_thread_id=topic)
    gone = await bot.send_message(group, "two", message_thread_id=topic)
    async with page.http.get(f"{page.url}/page/stream?user={offices.reviewer}") as stream:
        await stream.content.readline()
        said = {"user": lin, "chat": group, "topic": topic, "text": "three"}
        await page.post("message", said)
        name, data = await next_event(stream)
    assert (name, data["chat_id"], data["topic_id"]) == ("unread", group, topic)
    counts = {one["user"]: one["count"] for one in data["counts"]}
    assert counts == {amy: 3, offices.supervisor: 3}
    assert await unread_by(page, lin, group, topic) == 2
    await bot.delete_message(group, gone.message_id)
    assert await unread_by(page, lin, group, topic) == 1
    await page.post("read", {"user": lin, "chat": group, "topic": topic})
    assert await unread_by(page, lin, group, topic) == 0
    assert await unread_by(page, amy, group, topic) == 2
    people = {one["id"]: one for one in (await page.get("state"))["users"]}
    assert (people[amy]["unread"], people[lin]["unread"]) == ({str(group): 2}, {})
    assert people[amy]["roles"] == ["agent"]
    await bot.delete_forum_topic(group, topic)
    people = {one["id"]: one for one in (await page.get("state"))["users"]}
    assert people[amy]["unread"] == {}
    assert kept.message_id not in sandbox.world.state.unread.get((amy, group, topic), set())


async def test_a_topics_card_tells_what_the_list_shows(
    page: Page, bot: Bot, sandbox: Sandbox
) -> None:
    offices = open_offices(sandbox)
    group, lin = offices.support, offices.agents[0]
    topic = (await bot.create_forum_topic(group, "case")).message_thread_id
    first = await bot.send_message(group, "first", message_thread_id=topic)
    last = await bot.send_message(group, "last", message_thread_id=topic)
    await bot.pin_chat_message(group, first.message_id)

    async def card() -> Json:
        state = await page.get("state", user=lin)
        chat = next(one for one in state["chats"] if one["id"] == group)
        return next(one for one in chat["topics"] if one["message_thread_id"] == topic)

    shown = await page.get("messages", user=lin, chat=group, topic=topic)
    assert shown["pinned"]["message_id"] == first.message_id
    notice = max(one["message_id"] for one in shown["messages"])
    await bot.delete_message(group, notice)
    assert ((await card())["last"]["text"], (await card())["mine"]) == ("last", True)
    await bot.delete_message(group, last.message_id)
    assert (await card())["last"]["text"] == "first"
    where = {"user": lin, "chat": group, "topic": topic}
    await page.post("topic_change", {**where, "change": "rename", "name": "done"})
    await page.post("topic_change", {**where, "change": "close"})
    assert ((await card())["name"], (await card())["closed"]) == ("done", True)
    await page.post("topic_change", {**where, "change": "reopen"})
    await page.post("topic_change", {**where, "change": "delete"})
    await page.post("topic_change", {**where, "change": "delete"}, status=404)
    await page.post("topic_change", {**where, "change": "melt"}, status=400)


async def test_a_file_may_answer_a_message(page: Page, bot: Bot) -> None:
    asked = await bot.send_message(USER, "which?")
    photos = [(jpeg(), "a.jpg", "image/jpeg")]
    where = {"user": USER, "chat": USER, "kind": "photo"}
    sent = (await page.upload(photos, **where, reply_to=asked.message_id))["messages"][0]
    assert sent["reply_to_message"]["message_id"] == asked.message_id
