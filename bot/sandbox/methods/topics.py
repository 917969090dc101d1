"""Topics of a forum: opened, renamed, closed, deleted; the General topic by its own methods."""

from typing import Any

from aiogram.methods import (
    CloseForumTopic,
    CloseGeneralForumTopic,
    CreateForumTopic,
    DeleteForumTopic,
    EditForumTopic,
    EditGeneralForumTopic,
    GetForumTopicIconStickers,
    HideGeneralForumTopic,
    ReopenForumTopic,
    ReopenGeneralForumTopic,
    UnhideGeneralForumTopic,
    UnpinAllForumTopicMessages,
    UnpinAllGeneralForumTopicMessages,
)

from bot.sandbox import forum
from bot.sandbox.errors import bad_request
from bot.sandbox.forum import COLORS, ICONS, LONGEST_NAME
from bot.sandbox.methods.pinning import NO_RIGHT as NO_PINNING
from bot.sandbox.methods.registry import Handler, Table
from bot.sandbox.methods.targets import find_chat, need
from bot.sandbox.posting import unpin
from bot.sandbox.state import GENERAL_TOPIC, Chat, Json, Topic
from bot.sandbox.world import World


def _forum(world: World, chat_id: int | str) -> Chat:
    chat = find_chat(world, chat_id)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    return chat


def _may_change(world: World, chat: Chat, topic: Topic, doing: str) -> None:
    """Refuse a bot that neither manages topics nor opened this one."""
    if topic.opened_by != world.state.bot.id:
        need(world, chat, "can_manage_topics", f"not enough rights to {doing} the topic")


def _topic(chat: Chat, thread_id: int) -> Topic:
    """Return a topic; changing one that is gone is refused in other words than writing to it."""
    topic = chat.topics.get(thread_id) if thread_id != GENERAL_TOPIC else None
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic


def _name(name: str) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise bad_request("title must be non-empty")
    if len(clean) > LONGEST_NAME:
        raise bad_request("topic name must be 1-128 characters long")
    return clean


def _icon(icon: str | None) -> str | None:
    """Return an icon's number; a bot may use those that everybody may use."""
    if icon and icon not in ICONS:
        raise bad_request("DOCUMENT_INVALID")
    return icon or None


async def create_topic(world: World, call: CreateForumTopic) -> Json:
    """Open a topic; Telegram counts it like a message to the group."""
    chat = _forum(world, call.chat_id)
    need(world, chat, "can_manage_topics", "not enough rights to create a topic")
    name = _name(call.name)
    color = call.icon_color if call.icon_color is not None else COLORS[0]
    if color not in COLORS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    world.rates.take(chat)
    icon = _icon(call.icon_custom_emoji_id)
    return forum.open_topic(world, chat, world.state.bot, name, color, icon).card()


async def edit_topic(world: World, call: EditForumTopic) -> bool:
    """Rename a topic or change its icon."""
    chat = _forum(world, call.chat_id)
    topic = _topic(chat, call.message_thread_id)
    _may_change(world, chat, topic, "edit")
    if not call.name and call.icon_custom_emoji_id is None:
        return True
    name = _name(call.name) if call.name else topic.name
    icon = topic.icon_custom_emoji_id
    if call.icon_custom_emoji_id is not None:
        icon = _icon(call.icon_custom_emoji_id)
    if (name, icon) == (topic.name, topic.icon_custom_emoji_id):
        raise bad_request("TOPIC_NOT_MODIFIED")
    forum.rename(world, chat, topic, world.state.bot, name, icon)
    return True


def _switch(field: str, *, value: bool, general: bool = False) -> Handler:
    async def handle(world: World, call: Any) -> bool:
        chat = _forum(world, call.chat_id)
        general_topic = chat.topics[GENERAL_TOPIC]
        topic = general_topic if general else _topic(chat, call.message_thread_id)
        _may_change(world, chat, topic, "close or open")
        if getattr(topic, field) == value:
            raise bad_request("TOPIC_NOT_MODIFIED")
        forum.switch(world, chat, topic, world.state.bot, field, value=value)
        return True

    return handle


async def delete_topic(world: World, call: DeleteForumTopic) -> bool:
    """Delete a topic and everything said in it."""
    chat = _forum(world, call.chat_id)
    topic = _topic(chat, call.message_thread_id)
    need(world, chat, "can_delete_messages", "not enough rights to delete the topic")
    forum.delete_topic(world, chat, topic)
    return True


async def edit_general(world: World, call: EditGeneralForumTopic) -> bool:
    """Rename the General topic."""
    chat = _forum(world, call.chat_id)
    topic = chat.topics[GENERAL_TOPIC]
    _may_change(world, chat, topic, "edit")
    name = _name(call.name)
    if name == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    forum.rename(world, chat, topic, world.state.bot, name, None)
    return True


async def unpin_topic(world: World, call: UnpinAllForumTopicMessages) -> bool:
    """Unpin everything in a topic."""
    chat = _forum(world, call.chat_id)
    _unpin(world, chat, _topic(chat, call.message_thread_id).thread_id)
    return True


async def unpin_general(world: World, call: UnpinAllGeneralForumTopicMessages) -> bool:
    """Unpin everything in the General topic."""
    _unpin(world, _forum(world, call.chat_id), None)
    return True


def _unpin(world: World, chat: Chat, thread_id: int | None) -> None:
    need(world, chat, "can_pin_messages", NO_PINNING)
    here = [one for one in chat.pinned if chat.messages[one].thread_id == thread_id]
    unpin(world, chat, here)


async def get_icons(world: World, call: GetForumTopicIconStickers) -> list[Json]:
    """Tell the icons that every bot may give to a topic."""
    del world, call
    return [_sticker(number, emoji) for number, emoji in ICONS.items()]


def _sticker(number: str, emoji: str) -> Json:
    return {
        "file_id": f"CAAC{number}",
        "file_unique_id": f"AQAD{number}",
        "type": "custom_emoji",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": emoji,
        "custom_emoji_id": number,
    }


HANDLERS: Table = {
    CreateForumTopic: create_topic,
    EditForumTopic: edit_topic,
    CloseForumTopic: _switch("closed", value=True),
    ReopenForumTopic: _switch("closed", value=False),
    DeleteForumTopic: delete_topic,
    UnpinAllForumTopicMessages: unpin_topic,
    EditGeneralForumTopic: edit_general,
    CloseGeneralForumTopic: _switch("closed", value=True, general=True),
    ReopenGeneralForumTopic: _switch("closed", value=False, general=True),
    HideGeneralForumTopic: _switch("hidden", value=True, general=True),
    UnhideGeneralForumTopic: _switch("hidden", value=False, general=True),
    UnpinAllGeneralForumTopicMessages: unpin_general,
    GetForumTopicIconStickers: get_icons,
}
