"""The people's side of a talk: asking for a person, waiting, the lease, what an agent can do."""

from datetime import timedelta
from typing import Any, TypeVar

import pytest

from bot.render import Renderer
from dialogs import events as ev
from dialogs.effects import (
    ArmTimer,
    CallAgents,
    DeleteMessage,
    Effect,
    KeepReview,
    LookAtQueue,
    Record,
    Relay,
    RunCheck,
    Say,
    SendCode,
    StopTimer,
    TellAgents,
    Toast,
    Verb,
)
from dialogs.evidence import CheckOutcome
from dialogs.kinds import CodePurpose, Lang, MediaKind, PasswordKind, Verdict
from dialogs.model import CLOSED, PersonReason, Phase, ReturnedItem, StepName
from dialogs.policy import Policy
from dialogs.reasons import Finding, Reason
from dialogs.rules.masking import TOGETHER
from dialogs.understanding import Intent, Understood
from tests.property.histories import (
    BACK,
    GOOD_PATH,
    NUMBER,
    POLICY,
    READING,
    SPELT,
    START,
    History,
    applied,
    approve,
    buttons,
    give_back,
    go_to,
    record,
    said,
    sealed,
    submitted,
)

E = TypeVar("E", bound=Effect)
AGENT, OTHER = "1023", "1024"
TRADING = PasswordKind.FUTURES_TRADING


def of(history: History, kind: type[E]) -> list[E]:
    """Return the last turn's effects of a kind."""
    return [effect for effect in history.turns[-1].effects if isinstance(effect, kind)]


def words(history: History, lang: Lang = Lang.ZH) -> str:
    """Return what the last turn said to the customer, in words."""
    renderer, effects = Renderer(), history.turns[-1].effects
    spoken = [one.text if isinstance(one, Say) else one.words
              for one in effects if isinstance(one, Say | Relay)]  # fmt: skip
    return "\n".join(renderer.plain(one, lang) for one in spoken)


def notes(history: History) -> str:
    """Return what the last turn told the agents, in Chinese."""
    return "\n".join(Renderer().plain(one.what, Lang.ZH) for one in of(history, TellAgents))


def armed(history: History, timer: ev.TimerKind) -> timedelta | None:
    """Return how long after the last turn a timer is due that it armed."""
    due = [one.due_at for one in of(history, ArmTimer) if one.timer is timer]
    return due[-1] - history.at if due else None


def taken(step: StepName, lang: Lang = Lang.ZH) -> History:
    """Return a history that stands at a step with an agent in the talk."""
    history = go_to(step, lang)
    history.do(ev.AgentTook, agent=AGENT)
    return history


def act(history: History, one: ev.DeskAct, **more: Any) -> None:
    history.do(ev.AgentActed, agent=AGENT, act=one, **more)


# --- asking for a person --------------------------------------------------------------------


def waiting(**seen: Any) -> History:
    history = go_to(StepName.NAME)
    history.tap(Verb.PERSON)
    if seen:
        history.do(ev.QueueSeen, **seen)
    return history


def test_a_tap_asks_for_a_person() -> None:
    history = waiting()
    assert of(history, CallAgents) == [CallAgents(why=PersonReason.ASKED)]
    assert of(history, LookAtQueue)
    assert armed(history, ev.TimerKind.WAIT) == POLICY.wait_notice
    assert history.case.help.wanted_at == history.at


def test_words_ask_for_a_person() -> None:
    history = go_to(StepName.NAME)
    history.say("转人工", Understood(Intent.PERSON, 0.9))
    assert of(history, CallAgents)


@pytest.mark.parametrize("lang", Lang)
def test_without_a_desk_the_service_line_is_named(lang: Lang) -> None:
    history = History(lang, Policy(desk=False))
    history.do(ev.Started)
    history.tap(Verb.PERSON)
    assert POLICY.service_line in words(history, lang)
    assert not of(history, CallAgents)
    assert history.case.help.wanted_at is None


def offered(history: History) -> set[str]:
    return {one.arg for say in said(history.turns[-1].effects) for one in buttons(say)
            if one.verb == Verb.PERSON}  # fmt: skip


