"""Numbers, names and phones as customers type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.kinds import DocumentKind
from dialogs.rules.documents import (
    NumberProblem,
    birth_date,
    check_character,
    check_number,
    kind_of_number,
    masked,
    normalise_number,
    sex,
)
from dialogs.rules.names import NameProblem, check_name, masked_name, normalise_name, same_name
from dialogs.rules.phones import masked_phone, normalise_phone

RESIDENT = DocumentKind.RESIDENT_ID
VALID = "11010519491231002X"


def wide(text: str) -> str:
    """Return the text in full-width characters."""
    return "".join(chr(ord(c) + 0xFEE0) for c in text)


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (VALID, None),
        ("110105194912310029", NumberProblem.CHECK_CHARACTER),
        ("110105491231002", NumberProblem.OLD_FORM),
        ("1101051949123100", NumberProblem.LENGTH),
        ("11010519491331002X", NumberProblem.BIRTH_DATE),
        ("1101051949123100AX", NumberProblem.CHARACTERS),
        ("X1010519491231002X", NumberProblem.CHARACTERS),
        ("11010520991231002X", NumberProblem.BIRTH_DATE),
    ],
)
def test_resident_numbers(number: str, problem: NumberProblem | None) -> None:
    assert check_number(number, RESIDENT, date(2026, 1, 1)) is problem


def test_a_permanent_residents_number_starts_with_nine() -> None:
    body = "91112419810803002"
    number = body + check_character(body)
    assert check_number(number, DocumentKind.PERMANENT_RESIDENT) is None
    assert check_number(number, RESIDENT) is NumberProblem.OTHER_KIND
    assert kind_of_number(number) is DocumentKind.PERMANENT_RESIDENT
    assert kind_of_number(VALID) is RESIDENT
    assert kind_of_number("123") is None


@given(st.integers(0, 17), st.sampled_from("0123456789"))
def test_any_single_wrong_digit_is_noticed(place: int, digit: str) -> None:
    wrong = VALID[:place] + digit + VALID[place + 1 :]
    assert (check_number(wrong, RESIDENT) is None) == (wrong == VALID)


@pytest.mark.parametrize(
    "typed",
    [
        "110105 19491231 002x",
        wide(VALID),
        "110105-19491231-002X",
        " 11010519491231002X\n",
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str) -> None:
    assert normalise_number(typed) == VALID


def test_birth_date_sex_and_mask_come_from_the_number() -> None:
    assert birth_date(VALID) == date(1949, 12, 31)
    assert sex(VALID) == "female"
    assert masked(VALID) == "110*************2X"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("138 0013 8000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("008613800138000", "13800138000"),
        (wide("13800138000"), "13800138000"),
        ("8613800138000", "13800138000"),
        ("+44 20 7946 0958", "+442079460958"),
        ("12800138000", None),
        ("1380013800", None),
        ("+86 1380013800", None),
        ("hello", None),
        ("", None),
    ],
)
def test_phones(typed: str, expected: str | None) -> None:
    assert normalise_phone(typed) == expected


def test_a_phone_is_shown_without_its_middle() -> None:
    assert masked_phone("13800138000") == "138****8000"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("张伟", None),
        ("买买提·阿不都拉", None),
        ("SCHMIDT, MARIA ANNA", None),
        ("José Ñandú", None),
        ("😀", NameProblem.NOT_A_NAME),
        ("张伟123", NameProblem.NOT_A_NAME),
        ("", NameProblem.EMPTY),
        ("张" * 61, NameProblem.TOO_LONG),
        ("·张伟", NameProblem.NOT_A_NAME),
        ("张", NameProblem.NOT_A_NAME),
    ],
)
def test_names(name: str, problem: NameProblem | None) -> None:
    assert check_name(normalise_name(name)) is problem


def test_names_are_compared_as_people_mean_them() -> None:
    assert normalise_name(" 张 伟 ") == "张伟"
    assert normalise_name("买买提•阿不都拉") == "买买提·阿不都拉"
    assert same_name("Schmidt, Maria Anna", "SCHMIDT MARIA ANNA")
    assert not same_name("张伟", "张卫")
    assert masked_name("张伟") == "张*"
    assert masked_name("SCHMIDT, MARIA") == "S*** M***"
