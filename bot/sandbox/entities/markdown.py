"""The old Markdown parse mode: four kinds of markup that never nest."""

from bot.sandbox.entities.spans import Formatted, Writer
from bot.sandbox.errors import bad_request

ESCAPABLE = frozenset("_*`[")
KINDS = {"_": "italic", "*": "bold", "`": "code", "```": "pre", "[": "text_link"}


def parse_markdown(source: str) -> Formatted:
    """Return the visible text and its entities."""
    writer = Writer()
    position = 0
    while position < len(source):
        char = source[position]
        if char == "\\" and source[position + 1 : position + 2] in ESCAPABLE:
            writer.write(source[position + 1])
            position += 2
        elif char in ESCAPABLE:
            position = _marked(source, position, writer)
        else:
            writer.write(char)
            position += 1
    return writer.done()


def _marked(source: str, position: int, writer: Writer) -> int:
    mark = "```" if source.startswith("```", position) else source[position]
    closer = "]" if mark == "[" else mark
    begin = position + len(mark)
    end = source.find(closer, begin)
    if end < 0:
        where = len(source[:position].encode())
        raise bad_request(
            f"can't parse entities: Can't find end of the entity starting at byte offset {where}"
        )
    start = writer.offset
    writer.write(source[begin:end])
    if mark == "[":
        return _link(source, end + 1, writer, start)
    writer.mark(KINDS[mark], start)
    return end + len(closer)


def _link(source: str, position: int, writer: Writer, start: int) -> int:
    end = source.find(")", position)
    if source[position : position + 1] != "(" or end < 0:
        return position
    url = source[position + 1 : end]
    if url.startswith(("http://", "https://", "tg://", "mailto:")):
        writer.mark("text_link", start, url=url)
    return end + 1
