"""Puts messages into chats and tells whoever must know: the phones, and the bot's queue."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.sandbox import unread
from bot.sandbox.state import GENERAL_TOPIC, IN_CHARGE, Account, Chat, Json, StoredMessage
from bot.sandbox.world import World

SERVICE_FIELDS = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "pinned_message",
        "new_chat_title",
    }
)
FILE_FIELDS = (
    "photo", "document", "video", "video_note", "voice", "audio", "animation", "sticker",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message before it has a number."""

    content: Json
    thread_id: int | None = None
    reply_to: int | None = None
    markup: Json | None = None
    extra: Json | None = None


def post(world: World, chat: Chat, sender: Account, draft: Draft) -> StoredMessage:
    """Add a message to a chat; a person's goes to the bot, and so do the bot's own notices.

    Telegram tells a bot of what it pinned, and of the topics it opened, renamed or closed.
    """
    stored = _store(world, chat, sender, draft)
    if stored.markup is not None and not (chat.is_forum and "force_reply" in stored.markup):
        _keyboard(world, chat, stored.markup)
    announce(world, chat, "message", stored)
    if chat.kind != "private" and SERVICE_FIELDS.isdisjoint(stored.body):
        unread.note(world, chat, topic_of(chat, stored), stored.id, sender.id)
    told = not sender.is_bot or not SERVICE_FIELDS.isdisjoint(stored.body)
    if told and _bot_hears(world, chat, stored):
        world.updates.put("message", stored.body)
    return stored


def _store(world: World, chat: Chat, sender: Account, draft: Draft) -> StoredMessage:
    now = world.clock.now()
    body: Json = {
        "message_id": world.state.take_message_id(chat),
        "from": sender.card(),
        "chat": world.state.chat_card(chat),
        "date": int(now.timestamp()),
        **(draft.extra or {}),
        **draft.content,
    }
    thread_id = _thread(chat, draft)
    if thread_id is not None:
        body["message_thread_id"] = thread_id
        body["is_topic_message"] = True
    replied = chat.message(draft.reply_to if draft.reply_to is not None else thread_id)
    if replied is not None:
        body["reply_to_message"] = without_reply(replied.body)
    if draft.markup is not None and draft.markup.get("inline_keyboard"):
        body["reply_markup"] = draft.markup
    stored = StoredMessage(body, sender.is_bot, now, thread_id)
    if draft.markup is not None and "inline_keyboard" not in draft.markup:
        stored.markup = draft.markup
    chat.messages[stored.id] = stored
    _touch_topic(chat, stored)
    return stored


def _thread(chat: Chat, draft: Draft) -> int | None:
    if not chat.is_forum:
        return None
    replied = chat.message(draft.reply_to)
    if draft.thread_id is None and replied is not None:
        return replied.thread_id
    return None if draft.thread_id == GENERAL_TOPIC else draft.thread_id


def without_reply(body: Json) -> Json:
    """Return a message as it stands inside another: one level deep, and no buttons."""
    return {key: value for key, value in body.items() if key != "reply_to_message"}


def origin(stored: StoredMessage) -> Json:
    """Return where a forwarded message comes from; a forward keeps its first origin."""
    known: Json | None = stored.body.get("forward_origin")
    if known is not None:
        return known
    return {"type": "user", "sender_user": stored.body["from"], "date": stored.body["date"]}


def _touch_topic(chat: Chat, stored: StoredMessage) -> None:
    topic = chat.topics.get(stored.thread_id or GENERAL_TOPIC)
    if topic is not None:
        topic.last_message_id = stored.id


def _fall_back(chat: Chat, gone: StoredMessage) -> None:
    """Let the message before a deleted one be the newest of its topic again."""
    topic = chat.topics.get(gone.thread_id or GENERAL_TOPIC)
    if topic is None or topic.last_message_id != gone.id:
        return
    left = (
        stored.id
        for stored in reversed(chat.messages.values())
        if stored.thread_id == gone.thread_id and not stored.deleted
    )
    topic.last_message_id = next(left, 0)


def _keyboard(world: World, chat: Chat, markup: Json) -> None:
    chat.keyboard = None if markup.get("remove_keyboard") else markup
    data = {"chat_id": chat.id, "markup": chat.keyboard}
    world.hub.tell(world.state.audience(chat), "reply_keyboard", data)


