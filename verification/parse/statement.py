"""Compares the words that were heard with the statement that was to be read (Guide R38, R41).

Measured are the share of the statement that was heard, the same for each clause and for the
name, what was put in, and whether it was turned into its opposite. No verdict is given here.
"""

import re
from dataclasses import dataclass
from itertools import permutations

from dialogs.kinds import Lang
from verification.parse.alignment import Alignment, align, edit_distance
from verification.parse.phrase import SpokenPhrase, find_phrase
from verification.parse.tokens import Token, sketch, tokens

HEARD_FROM = 0.65
"""From which likeness a syllable or word counts as heard."""

_CLAUSE_END = re.compile(r"[，。、；,.;!?！？]+")
_NAME_MARK = "\u0000"
_ENGLISH_NEGATIONS = """
not no never neither nor don't dont won't wont cannot can't cant didn't doesn't isn't aren't
refuse reject deny disagree without nothing none
"""
_NEGATIONS = {
    Lang.ZH: frozenset("不没沒未非否拒别別勿莫反"),
    Lang.EN: frozenset(_ENGLISH_NEGATIONS.split()),
}
_MOST_NAME_PARTS = 4


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the statement.

    Attributes:
        text: as it was to be read, with the name.
        coverage: the share of it that was heard.
    """

    text: str
    coverage: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """How what was heard compares with the statement.

    Attributes:
        coverage: the share of the statement, without the name, that was heard.
        clauses: the same by clause.
        gap: the longest stretch that was not heard, as it was to be read.
        gap_tokens: how many syllables or words it has.
        name: how alike the name sounded, 0 to 1.
        insertions: how many syllables or words were put in.
        negations: the negating words that were put in.
        phrase: the digits that were to be spoken with it, None if there were none.
    """

    coverage: float
    clauses: tuple[Clause, ...]
    gap: str
    gap_tokens: int
    name: float
    insertions: int
    negations: tuple[str, ...]
    phrase: SpokenPhrase | None = None


@dataclass(frozen=True, slots=True)
class _Expected:
    """The statement cut up: its tokens, each clause's text, and to which clause a token belongs.

    A token of the name belongs to no clause (-1): the name is judged apart.
    """

    tokens: tuple[Token, ...]
    clause_of: tuple[int, ...]
    clauses: tuple[str, ...]


def compare(text: str, name: str, heard: str, lang: Lang, phrase: str = "") -> Comparison:
    """Compare `heard` with `text`, in which `name` stands, and with the digits of `phrase`."""
    expected, said = _cut(text, name, lang), tokens(heard, lang)
    found = align(expected.tokens, said)
    digits = None
    if phrase:
        digits = find_phrase(phrase, said, _free(found, len(said)), lang)
        said = tuple(one for index, one in enumerate(said) if index not in digits.places)
        found = align(expected.tokens, said)
    put_in = _put_in(expected, found, said)
    gap = _longest_gap(expected, found)
    return Comparison(
        coverage=_coverage(expected, found, range(len(expected.clauses))),
        clauses=tuple(
            Clause(clause, _coverage(expected, found, (index,)))
            for index, clause in enumerate(expected.clauses)
        ),
        gap=(" " if lang is Lang.EN else "").join(token.text for token in gap),
        gap_tokens=len(gap),
        name=_name_likeness(name, expected, found, said, lang),
        insertions=len(put_in),
        negations=_negations(expected, found, said, lang),
        phrase=digits,
    )


def _free(found: Alignment, count: int) -> list[bool]:
    """For each token that was said, whether it is something else than the statement."""
    taken = {
        pair
        for pair, likeness in zip(found.pairs, found.likeness, strict=True)
        if pair is not None and likeness >= HEARD_FROM
    }
    return [index not in taken for index in range(count)]


def _cut(text: str, name: str, lang: Lang) -> _Expected:
    marked = text.replace(name, _NAME_MARK)
    clauses = [part.strip() for part in _CLAUSE_END.split(marked) if part.strip()]
    flat: list[Token] = []
    owner: list[int] = []
    for index, clause in enumerate(clauses):
        for part in re.split(f"({_NAME_MARK})", clause):
            is_name = part == _NAME_MARK
            cut = tokens(name if is_name else part, lang)
            flat += cut
            owner += [-1 if is_name else index] * len(cut)
    shown = tuple(clause.replace(_NAME_MARK, name) for clause in clauses)
    return _Expected(tuple(flat), tuple(owner), shown)


def _coverage(expected: _Expected, found: Alignment, clauses: "range | tuple[int, ...]") -> float:
    parts = [
        likeness >= HEARD_FROM
        for likeness, owner in zip(found.likeness, expected.clause_of, strict=True)
        if owner in clauses
    ]
    return sum(parts) / len(parts) if parts else 0.0


def _longest_gap(expected: _Expected, found: Alignment) -> tuple[Token, ...]:
    """The longest run of tokens that were not heard; the name is none of them and ends a run."""
    runs: list[tuple[Token, ...]] = [()]
    for token, owner, likeness in zip(
        expected.tokens, expected.clause_of, found.likeness, strict=True
    ):
        if owner == -1 or likeness >= HEARD_FROM:
            runs.append(())
        else:
            runs[-1] = (*runs[-1], token)
    return max(runs, key=len)


def _put_in(expected: _Expected, found: Alignment, said: tuple[Token, ...]) -> tuple[Token, ...]:
    """What was said too much, but beside the name, where a recogniser splits words at will."""
    near = _name_window(expected, found, len(said))
    return tuple(said[index] for index in found.extra if not near[0] <= index < near[1])


def _negations(
    expected: _Expected, found: Alignment, said: tuple[Token, ...], lang: Lang
) -> tuple[str, ...]:
    """Negating words that do not stand opposite the same word of the statement."""
    opposite = {pair: index for index, pair in enumerate(found.pairs) if pair is not None}
    near = _name_window(expected, found, len(said))
    return tuple(
        token.text
        for index, token in enumerate(said)
        if token.text in _NEGATIONS[lang]
        and not near[0] <= index < near[1]
        and not (index in opposite and expected.tokens[opposite[index]].text == token.text)
    )


def _name_window(expected: _Expected, found: Alignment, count: int) -> tuple[int, int]:
    """From where to where in what was said the name must be: between its heard neighbours."""
    places = [index for index, owner in enumerate(expected.clause_of) if owner == -1]
    if not places:
        return 0, 0
    surely = [index for index, likeness in enumerate(found.likeness) if likeness >= HEARD_FROM]
    before = [found.pairs[index] for index in surely if index < places[0]]
    after = [found.pairs[index] for index in surely if index > places[-1]]
    start = max((pair for pair in before if pair is not None), default=-1) + 1
    end = min((pair for pair in after if pair is not None), default=count)
    return start, min(end, start + 3 * len(places) + 2)


def _name_likeness(
    name: str, expected: _Expected, found: Alignment, said: tuple[Token, ...], lang: Lang
) -> float:
    """How alike the name sounds to what stands in its place.

    Syllable by syllable for a Chinese name read in Chinese; otherwise the sketches of the whole
    in any order of its parts, since a recogniser writes unknown names as other words.
    """
    by_part = [
        float(likeness >= HEARD_FROM)
        for likeness, owner in zip(found.likeness, expected.clause_of, strict=True)
        if owner == -1
    ]
    exact = sum(by_part) / len(by_part) if by_part else 0.0
    if lang is Lang.ZH and not re.search("[A-Za-z]", name):
        return exact
    start, end = _name_window(expected, found, len(said))
    return max(exact, _sketched(name, said[start:end]))


def _sketched(name: str, said: tuple[Token, ...]) -> float:
    parts = [max(token.sounds, key=len) for token in tokens(name, Lang.EN)][:_MOST_NAME_PARTS]
    there = "".join(_spelled(token) for token in said)
    if not parts or not there:
        return 0.0
    orders = {"".join(order) for order in permutations(parts)}
    return max(1.0 - edit_distance(one, there) / max(len(one), len(there)) for one in orders)


def _spelled(token: Token) -> str:
    """The sketch of a heard token, Chinese characters by their pinyin."""
    return max((sketch(sound) for sound in token.sounds), key=len, default="")
