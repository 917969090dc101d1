"""Forwarding and copying what was said elsewhere."""

from typing import Any

from aiogram.methods import CopyMessage, CopyMessages, ForwardMessage, ForwardMessages

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.outgoing import Place, flags, place_of, send
from bot.sandbox.methods.registry import Table
from bot.sandbox.methods.targets import find_chat, find_message, writable_chat
from bot.sandbox.posting import FILE_FIELDS, SERVICE_FIELDS
from bot.sandbox.state import Chat, Json, StoredMessage
from bot.sandbox.texts import caption_fields
from bot.sandbox.world import World

CARRIED = (
    *FILE_FIELDS, "text", "entities", "caption", "caption_entities", "contact", "location",
    "venue", "link_preview_options", "has_media_spoiler", "show_caption_above_media",
)  # fmt: skip
MOST_AT_ONCE = 100


def _source(world: World, call: Any, message_id: int, purpose: str) -> StoredMessage:
    stored = find_message(find_chat(world, call.from_chat_id), message_id, purpose)
    if not SERVICE_FIELDS.isdisjoint(stored.body):
        raise bad_request(f"message can't be {'copied' if purpose == 'copy' else 'forwarded'}")
    if stored.body.get("has_protected_content"):
        raise bad_request(f"message can't be {'copied' if purpose == 'copy' else 'forwarded'}")
    return stored


def carried(stored: StoredMessage) -> Json:
    """Return the content that travels along with a copy."""
    return {name: stored.body[name] for name in CARRIED if name in stored.body}


def origin(stored: StoredMessage) -> Json:
    """Return where a forwarded message comes from; a forward keeps its first origin."""
    known: Json | None = stored.body.get("forward_origin")
    if known is not None:
        return known
    return {"type": "user", "sender_user": stored.body["from"], "date": stored.body["date"]}


async def copy_message(world: World, call: CopyMessage) -> Json:
    """Send the content again, as the bot's own."""
    stored = _source(world, call, call.message_id, "copy")
    content = carried(stored)
    if call.caption is not None and not {"text", "contact"} & content.keys():
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content |= caption_fields(call.caption, call.parse_mode, call.caption_entities)
    return _number(send(world, place_of(world, call), content, flags(call)))


async def forward_message(world: World, call: ForwardMessage) -> Json:
    """Send the content on, with its origin."""
    stored = _source(world, call, call.message_id, "forward")
    place = _place(world, call)
    extra = {"forward_origin": origin(stored), **flags(call)}
    return send(world, place, carried(stored), extra).body


async def copy_messages(world: World, call: CopyMessages) -> list[Json]:
    """Copy up to a hundred; those that cannot be copied are passed over."""
    place = _place(world, call, cost=len(call.message_ids))
    found = _present(world, call)
    captionless = {"caption", "caption_entities"} if call.remove_caption else set()
    contents = [
        {name: value for name, value in carried(stored).items() if name not in captionless}
        for stored in found
    ]
    return [_number(send(world, place, content, flags(call))) for content in contents]


async def forward_messages(world: World, call: ForwardMessages) -> list[Json]:
    """Forward up to a hundred; those that cannot be forwarded are passed over."""
    place = _place(world, call, cost=len(call.message_ids))
    return [
        _number(send(world, place, carried(stored), {"forward_origin": origin(stored)}))
        for stored in _present(world, call)
    ]


def _place(world: World, call: Any, cost: int = 1) -> Place:
    chat = writable_chat(world, call.chat_id, call.message_thread_id)
    world.rates.take(chat, cost)
    return Place(chat, call.message_thread_id, None, None)


def _present(world: World, call: CopyMessages | ForwardMessages) -> list[StoredMessage]:
    if not 1 <= len(call.message_ids) <= MOST_AT_ONCE:
        raise bad_request("too few or too many message identifiers specified")
    source: Chat = find_chat(world, call.from_chat_id)
    stored = [source.message(message_id) for message_id in call.message_ids]
    return [one for one in stored if one and SERVICE_FIELDS.isdisjoint(one.body)]


def _number(stored: StoredMessage) -> Json:
    return {"message_id": stored.id}


HANDLERS: Table = {
    CopyMessage: copy_message,
    CopyMessages: copy_messages,
    ForwardMessage: forward_message,
    ForwardMessages: forward_messages,
}
