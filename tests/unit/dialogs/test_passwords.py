"""The password rules against an independent formulation, over every six-digit code."""

import random
import re
from datetime import date

import pytest

from dialogs.kinds import PasswordRule
from dialogs.rules.passwords import (
    PasswordAdvice,
    PasswordContext,
    PasswordProblem,
    advice,
    problems,
)

CONTEXT = PasswordContext(
    birth=date(1988, 3, 14),
    number="110105198803141237",
    phone="13800135792",
    account_numbers=("80012345",),
)


def wide(text: str) -> str:
    """Return the text in full-width characters."""
    return "".join(chr(ord(c) + 0xFEE0) for c in text)


RUN = re.compile(
    "|".join(
        [*(d * 4 for d in "0123456789")]
        + ["".join(str(s + i) for i in range(4)) for s in range(7)]
        + ["".join(str(s + 3 - i) for i in range(4)) for s in range(7)]
    )
)


@pytest.mark.slow
def test_all_six_digit_codes_against_an_independent_formulation() -> None:
    refused = 0
    own = {"880314", "198803", "031488", "140388", "141237"}
    for value in range(10**6):
        code = f"{value:06}"
        expected = RUN.search(code) is not None
        found = problems(code, code, PasswordRule.DIGITS_6, CONTEXT)
        by_run = {PasswordProblem.REPEATED, PasswordProblem.CONSECUTIVE} & set(found)
        assert bool(by_run) == expected, code
        assert bool(set(found) - by_run) == (code in own), code
        refused += expected
    assert refused / 10**6 == pytest.approx(0.0068, abs=0.0001)


def test_the_share_of_refused_eight_digit_codes_is_the_decided_one() -> None:
    draw, size = random.Random(5), 200_000
    context = PasswordContext(birth=None, number="")
    codes = (f"{draw.randrange(10**8):08}" for _ in range(size))
    refused = sum(bool(problems(c, None, PasswordRule.DIGITS_8, context)) for c in codes)
    assert refused / size == pytest.approx(0.0111, abs=0.001)


@pytest.mark.parametrize(
    ("password", "repeat", "expected"),
    [
        ("1357246", None, [PasswordProblem.EIGHT_DIGITS]),
        ("12345678", None, [PasswordProblem.CONSECUTIVE]),
        ("87654321", None, [PasswordProblem.CONSECUTIVE]),
        ("11112359", None, [PasswordProblem.REPEATED]),
        ("19880314", None, [PasswordProblem.BIRTH_DATE]),
        ("14031988", None, [PasswordProblem.BIRTH_DATE]),
        ("03141988", None, [PasswordProblem.BIRTH_DATE]),
        ("03141237", None, [PasswordProblem.DOCUMENT_TAIL]),
        ("13572468", "13572469", [PasswordProblem.MISMATCH]),
        (
            "1111234",
            "1",
            [
                PasswordProblem.EIGHT_DIGITS,
                PasswordProblem.REPEATED,
                PasswordProblem.CONSECUTIVE,
                PasswordProblem.MISMATCH,
            ],
        ),
        ("90129012", None, []),
        (wide("13572468"), None, [PasswordProblem.EIGHT_DIGITS]),
        ("13572468", "13572468", []),
    ],
)
def test_every_broken_rule_is_named(
    password: str, repeat: str | None, expected: list[PasswordProblem]
) -> None:
    assert list(problems(password, repeat, PasswordRule.DIGITS_8, CONTEXT)) == expected


def test_a_number_ending_in_x_refuses_both_readings() -> None:
    context = PasswordContext(birth=None, number="11010519491231002X")
    for tail in ("91231002", "231002"):
        rule = PasswordRule.DIGITS_8 if len(tail) == 8 else PasswordRule.DIGITS_6
        assert problems(tail, None, rule, context) == (PasswordProblem.DOCUMENT_TAIL,)


@pytest.mark.parametrize(
    ("password", "fits"),
    [
        ("abc13579", True),
        ("a1b2c3d4e5f6", True),
        ("abcdefgh", False),
        ("13579246", False),
        ("abc1357", False),
        ("a1b2c3d4e5f6g", False),
        ("abc1234x", False),
        ("abcd135é", False),
    ],
)
def test_the_monitoring_centre_password(password: str, *, fits: bool) -> None:
    assert (problems(password, None, PasswordRule.ALPHANUMERIC, CONTEXT) == ()) == fits


def test_an_issued_password_has_nothing_to_judge() -> None:
    assert problems("", "", PasswordRule.ISSUED, CONTEXT) == ()


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("00135792", PasswordAdvice.PHONE_TAIL),
        ("80012345", PasswordAdvice.ACCOUNT_NUMBER),
        ("12312312", PasswordAdvice.PATTERN),
        ("11223344", PasswordAdvice.PATTERN),
        ("88668866", PasswordAdvice.PATTERN),
    ],
)
def test_advice_names_what_is_easy_to_guess(password: str, expected: PasswordAdvice) -> None:
    assert expected in advice(password, PasswordRule.DIGITS_8, CONTEXT)


def test_a_good_password_needs_no_advice() -> None:
    assert advice("83920174", PasswordRule.DIGITS_8, CONTEXT) == ()
