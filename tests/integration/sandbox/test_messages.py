"""Sending, editing and deleting, as aiogram does it over HTTP."""

import asyncio
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    WebAppInfo,
)

from bot.clock import ManualClock
from bot.sandbox.errors import PageError
from bot.sandbox.server import Sandbox
from bot.sandbox.testing import Phone, PhoneError

USER = 4242


def button(text: str = "Go", **action: Any) -> InlineKeyboardMarkup:
    one = InlineKeyboardButton(text=text, **(action or {"callback_data": "go"}))
    return InlineKeyboardMarkup(inline_keyboard=[[one]])


async def test_a_text_arrives_formatted_on_the_phone(bot: Bot, phone: Phone) -> None:
    sent = await bot.send_message(USER, "<b>你好</b> 😀 <i>there</i>", parse_mode="HTML")
    assert sent.text == "你好 😀 there"
    assert [(e.type, e.offset, e.length) for e in sent.entities or []] == [
        ("bold", 0, 2),
        ("italic", 6, 5),
    ]
    assert (await phone.heard()).text == "你好 😀 there"


@pytest.mark.usefixtures("phone")
@pytest.mark.parametrize(
    ("text", "mode", "reason"),
    [
        ("", None, "message text is empty"),
        (" \n ", None, "text must be non-empty"),
        ("<b></b>", "HTML", "text must be non-empty"),
        ("x" * 4097, None, "message is too long"),
        ("<b>x", "HTML", "can't parse entities: Can't find end tag corresponding to start tag"),
        ("<x>y</x>", "HTML", 'Unsupported start tag "x" at byte offset 0'),
        ("a.b", "MarkdownV2", "Character '.' is reserved and must be escaped"),
        ("*x", "MarkdownV2", "Can't find end of Bold entity at byte offset 0"),
        ("x", "Word", "unsupported parse_mode"),
    ],
)
async def test_texts_that_telegram_refuses(
    bot: Bot, text: str, mode: str | None, reason: str
) -> None:
    with pytest.raises(TelegramBadRequest, match="Bad Request") as caught:
        await bot.send_message(USER, text, parse_mode=mode)
    assert reason in str(caught.value)


@pytest.mark.usefixtures("phone")
async def test_the_limit_counts_after_parsing(bot: Bot) -> None:
    sent = await bot.send_message(USER, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert len(sent.text or "") == 4096


async def test_unknown_chats(bot: Bot, sandbox: Sandbox) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(999, "x")
    sandbox.add_user(31)
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(31, "x")
    sandbox.add_group("Desk", [31])
    with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation"):
        await bot.send_message(31, "x")


async def test_a_blocked_bot(bot: Bot, phone: Phone) -> None:
    sent = await bot.send_message(USER, "before")
    await phone.heard()
    phone.block()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(USER, "x")
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.edit_message_text("x", chat_id=USER, message_id=sent.message_id)
    await phone.quiet(0.05)
    phone.block(blocked=False)
    await bot.send_message(USER, "again")
    updates = await bot.get_updates()
    changes = [u.my_chat_member for u in updates if u.my_chat_member]
    assert [c.new_chat_member.status for c in changes] == ["kicked", "member"]
    assert changes[0].old_chat_member.status == "member"


@pytest.mark.usefixtures("phone")
@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (button(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (button(callback_data="密" * 22), "BUTTON_DATA_INVALID"),
        (button(callback_data=""), "BUTTON_DATA_INVALID"),
        (button(url="ftp://example.com"), "Unsupported URL protocol"),
        (button(url="http://"), "Wrong HTTP URL"),
        (button(web_app=WebAppInfo(url="http://example.com")), "Only HTTPS links are allowed"),
        (button(text=" ", callback_data="x"), "Text must be non-empty"),
        (
            InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="x")]]),
            "text buttons are unallowed in the inline keyboard",
        ),
        (
            InlineKeyboardMarkup(
                inline_keyboard=[[InlineKeyboardButton(text="x", callback_data="x")]] * 101
            ),
            "reply markup is too long",
        ),
        (ReplyKeyboardMarkup(keyboard=[]), "keyboard must be non-empty"),
    ],
)
async def test_buttons_that_telegram_refuses(
    bot: Bot, markup: InlineKeyboardMarkup, reason: str
) -> None:
    with pytest.raises(TelegramBadRequest) as caught:
        await bot.send_message(USER, "x", reply_markup=markup)
    assert reason in str(caught.value)


@pytest.mark.usefixtures("phone")
async def test_buttons_that_are_fine(bot: Bot) -> None:
    for markup in (
        button(callback_data="x" * 64),
        button(url="https://example.com/a?b=c"),
        button(url="http://127.0.0.1:8080/a"),
        button(web_app=WebAppInfo(url="http://localhost:8080/app")),
    ):
        sent = await bot.send_message(USER, "x", reply_markup=markup)
        assert sent.reply_markup is not None
        assert sent.reply_markup.model_dump() == markup.model_dump()


