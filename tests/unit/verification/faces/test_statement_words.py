"""The statement is compared by ear: what the recogniser really wrote for spoken readings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.kinds import Lang, Verdict
from dialogs.reasons import Reason
from verification.checks.findings import Findings
from verification.checks.words import judge_words, name_grade
from verification.parse.alignment import align, alike, edit_distance
from verification.parse.statement import compare
from verification.parse.tokens import fuzzy, sketch, tokens

ZH = "我是{}本人，我认可在此之前的所有交易结果，并愿意承担因重置密码引起的一切风险与后果。"
EN = (
    "I am {} in person. I acknowledge all trading results up to now, and I accept every risk "
    "and consequence of this password reset."
)
EN_REST = (
    " in person. I acknowledge all trading results up to now, and I accept every risk and "
    "consequence of this password reset."
)


def judged(name: str, heard: str, lang: Lang = Lang.ZH) -> Findings:
    findings = Findings()
    text = (ZH if lang is Lang.ZH else EN).format(name)
    judge_words(compare(text, name, heard, lang), name, lang, findings)
    return findings


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        (
            "张伟",
            "我是张维本人,我认可在此之前的所有交易结果。并愿意承担英崇制密码引起的一切风险与后果",
        ),
        (
            "陈翀",
            "我是陳中本人,我認可再次之前的所有交易結果。並願意承擔英雄至密碼引起的一切風險與後果",
        ),
        (
            "欧阳晓敏",
            "我是歐陽小民本人,我任何在此之前的所有交易結果,並願意承擔因重制密碼引起的一切風險與後果。",
        ),
        (
            "阿依古丽·买买提",
            "我是阿姨鼓勵,買買提本人,我認可在此之前的所有交易結果,並願意承擔因重置密碼引起的一切風險與後果。",
        ),
    ],
)
def test_a_complete_chinese_reading_passes(name: str, heard: str) -> None:
    assert judged(name, heard).outcome().verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("SCHMIDT, MARIA ANNA", "I am Schmidt, Maria Anna" + EN_REST),
        ("SCHMIDT, MARIA ANNA", "I am Maria Anna Schmidt" + EN_REST),
        ("KIM, MINJUN", "I am Kim Min-Joon" + EN_REST),
        ("张伟", "I am changwei" + EN_REST),
        ("张伟", "I am John Wei" + EN_REST),
    ],
)
def test_a_complete_english_reading_passes(name: str, heard: str) -> None:
    assert judged(name, heard, Lang.EN).outcome().verdict is Verdict.PASS


def test_the_missing_half_is_named() -> None:
    outcome = judged("张伟", "我是張維本人,我認可在此之前的所有交易結果。").outcome()
    assert [finding.reason for finding in outcome.findings] == [Reason.SENTENCE_MISSING]
    assert outcome.findings[0].words == "并愿意承担因重置密码引起的一切风险与后果"


def test_a_missing_ending_is_named_though_most_was_heard() -> None:
    heard = "我是张伟本人,我认可在此之前的所有交易结果,并愿意承担因重制密码引起的。"
    outcome = judged("张伟", heard).outcome()
    assert [finding.reason for finding in outcome.findings] == [Reason.SENTENCE_MISSING]
    assert outcome.findings[0].words == "一切风险与后果"


def test_the_missing_english_half_is_named() -> None:
    heard = "I am Schmidt, Maria Anna in person. I acknowledge all trading results up to now."
    outcome = judged("SCHMIDT, MARIA ANNA", heard, Lang.EN).outcome()
    assert [finding.words for finding in outcome.findings] == [
        "and I accept every risk and consequence of this password reset"
    ]


@pytest.mark.parametrize(
    ("lang", "heard", "word"),
    [
        (
            Lang.ZH,
            "我是张维本人,我不认可在此之前的所有交易结果,并愿意承担因重制密码引起的一切风险与后果。",
            "不",
        ),
        (
            Lang.EN,
            "I am John Wei" + EN_REST.replace("I ack", "I do not ack"),
            "not",
        ),
    ],
)
def test_a_negation_fails(lang: Lang, heard: str, word: str) -> None:
    outcome = judged("张伟", heard, lang).outcome()
    assert outcome.verdict is Verdict.FAIL
    assert [(f.reason, f.words) for f in outcome.findings] == [(Reason.NEGATED, word)]


@pytest.mark.parametrize("heard_name", ["李国强", ""])
def test_another_name_or_none_fails(heard_name: str) -> None:
    outcome = judged("张伟", ZH.format(heard_name)).outcome()
    assert outcome.verdict is Verdict.FAIL
    assert [finding.reason for finding in outcome.findings] == [Reason.NAME_NOT_HEARD]


def test_half_a_name_is_for_a_person_to_judge() -> None:
    outcome = judged("张伟", ZH.format("张敏")).outcome()
    assert outcome.verdict is Verdict.UNSURE
    assert [finding.reason for finding in outcome.findings] == [Reason.WORDS_DOUBTFUL]


def test_another_latin_name_fails() -> None:
    outcome = judged("SCHMIDT, MARIA ANNA", "I am Kim Minjun" + EN_REST, Lang.EN).outcome()
    assert [finding.reason for finding in outcome.findings] == [Reason.NAME_NOT_HEARD]


def test_a_name_of_the_other_script_is_never_failed_while_something_was_said() -> None:
    assert name_grade(0.3, "张伟", Lang.EN) is Verdict.UNSURE
    assert name_grade(0.3, "KIM, MINJUN", Lang.ZH) is Verdict.UNSURE
    assert name_grade(0.0, "张伟", Lang.EN) is Verdict.FAIL


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("heard", ["", "。。。", "今天天氣很好,我們一起去公園散步"])
def test_other_words_and_silence_fail(lang: Lang, heard: str) -> None:
    outcome = judged("张伟", heard, lang).outcome()
    assert outcome.verdict is Verdict.FAIL
    assert outcome.findings[0].reason is Reason.SENTENCE_MISSING


def test_a_chatter_of_denials_is_missing_words_and_no_negation() -> None:
    outcome = judged("张伟", "I don't see. No, we aren't. I don't see.", Lang.EN).outcome()
    assert Reason.NEGATED not in {finding.reason for finding in outcome.findings}


def test_much_put_in_is_doubtful() -> None:
    heard = ZH.format("张伟") + "今天天气很好我们去公园"
    assert judged("张伟", heard).outcome().verdict is Verdict.UNSURE


@given(
    name=st.text("张伟李娜王强欧阳晓敏", min_size=2, max_size=4),
    lang=st.sampled_from(list(Lang)),
)
def test_the_very_text_always_passes(name: str, lang: Lang) -> None:
    text = (ZH if lang is Lang.ZH else EN).format(name)
    assert judged(name, text, lang).outcome().verdict is Verdict.PASS


@given(heard=st.text(max_size=120), lang=st.sampled_from(list(Lang)))
def test_anything_heard_is_measured_within_bounds(heard: str, lang: Lang) -> None:
    text = (ZH if lang is Lang.ZH else EN).format("张伟")
    found = compare(text, "张伟", heard, lang)
    assert 0.0 <= found.coverage <= 1.0
    assert 0.0 <= found.name <= 1.0
    assert found.insertions >= 0


@given(st.text("abcdefg", max_size=8), st.text("abcdefg", max_size=8))
def test_the_edit_distance_is_a_distance(one: str, other: str) -> None:
    away = edit_distance(one, other)
    assert away == edit_distance(other, one)
    assert (away == 0) == (one == other)
    assert abs(len(one) - len(other)) <= away <= max(len(one), len(other))


@given(st.lists(st.sampled_from("我是张伟本人一切后果"), max_size=12))
def test_what_was_said_whole_lies_along_itself(characters: list[str]) -> None:
    said = tokens("".join(characters), Lang.ZH)
    found = align(said, said)
    assert found.pairs == tuple(range(len(said)))
    assert not found.extra


@pytest.mark.parametrize(
    ("one", "other"), [("zhang", "zan"), ("lan", "nan"), ("ren", "leng"), ("shi", "si")]
)
def test_sounds_that_many_do_not_tell_apart_are_equal(one: str, other: str) -> None:
    assert fuzzy(one) == fuzzy(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Zhang", "Chang"), ("Xu", "shoo"), ("Schmidt", "Smit")]
)
def test_words_that_sound_alike_are_alike(one: str, other: str) -> None:
    assert edit_distance(sketch(one), sketch(other)) <= 1


def test_traditional_characters_and_homophones_are_the_same_syllable() -> None:
    one, other = tokens("认", Lang.ZH)[0], tokens("認", Lang.ZH)[0]
    assert alike(one, other) == 1.0
    assert alike(tokens("重", Lang.ZH)[0], tokens("虫", Lang.ZH)[0]) == 1.0
