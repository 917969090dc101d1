"""What people do on their phones: the one path for the web page, the demo and the tests."""

import asyncio
from collections.abc import Sequence
from typing import Literal

from bot.sandbox import media
from bot.sandbox.entities import formatted
from bot.sandbox.errors import ApiError, PageError
from bot.sandbox.files import NewFile
from bot.sandbox.hands import At, inside, message_in, own_message, person, writing
from bot.sandbox.membership import member_card, set_member, tell_change
from bot.sandbox.methods.copying import carried
from bot.sandbox.posting import FILE_FIELDS, Draft, change, origin, post, remove
from bot.sandbox.state import (
    FIRST_STAFF_ID,
    PRESENT,
    Account,
    Chat,
    Json,
    Member,
    Status,
    StoredMessage,
)
from bot.sandbox.texts import LONGEST_CAPTION, LONGEST_TEXT
from bot.sandbox.web_app import init_data, launch_link
from bot.sandbox.world import World

FIRST_USER_ID = 5_000_000_001
LARGEST_ALBUM = 10
LONGEST_APP_DATA_BYTES = 4096
LONGEST_CALLBACK_BYTES = 64

WebAppKind = Literal["inline", "keyboard", "menu"]


def save_user(world: World, account: Account) -> Account:
    """Create a person or change what is known about one."""
    world.state.accounts[account.id] = account
    world.hub.tell_all("user", account.card())
    return account


def free_user_id(world: World) -> int:
    """Return a number that nobody has, below those of the staff."""
    taken = (number for number in world.state.accounts if number < FIRST_STAFF_ID)
    return max(FIRST_USER_ID - 1, *taken) + 1


def add_group(
    world: World,
    title: str,
    members: Sequence[int],
    *,
    is_forum: bool = True,
    bot_status: Status = "administrator",
    chat_id: int | None = None,
) -> Chat:
    """Found a group: the first member owns it, the bot is let in as `bot_status`."""
    people = [person(world, user_id) for user_id in members]
    chat = world.state.new_group(title, is_forum=is_forum, chat_id=chat_id)
    for rank, one in enumerate(people):
        chat.members[one.id] = Member(one.id, "member" if rank else "creator")
    owner = people[0] if people else world.state.bot
    if bot_status in PRESENT:
        set_member(world, chat, world.state.bot, bot_status, owner)
    return chat


def say(world: World, at: At, text: str, reply_to: int | None = None) -> list[StoredMessage]:
    """Send a text; like every client, split what is longer than one message."""
    chat, user = writing(world, at)
    whole = formatted(text).text
    if not whole:
        raise PageError(400, "the text is empty")
    pieces = [whole[start : start + LONGEST_TEXT] for start in range(0, len(whole), LONGEST_TEXT)]
    contents = [_text_content(piece) for piece in pieces]
    return [_send(world, at, chat, user, content, reply_to) for content in contents]


def _text_content(text: str) -> Json:
    result = formatted(text)
    content: Json = {"text": result.text}
    return {**content, "entities": list(result.entities)} if result.entities else content


def share_contact(
    world: World, at: At, phone_number: str, first_name: str, user_id: int | None
) -> StoredMessage:
    """Send a telephone number; `user_id` is the sender's own when the button was used."""
    chat, user = writing(world, at)
    contact: Json = {"phone_number": phone_number, "first_name": first_name}
    if user_id is not None:
        contact["user_id"] = user_id
    return _send(world, at, chat, user, {"contact": contact})


async def upload(
    world: World, at: At, files: Sequence[NewFile], caption: str = "", reply_to: int | None = None
) -> list[StoredMessage]:
    """Send one file, or several as an album whose first part carries the caption."""
    chat, user = writing(world, at)
    if not 1 <= len(files) <= LARGEST_ALBUM:
        raise PageError(400, "one to ten files can be sent at once")
    if len(caption) > LONGEST_CAPTION:
        raise PageError(400, "the caption is too long")
    try:
        contents = await asyncio.gather(*(media.take(world, file) for file in files))
    except ApiError as error:
        raise PageError(400, error.description) from error
    contents[0] |= _caption(caption)
    album = {"media_group_id": str(world.taps.next_number())} if len(files) > 1 else {}
    return [_send(world, at, chat, user, {**content, **album}, reply_to) for content in contents]


def _caption(caption: str) -> Json:
    result = formatted(caption)
    if not result.text:
        return {}
    fields: Json = {"caption": result.text}
    return {**fields, "caption_entities": list(result.entities)} if result.entities else fields


def forward(
    world: World, at: At, from_chat: int, message_id: int, *, hide_sender: bool = False
) -> StoredMessage:
    """Pass a message on; with its sender hidden it looks as if it were just made."""
    chat, user = writing(world, at)
    source, _ = inside(world, At(at.user, from_chat))
    stored = message_in(source, message_id)
    if stored.body.get("has_protected_content"):
        raise PageError(403, "this message is protected and goes nowhere")
    first: Json = {} if hide_sender else {"forward_origin": origin(stored)}
    return _send(world, at, chat, user, {**carried(stored), **first})


