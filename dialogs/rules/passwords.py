"""The rules of new passwords (Guide R17-R24, D1-D6).

Everything here sees a password in memory only, for the moment of judging it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from dialogs.kinds import PasswordKind, PasswordRule

_RUN = 4
_ALPHANUMERIC_MIN = 8
_ALPHANUMERIC_MAX = 12
_PHONE_TAIL_MIN = 4

RULE_OF: dict[PasswordKind, PasswordRule] = {
    PasswordKind.FUTURES_TRADING: PasswordRule.DIGITS_8,
    PasswordKind.FUTURES_FUND: PasswordRule.DIGITS_6,
    PasswordKind.FUTURES_SEAT: PasswordRule.DIGITS_8,
    PasswordKind.OPTION_TRADING: PasswordRule.DIGITS_8,
    PasswordKind.OPTION_FUND: PasswordRule.DIGITS_6,
    PasswordKind.SPOT_TRADING: PasswordRule.DIGITS_8,
    PasswordKind.SPOT_FUND: PasswordRule.DIGITS_6,
    PasswordKind.FUND_TRADING: PasswordRule.DIGITS_8,
    PasswordKind.FUND_FUND: PasswordRule.DIGITS_6,
    PasswordKind.MONITORING: PasswordRule.ALPHANUMERIC,
}
"""The firm's default table (D4, D5); a firm may replace it in its settings."""

_DIGITS = {PasswordRule.DIGITS_8: 8, PasswordRule.DIGITS_6: 6}


class PasswordProblem(StrEnum):
    """A rule that is broken; each has its own words (Guide R24)."""

    EIGHT_DIGITS = "eight_digits"
    SIX_DIGITS = "six_digits"
    LETTERS_AND_DIGITS = "letters_and_digits"
    REPEATED = "repeated"
    CONSECUTIVE = "consecutive"
    BIRTH_DATE = "birth_date"
    DOCUMENT_TAIL = "document_tail"
    MISMATCH = "mismatch"


class PasswordAdvice(StrEnum):
    """Allowed, but easy to guess (D6)."""

    PHONE_TAIL = "phone_tail"
    ACCOUNT_NUMBER = "account_number"
    SAME_AS_OTHER = "same_as_other"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class PasswordContext:
    """What the customer's own facts forbid or advise against.

    Attributes:
        birth: date of birth (R19, D1).
        number: the document number, 18 characters (R19, D2).
        phone: the reserved phone (D6).
        account_numbers: account numbers of the customer (D6).
        others: the other new passwords of the same sitting, in memory only (D6).
    """

    birth: date | None
    number: str
    phone: str = ""
    account_numbers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def problems(
    password: str, repeat: str | None, rule: PasswordRule, context: PasswordContext
) -> tuple[PasswordProblem, ...]:
    """Return every broken rule in a fixed order (Guide R24).

    Args:
        password: the first entry.
        repeat: the second entry; None while it has not been typed yet.
        rule: the form asked for; `ISSUED` has nothing to judge.
        context: the customer's facts.
    """
    if rule is PasswordRule.ISSUED:
        return ()
    found = [*_form(password, rule), *_runs(password)]
    if rule is not PasswordRule.ALPHANUMERIC:
        found += _own_facts(password, _DIGITS[rule], context)
    if repeat is not None and repeat != password:
        found.append(PasswordProblem.MISMATCH)
    return tuple(found)


def advice(
    password: str, rule: PasswordRule, context: PasswordContext
) -> tuple[PasswordAdvice, ...]:
    """Return what makes an allowed password easy to guess (D6)."""
    if rule is PasswordRule.ISSUED or not password:
        return ()
    found = []
    if len(password) >= _PHONE_TAIL_MIN and context.phone.endswith(password):
        found.append(PasswordAdvice.PHONE_TAIL)
    if any(password in number or number in password for number in context.account_numbers):
        found.append(PasswordAdvice.ACCOUNT_NUMBER)
    if password in context.others:
        found.append(PasswordAdvice.SAME_AS_OTHER)
    if _is_pattern(password):
        found.append(PasswordAdvice.PATTERN)
    return tuple(found)


def _form(password: str, rule: PasswordRule) -> Iterable[PasswordProblem]:
    if rule is PasswordRule.ALPHANUMERIC:
        return () if _is_alphanumeric(password) else (PasswordProblem.LETTERS_AND_DIGITS,)
    digits = _DIGITS[rule]
    if password.isascii() and password.isdigit() and len(password) == digits:
        return ()
    eight = rule is PasswordRule.DIGITS_8
    return (PasswordProblem.EIGHT_DIGITS if eight else PasswordProblem.SIX_DIGITS,)


def _is_alphanumeric(password: str) -> bool:
    fits = _ALPHANUMERIC_MIN <= len(password) <= _ALPHANUMERIC_MAX
    plain = password.isascii() and password.isalnum()
    return fits and plain and not password.isdigit() and not password.isalpha()


def _runs(password: str) -> Iterable[PasswordProblem]:
    """Name runs of four equal or consecutive digits (Guide R18, D3)."""
    if _longest_run(password, 0) >= _RUN:
        yield PasswordProblem.REPEATED
    if max(_longest_run(password, 1), _longest_run(password, -1)) >= _RUN:
        yield PasswordProblem.CONSECUTIVE


def _longest_run(password: str, step: int) -> int:
    best = length = 1
    for one, next_one in pairwise(password):
        both = one.isascii() and one.isdigit() and next_one.isascii() and next_one.isdigit()
        length = length + 1 if both and int(next_one) - int(one) == step else 1
        best = max(best, length)
    return best


def _own_facts(password: str, digits: int, context: PasswordContext) -> Iterable[PasswordProblem]:
    if context.birth is not None and password in _birth_forms(context.birth, digits):
        yield PasswordProblem.BIRTH_DATE
    if password in _document_tails(context.number, digits):
        yield PasswordProblem.DOCUMENT_TAIL


def _birth_forms(birth: date, digits: int) -> frozenset[str]:
    """Return the birth date's spellings (R19, D2 for eight digits; D1 for six)."""
    forms = (
        ("%Y%m%d", "%d%m%Y", "%m%d%Y") if digits == 8 else ("%y%m%d", "%Y%m", "%m%d%y", "%d%m%y")  # noqa: PLR2004 - the trading form
    )
    return frozenset(birth.strftime(form) for form in forms)


def _document_tails(number: str, digits: int) -> frozenset[str]:
    """Return the readings of the number's tail that are refused (R19, D1, D2)."""
    only_digits = "".join(character for character in number if character.isdigit())
    tails = {only_digits[-digits:]}
    if number[-digits:].isdigit():
        tails.add(number[-digits:])
    return frozenset(tail for tail in tails if len(tail) == digits)


def _is_pattern(password: str) -> bool:
    """Say whether the password repeats itself: 12312312, 11223344, 88668866 (D6)."""
    if len(password) < _RUN:
        return False
    periods = range(1, len(password) // 2 + 1)
    repeats = any(all(c == password[i % p] for i, c in enumerate(password)) for p in periods)
    pairs = len(password) % 2 == 0 and all(
        password[i] == password[i + 1] for i in range(0, len(password), 2)
    )
    return repeats or pairs or len(set(password)) <= 2 or password == password[::-1]  # noqa: PLR2004 - two symbols are a pattern
