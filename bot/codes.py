"""One-time codes (D7): made from a secret, never stored, known again by a keyed digest.

A code is six digits out of HMAC-SHA-256, keyed with a secret from the operating system's
generator, over its case, purpose and unique identifier: nobody without the secret can tell it
from a drawn one, and a sending that is repeated after a crash sends the same code, so that the
customer never holds one code while the digest is another's.
"""

import hmac
import unicodedata
from hashlib import sha256

from dialogs.kinds import CodePurpose

DIGITS = 6
_SPACE = 10**DIGITS
_DRAW_BYTES = 8
_FAIR = (1 << (8 * _DRAW_BYTES)) // _SPACE * _SPACE
_CHATTER_MAX = 12


class CodeBook:
    """Makes codes and digests under one secret."""

    def __init__(self, secret: bytes) -> None:
        self._draw_key = hmac.digest(secret, b"resetdesk code draw", sha256)
        self._digest_key = hmac.digest(secret, b"resetdesk code digest", sha256)

    def code(self, case_id: str, purpose: CodePurpose, code_id: str) -> str:
        """Return the code of this sending."""
        counter = 0
        while True:
            place = f"{case_id}|{purpose.value}|{code_id}|{counter}".encode()
            drawn = int.from_bytes(hmac.digest(self._draw_key, place, sha256)[:_DRAW_BYTES])
            if drawn < _FAIR:
                return f"{drawn % _SPACE:0{DIGITS}d}"
            counter += 1

    def digest(self, case_id: str, purpose: CodePurpose, code_id: str, code: str) -> str:
        """Return what an entered code is compared by."""
        place = f"{case_id}|{purpose.value}|{code_id}|{code}".encode()
        return hmac.digest(self._digest_key, place, sha256).hex()


def entered_code(text: str) -> tuple[bool, str | None]:
    """Say whether a text is an attempt at a code, and return its six digits if it has them.

    Spaces and dashes within are forgiven, full-width digits too, and a few words around
    ("验证码 123456").
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = "".join(c for c in plain if c.isascii() and c.isdigit())
    chatter = "".join(c for c in plain if not c.isdigit() and c not in " -:：.。")
    if len(digits) == DIGITS and len(chatter) <= _CHATTER_MAX:
        return True, digits
    return bool(digits) and not chatter, None
