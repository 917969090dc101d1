"""Updates as Telegram sends them, read as plain facts."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.incoming import Commanded, GaveContact, Left, Pressed, Replied, SentFile, Wrote
from bot.telegram.reading import chat_of, read
from dialogs.kinds import Lang, MediaKind

_AT = datetime(2026, 5, 4, tzinfo=UTC)
_USER = {"id": 7, "is_bot": False, "first_name": "A", "language_code": "zh-hans"}
_CHAT = {"id": 7, "type": "private", "first_name": "A"}
_FILE = {"file_id": "F", "file_unique_id": "U", "file_size": 9}


def _message(**more: Any) -> dict[str, Any]:
    return {"message_id": 3, "date": 1_777_777_777, "chat": _CHAT, "from": _USER, **more}


def _fact(**update: Any) -> Any:
    arrival = read(json.dumps({"update_id": 5, **update}).encode(), _AT)
    return None if arrival is None else arrival.fact


def test_words_and_whose_they_are() -> None:
    arrival = read(json.dumps({"update_id": 5, "message": _message(text="你好")}).encode(), _AT)
    assert arrival is not None
    assert arrival.event_id == "tg-5"
    assert arrival.sender.lang is Lang.ZH
    assert arrival.fact == Wrote("你好", "3")


def test_a_command_is_only_one_at_the_beginning() -> None:
    entity = {"type": "bot_command", "offset": 0, "length": 15}
    assert _fact(message=_message(text="/Start@some_bot x", entities=[entity])) == Commanded(
        "start"
    )
    entity = {"type": "bot_command", "offset": 5, "length": 6}
    assert isinstance(_fact(message=_message(text="why? /start", entities=[entity])), Wrote)


def test_an_edited_text_says_so_and_other_edits_are_nothing() -> None:
    assert _fact(edited_message=_message(text="x", edit_date=1)) == Wrote("x", "3", edited=True)
    assert _fact(edited_message=_message(photo=[{**_FILE, "width": 1, "height": 1}])) is None


_BOT = {"id": 1, "is_bot": True, "first_name": "B"}
_ASKED = {**_message(text="第一步\n请输入姓名"), "message_id": 2, "from": _BOT}
_CARD = {**_message(photo=[{**_FILE, "width": 1, "height": 1}]), "message_id": 2}


def test_a_reply_says_to_what() -> None:
    fact = _fact(message=_message(text="好", reply_to_message=_ASKED))
    assert fact == Wrote("好", "3", answers=Replied("2", "第一步\n请输入姓名", None, by_bot=True))
    quote = {"text": "姓名", "position": 7}
    fact = _fact(message=_message(text="好", reply_to_message=_ASKED, quote=quote))
    assert fact.answers.words == "姓名"
    fact = _fact(message=_message(voice={**_FILE, "duration": 4}, reply_to_message=_CARD))
    assert fact.answers == Replied("2", "", MediaKind.PHOTO, by_bot=False)


def test_a_contact_is_ones_own_only_if_telegram_says_so() -> None:
    contact = {"phone_number": "8613800130001", "first_name": "A", "user_id": 7}
    assert _fact(message=_message(contact=contact)) == GaveContact("8613800130001", own=True)
    assert _fact(message=_message(contact={**contact, "user_id": 8})).own is False
    del contact["user_id"]
    assert _fact(message=_message(contact=contact)).own is False


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("photo", [{**_FILE, "width": 90, "height": 90}], MediaKind.PHOTO),
        ("document", _FILE, MediaKind.DOCUMENT),
        ("video", {**_FILE, "width": 1, "height": 1, "duration": 4}, MediaKind.VIDEO),
        ("video_note", {**_FILE, "length": 1, "duration": 4}, MediaKind.VIDEO_NOTE),
        ("voice", {**_FILE, "duration": 4}, MediaKind.VOICE),
        ("audio", {**_FILE, "duration": 4}, MediaKind.AUDIO),
        ("dice", {"emoji": "x", "value": 1}, MediaKind.OTHER),
    ],
)
def test_every_attachment_is_told_by_its_kind(field: str, value: Any, kind: MediaKind) -> None:
    fact = _fact(message=_message(**{field: value}))
    assert isinstance(fact, SentFile)
    assert fact.kind is kind


def test_an_animation_is_no_document() -> None:
    moving = {**_FILE, "width": 1, "height": 1, "duration": 1}
    fact = _fact(message=_message(animation=moving, document=_FILE))
    assert fact.kind is MediaKind.ANIMATION


def test_an_album_and_a_forwarded_file_are_marked() -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "x"}
    photo = [{**_FILE, "width": 90, "height": 90}]
    fact = _fact(message=_message(photo=photo, media_group_id="g", forward_origin=origin))
    assert fact.album
    assert fact.forwarded


def test_a_tap_and_a_block() -> None:
    tap = {"id": "q", "from": _USER, "chat_instance": "c", "data": "1.next.",
           "message": _message(text="x")}  # fmt: skip
    assert _fact(callback_query=tap) == Pressed("q", "1.next.")
    member = {"user": {**_USER, "is_bot": True}, "status": "member"}
    gone = {"user": {**_USER, "is_bot": True}, "status": "kicked", "until_date": 0}
    change = {"chat": _CHAT, "from": _USER, "date": 1, "old_chat_member": member,
              "new_chat_member": gone}  # fmt: skip
    assert _fact(my_chat_member=change) == Left(blocked=True)


def test_groups_and_service_messages_are_left_alone() -> None:
    group = {"id": -100, "type": "supergroup", "title": "T"}
    assert _fact(message={**_message(text="x"), "chat": group}) is None
    assert _fact(message=_message(pinned_message=_message(text="x"))) is None
    assert _fact() is None


def test_updates_are_ordered_by_their_chat() -> None:
    assert chat_of({"message": {"chat": {"id": 9}}}) == 9
    assert chat_of({"callback_query": {"message": {"chat": {"id": 8}}}}) == 8
    assert chat_of({"callback_query": {"inline_message_id": "x"}}) == 0
    assert chat_of({"poll": {}}) == 0
