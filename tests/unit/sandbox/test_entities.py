"""Formatted texts: the three modes, what is refused, and what the text shows by itself."""

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration, markdown_decoration
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import formatted, utf16_length
from bot.sandbox.errors import ApiError

Mark = tuple[str, int, int]


def marks(text: str, mode: str | None = None) -> tuple[str, list[Mark]]:
    result = formatted(text, mode)
    return result.text, [(e["type"], e["offset"], e["length"]) for e in result.entities]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("a &lt;b&gt; &amp; &quot;c&quot; &#20320; &nbsp;", 'a <b> & "c" 你 &nbsp;', []),
        ("<b>x<i>y</i></b>", "xy", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<STRONG>x</STRONG>", "x", [("bold", 0, 1)]),
        ("<s>😀</s>z", "😀z", [("strikethrough", 0, 2)]),
        ("<pre><code class='language-py'>x</code></pre>", "x", [("pre", 0, 1)]),
        ("<code>x</code>", "x", [("code", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ('<a href="https://a.example">x</a>', "x", [("text_link", 0, 1)]),
        ('<a href="javascript:x">x</a>', "x", []),
        ('<tg-emoji emoji-id="12">😀</tg-emoji>', "😀", [("custom_emoji", 0, 2)]),
        ("<b></b>x", "x", []),
        ("  <b> x </b> ", "x", [("bold", 0, 1)]),
    ],
)
def test_html(source: str, text: str, expected: list[Mark]) -> None:
    assert marks(source, "HTML") == (text, expected)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("你<br>", 'Unsupported start tag "br" at byte offset 3'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler"'),
        ('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_html_refusals(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        formatted(source, "html")
    assert caught.value.description.startswith("Bad Request: can't parse entities: ")
    assert reason in caught.value.description


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("*a _b_ c*", "a b c", [("bold", 0, 5), ("italic", 2, 1)]),
        (
            "__a__ ~b~ ||c||",
            "a b c",
            [("underline", 0, 1), ("strikethrough", 2, 1), ("spoiler", 4, 1)],
        ),
        ("`a\\`b`", "a`b", [("code", 0, 3)]),
        ("```py\nx = 1\n```", "x = 1", [("pre", 0, 5)]),
        ("[a](https://a.example/\\))", "a", [("text_link", 0, 1)]),
        ("![😀](tg://emoji?id=12)", "😀", [("custom_emoji", 0, 2)]),
        ("1\\.5 \\(x\\)", "1.5 (x)", []),
        (">q\n>r\nz", "q\nr\nz", [("blockquote", 0, 3)]),
    ],
)
def test_markdown_v2(source: str, text: str, expected: list[Mark]) -> None:
    assert marks(source, "MarkdownV2") == (text, expected)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("1.5", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a|b", "Character '|' is reserved"),
        ("你*x", "Can't find end of Bold entity at byte offset 3"),
        ("[a](b", "Can't find end of a URL at byte offset 0"),
        ("```x", "Can't find end of Pre entity at byte offset 0"),
    ],
)
def test_markdown_v2_refusals(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        formatted(source, "markdownv2")
    assert reason in caught.value.description


def test_old_markdown() -> None:
    text, found = marks("*a* _b_ `c` [d](https://d.example) \\_ 1.5!", "Markdown")
    assert text == "a b c d _ 1.5!"
    assert [kind for kind, _, _ in found] == ["bold", "italic", "code", "text_link"]
    with pytest.raises(ApiError, match="Can't find end of the entity starting at byte offset 2"):
        formatted("a *b", "Markdown")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start now", [("bot_command", 0, 6)]),
        ("a/b /x@some_bot", [("bot_command", 4, 11)]),
        ("看 https://a.example/x?y=1。", [("url", 2, 23)]),
        ("@someone and a@b.example", [("mention", 0, 8), ("email", 13, 11)]),
        ("😀 #密码 #1", [("hashtag", 3, 3)]),
        ("$USD", [("cashtag", 0, 4)]),
        ("13800138000", []),
    ],
)
def test_what_a_text_shows_by_itself(text: str, expected: list[Mark]) -> None:
    assert marks(text)[1] == expected


def test_nothing_is_found_inside_code() -> None:
    assert marks("<code>/start @someone</code>", "HTML")[1] == [("code", 0, 15)]


PLAIN = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1
).filter(lambda text: not marks(text)[1])
KINDS = st.sampled_from(["bold", "italic", "underline", "strikethrough", "spoiler"])


@given(before=PLAIN, inside=PLAIN, after=PLAIN, kind=KINDS)
def test_what_aiogram_decorates_is_read_back(
    before: str, inside: str, after: str, kind: str
) -> None:
    """The writer of aiogram is the independent statement of both formats."""
    start, length = utf16_length(before), utf16_length(inside)
    entity = MessageEntity(type=kind, offset=start, length=length)
    whole = before + inside + after
    for decoration, mode in ((html_decoration, "HTML"), (markdown_decoration, "MarkdownV2")):
        text, found = marks(decoration.unparse(whole, [entity]), mode)
        assert text == whole
        assert (kind, start, length) in found


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for mode in ("HTML", "MarkdownV2", "Markdown"):
        try:
            result = formatted(text, mode)
        except ApiError:
            continue
        whole = utf16_length(result.text)
        assert all(0 <= e["offset"] < e["offset"] + e["length"] <= whole for e in result.entities)
