"""The figures are counted rightly."""

import pytest

from dialogs.kinds import Lang
from dialogs.understanding import Intent
from nlu.evaluate import Answered, figures, report
from nlu.examples import Example


def answered(expected: Intent, understood: Intent, lang: Lang = Lang.ZH) -> Answered:
    return Answered(Example("…", expected, lang), understood, 0.01)


ANSWERS = [
    answered(Intent.GREET, Intent.GREET),
    answered(Intent.GREET, Intent.THANKS),
    answered(Intent.THANKS, Intent.OUT_OF_SCOPE, Lang.EN),
    answered(Intent.OUT_OF_SCOPE, Intent.OUT_OF_SCOPE, Lang.EN),
]


def test_figures() -> None:
    found = figures(ANSWERS)
    assert found.count == 4
    assert found.accuracy == pytest.approx(0.5)
    assert found.wrong_and_accepted == pytest.approx(0.25)
    assert found.scope_precision == pytest.approx(0.5)
    assert found.scope_recall == pytest.approx(1.0)
    assert found.macro_f1 == pytest.approx((2 / 3 + 0 + 2 / 3) / 3)


def test_the_report_names_languages_and_confusions() -> None:
    text = report(ANSWERS)
    assert "zh" in text
    assert "en" in text
    assert "greet -> thanks" in text