def test_a_person_is_offered_when_not_understood_twice() -> None:
    history = go_to(StepName.SELECTION)
    history.say("?")
    history.say("?")
    assert PersonReason.NOT_UNDERSTOOD in offered(history)


@pytest.mark.parametrize("intent", [Intent.INSULT, Intent.FRUSTRATION])
def test_a_person_is_offered_in_anger(intent: Intent) -> None:
    history = go_to(StepName.SELECTION)
    history.say("!", Understood(intent, 0.9))
    assert PersonReason.UPSET in offered(history)


def test_a_person_is_offered_when_tries_are_used_up() -> None:
    history = go_to(StepName.DOCUMENT)
    for _ in range(POLICY.photo_tries):
        history.media()
        history.check(CheckOutcome(Verdict.FAIL, (Finding(Reason.BLURRED),)))
    assert "人工客服" in words(history)
    history.tap(Verb.PERSON)
    assert of(history, CallAgents) == [CallAgents(why=PersonReason.TRIES)]


def test_three_photos_are_not_all_tries_of_a_photo() -> None:
    history = go_to(StepName.DOCUMENT)
    for _ in range(POLICY.video_tries):
        history.media()
        history.check(CheckOutcome(Verdict.FAIL, (Finding(Reason.BLURRED),)))
    history.tap(Verb.PERSON)
    assert of(history, CallAgents) == [CallAgents(why=PersonReason.ASKED)]


def test_a_person_is_offered_after_two_doubtful_checks_even_without_findings() -> None:
    history = go_to(StepName.DOCUMENT)
    for reading in (READING, BACK):
        history.media()
        history.check(CheckOutcome(Verdict.UNSURE, card=reading))
    assert "offer-person" in repr(said(history.turns[-1].effects))
    history.tap(Verb.PERSON)
    assert of(history, CallAgents) == [CallAgents(why=PersonReason.UNSURE)]


# --- waiting --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seen", "zh"),
    [
        ({"ahead": 0, "on_duty": 1, "minutes": 2}, "您是下一位，大约 2 分钟"),
        ({"ahead": 3, "on_duty": 1, "minutes": 15}, "前面还有 3 位，大约 15 分钟"),
        ({"ahead": 0, "on_duty": 0, "minutes": 0}, "现在没有客服在线"),
        ({"ahead": 0, "on_duty": 0, "minutes": 0, "opens_at": START}, "人工客服现在休息"),
    ],
)
def test_the_wait_is_told_honestly_with_ways_out(seen: dict[str, Any], zh: str) -> None:
    history = waiting(**seen)
    assert zh in words(history)
    verbs = {one.verb for say in said(history.turns[-1].effects) for one in buttons(say)}
    assert {Verb.NO_PERSON, Verb.CALLBACK} <= verbs
    if not seen["on_duty"]:
        assert POLICY.service_line in words(history)


def test_the_wait_is_told_in_english_too() -> None:
    history = go_to(StepName.NAME, Lang.EN)
    history.tap(Verb.PERSON)
    history.do(ev.QueueSeen, ahead=2, on_duty=1, minutes=10)
    assert "2 ahead of you: about 10 min" in words(history, Lang.EN)


def test_the_pauses_double_and_after_a_limit_only_the_agents_are_reminded() -> None:
    history, pauses, told = waiting(ahead=1, on_duty=1, minutes=5), [], 0
    for _ in range(5):
        history.do(ev.TimerFired, after_s=600, timer=ev.TimerKind.WAIT)
        pauses.append(armed(history, ev.TimerKind.WAIT))
        assert "还没有人接待" in notes(history)
        if of(history, LookAtQueue):
            told += 1
            history.do(ev.QueueSeen, ahead=1, on_duty=1, minutes=5)
    assert pauses[:3] == [POLICY.wait_notice * 2**n for n in (1, 2, 3)]
    assert told == POLICY.wait_notices_max
    assert all(pauses)


def test_in_the_end_it_is_called_too_slow() -> None:
    history = waiting(ahead=1, on_duty=1, minutes=5)
    for _ in range(POLICY.wait_notices_max):
        history.do(ev.QueueSeen, ahead=1, on_duty=1, minutes=5)
    assert "让您久等了" in words(history)
    assert POLICY.service_line in words(history)


