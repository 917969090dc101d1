"""Entities that need no formatting: commands, mentions, tags, links and addresses.

Telegram's servers also mark telephone and card numbers; no bot should build on that,
so the sandbox leaves them out.
"""

import re
from collections.abc import Sequence

from bot.sandbox.entities.spans import utf16_length
from bot.sandbox.state import Json

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("url", re.compile(r"\bhttps?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]}，。；：！？）》]")),
    (
        "email",
        re.compile(r"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b"),
    ),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])"),
    ),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#&])#(?=\w*[^\W\d_])\w{1,255}(?!\w)")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?!\w)")),
)
SEALED = frozenset({"code", "pre", "text_link"})


def detect(text: str, known: Sequence[Json]) -> tuple[Json, ...]:
    """Return the known entities and those that the text itself shows."""
    found = list(known)
    taken = [_span(entity) for entity in known if entity["type"] in SEALED]
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start = utf16_length(text[: match.start()])
            end = start + utf16_length(match.group())
            if all(end <= begin or start >= stop for begin, stop in taken):
                taken.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return tuple(sorted(found, key=lambda entity: (entity["offset"], -entity["length"])))


def _span(entity: Json) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]
