"""What happens when a topic is opened or changed, whoever does it."""

from bot.sandbox.posting import Draft, post, remove
from bot.sandbox.state import GENERAL_TOPIC, Account, Chat, Json, Topic
from bot.sandbox.world import World

LONGEST_NAME = 128
COLORS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)
ICONS = {
    f"54{place:017d}": emoji
    for place, emoji in enumerate("📰💡⚡🔝🆒❗📝📆📁🔎📣🔥❓📈📉💎💰💬✅🏁👀🤖🎉⭐", 1)
}
"""The emojis of the icons any bot may use, by numbers of the sandbox's own."""


def open_topic(
    world: World, chat: Chat, by: Account, name: str, color: int, icon: str | None = None
) -> Topic:
    """Open a topic: its number is that of the service message that starts it."""
    created: Json = {"name": name, "icon_color": color}
    if icon:
        created["icon_custom_emoji_id"] = icon
    thread_id = chat.next_message_id
    topic = Topic(thread_id, name, color, icon, opened_by=by.id)
    chat.topics[thread_id] = topic
    draft = Draft(content={"forum_topic_created": created}, thread_id=thread_id)
    post(world, chat, by, draft)
    tell(world, chat, topic)
    return topic


def rename(
    world: World, chat: Chat, topic: Topic, by: Account, name: str, icon: str | None
) -> None:
    """Give a topic another name or icon."""
    changed: Json = {}
    if name != topic.name:
        changed["name"] = name
    if icon != topic.icon_custom_emoji_id:
        changed["icon_custom_emoji_id"] = icon or ""
    topic.name, topic.icon_custom_emoji_id = name, icon
    draft = Draft(content={"forum_topic_edited": changed}, thread_id=topic.thread_id)
    post(world, chat, by, draft)
    tell(world, chat, topic)


def switch(
    world: World, chat: Chat, topic: Topic, by: Account, field: str, *, value: bool
) -> None:
    """Close or reopen a topic; hide or show the General one.

    Hiding closes as well, and reopening shows again.
    """
    setattr(topic, field, value)
    if (field, value) == ("hidden", True):
        topic.closed = True
    if (field, value) == ("closed", False):
        topic.hidden = False
    notices = {
        ("closed", True): "forum_topic_closed",
        ("closed", False): "forum_topic_reopened",
        ("hidden", True): "general_forum_topic_hidden",
        ("hidden", False): "general_forum_topic_unhidden",
    }
    draft = Draft(content={notices[field, value]: {}}, thread_id=topic.thread_id)
    post(world, chat, by, draft)
    tell(world, chat, topic)


def delete_topic(world: World, chat: Chat, topic: Topic) -> None:
    """Delete a topic and everything said in it."""
    del chat.topics[topic.thread_id]
    for stored in list(chat.messages.values()):
        if stored.thread_id == topic.thread_id and not stored.deleted:
            remove(world, chat, stored)
    tell(world, chat, topic, deleted=True)


def tell(world: World, chat: Chat, topic: Topic, *, deleted: bool = False) -> None:
    """Show a topic's change on the members' phones."""
    data: Json = {"chat_id": chat.id, "topic": page_card(topic), "deleted": deleted}
    world.hub.tell(world.state.audience(chat), "topic", data)


def page_card(topic: Topic) -> Json:
    """Return what the page shows of a topic."""
    return {
        **topic.card(),
        "closed": topic.closed,
        "hidden": topic.hidden,
        "general": topic.thread_id == GENERAL_TOPIC,
        "last_message_id": topic.last_message_id,
        "icon": ICONS.get(topic.icon_custom_emoji_id or ""),
    }
