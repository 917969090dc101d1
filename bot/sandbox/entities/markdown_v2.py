"""The MarkdownV2 parse mode: every reserved character is markup or escaped, or it is refused."""

from dataclasses import dataclass

from bot.sandbox.entities.spans import Formatted, Writer
from bot.sandbox.errors import ApiError, bad_request

RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
LAST_ESCAPABLE = 126
MARKS = {
    "*": "bold",
    "_": "italic",
    "__": "underline",
    "~": "strikethrough",
    "||": "spoiler",
    "`": "code",
    "```": "pre",
    "[": "text_link",
    "![": "custom_emoji",
}
SPOKEN = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
}
CLOSERS = {kind: mark for mark, kind in MARKS.items()} | {"text_link": "]", "custom_emoji": "]"}
VERBATIM = frozenset({"code", "pre"})
EMOJI_LINK = "tg://emoji?id="


@dataclass(slots=True)
class OpenMark:
    """Markup that waits for its end."""

    kind: str
    start: int
    at: int
    language: str | None = None


def parse_markdown_v2(source: str) -> Formatted:
    """Return the visible text and its entities."""
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._position = 0
        self._writer = Writer()
        self._open: list[OpenMark] = []
        self._quote_start: int | None = None

    def parse(self) -> Formatted:
        while self._position < len(self._source):
            self._step()
        if self._open:
            raise self._unended(self._open[-1])
        self._end_quote()
        return self._writer.done()

    def _step(self) -> None:
        char = self._source[self._position]
        if char == "\\" and self._escapable():
            self._writer.write(self._source[self._position + 1])
            self._position += 2
        elif self._closes():
            self._close()
        elif self._verbatim():
            self._take(char)
        elif char == "\n":
            self._new_line()
        elif char == ">" and self._at_line_start():
            self._quote()
        elif char in RESERVED:
            self._begin(char)
        else:
            self._take(char)

    def _take(self, char: str) -> None:
        if char == "`":
            raise self._reserved(char)
        self._writer.write(char)
        self._position += 1

    def _escapable(self) -> bool:
        following = self._source[self._position + 1 : self._position + 2]
        return bool(following) and 0 < ord(following) <= LAST_ESCAPABLE

    def _verbatim(self) -> bool:
        return bool(self._open) and self._open[-1].kind in VERBATIM

    def _closes(self) -> bool:
        if not self._open:
            return False
        kind = self._open[-1].kind
        if kind == "italic" and self._sees("__"):
            return False
        return self._sees(CLOSERS[kind])

    def _sees(self, mark: str) -> bool:
        return self._source.startswith(mark, self._position)

    def _close(self) -> None:
        mark = self._open.pop()
        self._position += len(CLOSERS[mark.kind])
        match mark.kind:
            case "text_link":
                self._link(mark)
            case "custom_emoji":
                self._emoji(mark)
            case _:
                self._writer.mark(mark.kind, mark.start, language=mark.language)

    def _link(self, mark: OpenMark) -> None:
        url = self._address(mark) or self._writer.written_since(mark.start)
        if url.startswith(("http://", "https://", "tg://", "mailto:")):
            self._writer.mark("text_link", mark.start, url=url)

    def _emoji(self, mark: OpenMark) -> None:
        identifier = (self._address(mark) or "").removeprefix(EMOJI_LINK)
        if not identifier.isdigit():
            raise _refusal("Invalid custom emoji identifier specified")
        self._writer.mark("custom_emoji", mark.start, custom_emoji_id=identifier)

    def _address(self, mark: OpenMark) -> str | None:
        if not self._sees("("):
            return None
        end = self._position + 1
        url = ""
        while end < len(self._source) and self._source[end] != ")":
            end += self._source[end] == "\\"
            url += self._source[end : end + 1]
            end += 1
        if end >= len(self._source):
            raise _refusal(f"Can't find end of a URL at byte offset {self._bytes(mark.at)}")
        self._position = end + 1
        return url

    def _new_line(self) -> None:
        self._take("\n")
        if self._quote_start is not None:
            if self._sees(">"):
                self._position += 1
            else:
                self._end_quote(trailing=1)

    def _at_line_start(self) -> bool:
        return self._position == 0 or self._source[self._position - 1] == "\n"

    def _quote(self) -> None:
        self._quote_start = self._writer.offset
        self._position += 1

    def _end_quote(self, trailing: int = 0) -> None:
        if self._quote_start is None:
            return
        start, self._quote_start = self._quote_start, None
        self._writer.offset -= trailing
        self._writer.mark("blockquote", start)
        self._writer.offset += trailing

    def _begin(self, char: str) -> None:
        mark = next((mark for mark in ("```", "__", "||", "![") if self._sees(mark)), char)
        kind = MARKS.get(mark)
        if kind is None:
            raise self._reserved(char)
        opened = OpenMark(kind, self._writer.offset, self._position)
        self._position += len(mark)
        if kind == "pre":
            opened.language = self._language()
        self._open.append(opened)

    def _language(self) -> str | None:
        end = self._position
        while end < len(self._source) and self._source[end] not in " \n\t`":
            end += 1
        if self._source[end : end + 1] not in {"\n", ""}:
            return None
        language = self._source[self._position : end]
        self._position = min(end + 1, len(self._source))
        return language or None

    def _reserved(self, char: str) -> ApiError:
        return _refusal(
            f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
        )

    def _unended(self, mark: OpenMark) -> ApiError:
        where = self._bytes(mark.at)
        return _refusal(f"Can't find end of {SPOKEN[mark.kind]} entity at byte offset {where}")

    def _bytes(self, position: int) -> int:
        return len(self._source[:position].encode())


def _refusal(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
