"""Whatever a bot calls, in whatever order: an answer of the documented type or a refusal."""

import asyncio
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import BufferedInputFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.clock import ManualClock
from bot.sandbox.acts import say
from bot.sandbox.bot_api import perform
from bot.sandbox.errors import ApiError
from bot.sandbox.hands import At
from bot.sandbox.methods import METHODS
from bot.sandbox.requests import RawCall
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import GENEROUS_RATES, SandboxSettings
from bot.sandbox.state import State

USER = 4242
GROUP = -1_002_000_000_001
CODES = {400, 403, 404, 409, 413, 429}


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30)).save(buffer, "JPEG")
    return buffer.getvalue()


FILE = BufferedInputFile(picture(), "a.jpg")
NUMBERS = st.sampled_from([2, 2, 3, 3, 1, 4, 99])
FINE = ["x", "y", "<b>x</b>", "/start", "😀"]
TEXTS = st.sampled_from([*FINE, *FINE, "", " ", "<b>", "*x", "y" * 5000])
MARKUPS: st.SearchStrategy[Any] = st.sampled_from(
    [
        {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]},
        {"inline_keyboard": []},
        {"inline_keyboard": [[{"text": "x", "url": "http://127.0.0.1/"}]]},
        {"keyboard": [["bare", {"text": "Phone", "request_contact": True}]]},
        {"remove_keyboard": True},
        {"force_reply": True},
        {},
        "{",
    ]
)
MEDIA = {"type": "photo", "media": "attach://file", "caption": "x"}
NEEDED = frozenset({"chat_id", "message_id", "media"})
SOMETIMES = st.sampled_from([False, False, False, True])
SCENE = [
    RawCall("sendMessage", {"chat_id": USER, "text": "from the bot"}),
    RawCall("sendPhoto", {"chat_id": USER, "photo": "attach://file"}, {"file": FILE}),
    RawCall("createForumTopic", {"chat_id": GROUP, "name": "case"}),
    RawCall("sendMessage", {"chat_id": GROUP, "message_thread_id": 2, "text": "in it"}),
]
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "chat_id": st.sampled_from([USER] * 5 + [GROUP] * 5 + [str(GROUP), 5, "@nobody"]),
    "from_chat_id": st.sampled_from([USER, GROUP]),
    "user_id": st.sampled_from([USER, 11, 99]),
    "message_id": NUMBERS,
    "message_ids": st.lists(NUMBERS, max_size=3),
    "message_thread_id": st.sampled_from([2, 2, 1, 99]),
    "text": TEXTS,
    "caption": TEXTS,
    "name": TEXTS,
    "title": TEXTS,
    "parse_mode": st.sampled_from(["HTML", "MarkdownV2", "Markdown", "Word"]),
    "reply_markup": MARKUPS,
    "reply_parameters": st.builds(lambda number: {"message_id": number}, NUMBERS),
    "offset": st.sampled_from([-1, 0, 10**8]),
    "timeout": st.just(0),
    "media": st.sampled_from([MEDIA, [MEDIA, MEDIA], [MEDIA], json.dumps(MEDIA)]),
    "action": st.sampled_from(["typing", "sing"]),
    "url": st.sampled_from(["", "http://127.0.0.1:1/", "https://example.com"]),
    "reaction": st.sampled_from([[{"type": "emoji", "emoji": "👍"}], []]),
    "commands": st.just([{"command": "help", "description": "Help"}]),
    "scope": st.just({"type": "chat", "chat_id": USER}),
    "menu_button": st.sampled_from([{"type": "commands"}, {"type": "default"}, {"type": "?"}]),
    "file_id": st.just("nothing"),
    "latitude": st.just(1.5),
    "longitude": st.just("2.5"),
    "phone_number": st.just("13800138000"),
    "first_name": st.just("x"),
    "address": st.just("x"),
    "callback_query_id": st.just("1"),
    "icon_color": st.sampled_from([0x6FB9F0, 1]),
    "can_pin_messages": st.booleans(),
    "photo": st.just("attach://file"),
    "document": st.just("attach://file"),
    "voice": st.just("attach://file"),
    "video": st.just("attach://file"),
    "video_note": st.just("attach://file"),
    "audio": st.just("attach://file"),
    "animation": st.just("attach://file"),
    "description": TEXTS,
    "sticker": st.just("attach://file"),
}


@st.composite
def calls(draw: st.DrawFn) -> RawCall:
    name = draw(st.sampled_from(sorted(METHODS)))
    model, _ = METHODS[name]
    known = [field for field in model.model_fields if field in FIELDS]
    params = {
        field: draw(FIELDS[field])
        for field in known
        if field in NEEDED or model.model_fields[field].is_required() or draw(SOMETIMES)
    }
    return RawCall(name, params, {"file": FILE})


def check_refusal(error: ApiError) -> None:
    assert error.code in CODES, error
    assert error.description[0].isupper()


async def play(history: list[RawCall]) -> State:
    clock = ManualClock(datetime(2026, 3, 1, tzinfo=UTC))
    quick = SandboxSettings(rates=GENEROUS_RATES, ffprobe="not-installed", first_message_id=1)
    sandbox = Sandbox(quick, clock=clock)
    sandbox.add_user(USER)
    sandbox.add_user(11)
    say(sandbox.world, At(USER, USER), "/start")
    group = sandbox.add_group("Desk", [11, USER])
    for right in group.members[sandbox.world.state.bot.id].rights:
        group.members[sandbox.world.state.bot.id].rights[right] = True
    for call in [*SCENE, *history]:
        try:
            body = await perform(sandbox.world, call)
        except ApiError as error:
            check_refusal(error)
            continue
        assert body["ok"] is True
        json.dumps(body)
    return sandbox.world.state


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(calls(), min_size=5, max_size=25))
def test_any_history_of_calls_keeps_the_sandbox_sound(history: list[RawCall]) -> None:
    state = asyncio.run(play(history))
    for chat in state.chats.values():
        ids = list(chat.messages)
        assert ids == sorted(ids)
        assert all(chat.messages[number].id == number for number in ids)
        assert all(not chat.messages[number].deleted for number in chat.pinned)
        threads = {m.thread_id for m in chat.messages.values() if not m.deleted and m.thread_id}
        assert threads <= set(chat.topics)


@pytest.mark.parametrize("name", sorted(METHODS))
async def test_a_call_without_parameters_is_answered_or_refused(name: str) -> None:
    sandbox = Sandbox()
    try:
        body = await perform(sandbox.world, RawCall(name))
    except ApiError as error:
        check_refusal(error)
    else:
        assert body["ok"]
