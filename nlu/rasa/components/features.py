"""A message as words, sounds, letters and concepts: what the classifier counts.

Chinese and Latin writing are cut apart first, because each needs its own kind of word. Toneless
pinyin makes homophones equal, which is how most Chinese typing slips look.
"""

import logging
import re
from functools import lru_cache

import jieba
from pypinyin import lazy_pinyin

from components.concepts import concept_features
from components.wording import standard_wording

jieba.setLogLevel(logging.WARNING)
for _word in ("验证码", "次席", "永居证", "监控中心", "期权账户", "资金密码", "交易密码", "刷脸"):
    jieba.add_word(_word)

_PIECE = re.compile(r"_[a-z]+_|[a-z]+(?:'[a-z]+)?|\d+|[\u3400-\u9fff]+|[^\sa-z0-9\u3400-\u9fff_]")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LONGEST_WORDS = 3


@lru_cache(maxsize=4096)
def words(text: str) -> "tuple[str, ...]":
    """Return the words of mixed Chinese and Latin writing, in order, in standard wording."""
    found = []
    for piece in _PIECE.findall(standard_wording(text)):
        found.extend(jieba.lcut(piece) if _HAN.fullmatch(piece) else [piece])
    return tuple(found)


def word_features(text: str) -> "list[str]":
    """Return word n-grams, with marks for beginning and end."""
    return _grams(["<", *words(text), ">"], 1, _LONGEST_WORDS)


def sound_features(text: str) -> "list[str]":
    """Return n-grams of the toneless syllables of each Chinese run."""
    features = []
    for run in _HAN.findall(standard_wording(text)):
        features.extend(_grams(["<", *map(_merged_sound, lazy_pinyin(run)), ">"], 1, 3))
    return features


def letter_features(text: str) -> "list[str]":
    """Return character n-grams: of Chinese runs 1-4, within Latin words 3-5."""
    features = []
    for piece in _PIECE.findall(standard_wording(text)):
        if _HAN.fullmatch(piece):
            features.extend(_grams(list(f"<{piece}>"), 1, 4))
        else:
            features.extend(_grams(list(f"<{piece}>"), 3, 5))
    return features


def idea_features(text: str) -> "list[str]":
    """Return the concepts, their pairs, and how long and in which script the message is."""
    count = len(words(text))
    length = next(limit for limit in (1, 2, 4, 7, 12, 20, 10_000) if count <= limit)
    script = "han" if _HAN.search(text) else "latin"
    return [*concept_features(standard_wording(text)), f"length<={length}", f"script={script}"]


def _grams(parts: "list[str]", shortest: int, longest: int) -> "list[str]":
    """Return all runs of `shortest` to `longest` parts."""
    return [
        " ".join(parts[start : start + size])
        for size in range(shortest, longest + 1)
        for start in range(len(parts) - size + 1)
    ]


def _merged_sound(syllable: str) -> str:
    """Return the syllable with the pairs that many speakers do not tell apart made equal."""
    merged = re.sub(r"^(z|c|s)h", r"\1", syllable)
    return re.sub(r"(?<=[aei])ng$", "n", merged)
