"""Formatted texts: the three parse modes and the entities Telegram finds by itself."""

from collections.abc import Sequence

from aiogram.types import MessageEntity

from bot.sandbox.entities.detect import detect
from bot.sandbox.entities.html import parse_html
from bot.sandbox.entities.markdown import parse_markdown
from bot.sandbox.entities.markdown_v2 import parse_markdown_v2
from bot.sandbox.entities.spans import Formatted, settle, utf16_length
from bot.sandbox.errors import bad_request
from bot.sandbox.state import Json

__all__ = ["Formatted", "detect", "formatted", "utf16_length"]

PARSERS = {"html": parse_html, "markdownv2": parse_markdown_v2, "markdown": parse_markdown}


def formatted(
    text: str,
    parse_mode: str | None = None,
    given: Sequence[MessageEntity] | None = None,
) -> Formatted:
    """Return the text as a customer sees it, with entities measured in UTF-16 units."""
    if parse_mode:
        parser = PARSERS.get(parse_mode.lower())
        if parser is None:
            raise bad_request("unsupported parse_mode")
        parsed = parser(text)
    else:
        whole = text if given else text.replace("\r", "")
        parsed = Formatted(whole, _checked(whole, given or ()))
    settled = settle(parsed)
    return Formatted(settled.text, detect(settled.text, settled.entities))


def _checked(text: str, given: Sequence[MessageEntity]) -> tuple[Json, ...]:
    whole = utf16_length(text)
    for entity in given:
        if entity.offset < 0 or entity.length <= 0 or entity.offset + entity.length > whole:
            raise bad_request(f"entity at offset {entity.offset} ends outside of the text")
    return tuple(entity.model_dump(mode="json", exclude_none=True) for entity in given)
