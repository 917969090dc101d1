"""Taking messages away, within 48 hours and with the rights for it."""

from datetime import timedelta

from aiogram.methods import DeleteMessage, DeleteMessages

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.methods.registry import Table
from bot.sandbox.methods.targets import find_chat, find_message
from bot.sandbox.posting import remove
from bot.sandbox.state import Chat, StoredMessage
from bot.sandbox.world import World

DELETABLE_FOR = timedelta(hours=48)
MOST_AT_ONCE = 100


async def delete_message(world: World, call: DeleteMessage) -> bool:
    """Delete one message."""
    chat = find_chat(world, call.chat_id)
    stored = find_message(chat, call.message_id, "delete")
    _check(world, chat, stored)
    remove(world, chat, stored)
    return True


async def delete_messages(world: World, call: DeleteMessages) -> bool:
    """Delete up to a hundred; those that are not there, or may not go, are passed over."""
    chat = find_chat(world, call.chat_id)
    if not 1 <= len(call.message_ids) <= MOST_AT_ONCE:
        raise bad_request("too few or too many message identifiers specified")
    for message_id in call.message_ids:
        stored = chat.message(message_id)
        if stored is not None and _deletable(world, chat, stored):
            remove(world, chat, stored)
    return True


def _deletable(world: World, chat: Chat, stored: StoredMessage) -> bool:
    try:
        _check(world, chat, stored)
    except ApiError:
        return False
    return True


def _check(world: World, chat: Chat, stored: StoredMessage) -> None:
    if "forum_topic_created" in stored.body:
        raise bad_request("message can't be deleted")
    if chat.kind == "supergroup" and chat.may(world.state.bot.id, "can_delete_messages"):
        return
    if chat.kind == "supergroup" and not stored.by_bot:
        raise bad_request("message can't be deleted")
    if world.clock.now() - stored.sent_at > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")


HANDLERS: Table = {DeleteMessage: delete_message, DeleteMessages: delete_messages}
