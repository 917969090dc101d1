"""Texts in two languages, values escaped, long messages cut at line ends."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.errors import RenderError
from bot.render import MESSAGE_LIMIT, Renderer, split
from dialogs.kinds import Lang
from dialogs.texts import text


@pytest.fixture
def renderer(tmp_path: Path) -> Renderer:
    words = "hello = <b>Hello</b> { $name }\nwhen = { $at }, { $day }\nlist = { $lines }\n"
    words += (
        "frame = { $paragraphs }\ncount = { $n ->\n    [one] one\n   *[other] { $n } all\n }\n"
    )
    for lang in ("zh", "en"):
        (tmp_path / f"{lang}.ftl").write_text(words, encoding="utf-8")
    return Renderer(folder=tmp_path)


def test_values_are_escaped_in_messages_only(renderer: Renderer) -> None:
    said = text("hello", name="<i>&")
    assert renderer.html(said, Lang.EN) == "<b>Hello</b> &lt;i&gt;&amp;"
    assert renderer.plain(said, Lang.EN) == "<b>Hello</b> <i>&"


def test_times_are_shown_where_the_firm_is(renderer: Renderer) -> None:
    said = text("when", at=datetime(2026, 1, 1, 16, 30, tzinfo=UTC), day=date(2026, 3, 4))
    assert renderer.plain(said, Lang.ZH) == "2026年1月2日 00:30, 2026年3月4日"
    assert renderer.plain(said, Lang.EN) == "2 January 2026, 00:30, 4 March 2026"


def test_lists_are_lines_and_paragraphs_are_apart(renderer: Renderer) -> None:
    lines = (text("hello", name="a"), text("hello", name="b"))
    assert renderer.plain(text("list", lines=lines), Lang.ZH).count("\n") == 1
    assert "\n\n" in renderer.plain(text("frame", paragraphs=lines), Lang.ZH)


def test_numbers_choose_the_plural(renderer: Renderer) -> None:
    assert renderer.plain(text("count", n=1), Lang.EN) == "one"
    assert renderer.plain(text("count", n=3), Lang.EN) == "3 all"


def test_a_missing_text_or_value_is_told(renderer: Renderer) -> None:
    with pytest.raises(RenderError, match="no text"):
        renderer.html(text("nothing"), Lang.ZH)
    with pytest.raises(RenderError, match="hello"):
        renderer.html(text("hello"), Lang.ZH)


def test_long_messages_are_cut_at_line_ends() -> None:
    line = "x" * 1000
    parts = split("\n".join([line] * 9))
    assert [len(part) for part in parts] == [4003, 4003, 1000]
    assert "\n".join(parts) == "\n".join([line] * 9)
    assert max(len(part) for part in split("y" * 10_000)) == MESSAGE_LIMIT
    assert split("") == [""]


def test_the_longest_message_a_person_can_write_is_shown_whole() -> None:
    words = "长" * 4096
    said = text("desk_customer_said", words=words)
    nested = text("desk_recent", lines=(said, said))
    for lang in Lang:
        assert words in Renderer().html(said, lang)
        assert Renderer().html(nested, lang).count(words) == 2
