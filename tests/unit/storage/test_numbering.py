"""Numbers of applications and of the staff."""

from datetime import date

import pytest

from storage.numbering import application_number, is_digits, next_staff_number, staff_order


def test_an_application_number_has_its_day_and_six_digits() -> None:
    assert application_number(date(2026, 3, 5), 12) == "RS20260305000012"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], "1001"),
        (["7"], "1001"),
        (["1001"], "1002"),
        (["999", "1009", "x2000", "\uff19999", ""], "1010"),
        (["9999"], "10000"),
    ],
)
def test_the_next_staff_number_was_never_given(given: list[str], expected: str) -> None:
    assert next_staff_number(given) == expected


def test_staff_numbers_sort_as_numbers() -> None:
    assert sorted(["10000", "1002", "999"], key=staff_order) == ["999", "1002", "10000"]


@pytest.mark.parametrize(("text", "expected"), [("0012", True), ("", False), ("\uff11", False)])
def test_only_ascii_digits_are_digits(text: str, expected: bool) -> None:
    assert is_digits(text) is expected
