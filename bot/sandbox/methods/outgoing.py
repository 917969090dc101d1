"""The path every sent message takes: place, buttons, rate, reply, and into the chat."""

from dataclasses import dataclass, field
from typing import Protocol

from aiogram.types import ReplyParameters

from bot.sandbox.entities import formatted
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.targets import find_chat, writable_chat
from bot.sandbox.posting import FILE_FIELDS, Draft, origin, post
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
    """Where a message goes, once that is known to be allowed, and what it answers."""

    chat: Chat
    thread_id: int | None
    reply_to: int | None = None
    reply_fields: Json = field(default_factory=dict)
    markup: Json | None = None


def place_of(world: World, call: Outgoing, cost: int = 1) -> Place:
    """Check where a call wants to write and count it against the limits."""
    chat = writable_chat(world, call.chat_id, call.message_thread_id)
    markup: Markup | None = getattr(call, "reply_markup", None)
    checked = check_markup(markup, chat, loopback=world.settings.allow_loopback_links)
    reply_to, fields = _reply(world, chat, call)
    world.rates.take(chat, cost)
    return Place(chat, call.message_thread_id, reply_to, fields, checked)


def _reply(world: World, chat: Chat, call: Outgoing) -> tuple[int | None, Json]:
    """Return the number of the answered message and the fields that an answer brings.

    What stands in another chat or topic is not answered by number but described.
    """
    wish = call.reply_parameters
    number = wish.message_id if wish else getattr(call, "reply_to_message_id", None)
    source = find_chat(world, wish.chat_id) if wish and wish.chat_id is not None else chat
    stored = source.message(number)
    if stored is None:
        if number is not None and not _goes_without(call):
            raise bad_request("message to be replied not found")
        return None, {}
    fields = quote_of(stored, wish) if wish and wish.quote else {}
    if source is chat and not _in_other_topic(chat, stored, call):
        return stored.id, fields
    return None, {**fields, "external_reply": _external(world, source, stored)}


def _goes_without(call: Outgoing) -> bool:
    wish = call.reply_parameters
    lenient = wish.allow_sending_without_reply if wish else None
    return lenient is True or getattr(call, "allow_sending_without_reply", None) is True


def _in_other_topic(chat: Chat, stored: StoredMessage, call: Outgoing) -> bool:
    wanted = call.message_thread_id
    return chat.is_forum and wanted is not None and stored.thread_id != wanted


def _external(world: World, source: Chat, stored: StoredMessage) -> Json:
    """Return the documented `ExternalReplyInfo`; a private chat is not named in it."""
    files = {name: stored.body[name] for name in FILE_FIELDS if name in stored.body}
    card: Json = {"origin": origin(stored), **files}
    if source.kind == "private":
        return card
    return {**card, "chat": world.state.chat_card(source), "message_id": stored.id}


def quote_of(stored: StoredMessage, wish: ReplyParameters) -> Json:
    """Return the quoted part of a message; it must be there word for word."""
    text = str(stored.body.get("text", stored.body.get("caption", "")))
    quoted = formatted(wish.quote or "", _mode(wish), wish.quote_entities).text
    at = text.find(quoted)
    if at < 0 or not quoted:
        raise bad_request("QUOTE_TEXT_INVALID")
    position = len(text[:at].encode("utf-16-le")) // 2
    return {"quote": {"text": quoted, "position": position, "is_manual": True}}


def _mode(wish: ReplyParameters) -> str | None:
    return wish.quote_parse_mode if isinstance(wish.quote_parse_mode, str) else None


def send(world: World, place: Place, content: Json, extra: Json | None = None) -> StoredMessage:
    """Put the bot's message into its place."""
    draft = Draft(
        content=content,
        thread_id=place.thread_id,
        reply_to=place.reply_to,
        markup=place.markup,
        extra={**place.reply_fields, **(extra or {})},
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
