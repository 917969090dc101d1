"""Finds the chat, topic or message a method speaks of, and refuses what the bot may not reach."""

from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.state import GENERAL_TOPIC, PRESENT, Chat, StoredMessage
from bot.sandbox.world import World


def find_chat(world: World, chat_id: int | str) -> Chat:
    """Return a chat that the bot knows."""
    if isinstance(chat_id, str):
        chat_id = _by_name(world, chat_id)
    chat = world.state.chats.get(chat_id)
    if chat is None and chat_id in world.state.accounts and _shares_group(world, chat_id):
        raise forbidden("bot can't initiate conversation with a user")
    if chat is None or (chat.kind == "private" and not chat.started):
        raise bad_request("chat not found")
    if chat.kind == "supergroup":
        _check_place(world, chat)
    return chat


def _by_name(world: World, name: str) -> int:
    wanted = name.removeprefix("@").lower()
    for account in world.state.people():
        if wanted and (account.username or "").lower() == wanted:
            return account.id
    raise bad_request("chat not found")


def _shares_group(world: World, user_id: int) -> bool:
    return any(user_id in chat.members for chat in world.state.chats.values())


def _check_place(world: World, chat: Chat) -> None:
    bot_id = world.state.bot.id
    if bot_id not in chat.members:
        raise bad_request("chat not found")
    status = chat.status_of(bot_id)
    if status == "kicked":
        raise forbidden("bot was kicked from the supergroup chat")
    if status not in PRESENT:
        raise forbidden("bot is not a member of the supergroup chat")


def writable_chat(world: World, chat_id: int | str, thread_id: int | None = None) -> Chat:
    """Return a chat that the bot may send to, the topic being there and open."""
    chat = find_chat(world, chat_id)
    check_not_blocked(chat)
    check_topic(world, chat, thread_id)
    return chat


def check_not_blocked(chat: Chat) -> None:
    """Refuse a private chat whose person has blocked the bot."""
    if chat.blocked:
        raise forbidden("bot was blocked by the user")


def check_topic(world: World, chat: Chat, thread_id: int | None) -> None:
    """Refuse a topic that is gone, or closed to those who neither manage topics nor opened it.

    The General topic is addressed by leaving the number out: naming it is an error.
    """
    if thread_id is None and not chat.is_forum:
        return
    if thread_id is not None and (thread_id == GENERAL_TOPIC or thread_id not in chat.topics):
        raise bad_request("message thread not found")
    topic = chat.topics[thread_id or GENERAL_TOPIC]
    bot_id = world.state.bot.id
    if topic.closed and topic.opened_by != bot_id and not chat.may(bot_id, "can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")


def find_message(chat: Chat, message_id: int | None, purpose: str) -> StoredMessage:
    """Return a message, or refuse with "message to <purpose> not found"."""
    stored = chat.message(message_id)
    if stored is None:
        raise bad_request(f"message to {purpose} not found")
    return stored


def need(world: World, chat: Chat, right: str, reason: str = "not enough rights") -> None:
    """Refuse unless the bot is an administrator of the group with this right."""
    if not chat.may(world.state.bot.id, right):
        raise bad_request(reason)