def _bot_hears(world: World, chat: Chat, stored: StoredMessage) -> bool:
    """Tell whether the bot sees a person's message: privacy hides most of a group's talk."""
    if chat.kind == "private":
        return True
    status = chat.status_of(world.state.bot.id)
    if status in IN_CHARGE or (status == "member" and not world.settings.privacy_mode):
        return True
    return status == "member" and _concerns_bot(world, stored.body)


def _concerns_bot(world: World, body: Json) -> bool:
    if not SERVICE_FIELDS.isdisjoint(body):
        return True
    replied: Json = body.get("reply_to_message", {})
    if replied.get("from", {}).get("id") == world.state.bot.id:
        return True
    text = str(body.get("text", ""))
    return text.startswith("/") or f"@{world.state.bot.username}" in text


def announce(world: World, chat: Chat, event: str, stored: StoredMessage) -> None:
    """Show a new or changed message on the phones."""
    data: Json = {"chat_id": chat.id, "message": page_form(world, stored)}
    data["topic_id"] = topic_of(chat, stored)
    world.hub.tell(world.state.audience(chat), event, data)


def topic_of(chat: Chat, stored: StoredMessage) -> int | None:
    """Return the topic in which the page shows a message."""
    return (stored.thread_id or GENERAL_TOPIC) if chat.is_forum else None


def page_form(world: World, stored: StoredMessage) -> Json:
    """Return a message with the addresses of its files on this server."""
    files = {
        file_id: f"/page/file/{file_id}"
        for file_id in file_ids(stored.body)
        if world.files.find(file_id)
    }
    reactions = [one for emojis in stored.reactions.values() for one in emojis]
    extra = {
        "files": files,
        "deleted": stored.deleted,
        "out": not stored.by_bot,
        "reactions": reactions,
        "force_reply": bool(stored.markup and stored.markup.get("force_reply")),
        "selective": bool(stored.markup and stored.markup.get("selective")),
    }
    return {**stored.body, "sandbox": extra}


def file_ids(value: Any) -> list[str]:
    """Return every file identifier in a message."""
    if isinstance(value, list):
        return [found for item in value for found in file_ids(item)]
    if not isinstance(value, dict):
        return []
    own = [value["file_id"]] if "file_id" in value else []
    return own + [found for item in value.values() for found in file_ids(item)]


def change(world: World, chat: Chat, stored: StoredMessage, *, quiet: bool = False) -> None:
    """Note that a message was edited; buttons alone do not make it an edited one."""
    if not quiet:
        stored.body["edit_date"] = int(world.clock.now().timestamp())
    announce(world, chat, "edited", stored)
    if not stored.by_bot and _bot_hears(world, chat, stored):
        world.updates.put("edited_message", stored.body)


def remove(world: World, chat: Chat, stored: StoredMessage) -> None:
    """Take a message away; the bot is told nothing, as in Telegram."""
    stored.deleted = True
    unpin(world, chat, [stored.id])
    unread.forget(world, chat, topic_of(chat, stored), stored.id)
    _fall_back(chat, stored)
    data: Json = {"chat_id": chat.id, "message_id": stored.id, "message_ids": [stored.id]}
    data["topic_id"] = topic_of(chat, stored)
    world.hub.tell(world.state.audience(chat), "deleted", data)


def pin(world: World, chat: Chat, stored: StoredMessage) -> None:
    """Pin a message and show it above the talk on the phones."""
    chat.pinned = sorted({*chat.pinned, stored.id})
    tell_pinned(world, chat, {topic_of(chat, stored)})


def unpin(world: World, chat: Chat, numbers: Iterable[int]) -> None:
    """Unpin messages; those that are not pinned do not matter."""
    gone = set(numbers).intersection(chat.pinned)
    chat.pinned = [number for number in chat.pinned if number not in gone]
    tell_pinned(world, chat, {topic_of(chat, chat.messages[number]) for number in gone})


def tell_pinned(world: World, chat: Chat, topics: Iterable[int | None]) -> None:
    """Show on the phones what is pinned in these topics now."""
    for topic in topics:
        shown = pinned_form(world, chat, topic)
        data: Json = {"chat_id": chat.id, "topic_id": topic, "message": shown}
        world.hub.tell(world.state.audience(chat), "pinned", data)


def pinned_form(world: World, chat: Chat, topic: int | None) -> Json | None:
    """Return the newest pinned message of a topic as the page shows it."""
    here = [chat.messages[one] for one in chat.pinned]
    fitting = [stored for stored in here if topic_of(chat, stored) == topic]
    return page_form(world, fitting[-1]) if fitting else None