async def test_reply_keyboards_stand_on_the_phone_until_removed(bot: Bot, phone: Phone) -> None:
    keys = [[KeyboardButton(text="手机号", request_contact=True), KeyboardButton(text="取消")]]
    sent = await bot.send_message(USER, "x", reply_markup=ReplyKeyboardMarkup(keyboard=keys))
    assert sent.reply_markup is None
    assert phone.keyboard == ("手机号", "取消")
    assert (await phone.press("取消")).text == "取消"
    with pytest.raises(PhoneError, match="use share_contact"):
        await phone.press("手机号")
    with pytest.raises(PhoneError, match="no key"):
        await phone.press("不存在")
    assert (await phone.app_data("42", "打开")).body["web_app_data"]["data"] == "42"
    await bot.send_message(USER, "y", reply_markup=ReplyKeyboardRemove())
    assert not phone.keyboard
    await bot.send_message(USER, "z", reply_markup=ForceReply())


@pytest.mark.usefixtures("phone")
async def test_replies(bot: Bot) -> None:
    first = await bot.send_message(USER, "one")
    second = await bot.send_message(
        USER, "two", reply_parameters=ReplyParameters(message_id=first.message_id)
    )
    assert second.reply_to_message is not None
    assert second.reply_to_message.text == "one"
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(USER, "x", reply_parameters=ReplyParameters(message_id=999))
    lenient = ReplyParameters(message_id=999, allow_sending_without_reply=True)
    assert (await bot.send_message(USER, "x", reply_parameters=lenient)).reply_to_message is None


