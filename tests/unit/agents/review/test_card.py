"""The card: everything a reviewer decides by, masked, in both languages, never too long."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given

from bot.agents.review.card import CardWriter, again, title
from bot.agents.review.details import SCORES, details_html
from bot.agents.review.evidence import Part
from bot.agents.review.reasons import REASONS, read_finding, short
from bot.agents.review.wording import heard
from bot.render import MESSAGE_LIMIT, Renderer
from dialogs.evidence import CheckOutcome
from dialogs.kinds import Action, Lang, PasswordKind, Verdict
from dialogs.model import (
    Case,
    Decision,
    Flag,
    Phase,
    ReturnedItem,
    ReviewRound,
    StepName,
)
from dialogs.reasons import CARD_FIELDS, Finding, Reason
from dialogs.reviewing import items
from dialogs.texts import text
from tests.property.histories import (
    NUMBER,
    PHONE,
    History,
    histories,
    record,
    submitted,
)
from tests.unit.agents.review.bench import doubtful, waived
from verification.api import CheckResult

RENDERER = Renderer()
AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def html(case: Case, lang: Lang = Lang.ZH, said: str | None = None) -> str:
    """Return the card; `said` is what was heard in the statement."""
    outcome = CheckOutcome(Verdict.PASS, heard=said)
    checked = {case.statement.media_id or "": CheckResult(outcome, (), "t1", 0.5)}
    return CardWriter(RENDERER, lang).html(case, checked if said else {})


def changed(history: History, **changes: Any) -> Case:
    return replace(history.case, **changes)


def test_it_says_in_chinese_what_there_is_to_decide() -> None:
    card = html(doubtful().case)
    assert "<b>🆕 审核 RS20260302000001</b>" in card
    assert "客户：张* · 二代身份证" in card
    assert "语言：中文" in card
    assert "重置：期货交易密码" in card
    assert "提交：2026年3月2日 09:00" in card
    assert "承诺时间：2026年3月3日 17:30" in card
    assert "还没有人领取" in card
    assert "⚠️ <b>证件正面</b>：存疑\n└ 证件号码处有反光" in card
    assert "✅ <b>证件背面</b>：通过" in card
    assert "《密码重置业务协议》 · 版本 1 · ab" in card


def test_it_says_the_same_in_english() -> None:
    card = html(doubtful(Lang.EN).case, Lang.EN)
    assert "Customer: 张* · Resident ID card" in card
    assert "Language: English" in card
    assert "To reset: Futures trading password" in card
    assert "⚠️ <b>Front of the card</b>: unsure" in card
    assert "To read: I am 张* in person." in card
    assert "Password Reset Agreement · version 1 · ab" in card


def test_the_statement_is_shown_in_the_language_it_was_to_be_read_in() -> None:
    assert "应读：I am 张* in person." in html(doubtful(Lang.EN).case, Lang.ZH)
    assert "To read: 我是张*本人" in html(doubtful(Lang.ZH).case, Lang.EN)


def test_several_passwords_stand_in_one_line() -> None:
    case = changed(submitted(), picked=tuple(PasswordKind)[:3])
    assert "重置：期货交易密码、期货资金密码、" in html(case)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("我是张伟本人，我认可", "我是张*本人"),
        ("我是章卫本人，我认可", "我是章*本人"),
        ("I am Maria Schmidt in person", "I am M*** S*** in person"),
    ],
)
def test_the_name_that_was_heard_is_masked_in_whatever_characters(words: str, shown: str) -> None:
    assert heard(words, ("张伟",), 200).startswith(shown)


def test_digits_that_were_heard_are_covered() -> None:
    card = html(doubtful().case, said="我是张伟本人，密码 87654321，一二三四五六")
    assert "听到：我是张*本人" in card
    assert "87654321" not in card
    assert "一二三四五六" not in card


def test_without_a_transcript_or_a_recording_it_says_so() -> None:
    assert "没有识别结果" in html(doubtful().case)
    assert "没有录像" in html(waived().case)


def test_what_an_agent_let_pass_needs_two() -> None:
    assert "❌ <b>声明视频</b>：未通过\n└ 检查未通过，由客服放行：需要两位" in html(waived().case)


def test_decisions_words_and_notes_stand_under_their_item() -> None:
    case = doubtful().case
    glare = Finding(Reason.GLARE, "number")
    decisions = (
        Decision("front", False, ("1009",), glare, "请 <b>重拍</b>", "像 P 图，查 13800138000"),
        Decision("statement", True, ("1009", "1008")),
    )
    card = html(replace(case, review=replace(case.review, reviewer="1009", decisions=decisions)))
    assert "└ ↩ 退回（1009）\n└ 反光：证件号码\n└ 给客户：请 &lt;b&gt;重拍&lt;/b&gt;" in card
    assert "🔒 内部：像 P 图，查 ••••" in card
    assert "└ ☑ 同意（1009, 1008）" in card


def test_one_yes_to_a_refused_check_is_said_not_to_be_enough() -> None:
    case = waived().case
    one = Decision("statement", True, ("1009",))
    card = html(replace(case, review=replace(case.review, decisions=(one,))))
    assert "└ ☑ 同意（1009）\n└ 还需要另一位审核人员同意" in card


# --- the fields -----------------------------------------------------------------------------


def test_fields_that_agree_are_shown_once_and_masked() -> None:
    card = html(submitted().case)
    assert "✓ 姓名：张*\n" in card
    assert "✓ 证件号码：110*************2X\n" in card
    assert "✓ 有效期：2036年1月1日\n" in card
    assert "✓ 住址：北京市朝阳区测试路1号" in card


def test_differences_are_marked_with_their_sources() -> None:
    history = submitted()
    case = history.case
    fields = replace(
        case.fields, name="张韦", valid_to=date(2037, 1, 1), address="上海", corrected=("name",)
    )
    firm = record(document_valid_to=date(2030, 5, 4))
    card = html(replace(case, fields=fields, record=firm))
    assert "≠ 姓名：识别 张* / 客户填写 张* / 客户确认 张*" in card
    assert "≠ 有效期：识别 2036年1月1日 / 客户确认 2037年1月1日 / 公司记录 2030年5月4日" in card
    assert "≠ 住址：识别 北京市朝阳区测试路1号 / 客户确认 上海" in card
    assert "客户手工改过：姓名" in card


def test_a_card_that_contradicts_its_own_number_is_marked() -> None:
    case = submitted().case
    wrong = tuple(
        replace(shot, reading=replace(shot.reading, birth=date(1950, 1, 1), sex="male"))
        if shot.reading.number
        else shot
        for shot in case.shots
    )
    card = html(replace(case, shots=wrong))
    assert "≠ 出生日期：识别 1950年1月1日 / 按号码 1949年12月31日" in card
    assert "≠ 性别：识别 男 / 按号码 女" in card


def test_an_address_that_holds_a_number_shows_none() -> None:
    case = submitted().case
    card = html(replace(case, fields=replace(case.fields, address=f"测试路 {NUMBER}")))
    assert NUMBER not in card
    assert "••••" in card


# --- rounds and ends ------------------------------------------------------------------------


def _second_round() -> Case:
    case = submitted().case
    back = (
        ReturnedItem(StepName.DOCUMENT, Finding(Reason.GLARE, "number"), None, "front"),
        ReturnedItem(StepName.STATEMENT, None, "再读一遍", "statement"),
    )
    rounds = (ReviewRound(1, AT, "1009", back),)
    return replace(case, review=replace(case.review, rounds=rounds))


def test_rounds_before_are_told() -> None:
    card = html(_second_round())
    assert "第 1 轮：2026年3月2日 12:00，1009 退回 证件正面（反光：证件号码）、声明视频" in card


def test_a_new_round_says_what_was_done_again() -> None:
    words = RENDERER.plain(again(_second_round(), 2), Lang.EN)
    assert words.startswith("🔁 Round 2: these were done again: Front of the card (Glare: Number)")
    assert "Statement video" in words
    assert "Round 3" in RENDERER.plain(again(submitted().case, 3), Lang.EN)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("phase", Phase)
def test_every_phase_has_a_card_and_a_title(phase: Phase, lang: Lang) -> None:
    case = changed(submitted(), phase=phase)
    assert html(case, lang)
    assert RENDERER.plain(title(case), lang).endswith("RS20260302000001 张*")


def test_title_and_card_say_that_it_is_frozen_or_escalated() -> None:
    history = submitted()
    frozen = changed(history, frozen_at=AT)
    assert RENDERER.plain(title(frozen), Lang.ZH).startswith("🧊")
    assert "已冻结" in html(frozen)
    up = changed(history, review=replace(history.case.review, escalated=True))
    assert RENDERER.plain(title(up), Lang.ZH).startswith("⬆️")
    assert "已升级，由主管审核" in html(up)


def test_an_overdue_case_says_so() -> None:
    history = submitted()
    late = changed(history, review=replace(history.case.review, reminded=1))
    assert "⏰ 已超过承诺时间：2026年3月3日 17:30" in html(late)


# --- limits ---------------------------------------------------------------------------------


def _stuffed() -> Case:
    """Return a case with more of everything than can come to pass."""
    case = doubtful().case
    flags = tuple(
        Flag(item.step, Finding(reason), media)
        for item in items(case)
        for media, _ in item.media
        for reason in Reason
    )
    long = "&<长" * 200
    decisions = tuple(
        Decision(item.name, False, ("1009", "1008"), Finding(Reason.GLARE, "number"), long, long)
        for item in items(case)
    )
    back = tuple(ReturnedItem(StepName.DOCUMENT, Finding(r), long, "front") for r in Reason)
    rounds = tuple(ReviewRound(n, AT, "1009", back) for n in range(30))
    review = replace(case.review, decisions=decisions, rounds=rounds)
    fields = replace(case.fields, address=long, corrected=CARD_FIELDS)
    return replace(case, flags=flags, review=review, fields=fields, picked=tuple(PasswordKind))


@pytest.mark.parametrize("lang", Lang)
def test_it_never_gets_longer_than_a_message(lang: Lang) -> None:
    card = html(_stuffed(), lang, said="听" * 5000)
    assert len(card) <= MESSAGE_LIMIT
    assert card.endswith(RENDERER.html(text("review_cut"), lang))
    assert card.count("<b>") == card.count("</b>")


@given(histories())
def test_whatever_happened_it_can_be_shown_and_shows_no_number(history: History) -> None:
    for lang in Lang:
        card = html(history.case, lang)
        assert len(card) <= MESSAGE_LIMIT
        assert NUMBER not in card
        assert NUMBER[:-1] not in card
        assert PHONE not in card


# --- words there have to be -----------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
def test_every_reason_part_action_and_score_has_words(lang: Lang) -> None:
    keys = [
        *(f"review_why_{reason}" for reasons in REASONS.values() for reason in reasons),
        *(f"review_part_{part}" for part in Part),
        *(f"review_action_{action}" for action in Action),
        *(f"review_score_{name}" for name in SCORES),
        *(f"item_{name}" for name in REASONS),
    ]
    assert [key for key in keys if not RENDERER.has(text(key).key, lang)] == []


def test_reasons_outside_the_table_are_told_in_full() -> None:
    words = RENDERER.plain(short(Finding(Reason.FILE_REUSED)), Lang.EN)
    assert words == RENDERER.plain(text("reason_file_reused"), Lang.EN)


def test_only_reasons_of_the_table_can_be_chosen() -> None:
    assert read_finding("front", "glare", "number") == Finding(Reason.GLARE, "number")
    assert read_finding("front", "blurred", "number") == Finding(Reason.BLURRED)
    assert read_finding("front", "glare", "nonsense") == Finding(Reason.GLARE)
    assert read_finding("liveness", "glare", "") is None
    assert read_finding("nothing", "glare", "") is None
    assert read_finding("front", "no such reason", "") is None


@pytest.mark.parametrize("lang", Lang)
def test_measurements_are_told_by_name_with_what_made_them(lang: Lang) -> None:
    case = doubtful().case
    scores = (("coverage", 0.974), ("a_new_one", 2.0))
    outcome = CheckOutcome(Verdict.UNSURE, scores=scores)
    models = (("whisper", "ab" * 32),)
    checked = {case.statement.media_id or "": CheckResult(outcome, models, "t7", 3.25)}
    told = details_html(case, checked, RENDERER, lang)
    coverage = RENDERER.plain(text("review_score_coverage"), lang)
    assert f"{coverage}：0.974" in told or f"{coverage}: 0.974" in told
    assert "a_new_one" in told
    assert "whisper abababababab" in told
    assert "t7" in told


def test_forgotten_measurements_are_said_to_be_gone() -> None:
    assert details_html(doubtful().case, {}, RENDERER, Lang.EN) == "No measurements are kept."
