"""Changing what was sent: text, caption, media, buttons."""

from typing import Any

from aiogram.methods import (
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
)

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.media import KINDS, content_of
from bot.sandbox.methods.registry import Table
from bot.sandbox.methods.targets import check_not_blocked, find_chat, find_message
from bot.sandbox.posting import FILE_FIELDS, change
from bot.sandbox.state import Chat, Json, StoredMessage
from bot.sandbox.texts import caption_fields, check_markup, text_fields
from bot.sandbox.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
TEXT_FIELDS = ("text", "entities", "reply_markup")
CAPTION_FIELDS = ("caption", "caption_entities", "reply_markup")
PICTURES = frozenset({"photo", "video"})
MEDIA_FIELDS = (*FILE_FIELDS, *CAPTION_FIELDS, "text", "entities")


def _own_message(world: World, call: Any) -> tuple[Chat, StoredMessage]:
    if call.chat_id is None or call.message_id is None:
        raise bad_request("message identifier is not specified")
    chat = find_chat(world, call.chat_id)
    check_not_blocked(chat)
    stored = find_message(chat, call.message_id, "edit")
    if not stored.by_bot or stored.markup is not None or "forward_origin" in stored.body:
        raise bad_request("message can't be edited")
    return chat, stored


def _buttons(world: World, chat: Chat, call: Any) -> Json:
    loopback = world.settings.allow_loopback_links
    markup = check_markup(call.reply_markup, chat, loopback=loopback)
    return {"reply_markup": markup} if markup and markup["inline_keyboard"] else {}


def _replace(
    world: World, chat: Chat, stored: StoredMessage, fields: tuple[str, ...], new: Json
) -> Json:
    old = {name: stored.body[name] for name in fields if name in stored.body}
    if old == new:
        raise bad_request(NOT_MODIFIED)
    world.rates.take(chat)
    for name in fields:
        stored.body.pop(name, None)
    stored.body.update(new)
    change(world, chat, stored, quiet=fields == ("reply_markup",))
    return stored.body


async def edit_text(world: World, call: EditMessageText) -> Json:
    """Change a text and its buttons; buttons that are not given go away."""
    chat, stored = _own_message(world, call)
    new = text_fields(call.text, call.parse_mode, call.entities)
    if "text" not in stored.body:
        raise bad_request("there is no text in the message to edit")
    return _replace(world, chat, stored, TEXT_FIELDS, {**new, **_buttons(world, chat, call)})


async def edit_caption(world: World, call: EditMessageCaption) -> Json:
    """Change a caption and the buttons."""
    chat, stored = _own_message(world, call)
    new = caption_fields(call.caption, call.parse_mode, call.caption_entities)
    if not any(name in stored.body for name in FILE_FIELDS):
        raise bad_request("there is no caption in the message to edit")
    return _replace(world, chat, stored, CAPTION_FIELDS, {**new, **_buttons(world, chat, call)})


async def edit_markup(world: World, call: EditMessageReplyMarkup) -> Json:
    """Change the buttons only."""
    chat, stored = _own_message(world, call)
    return _replace(world, chat, stored, ("reply_markup",), _buttons(world, chat, call))


def _replaceable(stored: StoredMessage, kind: str) -> bool:
    """Tell whether a file may take the place of this message's; an album keeps its kind."""
    old = next((name for name in FILE_FIELDS if name in stored.body), "text")
    if "media_group_id" not in stored.body:
        return old in {*KINDS, "text"}
    return kind == old or {kind, old} <= PICTURES


async def edit_media(world: World, call: EditMessageMedia) -> Json:
    """Put another file in the place of the present one."""
    chat, stored = _own_message(world, call)
    item: Any = call.media
    kind = KINDS.get(item.type)
    if kind is None or not _replaceable(stored, kind):
        raise bad_request("message media can't be edited")
    caption = caption_fields(item.caption, item.parse_mode, item.caption_entities)
    content = await content_of(world, kind, item.media, item)
    new = {**content, **caption, **_buttons(world, chat, call)}
    return _replace(world, chat, stored, MEDIA_FIELDS, new)


HANDLERS: Table = {
    EditMessageText: edit_text,
    EditMessageCaption: edit_caption,
    EditMessageReplyMarkup: edit_markup,
    EditMessageMedia: edit_media,
}
