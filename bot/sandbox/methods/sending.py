"""Messages that carry no file: texts, contacts, places, and what the bot seems to be doing."""

from typing import Any

from aiogram.methods import (
    SendChatAction,
    SendContact,
    SendLocation,
    SendMessage,
    SendVenue,
)
from aiogram.types import LinkPreviewOptions

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.outgoing import flags, place_of, send
from bot.sandbox.methods.registry import Table
from bot.sandbox.methods.targets import writable_chat
from bot.sandbox.state import Json
from bot.sandbox.texts import text_fields, wire
from bot.sandbox.world import World

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


async def send_message(world: World, call: SendMessage) -> Json:
    """Send a text."""
    content = text_fields(call.text, call.parse_mode, call.entities)
    preview = call.link_preview_options
    if isinstance(preview, LinkPreviewOptions):
        content["link_preview_options"] = wire(preview)
    return send(world, place_of(world, call), content, flags(call)).body


async def send_contact(world: World, call: SendContact) -> Json:
    """Send a telephone number."""
    contact = {
        "phone_number": call.phone_number,
        "first_name": call.first_name,
        "last_name": call.last_name,
        "vcard": call.vcard,
    }
    content = {"contact": {name: value for name, value in contact.items() if value}}
    return send(world, place_of(world, call), content, flags(call)).body


def _point(call: SendLocation | SendVenue) -> Json:
    return {"latitude": call.latitude, "longitude": call.longitude}


async def send_location(world: World, call: SendLocation) -> Json:
    """Send a point on the map."""
    return send(world, place_of(world, call), {"location": _point(call)}, flags(call)).body


async def send_venue(world: World, call: SendVenue) -> Json:
    """Send a named place."""
    venue = {"location": _point(call), "title": call.title, "address": call.address}
    content: Json = {"venue": venue, "location": _point(call)}
    return send(world, place_of(world, call), content, flags(call)).body


async def send_chat_action(world: World, call: SendChatAction) -> bool:
    """Show for five seconds what the bot is doing."""
    chat = writable_chat(world, call.chat_id, call.message_thread_id)
    if call.action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    data: dict[str, Any] = {
        "chat_id": chat.id,
        "topic_id": call.message_thread_id,
        "action": call.action,
    }
    world.hub.tell(world.state.audience(chat), "chat_action", data)
    return True


HANDLERS: Table = {
    SendMessage: send_message,
    SendContact: send_contact,
    SendLocation: send_location,
    SendVenue: send_venue,
    SendChatAction: send_chat_action,
}
