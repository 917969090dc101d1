"""Pinning messages and reacting to them."""

from aiogram.methods import (
    PinChatMessage,
    SetMessageReaction,
    UnpinAllChatMessages,
    UnpinChatMessage,
)
from aiogram.types import ReactionTypeEmoji

from bot.sandbox import posting
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.registry import Table
from bot.sandbox.methods.targets import find_chat, find_message, need
from bot.sandbox.posting import SERVICE_FIELDS, Draft, announce, post, without_reply
from bot.sandbox.state import Chat
from bot.sandbox.world import World

NO_RIGHT = "not enough rights to manage pinned messages in the chat"
EMOJIS = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐"
    "🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾😡"
)


def _check_right(world: World, chat: Chat) -> None:
    if chat.kind == "supergroup":
        need(world, chat, "can_pin_messages", NO_RIGHT)


async def pin(world: World, call: PinChatMessage) -> bool:
    """Pin a message, with a service message that tells so."""
    chat = find_chat(world, call.chat_id)
    stored = find_message(chat, call.message_id, "pin")
    _check_right(world, chat)
    if not SERVICE_FIELDS.isdisjoint(stored.body):
        raise bad_request("a service message can't be pinned")
    if stored.id not in chat.pinned:
        posting.pin(world, chat, stored)
        draft = Draft(
            content={"pinned_message": without_reply(stored.body)}, thread_id=stored.thread_id
        )
        post(world, chat, world.state.bot, draft)
    return True


async def unpin(world: World, call: UnpinChatMessage) -> bool:
    """Unpin a message, or the newest pinned one."""
    chat = find_chat(world, call.chat_id)
    number = call.message_id or (chat.pinned[-1] if chat.pinned else None)
    stored = find_message(chat, number, "unpin")
    _check_right(world, chat)
    posting.unpin(world, chat, [stored.id])
    return True


async def unpin_all(world: World, call: UnpinAllChatMessages) -> bool:
    """Unpin everything in a chat."""
    chat = find_chat(world, call.chat_id)
    _check_right(world, chat)
    posting.unpin(world, chat, chat.pinned)
    return True


async def react(world: World, call: SetMessageReaction) -> bool:
    """Show the bot's reaction under a message."""
    chat = find_chat(world, call.chat_id)
    stored = find_message(chat, call.message_id, "react")
    reactions = call.reaction or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not all(isinstance(one, ReactionTypeEmoji) and one.emoji in EMOJIS for one in reactions):
        raise bad_request("REACTION_INVALID")
    emojis = [one.emoji for one in reactions if isinstance(one, ReactionTypeEmoji)]
    stored.reactions[world.state.bot.id] = emojis
    announce(world, chat, "edited", stored)
    return True


HANDLERS: Table = {
    PinChatMessage: pin,
    UnpinChatMessage: unpin,
    UnpinAllChatMessages: unpin_all,
    SetMessageReaction: react,
}
