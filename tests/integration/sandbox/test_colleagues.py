"""The invented colleagues, their groups, and a colleague's hands in a topic."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    ChatMemberAdministrator,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)

from bot.sandbox.acts import free_user_id
from bot.sandbox.colleagues import BY_KEY, COLLEAGUES, Offices, open_offices
from bot.sandbox.errors import PageError
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import GENEROUS_RATES, SandboxSettings
from bot.sandbox.state import FIRST_STAFF_ID
from bot.sandbox.testing import PhoneError, Staffer

from .pictures import jpeg

TAKE = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="接手 Take", callback_data="take")]]
)


@pytest.fixture
def offices(sandbox: Sandbox) -> Offices:
    return open_offices(sandbox)


@pytest.fixture
async def agent(sandbox: Sandbox, offices: Offices) -> AsyncIterator[Staffer]:
    async with sandbox.staffer(offices.agents[0], offices.support) as agent:
        yield agent


@pytest.fixture
async def topic(bot: Bot, offices: Offices) -> int:
    opened = await bot.create_forum_topic(offices.support, "🟡 张*")
    await bot.get_updates(offset=-1)
    return opened.message_thread_id


async def newest(bot: Bot) -> Update:
    return (await bot.get_updates(timeout=5))[-1]


async def test_the_groups_are_ready_for_the_bot(bot: Bot, sandbox: Sandbox) -> None:
    offices = open_offices(sandbox)
    assert open_offices(sandbox) == offices
    assert (await bot.get_chat(offices.support)).title == "客服组 Support"
    assert (await bot.get_chat(offices.review)).is_forum
    for group in (offices.support, offices.review):
        own = await bot.get_chat_member(group, bot.id)
        assert isinstance(own, ChatMemberAdministrator)
        assert own.can_manage_topics
        assert own.can_pin_messages
        assert own.can_delete_messages
        assert (await bot.get_chat_member(group, offices.supervisor)).status == "creator"
    assert await bot.get_chat_member_count(offices.support) == 4
    outside = await bot.get_chat_member(offices.support, offices.reviewer)
    assert outside.status == "left"
    joined = [one.my_chat_member for one in await bot.get_updates() if one.my_chat_member]
    assert [one.chat.id for one in joined] == [offices.support, offices.review]


def test_the_groups_keep_their_numbers_after_a_restart(sandbox: Sandbox) -> None:
    assert open_offices(sandbox) == open_offices(Sandbox(sandbox.settings))


@pytest.mark.usefixtures("offices")
def test_customers_never_count_up_to_the_staff(sandbox: Sandbox) -> None:
    assert sandbox.add_user().id < FIRST_STAFF_ID
    assert free_user_id(sandbox.world) < FIRST_STAFF_ID
    assert len(BY_KEY) == len({one.id for one in COLLEAGUES}) == len(COLLEAGUES)


async def test_an_agent_reads_and_answers(
    bot: Bot, agent: Staffer, offices: Offices, topic: int
) -> None:
    assert await agent.opened("张") == topic
    waiting = asyncio.create_task(agent.sees(topic, "8 digits"))
    card = await bot.send_message(
        offices.support, "card", message_thread_id=topic, reply_markup=TAKE
    )
    sent = await bot.send_message(offices.support, "8 digits?", message_thread_id=topic)
    question = await waiting
    assert (question.id, question.topic, question.by_bot) == (sent.message_id, topic, True)
    answer = await agent.reply(question, "Yes, eight.")
    assert (answer.replied_id, answer.topic, answer.sender_id) == (
        question.id,
        topic,
        agent.user_id,
    )
    heard = (await newest(bot)).message
    assert heard is not None
    assert heard.reply_to_message is not None
    assert heard.reply_to_message.message_id == question.id
    assert (heard.message_thread_id, heard.is_topic_message) == (topic, True)
    await bot.pin_chat_message(offices.support, card.message_id)
    pinned = agent.pinned(topic)
    assert pinned is not None
    assert pinned.labels == ("接手 Take",)
    assert agent.texts(topic) == ["card", "8 digits?", "Yes, eight."]


async def test_an_agents_edit_is_told(bot: Bot, agent: Staffer, topic: int) -> None:
    said = await agent.say(topic, "helo")
    await agent.edit(said, "hello")
    edited = (await newest(bot)).edited_message
    assert edited is not None
    assert (edited.text, edited.message_thread_id, edited.is_topic_message) == (
        "hello",
        topic,
        True,
    )
    before = len(await bot.get_updates())
    await agent.edit(said, "hello")
    await agent.delete(said)
    assert len(await bot.get_updates()) == before
    assert agent.texts(topic) == []


async def test_an_agents_tap_is_answered(
    bot: Bot, agent: Staffer, offices: Offices, topic: int
) -> None:
    card = await bot.send_message(offices.support, "c", message_thread_id=topic, reply_markup=TAKE)
    tapping = asyncio.create_task(agent.tap(topic, "接手"))
    query = await tapped(bot)
    assert isinstance(query.message, Message)
    assert (query.from_user.id, query.message.message_id) == (agent.user_id, card.message_id)
    assert (query.message.message_thread_id, query.message.is_topic_message) == (topic, True)
    await bot.answer_callback_query(query.id, text="Taken", show_alert=True)
    answer = await tapping
    assert (answer.text, answer.alert, answer.answered) == ("Taken", True, True)


async def tapped(bot: Bot) -> CallbackQuery:
    while (query := (await newest(bot)).callback_query) is None:
        pass
    return query


async def test_pictures_and_recordings_both_ways(
    bot: Bot, agent: Staffer, offices: Offices, topic: int
) -> None:
    picture = BufferedInputFile(jpeg(), "a.jpg")
    await bot.send_photo(offices.support, picture, caption="card", message_thread_id=topic)
    (seen,) = await agent.sees_kind(topic, "photo")
    assert seen.text == "card"
    assert agent.file(seen).startswith(b"\xff\xd8")
    await agent.photo(topic, jpeg(), "look")
    await agent.voice(topic, b"OggS")
    await agent.video(topic, b"film")
    await agent.document(topic, b"%PDF", "a.pdf")
    await agent.album(topic, [jpeg(), jpeg()], "both")
    updates = [one.message for one in await bot.get_updates() if one.message]
    kinds = [message.content_type for message in updates[-6:]]
    assert kinds == ["photo", "voice", "video", "document", "photo", "photo"]
    assert {message.message_thread_id for message in updates[-6:]} == {topic}


async def test_closing_and_deleting_by_a_members_hand(
    bot: Bot, sandbox: Sandbox, agent: Staffer, offices: Offices, topic: int
) -> None:
    await agent.close_topic(topic)
    closed = (await newest(bot)).message
    assert closed is not None
    assert closed.forum_topic_closed is not None
    assert closed.from_user is not None
    assert closed.from_user.id == agent.user_id
    assert agent.topic(topic).closed
    await agent.reopen_topic(topic)
    reopened = (await newest(bot)).message
    assert reopened is not None
    assert reopened.forum_topic_reopened is not None
    await agent.rename_topic(topic, "mine")
    assert agent.topic(topic).name == "mine"
    guest = sandbox.add_user(77)
    sandbox.set_status(offices.support, guest.id, "member")
    hand = sandbox.staffer(guest.id, offices.support)
    with pytest.raises(PageError, match="not enough rights"):
        await hand.close_topic(topic)
    own = await hand.open_topic("my own")
    await hand.close_topic(own)
    with pytest.raises(PageError, match="not enough rights"):
        await hand.delete_topic(own)
    before = len(await bot.get_updates())
    await agent.delete_topic(topic)
    assert len(await bot.get_updates()) == before
    with pytest.raises(PhoneError, match="no topic"):
        agent.topic(topic)
    with pytest.raises(PageError, match="no such topic"):
        await agent.say(topic, "x")


async def test_waiting_in_vain_says_what_there_is(agent: Staffer, topic: int) -> None:
    await agent.say(topic, "mine")
    with pytest.raises(PhoneError, match=r"waited .* 'never' .*mine"):
        await agent.sees(topic, "never", timeout_s=0.05)
    with pytest.raises(PhoneError, match="waited"):
        await agent.opened("nobody", timeout_s=0.05)


async def test_the_end_of_the_sandbox_ends_the_waiting() -> None:
    async with Sandbox(SandboxSettings(rates=GENEROUS_RATES)) as sandbox:
        offices = open_offices(sandbox)
        async with sandbox.staffer(offices.reviewer, offices.review) as reviewer:
            waiting = asyncio.create_task(reviewer.opened("case"))
            await asyncio.sleep(0)
            sandbox.world.hub.close()
            with pytest.raises(PhoneError, match="has stopped"):
                await waiting
