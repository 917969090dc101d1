"""The statement check with the real engines, on spoken statements of invented people."""

import pytest

from bot.sandbox.materials import clips, faces
from bot.sandbox.people import BY_KEY
from dialogs.evidence import CheckOutcome
from dialogs.kinds import Action, Lang, Verdict
from dialogs.reasons import Reason
from verification.api import StatementRequest
from verification.checks.statement import check_statement
from verification.engines.loading import Engines

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::UserWarning")]

TEXT = {
    Lang.ZH: (
        "我是{}本人，我认可在此之前的所有交易结果，并愿意承担因重置密码引起的一切风险与后果。"
    ),
    Lang.EN: (
        "I am {} in person. I acknowledge all trading results up to now, and I accept every "
        "risk and consequence of this password reset."
    ),
}


PHRASE = "6048"


def checked(
    engines: Engines,
    media: bytes,
    person: str = "zhang_wei",
    lang: Lang = Lang.ZH,
    phrase: str = PHRASE,
) -> CheckOutcome:
    name = BY_KEY[person].name
    neutral = faces.selfie(Action.LOOK_AHEAD)
    text = TEXT[lang].format(name)
    request = StatementRequest(media, name, lang, text, neutral, 5.0, phrase)
    return check_statement(request, engines).outcome


def spoken(person: str, variant: str = "full", lang: Lang | None = None) -> bytes:
    return clips.statement_clip(person, variant, lang, PHRASE)


def reasons(outcome: CheckOutcome) -> list[Reason]:
    return [finding.reason for finding in outcome.findings]


@pytest.mark.parametrize(
    ("person", "lang"),
    [
        ("zhang_wei", Lang.ZH),
        ("ouyang_xiaomin", Lang.ZH),
        ("maria_schmidt", Lang.EN),
        ("kim_minjun", Lang.EN),
    ],
)
def test_a_complete_statement_passes(engines: Engines, person: str, lang: Lang) -> None:
    outcome = checked(engines, spoken(person, lang=lang), person, lang)
    assert outcome.verdict is Verdict.PASS, outcome
    assert outcome.heard


def test_a_chinese_name_in_an_english_sentence_is_not_failed(engines: Engines) -> None:
    outcome = checked(engines, spoken("zhang_wei", lang=Lang.EN), lang=Lang.EN)
    assert outcome.verdict is not Verdict.FAIL, outcome


@pytest.mark.parametrize(
    ("person", "lang", "missing"),
    [
        ("zhang_wei", Lang.ZH, "并愿意承担因重置密码引起的一切风险与后果"),
        (
            "maria_schmidt",
            Lang.EN,
            "and I accept every risk and consequence of this password reset",
        ),
    ],
)
def test_half_a_statement_fails_with_what_is_missing(
    engines: Engines, person: str, lang: Lang, missing: str
) -> None:
    outcome = checked(engines, spoken(person, "half", lang), person, lang)
    assert reasons(outcome) == [Reason.SENTENCE_MISSING], outcome
    assert outcome.findings[0].words == missing


@pytest.mark.parametrize(
    ("variant", "reason"),
    [
        ("silent", Reason.NO_SPEECH),
        ("no_sound", Reason.NO_SOUND),
        ("quiet", Reason.TOO_QUIET),
        ("noisy", Reason.TOO_NOISY),
        ("short", Reason.TOO_SHORT),
        ("stranger", Reason.OTHER_FACE),
        ("no_face", Reason.NO_FACE),
        ("lips_still", Reason.LIPS_STILL),
        ("face_leaves", Reason.FACE_LEFT),
        ("negated", Reason.NEGATED),
    ],
)
def test_each_way_to_spoil_it_is_named(engines: Engines, variant: str, reason: Reason) -> None:
    outcome = checked(engines, spoken("zhang_wei", variant))
    assert outcome.verdict is Verdict.FAIL
    assert reasons(outcome)[0] is reason, outcome


def test_an_english_negation_fails(engines: Engines) -> None:
    media = spoken("zhang_wei", "negated", Lang.EN)
    assert reasons(checked(engines, media, lang=Lang.EN)) == [Reason.NEGATED]


def test_another_name_fails(engines: Engines) -> None:
    in_chinese = checked(engines, spoken("li_guoqiang"))
    in_english = checked(engines, spoken("kim_minjun"), "maria_schmidt", Lang.EN)
    assert reasons(in_chinese) == [Reason.NAME_NOT_HEARD], in_chinese
    assert reasons(in_english) == [Reason.NAME_NOT_HEARD], in_english


def test_a_clip_without_speech_is_short_and_silent(engines: Engines) -> None:
    outcome = checked(engines, clips.action_clip(Action.TURN_HEAD))
    assert reasons(outcome) == [Reason.TOO_SHORT, Reason.NO_SPEECH], outcome


@pytest.mark.parametrize("lang", list(Lang))
def test_a_recording_with_other_digits_or_none_fails(engines: Engines, lang: Lang) -> None:
    old = checked(engines, spoken("zhang_wei", lang=lang), lang=lang, phrase="1703")
    without = checked(engines, clips.statement_clip("zhang_wei", lang=lang), lang=lang)
    assert reasons(old) == [Reason.PHRASE_NOT_HEARD], old
    assert reasons(without) == [Reason.PHRASE_NOT_HEARD], without
