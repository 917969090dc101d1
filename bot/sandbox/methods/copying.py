"""Forwarding and copying what was said elsewhere."""

from typing import Any

from aiogram.methods import CopyMessage, CopyMessages, ForwardMessage, ForwardMessages

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.outgoing import Place, flags, place_of, send
from bot.sandbox.methods.registry import Table
from bot.sandbox.methods.targets import find_chat, find_message, writable_chat
from bot.sandbox.posting import FILE_FIELDS, SERVICE_FIELDS, origin
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
    if not _may_go(stored, purpose):
        done = "copied" if purpose == "copy" else "forwarded"
        raise bad_request(f"the message can't be {done}")
    return stored


def _may_go(stored: StoredMessage, purpose: str) -> bool:
    """Tell whether a message may be sent on; protection keeps it from forwarding only."""
    if not SERVICE_FIELDS.isdisjoint(stored.body):
        return False
    return purpose == "copy" or not stored.body.get("has_protected_content")


def carried(stored: StoredMessage) -> Json:
    """Return the content that travels along with a copy."""
    return {name: stored.body[name] for name in CARRIED if name in stored.body}


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
    """Copy up to a hundred; those that cannot be copied are passed over, albums stay albums."""
    place = _place(world, call, cost=len(call.message_ids))
    captionless = {"caption", "caption_entities"} if call.remove_caption else set()
    sent = []
    for stored, album in _present(world, call, "copy"):
        content = {name: v for name, v in carried(stored).items() if name not in captionless}
        sent.append(_number(send(world, place, content, {**flags(call), **album})))
    return sent


async def forward_messages(world: World, call: ForwardMessages) -> list[Json]:
    """Forward up to a hundred; those that cannot be forwarded are passed over."""
    place = _place(world, call, cost=len(call.message_ids))
    sent = []
    for stored, album in _present(world, call, "forward"):
        extra = {"forward_origin": origin(stored), **flags(call), **album}
        sent.append(_number(send(world, place, carried(stored), extra)))
    return sent


def _place(world: World, call: Any, cost: int = 1) -> Place:
    chat = writable_chat(world, call.chat_id, call.message_thread_id)
    world.rates.take(chat, cost)
    return Place(chat, call.message_thread_id)


def _present(
    world: World, call: CopyMessages | ForwardMessages, purpose: str
) -> list[tuple[StoredMessage, Json]]:
    """Return the messages that may go, each with the mark of its new album if it has one."""
    if not 1 <= len(call.message_ids) <= MOST_AT_ONCE:
        raise bad_request("too few or too many message identifiers specified")
    source: Chat = find_chat(world, call.from_chat_id)
    stored = [source.message(message_id) for message_id in call.message_ids]
    going = [one for one in stored if one and _may_go(one, purpose)]
    olds = {one.body["media_group_id"] for one in going if "media_group_id" in one.body}
    news = {old: {"media_group_id": str(world.taps.next_number())} for old in sorted(olds)}
    return [(one, news.get(one.body.get("media_group_id"), {})) for one in going]


def _number(stored: StoredMessage) -> Json:
    return {"message_id": stored.id}


HANDLERS: Table = {
    CopyMessage: copy_message,
    CopyMessages: copy_messages,
    ForwardMessage: forward_message,
    ForwardMessages: forward_messages,
}