def test_who_goes_on_alone_waits_no_more() -> None:
    history = waiting()
    history.tap(Verb.NO_PERSON)
    assert StopTimer(timer=ev.TimerKind.WAIT) in history.turns[-1].effects
    assert "不再等待人工" in notes(history)
    assert "请输入您的" in words(history)
    assert history.case.help.wanted_at is None


def test_a_callback_is_kept_and_agents_see_it() -> None:
    history = waiting()
    history.tap(Verb.CALLBACK)
    assert StopTimer(timer=ev.TimerKind.WAIT) in history.turns[-1].effects
    assert "再联系" in notes(history)
    GOOD_PATH[StepName.NAME](history)
    assert history.case.help.callback
    assert history.case.help.wanted_at is not None


def test_who_asked_to_be_called_may_wait_after_all() -> None:
    history = waiting()
    since = history.case.help.wanted_at
    history.tap(Verb.CALLBACK)
    history.tap(Verb.PERSON)
    assert of(history, LookAtQueue)
    assert armed(history, ev.TimerKind.WAIT) == POLICY.wait_notice
    assert history.case.help.wanted_at == since
    history.do(ev.QueueSeen, ahead=0, on_duty=1, minutes=2)
    assert "您是下一位" in words(history)


def test_nobody_waits_in_a_case_that_is_over_but_a_callback_stays() -> None:
    for verb, waits in ((Verb.STAY, False), (Verb.CALLBACK, True)):
        history = waiting()
        history.tap(verb)
        history.tap(Verb.CANCEL_YES)
        assert history.case.phase is Phase.CANCELLED
        assert (history.case.help.wanted_at is not None) is waits
        history.do(ev.AgentTook, agent=AGENT)
        assert (history.case.speaker.agent == AGENT) is waits


# --- the lease ------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "zh"), [(Lang.ZH, "1023 为您服务"), (Lang.EN, "1023 from")])
def test_the_customer_sees_who_takes_and_is_passed_and_gets_the_bot_back(
    lang: Lang, zh: str
) -> None:
    history = taken(StepName.NAME, lang)
    assert zh in words(history, lang)
    history.do(ev.AgentPassed, agent=AGENT, to=OTHER)
    assert OTHER in words(history, lang)
    history.do(ev.AgentHandedBack, agent=OTHER)
    assert ("助手" if lang is Lang.ZH else "assistant") in words(history, lang)
    assert [turn.after.speaker.lease for turn in history.turns[-3:]] == [2, 3, 4]
    assert history.case.help.handlers == (AGENT, OTHER)


def test_taking_ends_the_waiting_and_watches_the_silence() -> None:
    history = waiting()
    history.do(ev.AgentTook, agent=AGENT)
    assert history.case.help.wanted_at is None
    assert StopTimer(timer=ev.TimerKind.WAIT) in history.turns[-1].effects
    assert armed(history, ev.TimerKind.SILENCE) == POLICY.agent_silence


@pytest.mark.parametrize(
    ("event", "more"),
    [
        (ev.AgentTook, {}),
        (ev.AgentSpoke, {"message_ref": "-1:5", "words": "hi"}),
        (ev.AgentPassed, {"to": "1025"}),
        (ev.AgentHandedBack, {}),
        (ev.AgentActed, {"act": ev.DeskAct.PROMPT}),
    ],
)
def test_nobody_else_speaks_or_acts_in_it(event: type[ev.Event], more: dict[str, Any]) -> None:
    history = taken(StepName.NAME)
    before = history.case
    history.do(event, agent=OTHER, **more)
    assert history.case == before
    assert not of(history, Relay)
    assert of(history, Toast)


def test_a_supervisor_may_take_it_from_somebody() -> None:
    history = taken(StepName.NAME)
    history.do(ev.AgentTook, agent=OTHER, over=True)
    assert history.case.speaker.agent == OTHER
    assert OTHER in words(history)


def test_a_finished_check_goes_to_the_agent_and_not_to_the_customer() -> None:
    history = go_to(StepName.DOCUMENT)
    history.media()
    history.do(ev.AgentTook, agent=AGENT)
    history.check(CheckOutcome(Verdict.FAIL, (Finding(Reason.BLURRED),)))
    assert words(history) == ""
    assert "未通过" in notes(history)
    assert "照片有点模糊" in notes(history)


