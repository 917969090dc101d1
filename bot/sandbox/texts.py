"""Turns what a method says about text, caption and buttons into message fields, within limits."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from aiogram.client.default import Default
from aiogram.types import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from pydantic import BaseModel

from bot.sandbox.entities import formatted
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.state import Chat, Json
from bot.sandbox.webhook import is_loopback

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_CALLBACK_BYTES = 64
MOST_INLINE_BUTTONS = 100
MOST_KEYBOARD_BUTTONS = 300
LINK_SCHEMES = frozenset({"http", "https", "tg", "ton"})
LOOKS = frozenset({"text", "icon_custom_emoji_id", "style"})
ACTIONS = tuple(name for name in InlineKeyboardButton.model_fields if name not in LOOKS)

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply


def wire(model: BaseModel) -> Json:
    """Return a Telegram object as it travels."""
    return model.model_dump(mode="json", exclude_unset=True, exclude_none=True, by_alias=True)


def text_fields(
    text: str | None, parse_mode: str | Default | None, given: Sequence[MessageEntity] | None
) -> Json:
    """Return `text` and `entities` of a message: 1 to 4096 characters after parsing."""
    if not text:
        raise bad_request("message text is empty")
    result = formatted(text, parse_mode if isinstance(parse_mode, str) else None, given)
    if not result.text:
        raise bad_request("text must be non-empty")
    if len(result.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return _with_entities("text", "entities", result.text, result.entities)


def caption_fields(
    caption: str | None, parse_mode: str | Default | None, given: Sequence[MessageEntity] | None
) -> Json:
    """Return `caption` and `caption_entities`: at most 1024 characters after parsing."""
    result = formatted(caption or "", parse_mode if isinstance(parse_mode, str) else None, given)
    if len(result.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    if not result.text:
        return {}
    return _with_entities("caption", "caption_entities", result.text, result.entities)


def _with_entities(name: str, list_name: str, text: str, entities: Sequence[Json]) -> Json:
    return {name: text, list_name: list(entities)} if entities else {name: text}


def check_markup(markup: Markup | None, chat: Chat, *, loopback: bool) -> Json | None:
    """Return the markup as it travels, or refuse the button that Telegram would refuse."""
    match markup:
        case None:
            return None
        case InlineKeyboardMarkup():
            return _inline(markup, chat, loopback=loopback)
        case ReplyKeyboardMarkup():
            return _keyboard(markup, chat, loopback=loopback)
        case ReplyKeyboardRemove() | ForceReply():
            if markup.model_fields_set.isdisjoint({"remove_keyboard", "force_reply"}):
                raise bad_request("object expected as reply markup")
            return wire(markup)


def _inline(markup: InlineKeyboardMarkup, chat: Chat, *, loopback: bool) -> Json | None:
    rows = [row for row in markup.inline_keyboard if row]
    if sum(len(row) for row in rows) > MOST_INLINE_BUTTONS:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _inline_button(button, chat, loopback=loopback)
    return {"inline_keyboard": [[wire(button) for button in row] for row in rows]}


def _inline_button(button: InlineKeyboardButton, chat: Chat, *, loopback: bool) -> None:
    if not button.text.strip():
        raise bad_request("can't parse inline keyboard button: Text must be non-empty")
    actions = [name for name in ACTIONS if getattr(button, name) is not None]
    if not actions:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: Only one action is allowed")
    if button.callback_data is not None:
        _callback_data(button.callback_data)
    if button.url is not None:
        _link(button.url, loopback=loopback)
    if button.web_app is not None:
        if chat.kind != "private":
            raise bad_request("BUTTON_TYPE_INVALID")
        check_app_link(button.web_app.url, "inline keyboard button", loopback=loopback)


def _callback_data(data: str) -> None:
    if not 1 <= len(data.encode()) <= LONGEST_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _link(url: str, *, loopback: bool) -> None:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in LINK_SCHEMES:
        raise _bad_link(url, "Unsupported URL protocol")
    named = parts.scheme in {"tg", "ton"} or "." in (parts.hostname or "")
    local = is_loopback(parts.geturl())
    if (local and not loopback) or not (named or local):
        raise _bad_link(url, "Wrong HTTP URL")


def _bad_link(url: str, reason: str) -> ApiError:
    return bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}")


def check_app_link(url: str, where: str, *, loopback: bool) -> None:
    """Refuse a Mini App's address that is not https, loopback excepted if that is allowed."""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return
    if not (loopback and parts.scheme == "http" and is_loopback(url)):
        raise bad_request(f"{where} Web App URL '{url}' is invalid: Only HTTPS links are allowed")


def _keyboard(markup: ReplyKeyboardMarkup, chat: Chat, *, loopback: bool) -> Json:
    rows = [row for row in markup.keyboard if row]
    if not rows:
        raise bad_request("can't parse reply keyboard markup: keyboard must be non-empty")
    if sum(len(row) for row in rows) > MOST_KEYBOARD_BUTTONS:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _keyboard_button(button, chat, loopback=loopback)
    return wire(markup)


def _keyboard_button(button: KeyboardButton, chat: Chat, *, loopback: bool) -> None:
    if not button.text.strip():
        raise bad_request("can't parse keyboard button: Text must be non-empty")
    private = chat.kind == "private"
    if button.request_contact and not private:
        raise bad_request("phone number can be requested in private chats only")
    if button.request_location and not private:
        raise bad_request("location can be requested in private chats only")
    if button.web_app is not None:
        if not private:
            raise bad_request("Web App buttons can be used in private chats only")
        check_app_link(button.web_app.url, "keyboard button", loopback=loopback)
