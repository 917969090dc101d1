"""What a support desk calls: topics, copies between chats, pins, rights and limits, strictly."""

from datetime import timedelta

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    InputMediaDocument,
    InputMediaPhoto,
    MediaUnion,
    ReactionTypeEmoji,
    ReplyParameters,
)

from bot.clock import ManualClock
from bot.sandbox.colleagues import Offices, open_offices
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import RateLimits, SandboxSettings
from bot.sandbox.state import Chat
from bot.sandbox.testing import Phone, Staffer

from .pictures import jpeg

USER = 4242


@pytest.fixture
def offices(sandbox: Sandbox) -> Offices:
    return open_offices(sandbox)


@pytest.fixture
def group(sandbox: Sandbox, offices: Offices) -> Chat:
    return sandbox.world.state.chats[offices.support]


@pytest.fixture
def agent(sandbox: Sandbox, offices: Offices) -> Staffer:
    return sandbox.staffer(offices.agents[0], offices.support)


@pytest.fixture
async def topic(bot: Bot, group: Chat) -> int:
    return (await bot.create_forum_topic(group.id, "case")).message_thread_id


def take_away(bot: Bot, group: Chat, *rights: str) -> None:
    group.members[bot.id].rights.update(dict.fromkeys(rights, False))


def picture(name: str = "a.jpg") -> BufferedInputFile:
    return BufferedInputFile(jpeg(), name)


async def test_a_topic_carries_one_of_the_icons_that_are_offered(bot: Bot, group: Chat) -> None:
    icons = await bot.get_forum_topic_icon_stickers()
    tick = next(icon for icon in icons if icon.emoji == "✅")
    topic = await bot.create_forum_topic(
        group.id, "case", icon_custom_emoji_id=icons[0].custom_emoji_id
    )
    number = topic.message_thread_id
    assert topic.icon_custom_emoji_id == icons[0].custom_emoji_id
    assert await bot.edit_forum_topic(group.id, number, icon_custom_emoji_id=tick.custom_emoji_id)
    with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
        await bot.edit_forum_topic(group.id, number, icon_custom_emoji_id=tick.custom_emoji_id)
    with pytest.raises(TelegramBadRequest, match="DOCUMENT_INVALID"):
        await bot.edit_forum_topic(group.id, number, icon_custom_emoji_id="7")
    assert await bot.edit_forum_topic(group.id, number)
    assert group.topics[number].icon_custom_emoji_id == tick.custom_emoji_id


async def test_without_the_rights_telegram_says_which(bot: Bot, group: Chat, topic: int) -> None:
    sent = await bot.send_message(group.id, "x", message_thread_id=topic)
    take_away(bot, group, "can_manage_topics", "can_pin_messages", "can_delete_messages")
    theirs = group.topics[topic]
    assert await bot.close_forum_topic(group.id, topic)
    await bot.send_message(group.id, "it opened it", message_thread_id=topic)
    theirs.opened_by = 1
    refusals = {
        "not enough rights to create a topic": bot.create_forum_topic(group.id, "x"),
        "not enough rights to edit the topic": bot.edit_forum_topic(group.id, topic, name="x"),
        "not enough rights to close or open the topic": bot.reopen_forum_topic(group.id, topic),
        "not enough rights to delete the topic": bot.delete_forum_topic(group.id, topic),
        "TOPIC_CLOSED": bot.send_message(group.id, "x", message_thread_id=topic),
        "not enough rights to manage pinned messages in the chat": bot.pin_chat_message(
            group.id, sent.message_id
        ),
    }
    for words, call in refusals.items():
        with pytest.raises(TelegramBadRequest, match=words):
            await call
    with pytest.raises(TelegramBadRequest, match="not enough rights to manage pinned"):
        await bot.unpin_all_forum_topic_messages(group.id, topic)
    with pytest.raises(TelegramBadRequest, match="message to pin not found"):
        await bot.pin_chat_message(group.id, 5)


async def test_nothing_can_be_sent_to_a_deleted_topic(
    bot: Bot, agent: Staffer, group: Chat, topic: int, phone: Phone
) -> None:
    said = await phone.say("mine")
    card = await bot.send_message(group.id, "card", message_thread_id=topic)
    await agent.delete_topic(topic)
    album: list[MediaUnion] = [InputMediaPhoto(media=picture(name)) for name in ("a", "b")]
    for call in (
        bot.send_message(group.id, "x", message_thread_id=topic),
        bot.send_photo(group.id, picture(), message_thread_id=topic),
        bot.send_video(group.id, picture("a.mp4"), message_thread_id=topic),
        bot.send_media_group(group.id, album, message_thread_id=topic),
        bot.copy_message(group.id, USER, said.id, message_thread_id=topic),
        bot.copy_messages(group.id, USER, [said.id], message_thread_id=topic),
        bot.forward_message(group.id, USER, said.id, message_thread_id=topic),
    ):
        with pytest.raises(TelegramBadRequest, match="message thread not found"):
            await call
    number = card.message_id
    for change, words in (
        (bot.edit_message_text("x", chat_id=group.id, message_id=number), "message to edit"),
        (bot.pin_chat_message(group.id, number), "message to pin"),
        (bot.delete_message(group.id, number), "message to delete"),
        (bot.set_message_reaction(group.id, number), "message to react"),
        (bot.copy_message(USER, group.id, number), "message to copy"),
    ):
        with pytest.raises(TelegramBadRequest, match=f"{words} not found"):
            await change


