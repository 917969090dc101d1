"""Supergroups with topics, their members, and what the bot sees of their talk."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    ChatMemberAdministrator,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    WebAppInfo,
)

from bot.sandbox.errors import PageError
from bot.sandbox.server import Sandbox
from bot.sandbox.state import Chat
from bot.sandbox.testing import Phone

OWNER, AGENT, CUSTOMER = 11, 12, 13


@pytest.fixture
def desk(sandbox: Sandbox) -> Chat:
    for number, name in ((OWNER, "Owner"), (AGENT, "Agent"), (CUSTOMER, "Customer")):
        sandbox.add_user(number, first_name=name, language_code="zh")
    return sandbox.add_group("Desk", [OWNER, AGENT])


async def test_topics_come_and_go(bot: Bot, sandbox: Sandbox, desk: Chat) -> None:
    topic = await bot.create_forum_topic(desk.id, "张** · 1234")
    number = topic.message_thread_id
    sent = await bot.send_message(desk.id, "new case", message_thread_id=number)
    assert (sent.message_thread_id, sent.is_topic_message) == (number, True)
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.forum_topic_created is not None
    assert await bot.edit_forum_topic(desk.id, number, name="done")
    with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
        await bot.edit_forum_topic(desk.id, number, name="done")
    assert await bot.close_forum_topic(desk.id, number)
    with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
        await bot.close_forum_topic(desk.id, number)
    with pytest.raises(PageError, match="closed"):
        await sandbox.phone(AGENT, chat_id=desk.id, topic=number).say("x")
    assert await bot.reopen_forum_topic(desk.id, number)
    assert await bot.unpin_all_forum_topic_messages(desk.id, number)
    assert await bot.delete_forum_topic(desk.id, number)
    for call in (
        bot.send_message(desk.id, "x", message_thread_id=number),
        bot.send_chat_action(desk.id, "typing", message_thread_id=number),
    ):
        with pytest.raises(TelegramBadRequest, match="message thread not found"):
            await call
    for change in (
        bot.edit_forum_topic(desk.id, number, name="x"),
        bot.reopen_forum_topic(desk.id, number),
        bot.delete_forum_topic(desk.id, number),
    ):
        with pytest.raises(TelegramBadRequest, match="TOPIC_ID_INVALID"):
            await change


async def test_the_general_topic(bot: Bot, desk: Chat) -> None:
    sent = await bot.send_message(desk.id, "to all")
    assert sent.message_thread_id is None
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(desk.id, "x", message_thread_id=1)
    assert await bot.edit_general_forum_topic(desk.id, "Everyone")
    assert await bot.close_general_forum_topic(desk.id)
    assert await bot.reopen_general_forum_topic(desk.id)
    assert await bot.hide_general_forum_topic(desk.id)
    assert await bot.unhide_general_forum_topic(desk.id)
    assert await bot.unpin_all_general_forum_topic_messages(desk.id)
    general = desk.topics[1]
    assert await bot.hide_general_forum_topic(desk.id)
    assert (general.hidden, general.closed) == (True, True)
    assert await bot.reopen_general_forum_topic(desk.id)
    assert (general.hidden, general.closed) == (False, False)


async def test_topic_refusals(bot: Bot, sandbox: Sandbox, desk: Chat) -> None:
    for name, refusal in (("   ", "title must be non-empty"), ("x" * 129, "1-128 characters")):
        with pytest.raises(TelegramBadRequest, match=refusal):
            await bot.create_forum_topic(desk.id, name)
    with pytest.raises(TelegramBadRequest, match="TOPIC_ICON_COLOR_INVALID"):
        await bot.create_forum_topic(desk.id, "x", icon_color=1)
    plain = sandbox.add_group("Plain", [OWNER], is_forum=False)
    with pytest.raises(TelegramBadRequest, match="the chat is not a forum"):
        await bot.create_forum_topic(plain.id, "x")
    weak = sandbox.add_group("Weak", [OWNER], bot_status="member")
    with pytest.raises(TelegramBadRequest, match="not enough rights to create a topic"):
        await bot.create_forum_topic(weak.id, "x")


async def test_agents_talk_in_topics(bot: Bot, sandbox: Sandbox, desk: Chat) -> None:
    topic = await bot.create_forum_topic(desk.id, "case")
    number = topic.message_thread_id
    async with sandbox.phone(AGENT, chat_id=desk.id, topic=number) as agent:
        await bot.send_message(desk.id, "elsewhere")
        await bot.send_message(desk.id, "here", message_thread_id=number)
        assert (await agent.heard()).text == "here"
        await agent.say("hello customer")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert (message.message_thread_id, message.from_user and message.from_user.id) == (
        number,
        AGENT,
    )
    assert message.chat.is_forum
    general = await sandbox.phone(AGENT, chat_id=desk.id).say("in general")
    assert "message_thread_id" not in general.body


async def test_members_and_roles(bot: Bot, sandbox: Sandbox, desk: Chat) -> None:
    assert (await bot.get_chat_member(desk.id, OWNER)).status == "creator"
    assert (await bot.get_chat_member(desk.id, CUSTOMER)).status == "left"
    own = await bot.get_chat_member(desk.id, bot.id)
    assert isinstance(own, ChatMemberAdministrator)
    assert own.can_manage_topics
    assert len(await bot.get_chat_administrators(desk.id)) == 2
    assert await bot.get_chat_member_count(desk.id) == 3
    with pytest.raises(TelegramBadRequest, match="user not found"):
        await bot.get_chat_member(desk.id, 999)
    await bot.get_updates(offset=-1, allowed_updates=["chat_member", "message"])
    world = sandbox.world
    sandbox.set_status(desk.id, CUSTOMER, "member")
    sandbox.set_status(desk.id, CUSTOMER, "left")
    updates = await bot.get_updates()
    changes = [u.chat_member.new_chat_member.status for u in updates if u.chat_member]
    assert changes == ["member", "left"]
    services = [u.message.content_type for u in updates if u.message]
    assert services[-2:] == ["new_chat_members", "left_chat_member"]
    assert await bot.ban_chat_member(desk.id, AGENT)
    assert desk.status_of(AGENT) == "kicked"
    assert await bot.unban_chat_member(desk.id, AGENT)
    with pytest.raises(TelegramBadRequest, match="user is an administrator of the chat"):
        await bot.ban_chat_member(desk.id, OWNER)
    with pytest.raises(TelegramBadRequest, match="not enough rights"):
        await bot.promote_chat_member(desk.id, AGENT, can_pin_messages=True)
    desk.members[world.state.bot.id].rights["can_promote_members"] = True
    with pytest.raises(TelegramBadRequest, match="USER_NOT_PARTICIPANT"):
        await bot.promote_chat_member(desk.id, AGENT, can_pin_messages=True)
    sandbox.set_status(desk.id, AGENT, "member")
    assert await bot.promote_chat_member(desk.id, AGENT, can_pin_messages=True)
    assert desk.may(AGENT, "can_pin_messages")


async def test_joining_and_leaving_are_told(bot: Bot, sandbox: Sandbox, desk: Chat) -> None:
    joined = (await bot.get_updates())[0].my_chat_member
    assert joined is not None
    assert (joined.old_chat_member.status, joined.new_chat_member.status) == (
        "left",
        "administrator",
    )
    assert await bot.leave_chat(desk.id)
    with pytest.raises(TelegramForbiddenError, match="bot is not a member of the supergroup"):
        await bot.send_message(desk.id, "x")
    sandbox.set_status(desk.id, bot.id, "kicked")
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the supergroup"):
        await bot.get_chat(desk.id)


async def test_a_member_bot_hears_only_what_concerns_it(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.add_user(OWNER)
    chat = sandbox.add_group("Plain", [OWNER], is_forum=False, bot_status="member")
    await bot.get_updates(offset=-1)
    own = await bot.send_message(chat.id, "hello")
    phone = sandbox.phone(OWNER, chat_id=chat.id)
    await phone.say("between us")
    await phone.say("/status")
    await phone.say("an answer", reply_to=own.message_id)
    texts = [u.message.text for u in await bot.get_updates() if u.message]
    assert texts[1:] == ["/status", "an answer"]


async def test_group_settings(bot: Bot, desk: Chat) -> None:
    assert await bot.set_chat_title(desk.id, "Support")
    assert (await bot.get_chat(desk.id)).title == "Support"
    assert await bot.set_chat_description(desk.id, "cases")
    assert (await bot.get_chat(desk.id)).description == "cases"
    with pytest.raises(TelegramBadRequest, match="chat description is not modified"):
        await bot.set_chat_description(desk.id, "cases")
    with pytest.raises(TelegramBadRequest, match="a service message can't be pinned"):
        await bot.pin_chat_message(desk.id, min(desk.messages))


async def test_buttons_for_private_chats_only(bot: Bot, desk: Chat) -> None:
    app = InlineKeyboardButton(text="x", web_app=WebAppInfo(url="https://example.com"))
    markup = InlineKeyboardMarkup(inline_keyboard=[[app]])
    with pytest.raises(TelegramBadRequest, match="BUTTON_TYPE_INVALID"):
        await bot.send_message(desk.id, "x", reply_markup=markup)


async def test_deleting_in_groups_needs_the_right(bot: Bot, sandbox: Sandbox, desk: Chat) -> None:
    agent: Phone = sandbox.phone(AGENT, chat_id=desk.id)
    said = await agent.say("x")
    desk.members[bot.id].rights["can_delete_messages"] = False
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await bot.delete_message(desk.id, said.id)
    desk.members[bot.id].rights["can_delete_messages"] = True
    assert await bot.delete_message(desk.id, said.id)
    topic = await bot.create_forum_topic(desk.id, "case")
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await bot.delete_message(desk.id, topic.message_thread_id)