def test_the_agent_hears_what_the_case_made_of_a_check() -> None:
    history = taken(StepName.DOCUMENT)
    history.media()
    other = CheckOutcome(Verdict.PASS, card=history_card("110101199003070011"))
    history.check(other)
    assert "未通过" in notes(history)
    assert "不一样" in notes(history)


def history_card(number: str) -> Any:
    """Return a front that carries another number."""
    return type(READING)(kind=READING.kind, side=READING.side, number=number)


def test_a_late_check_is_told_to_nobody() -> None:
    history = taken(StepName.DOCUMENT)
    history.do(ev.CheckFinished, check_id="gone", outcome=CheckOutcome(Verdict.PASS))
    assert history.turns[-1].effects == ()


def test_a_statements_words_are_not_told_because_the_name_is_in_them() -> None:
    history = taken(StepName.STATEMENT)
    history.media(MediaKind.VIDEO_NOTE, duration_s=9)
    history.tap(Verb.SUBMIT)
    quoted = Finding(Reason.SENTENCE_MISSING, words="我是张伟本人")
    history.check(CheckOutcome(Verdict.FAIL, (quoted,)))
    assert "有的话没有听清" in notes(history)
    assert "张伟" not in notes(history)


def test_what_the_agent_asks_the_bot_to_say_does_reach_the_customer() -> None:
    history = taken(StepName.NUMBER)
    act(history, ev.DeskAct.PROMPT)
    assert "号码（18 位）" in words(history)


def test_words_answer_the_step_only_when_the_agent_asked_for_it() -> None:
    history = taken(StepName.NUMBER)
    history.say(NUMBER)
    assert history.turns[-1].after.identity.number is None
    assert "••••" in notes(history)
    act(history, ev.DeskAct.PROMPT)
    history.say(NUMBER)
    assert history.case.step is StepName.PHONE
    assert words(history) == ""
    assert NUMBER not in repr(history.turns[-1].effects)
    history.say("13800138000")
    assert history.case.step is StepName.PHONE


def test_an_edited_message_answers_no_step() -> None:
    history = taken(StepName.NUMBER)
    act(history, ev.DeskAct.PROMPT)
    history.do(ev.TextSaid, text=NUMBER, edited=True)
    assert history.case.step is StepName.NUMBER
    assert "（修改后）" in notes(history)


def test_a_field_is_corrected_in_words_when_the_agent_asked() -> None:
    history = go_to(StepName.FIELDS)
    history.tap(Verb.CORRECT, "address")
    history.do(ev.AgentTook, agent=AGENT)
    act(history, ev.DeskAct.PROMPT)
    history.say("上海市黄浦区示例路 2 号")
    assert history.case.fields.address == "上海市黄浦区示例路 2 号"


def test_a_wrong_code_is_told_to_the_agent_and_a_right_one_goes_on() -> None:
    history = taken(StepName.CODE)
    history.code(CodePurpose.IDENTITY, right=False)
    assert "还可以再试 4 次" in notes(history)
    history.do(ev.CodeEntered, purpose=CodePurpose.IDENTITY, digest="right")
    assert history.case.step is StepName.RECORDS
    assert "未通过" not in notes(history)
    assert words(history) == ""


def test_a_tap_on_the_newest_prompt_is_judged_and_on_an_older_one_is_not() -> None:
    history = taken(StepName.NOTICE)
    before = history.case.agreements
    history.do(ev.Tapped, verb=Verb.CONFIRM, prompt_no=history.case.prompt_no - 1)
    assert history.case.agreements == before
    history.tap(Verb.CONFIRM)
    assert history.case.step is StepName.PASSWORDS
    assert words(history) == ""


def test_the_secure_page_works_under_the_lease() -> None:
    history = taken(StepName.PASSWORDS)
    GOOD_PATH[StepName.PASSWORDS](history)
    assert history.case.step is StepName.DOCUMENT


