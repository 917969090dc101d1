"""Synthetic voices that say pieces of the statement, put together as one wishes.

How the files were made is told in `data/README.md`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import numpy as np

from bot.sandbox.materials.speech import RATE, Sound, decoded
from dialogs.kinds import Lang

_FOLDER = Path(__file__).parent / "data"
_SPOKEN_IN = {"z": Lang.ZH, "a": Lang.EN, "b": Lang.EN}

STATEMENT = {
    Lang.ZH: (
        "我是{}本人，我认可在此之前的所有交易结果，并愿意承担因重置密码引起的一切风险与后果。"
    ),
    Lang.EN: (
        "I am {} in person. I acknowledge all trading results up to now, and I accept every risk "
        "and consequence of this password reset."
    ),
}
NAMES = {Lang.ZH: ("张伟", "欧阳晓敏"), Lang.EN: ("SCHMIDT, MARIA", "MILLER, DAVID")}
WHOLE = ("intro", "middle", "last")
DIGITS = "digits"
"""The piece that stands for the voice's own phrase."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice.

    Attributes:
        name: of its files.
        lang: the language it speaks.
        phrases: the digits it says, each in a file.
    """

    name: str
    lang: Lang
    phrases: tuple[str, ...]

    def says(self, pieces: Iterable[str], phrase: str = "", pause_s: float = 0.3) -> Sound:
        """Return pieces one after another; `DIGITS` among them is its phrase."""
        parts: list[Sound] = []
        for piece in pieces:
            name = f"{DIGITS}_{phrase}" if piece == DIGITS else piece
            parts += [decoded(_FOLDER / f"{self.name}_{name}.opus"), silence(pause_s)]
        return np.concatenate([silence(0.5), *parts, silence(0.5)])


def silence(seconds: float) -> Sound:
    """Return so much silence."""
    return np.zeros(int(seconds * RATE), dtype=np.int16)


def voices() -> tuple[Voice, ...]:
    """Return all voices, Chinese and English ones by turns."""
    found: dict[str, list[str]] = {}
    for path in sorted(_FOLDER.glob(f"*_{DIGITS}_*.opus")):
        name, _, phrase = path.stem.partition(f"_{DIGITS}_")
        found.setdefault(name, []).append(phrase)
    every = [Voice(name, _SPOKEN_IN[name[0]], tuple(said)) for name, said in found.items()]
    by_lang = [[one for one in every if one.lang is lang] for lang in Lang]
    turns = zip_longest(*by_lang)
    return tuple(one for turn in turns for one in turn if one is not None)
