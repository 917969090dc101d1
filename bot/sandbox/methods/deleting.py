"""Taking messages away, within 48 hours and with the rights for it."""

from datetime import timedelta

from aiogram.methods import DeleteMessage, DeleteMessages

from bot.sandbox.errors import bad_request
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
    """Delete up to a hundred; those that are not there are passed over.

    One that may not go keeps all of them, as Telegram checks them before it deletes any.
    """
    chat = find_chat(world, call.chat_id)
    if not 1 <= len(call.message_ids) <= MOST_AT_ONCE:
        raise bad_request("too few or too many message identifiers specified")
    found = [stored for one in call.message_ids if (stored := chat.message(one)) is not None]
    for stored in found:
        _check(world, chat, stored)
    for stored in found:
        remove(world, chat, stored)
    return True


def _check(world: World, chat: Chat, stored: StoredMessage) -> None:
    """Refuse what Telegram refuses; no right lets a bot delete after two days."""
    old = world.clock.now() - stored.sent_at >= DELETABLE_FOR
    if chat.kind == "private":
        if old:
            raise bad_request("message can't be deleted for everyone")
        return
    others = not stored.by_bot and not chat.may(world.state.bot.id, "can_delete_messages")
    if old or others or "forum_topic_created" in stored.body:
        raise bad_request("message can't be deleted")


HANDLERS: Table = {DeleteMessage: delete_message, DeleteMessages: delete_messages}
