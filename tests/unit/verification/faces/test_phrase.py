"""The digits spoken with a statement are found however a recogniser writes them."""

import pytest

from dialogs.kinds import Lang, Verdict
from dialogs.reasons import Reason
from verification.checks.findings import Findings
from verification.checks.words import judge_phrase, judge_words
from verification.parse.statement import compare

NAME = "张伟"
ZH = f"我是{NAME}本人，我认可在此之前的所有交易结果，并愿意承担因重置密码引起的一切风险与后果。"
EN = (
    f"I am {NAME} in person. I acknowledge all trading results up to now, and I accept every "
    "risk and consequence of this password reset. "
)
TEXT = {Lang.ZH: ZH, Lang.EN: EN}


def judged(heard: str, lang: Lang, phrase: str = "4072") -> Findings:
    findings = Findings()
    comparison = compare(TEXT[lang], NAME, heard, lang, phrase)
    judge_words(comparison, NAME, lang, findings)
    if comparison.phrase is not None:
        judge_phrase(comparison.phrase, (), findings)
    return findings


@pytest.mark.parametrize(
    "digits",
    [
        "数字4072",
        "數字 4 0 7 2",
        "数字四零七二。",
        "四〇七二",
        "四洞拐两",
        "数字是四零七二",
        "40 72",
        "四千零七十二",
        "四十七十二",
        "是零期而",
        "嗯,四零呃七二",
        "4、0、7、2,谢谢",
        "四零七二,四零七二",
    ],
)
def test_all_digits_in_order_pass_in_chinese(digits: str) -> None:
    assert judged(ZH + digits, Lang.ZH).outcome().verdict is Verdict.PASS
    assert judged(digits + "," + ZH, Lang.ZH).outcome().verdict is Verdict.PASS


@pytest.mark.parametrize(
    "digits",
    [
        "My digits are 4072.",
        "4-0-7-2",
        "My digits are four, zero, seven, two.",
        "Four oh seven two.",
        "For oh seven to",
        "Forty seventy-two.",
        "4,072",
        "Four thousand and seventy-two.",
        "Four zero and seven two",
    ],
)
def test_all_digits_in_order_pass_in_english(digits: str) -> None:
    assert judged(EN + digits, Lang.EN).outcome().verdict is Verdict.PASS


@pytest.mark.parametrize("digits", ["四零七", "数字0 7 2", "四零六二", "4 0 9 7 2", "四零期那"])
def test_one_digit_misheard_is_for_a_person(digits: str) -> None:
    outcome = judged(ZH + digits, Lang.ZH).outcome()
    assert outcome.verdict is Verdict.UNSURE
    assert [one.reason for one in outcome.findings] == [Reason.PHRASE_DOUBTFUL]


@pytest.mark.parametrize(
    "digits", ["", "数字", "数字5183", "数字7204", "2 7 0 4", "四零", "4 1 6 2"]
)
def test_other_digits_are_another_recording(digits: str) -> None:
    outcome = judged(ZH + digits, Lang.ZH).outcome()
    assert outcome.verdict is Verdict.FAIL
    assert [one.reason for one in outcome.findings] == [Reason.PHRASE_NOT_HEARD]


@pytest.mark.parametrize("digits", ["", "My digits are 5183", "seven two oh four", "4 0"])
def test_other_digits_are_another_recording_in_english(digits: str) -> None:
    assert [one.reason for one in judged(EN + digits, Lang.EN).outcome().findings] == [
        Reason.PHRASE_NOT_HEARD
    ]


def test_a_long_row_of_digits_does_not_hit_by_chance() -> None:
    outcome = judged(ZH + "4 0 7 2 1 8 5 3 9 6 4", Lang.ZH).outcome()
    assert [one.reason for one in outcome.findings] == [Reason.PHRASE_DOUBTFUL]


def test_the_digits_are_no_insertion_and_hide_none_of_the_statement() -> None:
    comparison = compare(ZH, NAME, ZH + "我的数字是四零七二", Lang.ZH, "4072")
    assert (comparison.insertions, comparison.coverage) == (0, 1.0)


def test_a_one_of_the_statement_itself_is_no_digit() -> None:
    """一切 stands in the statement: 切零七二 does not make a phrase of it."""
    assert judged(ZH + "零七二", Lang.ZH, "1072").outcome().verdict is Verdict.UNSURE


@pytest.mark.parametrize(("phrase", "said"), [("1703", "幺七零三"), ("2814", "两八一四")])
def test_the_other_ways_to_say_a_digit(phrase: str, said: str) -> None:
    assert judged(ZH + said, Lang.ZH, phrase).outcome().verdict is Verdict.PASS


def test_without_a_phrase_nothing_is_asked_for() -> None:
    assert judged(ZH, Lang.ZH, "").outcome().verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("chances", "verdict"),
    [
        ((0.99, 0.93, 0.98, 0.98), Verdict.PASS),
        ((0.68, 0.41, 0.59, 0.5), Verdict.PASS),
        ((0.99, 0.93, 0.98, 0.09), Verdict.UNSURE),
        ((0.9, 0.3, 0.2, 0.4), Verdict.UNSURE),
        ((0.99, 0.93, 0.98, 0.001), Verdict.FAIL),
        ((0.2, 0.14, 0.1, 0.2), Verdict.FAIL),
    ],
)
def test_digits_that_were_not_written_are_judged_by_their_likelihood(
    chances: tuple[float, ...], verdict: Verdict
) -> None:
    findings = Findings()
    heard = compare(ZH, NAME, ZH, Lang.ZH, "4072").phrase
    assert heard is not None
    judge_phrase(heard, chances, findings)
    assert findings.outcome().verdict is verdict
