"""Full names as they stand on a card (Guide R12, R29)."""

import unicodedata
from enum import StrEnum

_MAX_LENGTH = 60
_DOTS = "•・‧∙･."
_ZERO_HAN = "\u3007"
_LATIN_EXTRA = " ,.'’-"


class NameProblem(StrEnum):
    """What is wrong with a name."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_A_NAME = "not_a_name"


def normalise_name(text: str) -> str:
    """Return the name with one kind of dot and single spaces; no spaces inside Chinese."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if any(_is_han(c) for c in plain):
        dotted = "".join("·" if c in _DOTS else c for c in plain)
        return "".join(dotted.split())
    return " ".join(plain.split())


def check_name(name: str) -> NameProblem | None:
    """Return what keeps a normalised `name` from being one, or None."""
    if not name:
        return NameProblem.EMPTY
    if len(name) > _MAX_LENGTH:
        return NameProblem.TOO_LONG
    if _is_chinese_name(name) or _is_latin_name(name):
        return None
    return NameProblem.NOT_A_NAME


def same_name(one: str, other: str) -> bool:
    """Compare names: case, spaces and punctuation of Latin names do not count."""
    return _folded(one) == _folded(other)


def masked_name(name: str) -> str:
    """Return the name with all but its first character hidden."""
    if _is_latin_name(name):
        return " ".join(f"{word[0]}***" for word in name.replace(",", " ").split())
    return name[:1] + "*" * (len(name) - 1)


def _folded(name: str) -> str:
    return "".join(c for c in normalise_name(name).casefold() if c.isalnum())


def _is_chinese_name(name: str) -> bool:
    letters = name.replace("·", "")
    return len(letters) > 1 and all(_is_han(c) for c in letters) and name[0] != "·"


def _is_latin_name(name: str) -> bool:
    letters = [c for c in name if c not in _LATIN_EXTRA]
    return len(letters) > 1 and all(
        unicodedata.category(c)[0] == "L" and not _is_han(c) for c in letters
    )


def _is_han(character: str) -> bool:
    code = ord(character)
    blocks = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
    return any(low <= code <= high for low, high in blocks) or character == _ZERO_HAN
