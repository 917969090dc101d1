"""What words of either language are about, so that little data goes a long way.

A concept is a feature, not a rule: the classifier learns what a concept says about an intent,
and learns it from both languages together.
"""

import re
from itertools import combinations
from pathlib import Path

import yaml

_TABLE = Path(__file__).with_name("concepts.yml")
_PATTERNS = {
    name: re.compile("|".join(alternatives.splitlines()))
    for name, alternatives in yaml.safe_load(_TABLE.read_text(encoding="utf-8")).items()
}


def concepts_in(plain: str) -> "list[str]":
    """Return the concepts that the standard wording mentions."""
    return [name for name, pattern in _PATTERNS.items() if pattern.search(plain)]


def concept_features(plain: str) -> "list[str]":
    """Return the concepts, and each pair of them, as feature words."""
    found = concepts_in(plain)
    return [*found, *("+".join(pair) for pair in combinations(found, 2))]
