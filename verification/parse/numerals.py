"""Reads digits out of words that were heard, whatever way a recogniser writes them.

Digits are written as figures ("4072", "40 72"), as numerals (四零七二, "four oh seven two"), as
a number (四千零七十二, "forty seventy-two") or as words of the same sound (而 for 二, "for").
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.kinds import Lang
from verification.parse.tokens import Token, fuzzy

_HAN = dict(zip("零〇一幺二两三四五六七八九兩洞拐勾", "00112234567892079", strict=True))
_SOUNDS = {
    "0": ("ling", "dong"),
    "1": ("yi", "yao"),
    "2": ("er", "liang"),
    "3": ("san",),
    "4": ("si",),
    "5": ("wu",),
    "6": ("liu",),
    "7": ("qi", "guai"),
    "8": ("ba",),
    "9": ("jiu", "gou"),
}
_BY_SOUND = {fuzzy(sound): digit for digit, sounds in _SOUNDS.items() for sound in sounds}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ABOVE = 10_000

_WORDS = {
    word: str(digit)
    for digit, words in enumerate(
        ("zero oh o", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    )
    for word in words.split()
}
_LIKE_WORDS = {
    **dict.fromkeys(("owe", "zeros", "ero"), "0"),
    **dict.fromkeys(("won", "wan"), "1"),
    **dict.fromkeys(("to", "too", "tu"), "2"),
    **dict.fromkeys(("tree", "free"), "3"),
    **dict.fromkeys(("for", "fore", "floor"), "4"),
    **dict.fromkeys(("fife", "hive"), "5"),
    **dict.fromkeys(("sex", "sics", "sicks"), "6"),
    **dict.fromkeys(("sven", "heaven"), "7"),
    **dict.fromkeys(("ate", "eighth"), "8"),
    **dict.fromkeys(("nein", "nines"), "9"),
}
_TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fifty": "5",
    "sixty": "6", "seventy": "7", "eighty": "8", "ninety": "9",
}  # fmt: skip
_TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_POWERS = {"hundred": 100, "thousand": 1000}
_FILLERS = frozenset("嗯呃啊哦额") | {"um", "uh", "er", "and"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A digit, or a sound that is none.

    Attributes:
        digit: which one; empty for a word that sounds like no digit.
        sure: whether it was written as a digit, not as a word of the same sound.
        first, last: the indexes of the tokens it stands in, perhaps with other digits.
    """

    digit: str
    sure: bool
    first: int
    last: int


def marks(said: Sequence[Token], indexes: Sequence[int], lang: Lang) -> tuple[Mark, ...]:
    """The marks of these neighbouring tokens, in order, without hesitations."""
    kept = [index for index in indexes if said[index].text not in _FILLERS]
    read = _han if lang is Lang.ZH else _english
    found: list[Mark] = []
    place = 0
    while place < len(kept):
        some, width = read([said[index] for index in kept[place:]])
        ends = kept[place], kept[place + width - 1]
        found += [Mark(digit, sure, *ends) for digit, sure in some]
        place += width
    return tuple(found)


_Read = tuple[list[tuple[str, bool]], int]
"""Digits with their sureness, and how many tokens they took."""


def _han(rest: Sequence[Token]) -> _Read:
    first = rest[0]
    if first.text.isdecimal():
        return [(first.text, True)], 1
    number = _han_number([token.text for token in rest])
    if number is not None:
        return number
    if first.text in _HAN:
        return [(_HAN[first.text], True)], 1
    alike = next((_BY_SOUND[one] for one in sorted(first.sounds) if one in _BY_SOUND), "")
    return [(alike, False)], 1


def _han_number(words: Sequence[str]) -> _Read | None:
    """A number with units from its start on: 四千零七十二, 七十二, 十三."""
    value, width, least = 0, 0, _ABOVE
    while width < len(words):
        skipped = 1 if width and words[width] in "零〇" else 0
        digit, unit = _pair(words[width + skipped :])
        if digit is None or unit >= least:
            break
        value, least = value + digit * unit, unit
        width += skipped + (1 if unit == 1 or words[width + skipped] in _UNITS else 2)
    return None if least == 1 and width == 1 else _number(value, width)


def _pair(words: Sequence[str]) -> tuple[int | None, int]:
    """A digit with its unit, 1 for none; a ten may stand without a digit."""
    if words and words[0] in _UNITS:
        return 1, _UNITS[words[0]]
    if not words or words[0] not in _HAN:
        return None, 1
    return int(_HAN[words[0]]), _UNITS.get(words[1], 1) if len(words) > 1 else 1


def _number(value: int, width: int) -> _Read | None:
    return (_sure(str(value)), width) if width else None


def _english(rest: Sequence[Token]) -> _Read:
    first = rest[0].text
    if first.isdecimal():
        return [(first, True)], 1
    number = _english_number([token.text for token in rest])
    if number is not None:
        return number
    if first in _WORDS:
        return [(_WORDS[first], True)], 1
    return [(_LIKE_WORDS.get(first, ""), False)], 1


def _english_number(words: Sequence[str]) -> _Read | None:
    """A number of several words from its start on: seventy two, four thousand seventy two."""
    small, width = _below_hundred(words)
    if small is None:
        return None
    power = words[width] if width < len(words) else ""
    if power not in _POWERS:
        return None if width == 1 and words[0] in _WORDS else (_sure(small), width)
    value = int(small) * _POWERS[power]
    more = _english_number(words[width + 1 :]) or _one(words[width + 1 :])
    if more is None:
        return _sure(str(value)), width + 1
    rest = "".join(digit for digit, _ in more[0])
    return _sure(str(value + int(rest))), width + 1 + more[1]


def _one(words: Sequence[str]) -> _Read | None:
    small, width = _below_hundred(words)
    return None if small is None else (_sure(small), width)


def _below_hundred(words: Sequence[str]) -> tuple[str | None, int]:
    if not words:
        return None, 0
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in _TENS:
        unit = _WORDS.get(second, "0")
        return (_TENS[first] + unit, 2) if unit != "0" else (f"{_TENS[first]}0", 1)
    if first in _TEENS:
        return _TEENS[first], 1
    return (_WORDS[first], 1) if first in _WORDS else (None, 0)


def _sure(digits: str) -> list[tuple[str, bool]]:
    return [(digit, True) for digit in digits]