def test_a_typed_password_is_deleted_and_taken_only_if_it_was_asked_for() -> None:
    history = go_to(StepName.PASSWORDS)
    history.tap(Verb.TYPE)
    history.do(ev.AgentTook, agent=AGENT)
    one = sealed(TRADING, history.at, "one")
    history.do(ev.PasswordTyped, message_ref="42", kind=TRADING, sealed=one)
    assert of(history, DeleteMessage)
    assert not history.case.sealed
    assert notes(history) == "👤 ••••"
    act(history, ev.DeskAct.PROMPT)
    history.do(ev.PasswordTyped, message_ref="43", kind=TRADING, sealed=one)
    assert of(history, DeleteMessage)
    assert history.case.sealed == (one,)


def test_continue_after_a_return_works_under_the_lease() -> None:
    history = submitted()
    give_back(history, ReturnedItem(StepName.DOCUMENT, Finding(Reason.GLARE)))
    history.do(ev.AgentTook, agent=AGENT)
    history.tap(Verb.CONTINUE)
    assert history.case.step is StepName.DOCUMENT


def test_the_talk_goes_on_where_it_stands_after_the_hand_back() -> None:
    history = taken(StepName.DOCUMENT)
    for reading in (READING, BACK):
        history.media()
        history.check(CheckOutcome(Verdict.PASS, card=reading))
    history.do(ev.AgentHandedBack, agent=AGENT)
    assert "请核对读到的信息" in words(history)


def test_a_hand_back_may_name_a_step_but_never_takes_a_submission_apart() -> None:
    history = taken(StepName.SUBMIT)
    history.do(ev.AgentHandedBack, agent=AGENT, step=StepName.PASSWORDS)
    assert history.case.step is StepName.PASSWORDS
    history = submitted()
    history.do(ev.AgentTook, agent=AGENT)
    before = history.case.sealed
    history.do(ev.AgentHandedBack, agent=AGENT, step=StepName.PASSWORDS)
    assert history.case.step is StepName.REVIEW
    assert history.case.sealed == before


def test_a_hand_back_starts_the_customers_clocks_anew() -> None:
    history = taken(StepName.DOCUMENT)
    history.do(ev.TimerFired, timer=ev.TimerKind.EXPIRY)
    assert history.case.phase is Phase.OPEN
    history.do(ev.AgentHandedBack, agent=AGENT)
    assert armed(history, ev.TimerKind.EXPIRY) == POLICY.expiry
    assert StopTimer(timer=ev.TimerKind.SILENCE) in history.turns[-1].effects


# --- what agents read -----------------------------------------------------------------------


@pytest.mark.parametrize("spelt", SPELT)
def test_a_secret_in_words_reaches_the_agent_covered(spelt: str) -> None:
    history = taken(StepName.SELECTION)
    history.say(spelt)
    assert "••••" in notes(history)
    assert spelt not in notes(history)


def test_a_number_in_two_messages_is_covered_in_the_second() -> None:
    history = taken(StepName.DOCUMENT)
    history.say("我的号码前几位是 1101")
    assert "1101" in notes(history)
    history.say("先等一下")
    history.media(MediaKind.VOICE, message_ref="5:7", caption="后面 0519")
    assert "0519" not in notes(history)
    history.say("还有 91")
    assert "91" not in notes(history)


def test_digits_far_apart_do_not_count_together() -> None:
    history = taken(StepName.DOCUMENT)
    history.say("等了 20 分钟")
    history.at += TOGETHER * 2
    history.say("尾号 8000")
    assert "8000" in notes(history)


@pytest.mark.parametrize("step", [StepName.CODE, StepName.PASSWORDS, StepName.SIGNING])
def test_a_piece_of_a_secret_is_covered_where_one_is_awaited(step: StepName) -> None:
    history = taken(step)
    history.say("839")
    assert "839" not in notes(history)
    history.say("尾号 80")
    assert "80" in notes(history)


@pytest.mark.parametrize(
    "step", [StepName.NAME, StepName.DOCUMENT, StepName.FIELDS, StepName.STATEMENT]
)
@pytest.mark.parametrize("problem", [None, Reason.FILE_TOO_LARGE])
def test_evidence_is_not_copied_to_agents(step: StepName, problem: Reason | None) -> None:
    history = taken(step)
    history.media(problem=problem, message_ref="5:6", caption=NUMBER)
    [told] = of(history, TellAgents)[:1]
    assert told.media_ref is None
    assert NUMBER not in repr(told)


