"""The path every sent message takes: place, buttons, rate, reply, and into the chat."""

from dataclasses import dataclass
from typing import Protocol

from aiogram.types import ReplyParameters

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.targets import writable_chat
from bot.sandbox.posting import Draft, post
from bot.sandbox.state import Chat, Json, StoredMessage
from bot.sandbox.texts import Markup, check_markup
from bot.sandbox.world import World


class Outgoing(Protocol):
    """What all sending methods have in common."""

    chat_id: int | str
    message_thread_id: int | None
    reply_parameters: ReplyParameters | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes, once that is known to be allowed."""

    chat: Chat
    thread_id: int | None
    reply_to: int | None
    markup: Json | None


def place_of(world: World, call: Outgoing, cost: int = 1) -> Place:
    """Check where a call wants to write and count it against the limits."""
    chat = writable_chat(world, call.chat_id, call.message_thread_id)
    markup: Markup | None = getattr(call, "reply_markup", None)
    checked = check_markup(markup, chat, loopback=world.settings.allow_loopback_links)
    reply_to = _reply_to(chat, call)
    world.rates.take(chat, cost)
    return Place(chat, call.message_thread_id, reply_to, checked)


def _reply_to(chat: Chat, call: Outgoing) -> int | None:
    wish = call.reply_parameters
    number = wish.message_id if wish else getattr(call, "reply_to_message_id", None)
    if number is None or chat.message(number) is not None:
        return number
    lenient = wish.allow_sending_without_reply if wish else None
    if lenient is True or getattr(call, "allow_sending_without_reply", None) is True:
        return None
    raise bad_request("message to be replied not found")


def send(world: World, place: Place, content: Json, extra: Json | None = None) -> StoredMessage:
    """Put the bot's message into its place."""
    draft = Draft(
        content=content,
        thread_id=place.thread_id,
        reply_to=place.reply_to,
        markup=place.markup,
        extra=extra,
    )
    return post(world, place.chat, world.state.bot, draft)


def flags(call: object) -> Json:
    """Return the fields that a message repeats from its sending."""
    names = {
        "protect_content": "has_protected_content",
        "has_spoiler": "has_media_spoiler",
        "show_caption_above_media": "show_caption_above_media",
        "message_effect_id": "effect_id",
    }
    given = {field: getattr(call, name, None) for name, field in names.items()}
    return {field: value for field, value in given.items() if value}
