"""Whether the words that were heard are the statement (Guide R38, R41)."""

import re
from math import inf, log10

from dialogs.kinds import Lang, Verdict
from dialogs.reasons import Reason
from verification.checks.findings import Findings, graded
from verification.parse.phrase import SpokenPhrase
from verification.parse.statement import Comparison
from verification.thresholds import STATEMENT

_LEAST_CHANCE = 1e-6
_LATIN = re.compile("[A-Za-z]")


def judge_words(comparison: Comparison, name: str, lang: Lang, findings: Findings) -> None:
    """Note what is missing, what was turned into its opposite, and what is doubtful.

    A "not" counts in the statement itself only, not in whatever was heard in its place.
    """
    findings.score("coverage", comparison.coverage)
    findings.score("least_clause", min(clause.coverage for clause in comparison.clauses))
    findings.score("name", comparison.name)
    findings.score("insertions", comparison.insertions)
    if comparison.negations and comparison.coverage >= STATEMENT.doubtful_coverage:
        findings.fault(Reason.NEGATED, ", ".join(dict.fromkeys(comparison.negations)))
    _judge_coverage(comparison, findings)
    findings.add(
        name_grade(comparison.name, name, lang),
        Reason.NAME_NOT_HEARD,
        Reason.WORDS_DOUBTFUL,
        name,
    )
    if comparison.insertions > STATEMENT.insertions:
        findings.doubt(Reason.WORDS_DOUBTFUL)


def judge_phrase(spoken: SpokenPhrase, chances: tuple[float, ...], findings: Findings) -> None:
    """Judge the digits: written as they should be, or likely ones at every place.

    With other digits it was made for another recording; one misheard is for a person to hear.
    """
    findings.score("phrase_errors", spoken.errors)
    likely = 0.0 if chances else -inf
    for place, chance in enumerate(chances, start=1):
        findings.score(f"digit_{place}", chance)
        likely += log10(max(chance, _LEAST_CHANCE))
    written = not spoken.errors and len(spoken.digits) <= STATEMENT.phrase_most
    sure = likely >= STATEMENT.phrase and min(chances) >= STATEMENT.digit
    if written or sure:
        return
    if spoken.errors <= STATEMENT.phrase_errors or likely >= STATEMENT.doubtful_phrase:
        findings.doubt(Reason.PHRASE_DOUBTFUL)
    else:
        findings.fault(Reason.PHRASE_NOT_HEARD)


def name_grade(likeness: float, name: str, lang: Lang) -> Verdict:
    """Judge the name; one of the other script is never failed if anything stood in its place.

    A recogniser set to one language cannot write the names of another.
    """
    latin = _LATIN.search(name) is not None
    if lang is Lang.ZH and not latin:
        return graded(likeness, STATEMENT.name, STATEMENT.doubtful_name)
    if lang is Lang.EN and latin:
        return graded(likeness, STATEMENT.name_english, STATEMENT.doubtful_name_english)
    return graded(likeness, STATEMENT.name_english, STATEMENT.foreign_name)


def _judge_coverage(comparison: Comparison, findings: Findings) -> None:
    """A piece missing is named; words misheard here and there are for a person to listen to."""
    missing = [one.text for one in comparison.clauses if one.coverage < STATEMENT.clause]
    in_a_row = comparison.gap_tokens >= STATEMENT.gap
    if missing:
        findings.fault(Reason.SENTENCE_MISSING, ", ".join(missing))
    elif in_a_row or comparison.coverage < STATEMENT.doubtful_coverage:
        findings.fault(Reason.SENTENCE_MISSING, comparison.gap)
    elif comparison.coverage < STATEMENT.coverage:
        findings.doubt(Reason.WORDS_DOUBTFUL, comparison.gap)