def edit(world: World, at: At, message_id: int, text: str) -> StoredMessage:
    """Change the text or caption of one's own message; the same words change nothing."""
    chat, _ = inside(world, at)
    stored = own_message(chat, at.user, message_id)
    textual = "text" in stored.body
    if not textual and not any(name in stored.body for name in FILE_FIELDS):
        raise PageError(400, "this message has no words to change")
    new = _new_words(text, textual=textual)
    names = ("text", "entities") if textual else ("caption", "caption_entities")
    if new == {name: stored.body[name] for name in names if name in stored.body}:
        return stored
    for name in names:
        stored.body.pop(name, None)
    stored.body.update(new)
    change(world, chat, stored)
    return stored


def _new_words(text: str, *, textual: bool) -> Json:
    length = len(formatted(text).text)
    if length > (LONGEST_TEXT if textual else LONGEST_CAPTION):
        raise PageError(400, "the text is too long")
    if textual and not length:
        raise PageError(400, "the text is empty")
    return _text_content(text) if textual else _caption(text)


def delete(world: World, at: At, message_id: int) -> None:
    """Delete one's own message for both sides; a bot is not told."""
    chat, _ = inside(world, at)
    remove(world, chat, own_message(chat, at.user, message_id))


async def tap(world: World, at: At, message_id: int, data: str) -> Json:
    """Press an inline button and wait for the bot's answer; without one, nothing is shown."""
    chat, user = inside(world, at)
    stored = message_in(chat, message_id)
    if not 1 <= len(data.encode()) <= LONGEST_CALLBACK_BYTES:
        raise PageError(400, "a button carries 1 to 64 bytes")
    query = world.taps.ask(user.id, chat.id)
    payload: Json = {
        "id": query.id,
        "from": user.card(),
        "message": dict(stored.body),
        "chat_instance": str(-chat.id),
        "data": data,
    }
    world.updates.put("callback_query", payload)
    try:
        return await asyncio.wait_for(asyncio.shield(query.answer), world.settings.tap_wait_s)
    except TimeoutError:
        return {}


def open_web_app(
    world: World, at: At, url: str, kind: WebAppKind, theme: dict[str, str] | None = None
) -> str:
    """Return the address a client opens: one from a reply keyboard learns nothing of its visitor.

    That is Telegram's rule: a keyboard's Mini App may only send data back through the chat.
    """
    chat, user = writing(world, at)
    if kind == "keyboard":
        return launch_link(url, "", theme)
    query = world.web_apps.ask(user.id, chat.id)
    now = int(world.clock.now().timestamp())
    data = init_data(user.card(), now, world.settings.bot_token, query.id)
    return launch_link(url, data, theme)


def send_web_app_data(world: World, at: At, data: str, button_text: str) -> StoredMessage:
    """Send what a keyboard's Mini App hands over when it closes."""
    if not 1 <= len(data.encode()) <= LONGEST_APP_DATA_BYTES:
        raise PageError(400, "a Mini App sends 1 to 4096 bytes")
    chat, user = writing(world, at)
    content = {"web_app_data": {"data": data, "button_text": button_text}}
    return _send(world, at, chat, user, content)


def block(world: World, user_id: int, *, blocked: bool) -> None:
    """Block the bot, or let it write again; the bot is told as `my_chat_member`."""
    user = person(world, user_id)
    chat = world.state.private_chat(user_id)
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    bot = world.state.bot
    cards = [
        member_card(Member(bot.id, status), bot)
        for status in (("member", "kicked") if blocked else ("kicked", "member"))
    ]
    tell_change(world, chat, bot, user, (cards[0], cards[1]))
    world.hub.tell([user_id], "blocked", {"chat_id": chat.id, "blocked": blocked})


def set_status(world: World, chat_id: int, user_id: int, status: Status) -> None:
    """Let somebody join, leave, be put out, or be put in charge of a group."""
    chat = world.state.chats.get(chat_id)
    if chat is None or chat.kind != "supergroup":
        raise PageError(404, "no such group")
    bot = world.state.bot
    user = bot if user_id == bot.id else person(world, user_id)
    owners = (one.user_id for one in chat.members.values() if one.status == "creator")
    by = world.state.accounts[next(owners, bot.id)] if user is bot else user
    set_member(world, chat, user, status, by)


def _send(
    world: World,
    at: At,
    chat: Chat,
    user: Account,
    content: Json,
    reply_to: int | None = None,
) -> StoredMessage:
    chat.started = True
    return post(world, chat, user, Draft(content=content, thread_id=at.topic, reply_to=reply_to))
