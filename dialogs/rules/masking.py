"""What an agent may read of a customer's words: nothing that could be a secret or a number.

A one-time code has six digits, a password six to twelve characters, a phone eleven, a document
number eighteen: whatever could be one of them is covered, an application number is not.
"""

import re
import unicodedata

COVER = "••••"

_APPLICATION = r"RS\d{14}"
_SEPARATED = r"(?:\d[\s\-.,，。、·_/]*){5,}[\dXx]"
_MIXED = r"(?=[A-Za-z0-9]*\d)(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{6,}"
_HIDDEN = re.compile(rf"(?P<kept>(?<![A-Za-z0-9]){_APPLICATION}(?!\d))|{_SEPARATED}|{_MIXED}")
_HAN_DIGITS = re.compile(r"(?:[零〇一二三四五六七八九幺两][\s\-,，]*){6,}")


def masked_words(words: str) -> str:
    """Return a customer's words with everything covered that could be secret."""
    plain = unicodedata.normalize("NFKC", words)
    covered = _HIDDEN.sub(lambda found: found["kept"] or COVER, plain)
    return _HAN_DIGITS.sub(COVER, covered)
