"""Whose hand acts where, and what it may touch: the checks that every act begins with."""

from dataclasses import dataclass

from bot.sandbox.errors import PageError
from bot.sandbox.state import GENERAL_TOPIC, PRESENT, Account, Chat, StoredMessage, Topic
from bot.sandbox.world import World


@dataclass(frozen=True, slots=True)
class At:
    """Somebody's hand in a chat: who, where, and in which topic."""

    user: int
    chat: int
    topic: int | None = None


def person(world: World, user_id: int) -> Account:
    """Return somebody who is not the bot."""
    user = world.state.accounts.get(user_id)
    if user is None or user.is_bot:
        raise PageError(404, "no such user")
    return user


def inside(world: World, at: At) -> tuple[Chat, Account]:
    """Return a chat that this person is in, be its topics open or closed."""
    user = person(world, at.user)
    if at.chat == at.user:
        return _private(world, user), user
    chat = world.state.chats.get(at.chat)
    if chat is None or chat.status_of(user.id) not in PRESENT:
        raise PageError(404, "this user is in no such chat")
    return chat, user


def writing(world: World, at: At) -> tuple[Chat, Account]:
    """Return a chat that this person may write to, the topic being there and open."""
    chat, user = inside(world, at)
    topic = chat.topics.get(at.topic or GENERAL_TOPIC) if chat.is_forum else None
    if chat.is_forum and topic is None:
        raise PageError(404, "no such topic")
    if topic is not None and topic.closed and not manages(chat, user, topic):
        raise PageError(409, "this topic is closed")
    return chat, user


def manages(chat: Chat, user: Account, topic: Topic) -> bool:
    """Tell whether a person may rename and close a topic, and write in it when it is closed."""
    return topic.opened_by == user.id or chat.may(user.id, "can_manage_topics")


def message_in(chat: Chat, message_id: int) -> StoredMessage:
    """Return a message of a chat."""
    stored = chat.message(message_id)
    if stored is None:
        raise PageError(404, "no such message")
    return stored


def own_message(chat: Chat, user_id: int, message_id: int) -> StoredMessage:
    """Return a message that this person sent."""
    stored = message_in(chat, message_id)
    if stored.body["from"]["id"] != user_id:
        raise PageError(403, "only one's own message can be changed")
    return stored


def _private(world: World, user: Account) -> Chat:
    chat = world.state.private_chat(user.id)
    if chat.blocked:
        raise PageError(409, "this user has blocked the bot")
    return chat
