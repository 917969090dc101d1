"""The HTML parse mode: a small closed set of tags, refused with Telegram's own words."""

import re
from dataclasses import dataclass

from bot.sandbox.entities.spans import Formatted, Writer
from bot.sandbox.errors import ApiError, bad_request

PLAIN_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
    "code": "code",
    "pre": "pre",
}
OTHER_TAGS = frozenset({"a", "span", "tg-emoji"})
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
TAG = re.compile(r"<(/?)([^\s>]*)([^>]*)>")
ATTRIBUTE = re.compile(r"([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
LAST_CODE_POINT = 0x10FFFF


@dataclass(frozen=True, slots=True)
class OpenTag:
    """A start tag that waits for its end."""

    name: str
    attributes: dict[str, str]
    start: int


def parse_html(source: str) -> Formatted:
    """Return the visible text and its entities."""
    return _HtmlParser(source).parse()


def unescape(text: str) -> str:
    """Decode the character references that Telegram knows; others stay as they are."""
    return REFERENCE.sub(_character, text)


class _HtmlParser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._writer = Writer()
        self._open: list[OpenTag] = []

    def parse(self) -> Formatted:
        position = 0
        while position < len(self._source):
            if self._source[position] == "<":
                position = self._tag(position)
            else:
                end = self._source.find("<", position)
                end = len(self._source) if end < 0 else end
                self._writer.write(unescape(self._source[position:end]))
                position = end
        if self._open:
            name = self._open[-1].name
            raise _refusal(f'Can\'t find end tag corresponding to start tag "{name}"')
        return self._writer.done()

    def _tag(self, position: int) -> int:
        match = TAG.match(self._source, position)
        if match is None:
            raise _refusal(f"Unclosed start tag at byte offset {self._bytes(position)}")
        closing, name, rest = match.group(1), match.group(2).lower(), match.group(3)
        if closing:
            self._end(name, position)
        else:
            self._begin(name, rest, position)
        return match.end()

    def _begin(self, name: str, rest: str, position: int) -> None:
        attributes = {
            match.group(1).lower(): unescape(
                match.group(2) or match.group(3) or match.group(4) or ""
            )
            for match in ATTRIBUTE.finditer(rest)
        }
        where = f"at byte offset {self._bytes(position)}"
        if name not in PLAIN_TAGS and name not in OTHER_TAGS:
            raise _refusal(f'Unsupported start tag "{name}" {where}')
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _refusal(f'Tag "span" must have class "tg-spoiler" {where}')
        self._open.append(OpenTag(name, attributes, self._writer.offset))

    def _end(self, name: str, position: int) -> None:
        where = f"at byte offset {self._bytes(position)}"
        if not self._open:
            raise _refusal(f"Unexpected end tag {where}")
        tag = self._open.pop()
        if name not in {"", tag.name}:
            raise _refusal(
                f'Unmatched end tag {where}, expected "</{tag.name}>", found "</{name}>"'
            )
        self._mark(tag)

    def _mark(self, tag: OpenTag) -> None:
        match tag.name:
            case "a":
                self._link(tag)
            case "span":
                self._writer.mark("spoiler", tag.start)
            case "tg-emoji":
                self._emoji(tag)
            case "blockquote" if "expandable" in tag.attributes:
                self._writer.mark("expandable_blockquote", tag.start)
            case "code":
                self._code(tag)
            case "pre":
                self._writer.mark("pre", tag.start, language=tag.attributes.get("language"))
            case _:
                self._writer.mark(PLAIN_TAGS[tag.name], tag.start)

    def _link(self, tag: OpenTag) -> None:
        url = tag.attributes.get("href") or self._writer.written_since(tag.start)
        if url.startswith(("http://", "https://", "tg://", "mailto:")):
            self._writer.mark("text_link", tag.start, url=url)

    def _emoji(self, tag: OpenTag) -> None:
        identifier = tag.attributes.get("emoji-id", "")
        if not identifier.isdigit():
            raise _refusal("Invalid custom emoji identifier specified")
        self._writer.mark("custom_emoji", tag.start, custom_emoji_id=identifier)

    def _code(self, tag: OpenTag) -> None:
        language = tag.attributes.get("class", "").removeprefix("language-")
        outer = self._open[-1] if self._open else None
        if language and outer is not None and outer.name == "pre" and outer.start == tag.start:
            self._open[-1] = OpenTag("pre", {"language": language}, outer.start)
        else:
            self._writer.mark("code", tag.start)

    def _bytes(self, position: int) -> int:
        return len(self._source[:position].encode())


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code <= LAST_CODE_POINT else match.group()


def _refusal(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
