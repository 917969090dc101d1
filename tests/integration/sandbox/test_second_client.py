"""The sandbox's answers as a second, unrelated client library reads them."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
import telegram
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    MenuButtonWebApp,
    ReplyKeyboardMarkup,
    WebAppInfo,
)
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters
from telegram.request import HTTPXRequest

from bot.sandbox.server import Sandbox
from bot.sandbox.testing import Phone

from .pictures import jpeg

USER = 4242


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[telegram.Bot]:
    request, updates = HTTPXRequest(), HTTPXRequest()
    base = f"{sandbox.url}/bot"
    files = f"{sandbox.url}/file/bot"
    async with telegram.Bot(
        sandbox.bot_token,
        base_url=base,
        base_file_url=files,
        request=request,
        get_updates_request=updates,
    ) as client:
        yield client


async def test_who_am_i(client: telegram.Bot) -> None:
    me = await client.get_me()
    assert (me.is_bot, me.username) == (True, "resetdesk_sandbox_bot")


async def test_texts_and_edits(client: telegram.Bot, phone: Phone) -> None:
    sent = await client.send_message(USER, "*你好* 😀 _there_", parse_mode="MarkdownV2")
    assert sent.text == "你好 😀 there"
    assert {e.type: sent.parse_entity(e) for e in sent.entities} == {
        "bold": "你好",
        "italic": "there",
    }
    edited = await client.edit_message_text("two", USER, sent.message_id)
    assert isinstance(edited, telegram.Message)
    assert edited.edit_date is not None
    with pytest.raises(BadRequest, match="Message is not modified"):
        await client.edit_message_text("two", USER, sent.message_id)
    assert await client.delete_message(USER, sent.message_id)
    reply = await client.send_message(USER, "x", reply_to_message_id=phone.messages[0].id)
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.text == "/start"


async def test_buttons(client: telegram.Bot, phone: Phone) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])
    sent = await client.send_message(USER, "x", reply_markup=markup)
    assert sent.reply_markup == markup
    await client.send_message(USER, "y", reply_markup=ReplyKeyboardMarkup([["yes", "no"]]))
    assert phone.keyboard == ("yes", "no")
    tapping = asyncio.create_task(phone.tap("Go"))
    query = None
    while query is None:
        query = (await client.get_updates(timeout=5))[-1].callback_query
    assert query.message is not None
    assert await query.answer("ok", show_alert=True)
    assert (await tapping).alert


async def test_files_both_ways(client: telegram.Bot, phone: Phone) -> None:
    sent = await client.send_photo(USER, jpeg(), caption="x")
    assert [(p.width, p.height) for p in sent.photo][-1] == (600, 400)
    document = await client.send_document(USER, b"text", filename="a.txt")
    assert document.document is not None
    got = await client.get_file(document.document.file_id)
    assert bytes(await got.download_as_bytearray()) == b"text"
    album = await client.send_media_group(
        USER, [InputMediaPhoto(jpeg(seed=1)), InputMediaPhoto(jpeg(seed=2))]
    )
    assert len({m.media_group_id for m in album}) == 1
    await phone.photo(jpeg(1600, 900))
    message = (await client.get_updates())[-1].message
    assert message is not None
    photo = await message.photo[-1].get_file()
    assert len(await photo.download_as_bytearray()) == message.photo[-1].file_size
    copied = await client.copy_message(USER, USER, sent.message_id)
    forwarded = await client.forward_message(USER, USER, copied.message_id)
    assert forwarded.forward_origin is not None


@pytest.mark.usefixtures("phone")
async def test_profile(client: telegram.Bot) -> None:
    assert await client.set_my_commands([BotCommand("help", "Help")])
    assert (await client.get_my_commands())[0].command == "help"
    button = MenuButtonWebApp("Open", WebAppInfo("https://example.com/app"))
    assert await client.set_chat_menu_button(USER, button)
    assert await client.get_chat_menu_button(USER) == button
    assert await client.set_my_name("Reset")
    assert (await client.get_my_name()).name == "Reset"
    assert (await client.get_chat(USER)).first_name == "Test"


async def test_groups_and_topics(client: telegram.Bot, sandbox: Sandbox) -> None:
    owner = sandbox.add_user(11)
    desk = sandbox.add_group("Desk", [owner.id])
    topic = await client.create_forum_topic(desk.id, "case")
    sent = await client.send_message(desk.id, "x", message_thread_id=topic.message_thread_id)
    assert sent.is_topic_message
    assert sent.chat.is_forum
    assert await client.close_forum_topic(desk.id, topic.message_thread_id)
    assert await client.reopen_forum_topic(desk.id, topic.message_thread_id)
    assert await client.delete_forum_topic(desk.id, topic.message_thread_id)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await client.send_message(desk.id, "x", message_thread_id=topic.message_thread_id)
    roles = [member.status for member in await client.get_chat_administrators(desk.id)]
    assert roles == ["creator", "administrator"]
    assert (await client.get_chat_member(desk.id, 11)).user.id == 11
    updates = await client.get_updates()
    assert updates[0].my_chat_member is not None
    assert updates[1].message is not None
    assert updates[1].message.new_chat_members[0].is_bot


async def test_errors_have_their_classes(
    client: telegram.Bot, sandbox: Sandbox, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    with pytest.raises(BadRequest, match="Chat not found"):
        await client.send_message(999, "x")
    phone.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await client.send_message(USER, "x")
    sandbox.faults.add("getMe", "429", retry_after=4)
    with pytest.raises(RetryAfter):
        await client.get_me()
    sandbox.faults.add("getMe", "drop")
    with pytest.raises(NetworkError):
        await client.get_me()
    await client.set_webhook("http://127.0.0.1:1/hook")
    info = await client.get_webhook_info()
    assert info.url == "http://127.0.0.1:1/hook"
    with pytest.raises(Conflict, match="webhook is active"):
        await client.get_updates()
    stranger = telegram.Bot("42:TEST", base_url=f"{sandbox.url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_nothing_in_an_update_is_unknown_to_it(client: telegram.Bot, phone: Phone) -> None:
    """What the library does not know ends up in api_kwargs: that must stay empty."""
    await phone.photo(jpeg())
    await phone.video_note(b"?")
    await phone.share_contact("13800138000")
    said = await phone.say("https://example.com @someone #tag /help")
    await phone.edit(said, "changed")
    phone.block()
    for update in await client.get_updates():
        assert not update.api_kwargs
        part = update.message or update.edited_message or update.my_chat_member
        assert part is not None
        assert not part.api_kwargs, json.dumps(dict(part.api_kwargs))


async def test_a_whole_application_runs_on_it(sandbox: Sandbox) -> None:
    async def start(update: telegram.Update, context: object) -> None:
        del context
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])
        assert update.message is not None
        await update.message.reply_text("welcome", reply_markup=markup)

    async def echo(update: telegram.Update, context: object) -> None:
        del context
        assert update.message is not None
        await update.message.reply_text(f"you said {update.message.text}")

    async def tapped(update: telegram.Update, context: object) -> None:
        del context
        assert update.callback_query is not None
        await update.callback_query.answer("tapped")

    builder = Application.builder().token(sandbox.bot_token)
    app = builder.base_url(f"{sandbox.url}/bot").base_file_url(f"{sandbox.url}/file/bot").build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.add_handler(CallbackQueryHandler(tapped))
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(timeout=1)
        async with sandbox.phone(USER) as phone:
            await phone.say("/start")
            assert (await phone.heard()).text == "welcome"
            assert (await phone.tap("Go")).text == "tapped"
            await phone.say("hi")
            assert (await phone.heard()).text == "you said hi"
        await app.updater.stop()
        await app.stop()
