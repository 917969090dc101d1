"""One spelling for many."""
# ruff: noqa: RUF001 - full-width input is the point

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu import normalise as module
from nlu.normalise import normalise, to_simplified


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("密碼忘記了", "密码忘记了"),
        ("收唔到驗證碼", "收唔到验证码"),
        ("ＯＫ　好", "ok 好"),
        ("Heyyyyy", "hey"),
        ("好好好好好！！！！", "好好!!"),
        ("  a\u200bb \n c ", "ab c"),
        ("don\u2019t", "don't"),
    ],
)
def test_spelling(text: str, plain: str) -> None:
    assert normalise(text) == plain


def test_the_tables_are_equally_long_and_each_character_stands_once() -> None:
    assert len(module._TRADITIONAL) == len(module._SIMPLIFIED)
    assert len(set(module._TRADITIONAL)) == len(module._TRADITIONAL)
    assert not set(module._TRADITIONAL) & set(module._SIMPLIFIED)


@given(st.text(max_size=100))
def test_the_script_keeps_the_length(text: str) -> None:
    assert len(to_simplified(text)) == len(text)