def test_a_card_sent_first_of_all_is_judged_under_the_lease() -> None:
    history = taken(StepName.NAME)
    history.media()
    assert of(history, RunCheck)
    assert "送检" in notes(history)


def test_a_photo_after_a_return_is_not_copied_either() -> None:
    history = submitted()
    give_back(history, ReturnedItem(StepName.DOCUMENT, Finding(Reason.GLARE)))
    history.do(ev.AgentTook, agent=AGENT)
    history.media(message_ref="5:6")
    assert [one.media_ref for one in of(history, TellAgents)] == [None]


def test_any_other_picture_and_every_voice_is_copied() -> None:
    history = taken(StepName.SELECTION)
    history.media(message_ref="5:6", caption="看这个 123456")
    [told] = of(history, TellAgents)
    assert told.media_ref == "5:6"
    assert "123456" not in repr(told.what)
    history = taken(StepName.DOCUMENT)
    history.media(MediaKind.VOICE, message_ref="5:7")
    assert of(history, TellAgents)[0].media_ref == "5:7"


def test_why_a_field_was_looked_at_is_on_record_and_masked() -> None:
    history = taken(StepName.SELECTION)
    why = f"customer gave {NUMBER}"
    history.do(ev.FieldUnmasked, agent=AGENT, field_name="number", reason=why)
    assert of(history, TellAgents)[0].urgent
    assert of(history, Record)
    assert NUMBER not in repr(history.turns[-1].effects)


# --- silence --------------------------------------------------------------------------------


def test_an_unanswered_customer_is_reminded_of_once_and_then_handed_back() -> None:
    history = taken(StepName.DOCUMENT)
    history.say("在吗")
    history.do(ev.TimerFired, timer=ev.TimerKind.SILENCE)
    assert "客户在等您回复" in notes(history)
    assert history.case.speaker.agent == AGENT
    assert armed(history, ev.TimerKind.SILENCE) == POLICY.agent_silence
    history.do(ev.TimerFired, timer=ev.TimerKind.SILENCE)
    assert history.case.speaker.agent is None
    assert "一段时间没有新消息" in words(history)
    assert "自动交还助手" in notes(history)


def test_a_talk_in_which_nobody_says_anything_is_handed_back() -> None:
    history = taken(StepName.DOCUMENT)
    history.do(ev.TimerFired, timer=ev.TimerKind.SILENCE)
    assert history.case.speaker.agent is None


@pytest.mark.parametrize("one", ["words", "prompt"])
def test_words_and_prompts_are_both_answers(one: str) -> None:
    history = taken(StepName.DOCUMENT)
    history.say("在吗")
    if one == "words":
        history.do(ev.AgentSpoke, agent=AGENT, message_ref="-1:5", words="在")
    else:
        act(history, ev.DeskAct.PROMPT)
    assert history.case.help.unanswered_at is None
    assert armed(history, ev.TimerKind.SILENCE) == POLICY.agent_silence


# --- what the holder can do -----------------------------------------------------------------


def test_an_agent_sends_a_new_code_unseen() -> None:
    history = taken(StepName.CODE)
    history.at += POLICY.code_resend
    act(history, ev.DeskAct.RESEND)
    assert of(history, SendCode)
    assert "验证码" in words(history)


def test_no_code_is_sent_again_after_the_right_one() -> None:
    history = go_to(StepName.SIGNING)
    history.code(CodePurpose.SIGNING)
    history.do(ev.AgentTook, agent=AGENT)
    history.at += POLICY.code_resend
    act(history, ev.DeskAct.RESEND)
    assert not of(history, SendCode)
    history.do(ev.AgreementsSigned, pdf_media_id="p", pdf_sha256="s", certificate_serial="1")
    assert history.case.step is StepName.SUBMIT


@pytest.mark.parametrize("step", [StepName.LIVENESS, StepName.STATEMENT])
def test_a_waived_step_goes_to_the_reviewers(step: StepName) -> None:
    history = taken(step)
    act(history, ev.DeskAct.WAIVE)
    assert history.case.waived == (step,)
    assert history.case.step is not step


