"""Words for a card of limited size: cut short, covered, joined."""

import re
from collections.abc import Sequence

from dialogs.rules.masking import masked_words
from dialogs.rules.names import masked_name
from dialogs.rules.phrases import PHRASE_DIGITS
from dialogs.texts import Text, text

_SPOKEN_NAME = re.compile(
    r"(?<=我是)[^,，。]{1,20}?(?=本人)|(?<=I am ).{1,60}?(?= in person)", re.IGNORECASE
)
_ONE = "[0-9零\u3007一二三四五六七八九幺]"
_JOIN = r"[^\w\n]{0,3}"
_PHRASE = re.compile(
    rf"(?<!{_ONE})(?<!{_ONE}[^\w])(?:{_ONE}{_JOIN}){{{PHRASE_DIGITS - 1}}}{_ONE}(?!{_JOIN}{_ONE})"
)
_SPACES = re.compile(r"\s+")


def clipped(words: str, limit: int) -> str:
    """Return words in one line of at most so many characters."""
    line = _SPACES.sub(" ", words).strip()
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def covered(words: str, limit: int) -> str:
    """Return somebody's words with whatever could be a number or a secret covered."""
    return clipped(masked_words(words), limit)


def heard(words: str, names: Sequence[str], limit: int) -> str:
    """Return what was heard in a statement with the name in it masked.

    What stands in the place of the name is covered too: it may have been heard in other
    characters of the same sound. The digits that belong to the statement are shown.
    """
    hidden = words
    for name in filter(None, names):
        hidden = hidden.replace(name, masked_name(name))
    hidden = _SPOKEN_NAME.sub(lambda found: _masked(found[0]), hidden)
    return clipped(_with_digits(hidden), limit)


def _with_digits(words: str) -> str:
    """Cover what could be a secret, but not four digits alone: those were asked for."""
    found = _PHRASE.search(words)
    if found is None:
        return masked_words(words)
    before, after = words[: found.start()], words[found.end() :]
    return f"{masked_words(before)}{found[0]}{masked_words(after)}"


def _masked(name: str) -> str:
    return name if "*" in name else masked_name(name)


def joined(parts: Sequence[Text], key: str = "review_and") -> Text:
    """Return texts in one line, in the language's way of listing."""
    *before, last = parts
    line = last
    for one in reversed(before):
        line = text(key, one=one, rest=line)
    return line
