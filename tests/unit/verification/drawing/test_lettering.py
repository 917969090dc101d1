"""Text is wrapped and cut to the width it has, in any script, with or without a Chinese font."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verification.drawing.lettering import LONGEST_TEXT, NOTO, Typeface

NOWHERE = Typeface(Path("/nowhere/font.ttc"))
TEXTS = [
    "1003 · 2026-11-24 14:31",
    "审核员张伟正在查看这张照片",
    "Statement, as read aloud",
    "x" * 90,
]


@pytest.mark.parametrize("face", [NOTO, NOWHERE])
@given(text=st.text(max_size=120), width=st.integers(1, 400))
def test_wrapping_loses_nothing_and_keeps_the_width(face: Typeface, text: str, width: int) -> None:
    letters = face.at(20)
    lines = letters.wrapped(text, width)
    assert "".join(lines).replace(" ", "") == letters.spelled(text).replace(" ", "")
    assert all(letters.width_px(line) <= width or len(line) == 1 for line in lines)


def test_words_stay_whole_where_they_can() -> None:
    letters = NOTO.at(20)
    width = letters.width_px("Statement, as read")
    assert letters.wrapped("Statement, as read aloud", width) == ["Statement, as read", "aloud"]
    assert letters.wrapped("Statement, as read aloud", width - 1) == [
        "Statement, as",
        "read aloud",
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_cut_ends_in_an_ellipsis_within_the_width(text: str) -> None:
    letters = NOTO.at(20)
    lines = letters.cut(text * 4, 200, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(letters.width_px(line) <= 200 for line in lines)
    assert letters.cut("张伟", 200, 2) == ["张伟"]


def test_no_line_breaks_or_control_characters_get_through() -> None:
    assert NOTO.at(20).spelled("one\ntwo\x00\t\u200bthree  ") == "one two three"
    assert len(NOTO.at(20).spelled("长" * 5000)) == LONGEST_TEXT


@pytest.mark.parametrize("content", [None, b"", b"no font at all"])
def test_without_the_font_ascii_is_left(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "font.ttc"
    if content is not None:
        path.write_bytes(content)
    letters = Typeface(path, 2).at(20)
    assert letters.ascii_only
    assert letters.spelled("1003 · 审核员") == "1003 - ???"
    assert letters.width_px("1003") > 0