def test_a_step_done_properly_after_all_is_waived_no_more() -> None:
    history = taken(StepName.LIVENESS)
    act(history, ev.DeskAct.WAIVE)
    act(history, ev.DeskAct.REOPEN, step=StepName.NAME)
    history.do(ev.AgentHandedBack, agent=AGENT)
    assert history.case.waived == ()


def test_going_back_while_a_film_is_watched_lets_it_be_submitted_again() -> None:
    history = go_to(StepName.STATEMENT)
    history.media(MediaKind.VIDEO_NOTE, duration_s=9)
    history.tap(Verb.SUBMIT)
    history.tap(Verb.BACK)
    GOOD_PATH[StepName.LIVENESS](history)
    history.tap(Verb.SUBMIT)
    assert of(history, RunCheck)


def test_an_application_on_its_way_is_not_taken_apart() -> None:
    history = go_to(StepName.SUBMIT)
    history.tap(Verb.SUBMIT)
    for verb in (Verb.BACK, Verb.CANCEL_YES, Verb.RESTART_YES):
        history.tap(verb)
    history.do(ev.AgentTook, agent=AGENT)
    for one in (ev.DeskAct.BACK, ev.DeskAct.END):
        act(history, one)
    history.do(ev.CaseAccepted, application_number="RS20260302000001")
    assert history.case.phase is Phase.IN_REVIEW


def test_none_of_an_agents_acts_approves() -> None:
    for one in ev.DeskAct:
        history = submitted()
        history.do(ev.AgentTook, agent=AGENT)
        act(history, one)
        history.do(ev.CaseApproved, agent=AGENT)
        assert history.case.phase is Phase.IN_REVIEW


def test_a_case_that_an_agent_ends_keeps_the_talk_until_it_is_handed_back() -> None:
    history = taken(StepName.DOCUMENT)
    act(history, ev.DeskAct.END)
    assert history.case.phase is Phase.CANCELLED
    assert "本次办理已由客服关闭" in words(history)
    assert StopTimer(timer=ev.TimerKind.SILENCE) not in history.turns[-1].effects
    history.do(ev.TimerFired, timer=ev.TimerKind.SILENCE)
    assert history.case.speaker.agent is None
    assert "已经取消" in words(history)


def test_results_under_a_lease_are_told_at_the_hand_back() -> None:
    history = submitted()
    approve(history)
    history.do(ev.AgentTook, agent=AGENT)
    history.do(ev.PasswordApplied, result=applied(history, TRADING))
    assert history.case.phase in CLOSED
    assert words(history) == ""
    assert "已办结" in notes(history)
    history.do(ev.AgentHandedBack, agent=AGENT)
    assert "新密码已生效" in words(history)


def test_a_reviewer_who_takes_the_talk_reviews_no_more() -> None:
    history = submitted()
    history.do(ev.ReviewTaken, agent=AGENT)
    history.do(ev.ItemDecided, agent=AGENT, item="front", accepted=True)
    history.do(ev.AgentTook, agent=AGENT)
    assert history.case.review.reviewer is None
    assert history.case.review.decisions == ()
    assert of(history, KeepReview)
    approve(history)
    assert history.case.phase is Phase.APPLYING


# --- a whole good story ---------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
def test_ask_wait_take_talk_prompt_photo_hand_back(lang: Lang) -> None:
    history = go_to(StepName.DOCUMENT, lang)
    history.tap(Verb.PERSON)
    history.do(ev.QueueSeen, ahead=0, on_duty=1, minutes=2)
    history.do(ev.AgentTook, agent=AGENT)
    history.do(ev.AgentSpoke, agent=AGENT, message_ref="-1:5", ready_made="photo")
    assert ("深色桌面" if lang is Lang.ZH else "dark surface") in words(history, lang)
    assert AGENT in words(history, lang)
    act(history, ev.DeskAct.PROMPT)
    for reading in (READING, BACK):
        history.media(message_ref="5:6")
        history.check(CheckOutcome(Verdict.PASS, card=reading))
        assert words(history, lang) == ""
    history.do(ev.AgentHandedBack, agent=AGENT)
    assert history.case.step is StepName.FIELDS
    while history.case.step in GOOD_PATH:
        GOOD_PATH[history.case.step](history)
    approve(history)
    assert history.case.phase is Phase.APPLYING
    assert history.case.record == record()
