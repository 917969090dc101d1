"""Reading calls: every method aiogram knows can be told apart field by field."""

import aiogram.methods
import pytest
from aiogram.methods import SendMediaGroup, SendMessage, SendPhoto, TelegramMethod
from aiogram.types import BufferedInputFile

from bot.sandbox.errors import ApiError, BrokenAnswerError
from bot.sandbox.methods import METHODS
from bot.sandbox.methods.registry import check_answer
from bot.sandbox.requests import RawCall, _kinds, decode

MODELS = [
    model
    for name in aiogram.methods.__all__
    if isinstance(model := getattr(aiogram.methods, name), type)
    and issubclass(model, TelegramMethod)
    and model is not TelegramMethod
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_of_every_method_has_a_kind(model: type[TelegramMethod[object]]) -> None:
    assert set(_kinds(model)) == set(model.model_fields)


def test_texts_that_look_like_numbers_stay_texts() -> None:
    call = decode(SendMessage, RawCall("sendMessage", {"chat_id": "-100", "text": "007"}))
    assert (call.chat_id, call.text) == (-100, "007")  # type: ignore[attr-defined]


def test_uploads_stand_where_they_are_named() -> None:
    file = BufferedInputFile(b"x", "a.jpg")
    params = {"chat_id": 1, "photo": "attach://p"}
    assert decode(SendPhoto, RawCall("", params, {"p": file})).photo is file  # type: ignore[attr-defined]
    assert decode(SendPhoto, RawCall("", {"chat_id": 1}, {"photo": file})).photo is file  # type: ignore[attr-defined]
    media = '[{"type": "photo", "media": "attach://p"}, {"type": "photo", "media": "known"}]'
    album = decode(SendMediaGroup, RawCall("", {"chat_id": 1, "media": media}, {"p": file}))
    assert [item.media for item in album.media] == [file, "known"]  # type: ignore[attr-defined]


def test_values_of_other_types_are_refused() -> None:
    params = {"chat_id": 1, "text": "x", "disable_notification": "perhaps"}
    with pytest.raises(ApiError, match="can't parse disable_notification"):
        decode(SendMessage, RawCall("sendMessage", params))


def test_an_answer_is_checked_before_it_leaves() -> None:
    model, _ = METHODS["getme"]
    good = {"id": 1, "is_bot": True, "first_name": "x"}
    check_answer(model, good)
    with pytest.raises(BrokenAnswerError, match="first_name"):
        check_answer(model, {"id": 1, "is_bot": True})
    with pytest.raises(BrokenAnswerError, match=r"getMe\.shoe_size"):
        check_answer(model, {**good, "shoe_size": 43})


def test_offered_methods_are_known_ones() -> None:
    assert {model.__api_method__.lower() for model, _ in METHODS.values()} == set(METHODS)
    assert len(METHODS) >= 70
