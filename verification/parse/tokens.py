"""Cuts texts into what is compared by ear: syllables of Chinese, words of English.

A recogniser writes traditional characters and homophones, so a Chinese character counts as the
set of its toneless readings, with the sounds that many speakers do not tell apart made equal;
an English word counts as a rough sketch of its sound.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from dialogs.kinds import Lang

_HAN = re.compile(r"[\u3007\u3400-\u9fff\U00020000-\U0003134f]")
_PIECE = re.compile(r"[\u3007\u3400-\u9fff\U00020000-\U0003134f]|[A-Za-zÀ-ɏ']+|\d")
_DIGITS = "零一二三四五六七八九"
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("r", "n"), ("h", "f"))
_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"), ("ong", "on"), ("uo", "o"))


@dataclass(frozen=True, slots=True)
class Token:
    """A syllable or a word.

    Attributes:
        text: as it was written.
        sounds: the sketches of how it may sound.
    """

    text: str
    sounds: frozenset[str]


def tokens(text: str, lang: Lang) -> tuple[Token, ...]:
    """The syllables or words of a text, in order, without punctuation."""
    if lang is Lang.ZH:
        return tuple(_syllable(piece) for piece in _PIECE.findall(text))
    return tuple(part for piece in _PIECE.findall(text) for part in _words(piece))


def _syllable(piece: str) -> Token:
    character = _DIGITS[int(piece)] if piece.isdecimal() else piece
    if _HAN.match(character):
        return Token(piece, frozenset(fuzzy(reading) for reading in readings(character)))
    return Token(piece, frozenset({sketch(piece)}))


def _words(piece: str) -> tuple[Token, ...]:
    """A word; a Chinese character in an English text is spelled as pinyin."""
    if _HAN.match(piece):
        return (Token(piece, frozenset(sketch(reading) for reading in readings(piece))),)
    return (Token(piece.lower(), frozenset({sketch(piece)})),)


@lru_cache(maxsize=4096)
def readings(character: str) -> tuple[str, ...]:
    """The toneless pinyin readings of a character."""
    from pypinyin import Style, pinyin

    return tuple(dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True)[0]))


def fuzzy(syllable: str) -> str:
    """The syllable with sounds made equal that many speakers do not tell apart."""
    for sound, same in _INITIALS:
        if syllable.startswith(sound):
            syllable = same + syllable[len(sound) :]
            break
    for sound, same in _FINALS:
        if syllable.endswith(sound):
            return syllable[: -len(sound)] + same
    return syllable


_SKETCH = (
    ("ph", "f"),
    ("tch", "j"),
    ("zh", "j"),
    ("ch", "j"),
    ("sh", "s"),
    ("th", "t"),
    ("ck", "k"),
    ("wh", "w"),
    ("kn", "n"),
    ("wr", "r"),
    ("qu", "kw"),
    ("x", "s"),
    ("q", "j"),
    ("g", "j"),
    ("z", "s"),
    ("c", "k"),
    ("v", "f"),
    ("b", "p"),
    ("d", "t"),
    ("r", "l"),
)
_PLAIN = str.maketrans("àáâãäåèéêëìíîïòóôõöùúûüñçß", "aaaaaaeeeeiiiiooooouuuuncs")


def sketch(word: str) -> str:
    """How a word sounds, roughly: consonants by kind, every run of vowels an `a`."""
    sound = re.sub(r"[^a-z]", "", word.lower().translate(_PLAIN))
    for letters, same in _SKETCH:
        sound = sound.replace(letters, same)
    sound = re.sub(r"[aeiouy]h?", "a", sound)
    return re.sub(r"(.)\1+", r"\1", sound)
