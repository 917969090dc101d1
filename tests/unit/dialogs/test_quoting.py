"""A customer's reply: to what, as far as agents may read it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.incoming import Replied
from bot.interpret import as_answered
from bot.render import Renderer
from dialogs import events as ev
from dialogs.effects import TellAgents
from dialogs.kinds import Lang, MediaKind
from dialogs.model import Case, StepName
from dialogs.quoting import answered
from dialogs.rules.masking import COVER
from tests.property.histories import NUMBER, PHONE, go_to

TO_BOT = ev.Answered("41", "请拍摄证件")


def knows(name: str, address: str | None = None) -> Case:
    case = go_to(StepName.SELECTION).case
    who, fields = replace(case.identity, name=name), replace(case.fields, address=address)
    return replace(case, identity=who, fields=fields)


def told(event: type[ev.Event], **values: Any) -> TellAgents:
    """Return the first that an agent hears of a customer's event at a step without evidence."""
    history = go_to(StepName.SELECTION)
    history.do(ev.AgentTook, agent="1023")
    effects = history.do(event, **values).effects
    return next(one for one in effects if isinstance(one, TellAgents))


def line_of(effect: TellAgents, lang: Lang) -> str:
    assert effect.quoted is not None
    return Renderer().plain(effect.quoted, lang)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("第 3 步，共 9 步\n请确认：\n姓名：张小伟", "第 3 步，共 9 步 请确认： 姓名：张**"),
        ("地址：上海市样本路1号", f"地址：{COVER}"),
        (f"证件号码：{NUMBER}，手机 {PHONE}", f"证件号码：{COVER}，手机 {COVER}"),
        ("好" * 81, "好" * 79 + "…"),
        ("好" * 80, "好" * 80),
        ("", ""),
    ],
)
def test_a_line_shows_nothing_that_agents_may_not_read(words: str, read: str) -> None:
    case = knows("张小伟", "上海市样本路1号")
    assert answered(case, "1", words, None, by_bot=True).line == read


def test_a_number_that_would_be_cut_is_covered_before() -> None:
    assert (
        NUMBER[:5] not in answered(knows("A B"), "1", "好" * 75 + NUMBER, None, by_bot=True).line
    )


@pytest.mark.parametrize("secret", ["83920174", "K7m2Qx93 K7m2Qx93", "8392", "就是 839201"])
def test_a_password_replied_to_is_not_even_on_the_event(secret: str) -> None:
    case = go_to(StepName.PASSWORDS).case
    found = as_answered(Replied("7", secret, by_bot=False), case)
    assert found == ev.Answered("7", COVER, None, by_bot=False)


def test_no_reply_is_none() -> None:
    assert as_answered(None, go_to(StepName.NAME).case) is None
    plain = told(ev.TextSaid, text="好的", message_ref="42")
    assert (plain.answers, plain.quoted) == (None, None)


@pytest.mark.parametrize("lang", Lang)
def test_words_and_media_tell_what_they_reply_to(lang: Lang) -> None:
    words = told(ev.TextSaid, text="好的", message_ref="42", answers=TO_BOT)
    photo = told(
        ev.MediaReceived, media_id="m", media=MediaKind.PHOTO, message_ref="43", answers=TO_BOT
    )
    for one in (words, photo):
        assert one.answers == "41"
        assert "🤖" in line_of(one, lang)
        assert "请拍摄证件" in line_of(one, lang)


@pytest.mark.parametrize(("lang", "photo"), [(Lang.ZH, "照片"), (Lang.EN, "a photo")])
def test_what_has_no_words_is_named_by_its_kind(lang: Lang, photo: str) -> None:
    bare = ev.Answered("41", "", MediaKind.PHOTO, by_bot=False)
    line = line_of(told(ev.TextSaid, text="这张", answers=bare), lang)
    assert "👤" in line
    assert photo in line


def test_a_message_without_words_or_file_is_replied_to_without_a_line() -> None:
    empty = told(ev.TextSaid, text="这个", answers=ev.Answered("41"))
    assert (empty.answers, empty.quoted) == ("41", None)


def test_a_change_is_told_as_a_reply_to_what_was_changed() -> None:
    changed = told(ev.TextSaid, text="好的", edited=True, message_ref="42", answers=TO_BOT)
    assert (changed.answers, changed.quoted) == ("42", None)
