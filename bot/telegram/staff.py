"""From a Telegram update of a staff group to plain facts; everything else is None."""

import json
from collections.abc import Callable
from datetime import datetime

from aiogram.types import CallbackQuery, Message, Update, User

from bot.agents.arrivals import (
    Ordered,
    Posted,
    Poster,
    StaffArrival,
    StaffFact,
    Touched,
)
from bot.telegram.reading import lang_of


def staff_reader(groups: frozenset[int]) -> Callable[[bytes, datetime], StaffArrival | None]:
    """Return what reads the updates of these groups."""

    def read(payload: bytes, at: datetime) -> StaffArrival | None:
        update = Update.model_validate(json.loads(payload))
        if update.callback_query is not None:
            return _tap(update.update_id, at, update.callback_query, groups)
        message = update.message or update.edited_message
        if message is None or message.chat.id not in groups or message.from_user is None:
            return None
        fact = _fact(message, edited=update.message is None)
        if fact is None or message.from_user.is_bot:
            return None
        return _arrival(update.update_id, at, message.from_user, message, fact)

    return read


def _tap(
    update_id: int, at: datetime, tap: CallbackQuery, groups: frozenset[int]
) -> StaffArrival | None:
    message = tap.message
    if not isinstance(message, Message) or message.chat.id not in groups:
        return None
    return _arrival(update_id, at, tap.from_user, message, Touched(tap.id, tap.data or ""))


def _arrival(
    update_id: int, at: datetime, user: User, message: Message, fact: StaffFact
) -> StaffArrival:
    who = Poster(user.id, user.full_name, lang_of(user))
    thread_id = message.message_thread_id if message.is_topic_message else None
    return StaffArrival(update_id, at, who, message.chat.id, thread_id, message.message_id, fact)


def _fact(message: Message, *, edited: bool) -> StaffFact | None:
    command = None if edited else _command(message)
    if command is not None:
        return command
    words = message.text if message.text is not None else message.caption
    media = _has_media(message)
    if words is None and not media:
        return None
    return Posted(words, media, _answered(message), edited)


def _command(message: Message) -> Ordered | None:
    for entity in message.entities or ():
        if entity.type == "bot_command" and entity.offset == 0 and message.text is not None:
            name = message.text[1 : entity.length].split("@")[0].lower()
            return Ordered(name, message.text[entity.length :].strip(), _about(message))
    return None


def _about(message: Message) -> Poster | None:
    """Return whose message a command replies to."""
    replied = message.reply_to_message
    if replied is None or replied.from_user is None or replied.from_user.is_bot:
        return None
    user = replied.from_user
    return Poster(user.id, user.full_name, lang_of(user))


def _answered(message: Message) -> int | None:
    """Return the message replied to; a topic's first message is replied to by every other."""
    replied = message.reply_to_message
    if replied is None or replied.message_id == message.message_thread_id:
        return None
    return replied.message_id


def _has_media(message: Message) -> bool:
    return any(
        one is not None
        for one in (
            message.photo, message.video, message.video_note, message.voice, message.audio,
            message.document, message.animation, message.sticker, message.location,
        )
    )  # fmt: skip