async def test_relaying_both_ways_by_copies(
    bot: Bot, agent: Staffer, group: Chat, topic: int, phone: Phone
) -> None:
    first = await phone.say("my card")
    relayed = await bot.copy_message(group.id, USER, first.id, message_thread_id=topic)
    second = await phone.photo(jpeg(), "front")
    copy = await bot.copy_message(
        group.id,
        USER,
        second.id,
        message_thread_id=topic,
        reply_parameters=ReplyParameters(message_id=relayed.message_id),
    )
    shown = agent.messages(topic)[-1]
    assert (shown.id, shown.text, shown.kind) == (copy.message_id, "front", "photo")
    assert (shown.replied_id, shown.by_bot) == (relayed.message_id, True)
    answer = await agent.reply(shown, "it is cut off")
    back = await bot.copy_message(
        USER,
        group.id,
        answer.id,
        protect_content=True,
        reply_parameters=ReplyParameters(message_id=second.id),
    )
    told = phone.messages[-1]
    assert (told.id, told.text, told.replied_id) == (back.message_id, "it is cut off", second.id)
    assert told.body["has_protected_content"]
    assert "forward_origin" not in told.body


async def test_an_album_stays_an_album(
    bot: Bot, agent: Staffer, group: Chat, topic: int, phone: Phone
) -> None:
    sent = await phone.album([jpeg(), jpeg()], "both sides")
    single = await phone.say("and a word")
    numbers = [*(one.id for one in sent), single.id]
    copies = await bot.copy_messages(group.id, USER, numbers, message_thread_id=topic)
    shown = agent.messages(topic)
    assert [one.id for one in shown] == [one.message_id for one in copies]
    albums = [one.body.get("media_group_id") for one in shown]
    assert albums[0] == albums[1] != sent[0].body["media_group_id"]
    assert albums[2] is None
    assert [one.text for one in shown] == ["both sides", "", "and a word"]
    await bot.copy_messages(
        group.id, USER, numbers[:2], message_thread_id=topic, remove_caption=True
    )
    assert agent.texts(topic)[-2:] == ["", ""]
    alone = await bot.copy_message(group.id, USER, sent[0].id, message_thread_id=topic)
    assert "media_group_id" not in group.messages[alone.message_id].body


async def test_an_answer_across_chats_or_topics_describes_what_it_answers(
    bot: Bot, group: Chat, topic: int, phone: Phone
) -> None:
    said = await phone.say("8 digits?")
    elsewhere = ReplyParameters(message_id=said.id, chat_id=USER, quote="digits")
    sent = await bot.send_message(
        group.id, "x", message_thread_id=topic, reply_parameters=elsewhere
    )
    assert sent.external_reply is not None
    assert sent.external_reply.chat is None
    assert sent.quote is not None
    assert (sent.quote.text, sent.quote.position) == ("digits", 2)
    other = (await bot.create_forum_topic(group.id, "other")).message_thread_id
    moved = await bot.send_message(
        group.id,
        "y",
        message_thread_id=other,
        reply_parameters=ReplyParameters(message_id=sent.message_id),
    )
    assert moved.external_reply is not None
    assert moved.external_reply.message_id == sent.message_id
    within = await bot.send_message(
        group.id, "z", reply_parameters=ReplyParameters(message_id=sent.message_id)
    )
    assert within.message_thread_id == topic
    with pytest.raises(TelegramBadRequest, match="QUOTE_TEXT_INVALID"):
        await bot.send_message(
            USER, "x", reply_parameters=ReplyParameters(message_id=said.id, quote="letters")
        )
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(
            USER, "x", reply_parameters=ReplyParameters(message_id=9, chat_id=group.id)
        )


async def test_pins_follow_the_order_of_sending(
    bot: Bot, agent: Staffer, group: Chat, topic: int
) -> None:
    cards = [await bot.send_message(group.id, str(n), message_thread_id=topic) for n in range(2)]
    await bot.get_updates(offset=-1)
    for card in reversed(cards):
        assert await bot.pin_chat_message(group.id, card.message_id)
    pinned = (await bot.get_chat(group.id)).pinned_message
    assert pinned is not None
    assert pinned.message_id == cards[1].message_id
    seen = agent.pinned(topic)
    assert seen is not None
    assert seen.text == "1"
    told = [one.message for one in await bot.get_updates() if one.message]
    assert [one.pinned_message is not None for one in told][-2:] == [True, True]
    assert {one.message_thread_id for one in told[-2:]} == {topic}
    assert await bot.unpin_chat_message(group.id)
    assert agent.pinned(topic) is not None
    assert await bot.delete_message(group.id, cards[0].message_id)
    assert agent.pinned(topic) is None