@pytest.mark.usefixtures("phone")
async def test_given_entities_and_preview(bot: Bot) -> None:
    sent = await bot.send_message(
        USER,
        "a https://example.com",
        entities=[MessageEntity(type="bold", offset=0, length=1)],
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert [e.type for e in sent.entities or []] == ["bold", "url"]
    assert sent.link_preview_options is not None
    wrong = [MessageEntity(type="bold", offset=0, length=9)]
    with pytest.raises(TelegramBadRequest, match="ends outside of the text"):
        await bot.send_message(USER, "a", entities=wrong)


async def test_editing(bot: Bot, phone: Phone, clock: ManualClock) -> None:
    sent = await bot.send_message(USER, "one", reply_markup=button())
    heard = await phone.heard("one")
    with pytest.raises(TelegramBadRequest, match="message is not modified: specified new"):
        await bot.edit_message_text(
            "one", chat_id=USER, message_id=sent.message_id, reply_markup=button()
        )
    clock.advance(5)
    edited = await bot.edit_message_text("two", chat_id=USER, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert edited.text == "two"
    assert edited.reply_markup is None
    assert edited.edit_date == sent.date.timestamp() + 5
    assert (await phone.heard_edit("two")).id == heard.id
    assert heard.text == "two"
    again = await bot.edit_message_reply_markup(
        chat_id=USER, message_id=sent.message_id, reply_markup=button("New")
    )
    assert isinstance(again, Message)
    assert again.reply_markup is not None
    assert again.reply_markup.inline_keyboard[0][0].text == "New"


async def test_edits_that_telegram_refuses(bot: Bot, phone: Phone) -> None:
    sent = await bot.send_message(USER, "one")
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("x", chat_id=USER, message_id=999)
    with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
        await bot.edit_message_caption(chat_id=USER, message_id=sent.message_id, caption="x")
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("x", chat_id=USER, message_id=phone.messages[0].id)
    with pytest.raises(TelegramBadRequest, match="message identifier is not specified"):
        await bot.edit_message_text("x", chat_id=USER)


async def test_deleting_within_48_hours(bot: Bot, phone: Phone, clock: ManualClock) -> None:
    secret = await phone.say("12345678")
    assert await bot.delete_message(USER, secret.id)
    assert secret.deleted
    assert (await phone.event("deleted"))["message_id"] == secret.id
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(USER, secret.id)
    old = await phone.say("old")
    clock.advance(48 * 3600 + 1)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await bot.delete_message(USER, old.id)
    fresh = await phone.say("fresh")
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await bot.delete_messages(USER, [old.id, fresh.id])
    assert not fresh.deleted
    assert await bot.delete_messages(USER, [fresh.id, 999])
    assert (old.deleted, fresh.deleted) == (False, True)


async def test_a_tap_waits_for_its_answer(bot: Bot, phone: Phone) -> None:
    await bot.send_message(USER, "x", reply_markup=button("Go on"))
    tapping = asyncio.create_task(phone.tap("Go"))
    updates = await bot.get_updates(timeout=5, allowed_updates=["callback_query"])
    query = updates[-1].callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("go", USER)
    await bot.answer_callback_query(query.id, text="ok", show_alert=True)
    answer = await tapping
    assert (answer.text, answer.alert, answer.answered) == ("ok", True, True)
    with pytest.raises(TelegramBadRequest, match="query is too old and response timeout expired"):
        await bot.answer_callback_query(query.id)
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await bot.answer_callback_query(query.id, text="x" * 201)


async def test_an_old_tap_cannot_be_answered(bot: Bot, phone: Phone, clock: ManualClock) -> None:
    await bot.send_message(USER, "x", reply_markup=button())
    tapping = asyncio.create_task(phone.tap("go"))
    query = (await bot.get_updates(timeout=5))[-1].callback_query
    while query is None:
        query = (await bot.get_updates(timeout=5))[-1].callback_query
    clock.advance(61)
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await bot.answer_callback_query(query.id)
    tapping.cancel()


async def test_copy_and_forward(bot: Bot, phone: Phone) -> None:
    said = await phone.say("看这里 /help")
    copy = await bot.copy_message(USER, USER, said.id)
    assert phone.messages[-1].id == copy.message_id
    forwarded = await bot.forward_message(USER, USER, said.id)
    assert forwarded.forward_origin is not None
    assert forwarded.forward_origin.type == "user"
    copies = await bot.copy_messages(USER, USER, [said.id, 998, forwarded.message_id])
    assert len(copies) == 2
    assert len(await bot.forward_messages(USER, USER, [said.id])) == 1
    with pytest.raises(TelegramBadRequest, match="message to copy not found"):
        await bot.copy_message(USER, USER, 999)
    with pytest.raises(TelegramBadRequest, match="message to forward not found"):
        await bot.forward_message(USER, USER, 999)
    kept = await bot.send_message(USER, "secret", protect_content=True)
    with pytest.raises(TelegramBadRequest, match="message can't be forwarded"):
        await bot.forward_message(USER, USER, kept.message_id)
    assert await bot.forward_messages(USER, USER, [kept.message_id]) == []
    await bot.copy_message(USER, USER, kept.message_id)
    with pytest.raises(PageError, match="protected"):
        await phone.forward(phone.messages[-2])


@pytest.mark.usefixtures("phone")
async def test_pins_and_reactions(bot: Bot) -> None:
    sent = await bot.send_message(USER, "x")
    assert await bot.pin_chat_message(USER, sent.message_id)
    pinned = (await bot.get_chat(USER)).pinned_message
    assert pinned is not None
    assert await bot.unpin_chat_message(USER)
    with pytest.raises(TelegramBadRequest, match="message to unpin not found"):
        await bot.unpin_chat_message(USER)
    assert await bot.unpin_all_chat_messages(USER)
    assert await bot.set_message_reaction(USER, sent.message_id, [ReactionTypeEmoji(emoji="👍")])
    with pytest.raises(TelegramBadRequest, match="REACTION_INVALID"):
        await bot.set_message_reaction(USER, sent.message_id, [ReactionTypeEmoji(emoji="🧾")])


async def test_other_plain_messages(bot: Bot, phone: Phone) -> None:
    assert (await bot.send_contact(USER, "+8613800138000", "服务")).contact is not None
    assert (await bot.send_location(USER, 31.2, 121.5)).location is not None
    assert (await bot.send_venue(USER, 31.2, 121.5, "Branch", "1 Road")).venue is not None
    assert await bot.send_chat_action(USER, "typing")
    assert (await phone.event("chat_action"))["action"] == "typing"
    with pytest.raises(TelegramBadRequest, match="wrong parameter action"):
        await bot.send_chat_action(USER, "juggling")


async def test_what_people_do_reaches_the_bot(bot: Bot, phone: Phone) -> None:
    await phone.share_contact("+8613800138000")
    await phone.share_contact("+8613800138001", own=False)
    said = await phone.say("first")
    await phone.edit(said, "second")
    await phone.say("y" * 5000)
    await phone.forward(said, hide_sender=True)
    updates = await bot.get_updates()
    messages = [u.message for u in updates if u.message]
    contacts = [m.contact.user_id for m in messages if m.contact]
    assert contacts == [USER, None]
    assert [u.edited_message.text for u in updates if u.edited_message] == ["second"]
    assert [len(m.text or "") for m in messages][-3:] == [4096, 904, 6]
    assert messages[-1].forward_origin is None
    assert messages[0].entities is not None
    assert messages[0].entities[0].type == "bot_command"


async def test_quiet_and_missing_buttons(bot: Bot, phone: Phone) -> None:
    await phone.quiet(0.05)
    await bot.send_message(USER, "boo")
    with pytest.raises(PhoneError, match="boo"):
        await phone.quiet(0.05)
    with pytest.raises(PhoneError, match="no button 'x'"):
        await phone.tap("x")
