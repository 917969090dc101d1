"""Buttons: what they carry and how it is read back."""

import pytest

from bot.letters import read_tap, tap_data
from dialogs.effects import Verb
from dialogs.kinds import PasswordKind
from dialogs.model import AgreementId, StepName


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("arg", ["", *PasswordKind, *StepName, *AgreementId])
def test_every_button_fits_and_comes_back(verb: Verb, arg: str) -> None:
    data = tap_data(999_999_999, verb.value, arg)
    assert read_tap(data) == (999_999_999, verb.value, arg)


def test_a_button_that_carries_too_much_is_refused() -> None:
    with pytest.raises(ValueError, match="too much"):
        tap_data(1, "tick", "x" * 64)


@pytest.mark.parametrize("data", ["", "nonsense", "x.y.z", "-1.next.", "\uff11.next."])
def test_a_foreign_button_belongs_to_no_prompt(data: str) -> None:
    number, _, _ = read_tap(data)
    assert number == 0
