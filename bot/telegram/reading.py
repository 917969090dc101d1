"""From a Telegram update to plain facts; what does not concern a customer's talk is None."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update, User

from bot.incoming import (
    Arrival,
    Commanded,
    Fact,
    GaveContact,
    Left,
    Pressed,
    Replied,
    Sender,
    SentFile,
    Wrote,
)
from dialogs.kinds import Lang, MediaKind

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
"""What is asked of Telegram; everything else never leaves it."""

_GONE = {ChatMemberStatus.KICKED, ChatMemberStatus.LEFT}
_CHAT_HOLDERS = ("message", "edited_message", "my_chat_member")


def chat_of(raw: dict[str, Any]) -> int:
    """Return the chat an update belongs to, 0 for none: updates of a chat keep their order."""
    for holder in _CHAT_HOLDERS:
        if holder in raw:
            return int(raw[holder]["chat"]["id"])
    tap = raw.get("callback_query", {})
    return int(tap.get("message", {}).get("chat", {}).get("id", 0))


def read(payload: bytes, at: datetime) -> Arrival | None:
    """Read a stored update of a private chat."""
    update = Update.model_validate(json.loads(payload))
    found = _told(update)
    if found is None:
        return None
    chat_id, user, fact = found
    sender = Sender(chat_id, user.id, lang_of(user))
    return Arrival(update.update_id, at, sender, fact)


def lang_of(user: User) -> Lang:
    """Return the language to greet somebody in, by the language of their app."""
    return Lang.ZH if (user.language_code or "").lower().startswith("zh") else Lang.EN


def _told(update: Update) -> tuple[int, User, Fact] | None:
    if (message := update.message or update.edited_message) is not None:
        return _of_message(message, edited=update.message is None)
    if update.callback_query is not None:
        return _of_tap(update.callback_query)
    if update.my_chat_member is not None:
        return _of_member(update.my_chat_member)
    return None


def _of_message(message: Message, *, edited: bool) -> tuple[int, User, Fact] | None:
    if message.chat.type != ChatType.PRIVATE or message.from_user is None:
        return None
    fact = _words(message, edited=edited) if message.text is not None else None
    if fact is None and not edited:
        fact = _contact(message) or _file(message)
    return None if fact is None else (message.chat.id, message.from_user, fact)


def _of_tap(tap: CallbackQuery) -> tuple[int, User, Fact] | None:
    if tap.message is None or tap.message.chat.type != ChatType.PRIVATE:
        return None
    return tap.message.chat.id, tap.from_user, Pressed(tap.id, tap.data or "")


def _of_member(member: ChatMemberUpdated) -> tuple[int, User, Fact] | None:
    if member.chat.type != ChatType.PRIVATE:
        return None
    blocked = member.new_chat_member.status in _GONE
    return member.chat.id, member.from_user, Left(blocked)


def _words(message: Message, *, edited: bool) -> Fact:
    text = message.text or ""
    for entity in () if edited else message.entities or ():
        if entity.type == "bot_command" and entity.offset == 0:
            return Commanded(text[1 : entity.length].split("@")[0].lower())
    return Wrote(text, str(message.message_id), edited, _replied(message))


def _replied(message: Message) -> Replied | None:
    """Return the message replied to, with the part of it that the customer chose, if they did."""
    earlier = message.reply_to_message
    if earlier is None or earlier.from_user is None:
        return None
    whole = earlier.text or earlier.caption or ""
    words = message.quote.text if message.quote is not None else whole
    file = _attached(earlier)
    media = None if file is None else file.kind
    return Replied(str(earlier.message_id), words, media, earlier.from_user.is_bot)


def _contact(message: Message) -> Fact | None:
    contact = message.contact
    if contact is None or message.from_user is None:
        return None
    return GaveContact(contact.phone_number, contact.user_id == message.from_user.id)


def _file(message: Message) -> SentFile | None:
    """Return the attachment with the message it came in."""
    found = _attached(message)
    if found is None:
        return None
    return replace(
        found,
        message_ref=str(message.message_id),
        caption=message.caption,
        answers=_replied(message),
    )


def _attached(message: Message) -> SentFile | None:
    """Return the attachment; an animation also carries a document, so it is asked first."""
    forwarded = message.forward_origin is not None
    album = message.media_group_id is not None
    if message.photo:
        size = message.photo[-1]
        return SentFile(
            MediaKind.PHOTO, size.file_id, size.file_unique_id, size.file_size,
            forwarded=forwarded, album=album,
        )  # fmt: skip
    for kind, one in (
        (MediaKind.ANIMATION, message.animation),
        (MediaKind.STICKER, message.sticker),
        (MediaKind.VIDEO, message.video),
        (MediaKind.VIDEO_NOTE, message.video_note),
        (MediaKind.VOICE, message.voice),
        (MediaKind.AUDIO, message.audio),
        (MediaKind.DOCUMENT, message.document),
    ):
        if one is not None:
            return SentFile(
                kind, one.file_id, one.file_unique_id, one.file_size,
                getattr(one, "duration", None),
                forwarded=forwarded, album=album,
            )  # fmt: skip
    other = message.location or message.poll or message.dice or message.venue or message.story
    return SentFile(MediaKind.OTHER, "", "") if other is not None else None
