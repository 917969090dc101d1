"""Mobile numbers as customers type them (Guide R12)."""

import unicodedata

_MOBILE_LENGTH = 11
_COUNTRY = ("+86", "0086", "86")
_DROPPED = " -_.()\t+"
_INTERNATIONAL_MIN = 8
_INTERNATIONAL_MAX = 15


def normalise_phone(text: str) -> str | None:
    """Return a mainland mobile number as 11 digits, another country's as `+digits`, or None."""
    plain = unicodedata.normalize("NFKC", text).strip()
    has_plus = plain.startswith(("+", "00"))
    digits = "".join(c for c in plain if c not in _DROPPED)
    if not (digits.isascii() and digits.isdigit()):
        return None
    mainland = _mainland(digits)
    if mainland is not None:
        return mainland
    abroad = digits.removeprefix("00")
    if has_plus and _INTERNATIONAL_MIN <= len(abroad) <= _INTERNATIONAL_MAX:
        return None if abroad.startswith("86") else f"+{abroad}"
    return None


def masked_phone(phone: str) -> str:
    """Return the phone with its middle hidden: 138****5678."""
    return f"{phone[:3]}****{phone[-4:]}"


def _mainland(digits: str) -> str | None:
    for prefix in ("", "86", "0086"):
        rest = digits.removeprefix(prefix) if digits.startswith(prefix) else ""
        if len(rest) == _MOBILE_LENGTH and rest[0] == "1" and rest[1] in "3456789":
            return rest
    return None
