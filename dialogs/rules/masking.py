"""What an agent may read of a customer's words: nothing that could be a secret or a number.

A one-time code has six digits, a password six to twelve characters, a phone eleven, a document
number eighteen. They come in any spelling: full-width, in Chinese numerals or number words,
with blanks and dashes, spread over a sentence. So once a message holds six digits in all, every
one of them is covered, and so are the pieces beside a word like "password". An application
number stays readable, and so do a few small numbers ("twice", "尾号 8000").

A number sent in pieces counts together: once the digits of messages close to one another are six,
those of the later ones are covered. While a password or a code is awaited, a message that is
nothing but a piece of one is covered, too. What cannot be known in time: the first few digits of
a number that is sent in pieces at any other step, and pieces of a password that are letters only.
"""

import re
import unicodedata
from datetime import timedelta

COVER = "••••"

_HIDDEN = "\ue000"
"""Stands for one covered character: of private use, so no text means anything by it."""

_MANY = 6
_FEW = 3
"""As many digits in a message that names a secret are pieces of it."""

_HAN = "零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖貳參陸兩洞拐勾"
_WORDS = (
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple"
    "|ling|yao|yi|er|san|si|wu|liu|qi|ba|jiu"
)
TOGETHER = timedelta(minutes=2)
"""Messages that follow one another so closely may hold the pieces of one number."""

_JOIN = r"[^\w\n]{0,4}"
"""What stands between the digits of one number: blanks, dashes, commas, but no letter."""

_ATOM = rf"(?:\d|[{_HAN}]|(?<![A-Za-z])(?:{_WORDS})(?![A-Za-z]))"
_GROUP = re.compile(rf"{_ATOM}(?:{_JOIN}_*{_ATOM})*(?:{_JOIN}[Xx](?![A-Za-z]))?", re.IGNORECASE)
_DIGIT = re.compile(_ATOM, re.IGNORECASE)
_APPLICATION = re.compile(r"(?<![A-Za-z0-9])RS\d{14}(?!\d)", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z0-9@#$%^&*!?+=][A-Za-z0-9@#$%^&*!?+=_.\-]{4,}[A-Za-z0-9@#$%^&*!?+=]")
"""A word long enough to be a password; with letters and digits in it, it is taken for one."""

_SPELLED = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z0-9][^\w\n]{1,3}){5,}[A-Za-z0-9](?![A-Za-z0-9])")
_BESIDE = re.compile(
    rf"[A-Za-z]+(?=[^\w\n]{{0,3}}{_HIDDEN})|(?<={_HIDDEN})[^\w\n]{{0,3}}[A-Za-z]+"
)
_NAMED = re.compile(
    r"密码|密碼|口令|验证码|驗證碼|\b(?:password|passcode|pass|pwd|pin|code)s?\b", re.IGNORECASE
)
_SECRET_IS = re.compile(
    r"(?P<name>(?:密码|密碼|口令|验证码|驗證碼)[^\w\n]*(?:就?是|为|：|:|=)?[^\w\n]*)(?P<secret>[!-~]{3,})"
)
_HAN_WORD = re.compile(r"[\u3400-\u9fff]")
_LONGEST_PART = 24
_RUN = re.compile(f"{_HIDDEN}+")
_CLUSTER = re.compile(r".[\u0300-\u036f\ufe00-\ufe0f\u20e3]*", re.DOTALL)
"""A character with the marks on it."""

_MARKS = re.compile(r"(?<=\d)[\u0300-\u036f\ufe00-\ufe0f\u20e3]+")


def masked_words(words: str, *, before: int = 0, awaited: bool = False) -> str:
    """Return a customer's words with everything covered that could be secret.

    What is looked at is written in ordinary characters; what is not covered stays as it was
    written.

    Args:
        words: one message.
        before: how many digits were left readable in the messages just before.
        awaited: whether a password or a code is asked for, of which this may be a piece.
    """
    clusters = [(plain, one) for one in _CLUSTER.findall(words) if (plain := _plain(one))]
    plain = "".join(plain for plain, _ in clusters)
    if awaited and _is_part(plain):
        return COVER
    hidden = iter(_hidden(plain, before))
    shown = (_shown(one, [next(hidden) for _ in plain]) for plain, one in clusters)
    return _RUN.sub(COVER, "".join(shown))


def digits_in(words: str) -> int:
    """Return how many digits a message holds, those of application numbers not counted."""
    return sum(_count(part) for part in _APPLICATION.split(_plain(words)))


def _is_part(plain: str) -> bool:
    """Say whether a message is nothing but digits, or one word with a digit in it."""
    if _GROUP.fullmatch(plain.strip()) and _count(plain) >= _FEW:
        return True
    if _HAN_WORD.search(plain) or _APPLICATION.search(plain) or len(plain) > _LONGEST_PART:
        return False
    word = "".join(one for one in plain if one.isalnum())
    digits = sum(one.isdigit() for one in word)
    whole = len(plain.split()) == 1
    return len(word) >= _FEW and (digits == len(word) or (whole and digits > 0))


def _shown(written: str, hidden: list[str]) -> str:
    """Return a character as it was written, or that it is covered."""
    return _HIDDEN if _HIDDEN in hidden else written


def _hidden(plain: str, before: int) -> str:
    """Return words of the same length with a sign for every character to be covered."""
    kept = [found.group() for found in _APPLICATION.finditer(plain)]
    parts = _APPLICATION.split(plain)
    many = before + sum(_count(part) for part in parts)
    named = _NAMED.search(plain) is not None
    secret = many >= _MANY or (named and many >= _FEW)
    covered = [_covered(part, secret=secret, named=named) for part in parts]
    return "".join(part + number for part, number in zip(covered, [*kept, ""], strict=True))


def _plain(cluster: str) -> str:
    """Return a written character in ordinary ones, empty for what is invisible."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", cluster)).replace(_HIDDEN, " ")
    return "".join(one for one in plain if unicodedata.category(one) != "Cf")


def _count(words: str) -> int:
    """Return how many digits there are; a lone numeral in words is none ("一个", "one")."""
    return sum(_size(found.group()) for found in _GROUP.finditer(words))


def _size(group: str) -> int:
    size = len(_DIGIT.findall(group))
    lone = size == 1 and not group[0].isdigit()
    return 0 if lone else size


def _covered(words: str, *, secret: bool, named: bool) -> str:
    words = _SECRET_IS.sub(lambda found: found["name"] + _over(found["secret"]), words)
    words = _SPELLED.sub(_if_mixed, _TOKEN.sub(_if_mixed, words))
    if not secret:
        return words
    words = _GROUP.sub(_if_number, words)
    return _BESIDE.sub(lambda found: _over(found.group()), words) if named else words


def _if_number(found: re.Match[str]) -> str:
    some = found.group()
    return _over(some) if _size(some) else some


def _if_mixed(found: re.Match[str]) -> str:
    """Cover what holds letters and digits; digits alone are counted with the others."""
    some = found.group()
    mixed = any(one.isdigit() for one in some) and any(one.isalpha() for one in some)
    return _over(some) if mixed else some


def _over(some: str) -> str:
    return _HIDDEN * len(some)
