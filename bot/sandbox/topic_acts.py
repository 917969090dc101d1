"""What members of a forum do to its topics: open, rename, close, reopen and delete them.

As in Telegram, managing somebody else's topic takes an administrator with the right for it;
who opened a topic may rename and close it. Of a deletion the bot is told nothing.
"""

from bot.sandbox import forum
from bot.sandbox.errors import PageError
from bot.sandbox.hands import At, inside, manages
from bot.sandbox.state import GENERAL_TOPIC, Account, Chat, Topic
from bot.sandbox.world import World


def open_topic(world: World, at: At, name: str) -> Topic:
    """Open a topic by a person's hand."""
    chat, user = inside(world, at)
    if not chat.is_forum:
        raise PageError(400, "this chat has no topics")
    color = forum.COLORS[len(chat.topics) % len(forum.COLORS)]
    return forum.open_topic(world, chat, user, _name(name), color)


def rename_topic(world: World, at: At, name: str) -> None:
    """Give a topic another name; the same name changes nothing."""
    chat, user, topic = _managed(world, at)
    if _name(name) != topic.name:
        forum.rename(world, chat, topic, user, _name(name), topic.icon_custom_emoji_id)


def close_topic(world: World, at: At, *, closed: bool = True) -> None:
    """Close a topic to those who do not manage topics, or open it again."""
    chat, user, topic = _managed(world, at)
    if topic.closed != closed:
        forum.switch(world, chat, topic, user, "closed", value=closed)


def delete_topic(world: World, at: At) -> None:
    """Delete a topic and everything said in it."""
    chat, user, topic = _topic(world, at)
    if topic.thread_id == GENERAL_TOPIC:
        raise PageError(400, "the General topic stays")
    if not chat.may(user.id, "can_delete_messages"):
        raise PageError(403, "not enough rights to delete this topic")
    forum.delete_topic(world, chat, topic)


def _managed(world: World, at: At) -> tuple[Chat, Account, Topic]:
    chat, user, topic = _topic(world, at)
    if not manages(chat, user, topic):
        raise PageError(403, "not enough rights to manage this topic")
    return chat, user, topic


def _topic(world: World, at: At) -> tuple[Chat, Account, Topic]:
    chat, user = inside(world, at)
    topic = chat.topics.get(at.topic or GENERAL_TOPIC) if chat.is_forum else None
    if topic is None:
        raise PageError(404, "no such topic")
    return chat, user, topic


def _name(name: str) -> str:
    clean = " ".join(name.split())
    if not 1 <= len(clean) <= forum.LONGEST_NAME:
        raise PageError(400, "a topic's name has 1 to 128 characters")
    return clean
