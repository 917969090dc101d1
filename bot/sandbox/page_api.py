"""What the web page asks for and does: one phone per user number."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiohttp import web

from bot.sandbox import acts, topic_acts, unread
from bot.sandbox.errors import PageError
from bot.sandbox.forum import page_card
from bot.sandbox.hands import inside, manages
from bot.sandbox.hub import Listening
from bot.sandbox.page_bodies import (
    BlockBody,
    ChatBody,
    DeleteBody,
    EditBody,
    ForwardBody,
    GroupBody,
    MemberBody,
    MessageBody,
    TapBody,
    TopicBody,
    TopicChangeBody,
    UserBody,
    WebAppBody,
    WebAppDataBody,
    read_body,
)
from bot.sandbox.page_uploads import read_form
from bot.sandbox.posting import page_form, pinned_form, topic_of
from bot.sandbox.state import PRESENT, Account, Chat, Json, Topic
from bot.sandbox.world import World

NEWEST = 60
KEEP_ALIVE_S = 15.0
INLINE_TYPES = ("image/", "video/", "audio/")


Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PageApi:
    """The page's routes."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return what to mount."""
        gets: dict[str, Handle] = {
            "state": self._state,
            "messages": self._messages,
            "stream": self._stream,
            "sms": self._sms,
            "file/{file_id}": self._file,
        }
        posts: dict[str, Handle] = {
            "message": self._message,
            "edit": self._edit,
            "delete": self._delete,
            "forward": self._forward,
            "upload": self._upload,
            "tap": self._tap,
            "web_app": self._web_app,
            "web_app_data": self._web_app_data,
            "block": self._block,
            "member": self._member,
            "user": self._user,
            "group": self._group,
            "topic": self._topic,
            "topic_change": self._topic_change,
            "read": self._read,
        }
        return [
            *(web.get(f"/page/{name}", _guarded(handle)) for name, handle in gets.items()),
            *(web.post(f"/page/{name}", _guarded(handle)) for name, handle in posts.items()),
        ]

    async def _state(self, request: web.Request) -> web.Response:
        state = self._world.state
        everybody: Json = {
            "users": [self._person(person) for person in state.people()],
            "bot": state.bot.card(),
        }
        if "user" not in request.query:
            return web.json_response(everybody)
        user = self._reader(request)
        private = state.private_chat(user.id)
        chats = [chat for chat in state.chats.values() if user.id in state.audience(chat)]
        body: Json = {
            **everybody,
            "user": user.card(),
            "chats": [self._chat(chat, user) for chat in chats],
            "commands": self._commands(private, user),
            "menu_button": private.menu_button or self._world.profile.menu_button,
            "reply_keyboard": {str(chat.id): chat.keyboard for chat in chats},
        }
        return web.json_response(body)

    def _person(self, person: Account) -> Json:
        """Return a person with what the page's identity switch shows."""
        waiting = unread.in_chats(self._world, person.id)
        return {**person.card(), "roles": list(person.roles), "unread": waiting}

    def _commands(self, chat: Chat, user: Account) -> list[Json]:
        private = chat.kind == "private"
        language = user.language_code or ""
        return self._world.profile.commands_for(chat.id, user.id, language, private=private)

    def _chat(self, chat: Chat, user: Account) -> Json:
        members = [{"user": one.user_id, "status": one.status} for one in chat.members.values()]
        return {
            **self._world.state.chat_card(chat),
            "is_forum": chat.is_forum,
            "blocked": chat.blocked,
            "started": chat.started,
            "pinned": chat.pinned,
            "topics": [self._topic_card(chat, topic, user) for topic in chat.topics.values()],
            "unread": unread.count(self._world, user.id, chat, None),
            "members": members,
            "commands": self._commands(chat, user),
        }

    def _topic_card(self, chat: Chat, topic: Topic, user: Account) -> Json:
        last = chat.message(topic.last_message_id)
        return {
            **page_card(topic),
            "last": page_form(self._world, last) if last else None,
            "unread": unread.count(self._world, user.id, chat, topic.thread_id),
            "mine": manages(chat, user, topic),
            "deletable": chat.may(user.id, "can_delete_messages"),
        }

    async def _messages(self, request: web.Request) -> web.Response:
        user = self._reader(request)
        chat = self._readable(user, _number(request, "chat"))
        topic, before = _number(request, "topic"), _number(request, "before")
        shown = [
            stored
            for stored in chat.messages.values()
            if not stored.deleted
            and (topic is None or topic_of(chat, stored) == topic)
            and (before is None or stored.id < before)
        ]
        newest = [page_form(self._world, stored) for stored in shown[-NEWEST:]]
        pinned = pinned_form(self._world, chat, topic)
        return web.json_response({"messages": newest, "pinned": pinned})

    def _readable(self, user: Account, chat_id: int | None) -> Chat:
        if chat_id == user.id:
            return self._world.state.private_chat(user.id)
        chat = self._world.state.chats.get(chat_id or 0)
        if chat is None or chat.status_of(user.id) not in PRESENT:
            raise PageError(404, "this user is in no such chat")
        return chat

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        user = self._reader(request)
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        async with self._world.hub.listen(user.id) as events:
            with suppress(ConnectionResetError):  # the page was closed
                await _tell(response, events)
        return response

    async def _sms(self, request: web.Request) -> web.Response:
        inbox = self._world.sms.inbox(request.query.get("phone"))
        return web.json_response({"messages": [message.card() for message in inbox]})

    async def _file(self, request: web.Request) -> web.Response:
        file = self._world.files.find(request.match_info["file_id"])
        if file is None:
            raise PageError(404, "no such file")
        shown = file.mime.startswith(INLINE_TYPES) and "svg" not in file.mime
        headers = {
            "Content-Type": file.mime if shown else "application/octet-stream",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, max-age=86400",
            "Accept-Ranges": "bytes",
        }
        return _ranged(request, file.data, headers)

    async def _message(self, request: web.Request) -> web.Response:
        body = await read_body(request, MessageBody)
        if body.contact is not None:
            card = body.contact
            stored = acts.share_contact(
                self._world, body.at(), card.phone_number, card.first_name, card.user_id
            )
            return self._sent([stored])
        return self._sent(acts.say(self._world, body.at(), body.text or "", body.reply_to))

    async def _edit(self, request: web.Request) -> web.Response:
        body = await read_body(request, EditBody)
        return self._sent([acts.edit(self._world, body.at(), body.message_id, body.text)])

    async def _delete(self, request: web.Request) -> web.Response:
        body = await read_body(request, DeleteBody)
        acts.delete(self._world, body.at(), body.message_id)
        return web.json_response({})

    async def _forward(self, request: web.Request) -> web.Response:
        body = await read_body(request, ForwardBody)
        stored = acts.forward(
            self._world,
            body.at(),
            body.from_chat,
            body.message_id,
            hide_sender=body.hide_sender,
        )
        return self._sent([stored])

    async def _upload(self, request: web.Request) -> web.Response:
        form = await read_form(request, self._world.settings.page_upload_bytes)
        files = form.files()
        groups = [files] if form.text("album") == "1" else [[file] for file in files]
        sent = []
        answered = form.number("reply_to") or None
        for place, group in enumerate(groups):
            caption, reply_to = (form.text("caption"), answered) if place == 0 else ("", None)
            sent += await acts.upload(self._world, form.at(), group, caption, reply_to)
        return self._sent(sent)

    async def _tap(self, request: web.Request) -> web.Response:
        body = await read_body(request, TapBody)
        answer = await acts.tap(self._world, body.at(), body.message_id, body.data)
        return web.json_response(answer)

    async def _web_app(self, request: web.Request) -> web.Response:
        body = await read_body(request, WebAppBody)
        url = acts.open_web_app(self._world, body.at(), body.url, body.kind, body.theme)
        return web.json_response({"url": url})

    async def _web_app_data(self, request: web.Request) -> web.Response:
        body = await read_body(request, WebAppDataBody)
        stored = acts.send_web_app_data(self._world, body.at(), body.data, body.button_text)
        return self._sent([stored])

    async def _block(self, request: web.Request) -> web.Response:
        body = await read_body(request, BlockBody)
        acts.block(self._world, body.user, blocked=body.blocked)
        return web.json_response({})

    async def _member(self, request: web.Request) -> web.Response:
        body = await read_body(request, MemberBody)
        acts.set_status(self._world, body.chat, body.user, body.status)
        return web.json_response({})

    async def _user(self, request: web.Request) -> web.Response:
        body = await read_body(request, UserBody)
        number = body.id or acts.free_user_id(self._world)
        known = self._world.state.accounts.get(number)
        account = Account(
            number,
            body.first_name,
            body.last_name,
            body.username,
            body.language_code,
            roles=known.roles if known else (),
        )
        return web.json_response({"user": acts.save_user(self._world, account).card()})

    async def _group(self, request: web.Request) -> web.Response:
        body = await read_body(request, GroupBody)
        chat = acts.add_group(self._world, body.title, body.members, is_forum=body.is_forum)
        return web.json_response({"chat": self._world.state.chat_card(chat)})

    async def _topic(self, request: web.Request) -> web.Response:
        body = await read_body(request, TopicBody)
        return web.json_response(
            page_card(topic_acts.open_topic(self._world, body.at(), body.name))
        )

    async def _topic_change(self, request: web.Request) -> web.Response:
        body = await read_body(request, TopicChangeBody)
        match body.change:
            case "rename":
                topic_acts.rename_topic(self._world, body.at(), body.name)
            case "close" | "reopen":
                closed = body.change == "close"
                topic_acts.close_topic(self._world, body.at(), closed=closed)
            case "delete":
                topic_acts.delete_topic(self._world, body.at())
        return web.json_response({})

    async def _read(self, request: web.Request) -> web.Response:
        at = (await read_body(request, ChatBody)).at()
        chat, user = inside(self._world, at)
        unread.read(self._world, user.id, chat, at.topic)
        return web.json_response({})

    def _sent(self, messages: list[Any]) -> web.Response:
        shown = [page_form(self._world, stored) for stored in messages]
        return web.json_response({"messages": shown})

    def _reader(self, request: web.Request) -> Account:
        user = self._world.state.accounts.get(_number(request, "user") or 0)
        if user is None or user.is_bot:
            raise PageError(404, "no such user")
        return user


async def _tell(response: web.StreamResponse, events: Listening) -> None:
    """Write events as they come, and a sign of life in between, until the hub ends it."""
    await response.write(b": listening\n\n")
    while True:
        try:
            event = await asyncio.wait_for(events.get(), KEEP_ALIVE_S)
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        if event is None:
            return
        data = json.dumps(event.data, ensure_ascii=False)
        await response.write(f"event: {event.name}\ndata: {data}\n\n".encode())


def _guarded(handle: Handle) -> Handle:
    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            return await handle(request)
        except PageError as error:
            return web.json_response({"error": error.reason}, status=error.status)

    return guarded


def _number(request: web.Request, name: str) -> int | None:
    text = request.query.get(name)
    if text is None or not text:
        return None
    try:
        return int(text)
    except ValueError as error:
        raise PageError(400, f"{name} is not a number") from error


def _ranged(request: web.Request, data: bytes, headers: dict[str, str]) -> web.Response:
    wanted = request.http_range
    if wanted.start is None and wanted.stop is None:
        return web.Response(body=data, headers=headers)
    start, stop, _ = wanted.indices(len(data))
    if start >= stop:
        raise PageError(416, "no such range")
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(data)}"
    return web.Response(status=206, body=data[start:stop], headers=headers)