async def test_the_bot_hears_its_own_notices_and_nothing_else_of_its_own(
    bot: Bot, group: Chat
) -> None:
    await bot.get_updates(offset=-1)
    topic = (await bot.create_forum_topic(group.id, "case")).message_thread_id
    await bot.send_message(group.id, "x", message_thread_id=topic)
    await bot.edit_forum_topic(group.id, topic, name="done")
    await bot.close_forum_topic(group.id, topic)
    heard = [one.message for one in await bot.get_updates() if one.message][1:]
    assert [one.content_type for one in heard] == [
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
    ]
    assert {one.from_user.id for one in heard if one.from_user} == {bot.id}


async def test_nothing_is_deleted_after_two_days(
    bot: Bot, agent: Staffer, group: Chat, topic: int, clock: ManualClock
) -> None:
    sent = await bot.send_message(group.id, "x", message_thread_id=topic)
    clock.advance(timedelta(hours=48).total_seconds())
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await bot.delete_message(group.id, sent.message_id)
    said = await agent.say(topic, "fresh")
    assert await bot.delete_message(group.id, said.id)


async def test_what_can_be_edited(bot: Bot, agent: Staffer, group: Chat, topic: int) -> None:
    asked = await bot.send_message(
        group.id, "why?", message_thread_id=topic, reply_markup=ForceReply(force_reply=True)
    )
    said = await agent.say(topic, "mine")
    forwarded = await bot.forward_message(group.id, group.id, said.id, message_thread_id=topic)
    for number in (asked.message_id, said.id, forwarded.message_id):
        with pytest.raises(TelegramBadRequest, match="message can't be edited"):
            await bot.edit_message_text("x", chat_id=group.id, message_id=number)
    album: list[MediaUnion] = [InputMediaPhoto(media=picture(name)) for name in ("a", "b")]
    first = (await bot.send_media_group(group.id, album, message_thread_id=topic))[0]
    new = InputMediaPhoto(media=BufferedInputFile(jpeg(40, 30), "c.jpg"), caption="new")
    assert await bot.edit_message_media(new, chat_id=group.id, message_id=first.message_id)
    document = InputMediaDocument(media=BufferedInputFile(b"x", "x.txt"))
    with pytest.raises(TelegramBadRequest, match="message media can't be edited"):
        await bot.edit_message_media(document, chat_id=group.id, message_id=first.message_id)


async def test_reactions_stay_with_the_message(
    bot: Bot, agent: Staffer, group: Chat, topic: int
) -> None:
    said = await agent.say(topic, "relay this")
    assert await bot.set_message_reaction(group.id, said.id, [ReactionTypeEmoji(emoji="👍")])
    assert list(said.reactions) == ["👍"]
    assert await bot.set_message_reaction(group.id, said.id, [])
    assert not said.reactions


async def test_a_bot_that_is_put_out_is_told_and_refused(
    bot: Bot, sandbox: Sandbox, group: Chat, topic: int
) -> None:
    await bot.get_updates(offset=-1)
    sandbox.set_status(group.id, bot.id, "kicked")
    change = (await bot.get_updates())[-1].my_chat_member
    assert change is not None
    assert (change.old_chat_member.status, change.new_chat_member.status) == (
        "administrator",
        "kicked",
    )
    assert change.chat.id == group.id
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the supergroup chat"):
        await bot.send_message(group.id, "x", message_thread_id=topic)
    sandbox.set_status(group.id, bot.id, "administrator")
    await bot.send_message(group.id, "back", message_thread_id=topic)


async def test_a_group_takes_twenty_a_minute_all_topics_together() -> None:
    limits = RateLimits(chat_per_s=100, chat_burst=100)
    async with Sandbox(SandboxSettings(rates=limits)) as sandbox:
        session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
        group = open_offices(sandbox).support
        async with Bot(sandbox.bot_token, session=session).context() as bot:
            one = (await bot.create_forum_topic(group, "one")).message_thread_id
            two = (await bot.create_forum_topic(group, "two")).message_thread_id
            for number in range(18):
                topic = one if number % 2 else two
                await bot.send_message(group, str(number), message_thread_id=topic)
            with pytest.raises(TelegramRetryAfter) as refused:
                await bot.send_message(group, "too many", message_thread_id=one)
            assert 50 <= refused.value.retry_after <= 60
            assert await bot.edit_forum_topic(group, one, name="a name is free of it")
