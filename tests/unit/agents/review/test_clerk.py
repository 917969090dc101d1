"""Taps and replies: each becomes the event it should, and who may not is told so."""

from dataclasses import replace
from typing import Any

import pytest

from bot.agents.acting import Notice
from bot.agents.arrivals import Ordered, Posted, Poster, StaffArrival
from dialogs import events as ev
from dialogs.kinds import Lang
from dialogs.model import Case, Phase
from dialogs.reasons import Finding, Reason
from dialogs.reviewing import decision_of
from dialogs.staff import Role
from dialogs.texts import Text
from storage.api import StaffRow
from tests.property.histories import submitted
from tests.unit.agents.review.bench import (
    AGENT,
    GROUP,
    HANDLER,
    OUTSIDER,
    REVIEWER,
    SECOND,
    SUPERVISOR,
    Bench,
    colleague,
    doubtful,
    in_review,
    waived,
)


async def _taken(history: Any = None) -> Bench:
    desk = await in_review(history or doubtful())
    await desk.tap(REVIEWER, "r.take.")
    await desk.send()
    return desk


def _key(notice: Text | None) -> str | None:
    return None if notice is None else notice.key


async def _decision(desk: Bench, item: str) -> Any:
    return decision_of(await desk.case(), item)


# --- taps -----------------------------------------------------------------------------------


async def test_taking_and_giving_back() -> None:
    desk = await in_review(submitted())
    assert await desk.tap(REVIEWER, "r.take.") is None
    (taken,) = await desk.events(ev.ReviewTaken)
    assert isinstance(taken, ev.ReviewTaken)
    assert (taken.agent, taken.supervisor, taken.event_id) == ("1009", False, "tg-1")
    assert (await desk.case()).review.reviewer == "1009"
    assert await desk.tap(REVIEWER, "r.drop.") is None
    assert (await desk.case()).review.reviewer is None


async def test_two_reviewers_never_hold_it_together() -> None:
    desk = await _taken()
    assert _key(await desk.tap(SECOND, "r.take.")) == "review-held-by"
    for data in ("r.ok.front", "r.no.front.blurred", "r.approve.", "r.back.", "r.up.", "r.drop."):
        assert await desk.tap(SECOND, data) is not None, data
    case = await desk.case()
    assert (case.review.reviewer, case.review.decisions) == ("1009", ())
    for data in ("r.why.front", "r.say.front"):
        assert _key(await desk.tap(SECOND, data)) == "review-held-by"


async def test_who_served_the_customer_is_refused() -> None:
    desk = await in_review(waived())
    assert _key(await desk.tap(HANDLER, "r.take.")) == "review-own-talk"
    await desk.tap(REVIEWER, "r.take.")
    await desk.tap(REVIEWER, "r.ok.statement")
    assert _key(await desk.tap(HANDLER, "r.ok.statement")) == "review-own-talk"
    assert _key(await desk.tap(HANDLER, "r.see.")) == "review-own-talk"


@pytest.mark.parametrize("who", [OUTSIDER, replace(REVIEWER, revoked_at=REVIEWER.granted_at)])
async def test_others_are_told_that_it_is_not_theirs(who: StaffRow) -> None:
    desk = await in_review(submitted())
    for data in ("r.take.", "r.see.", "r.more.", "r.ok.front", "r.thaw."):
        assert _key(await desk.tap(who, data)) == "review-not-a-reviewer"
    assert len(desk.settled) == 5
    assert (await desk.case()).review.reviewer is None


async def test_accepting_all_and_approving() -> None:
    desk = await _taken()
    assert _key(await desk.tap(REVIEWER, "r.approve.")) == "review-undecided"
    for item in ("front", "statement"):
        assert await desk.tap(REVIEWER, f"r.ok.{item}") is None
    assert await desk.tap(REVIEWER, "r.approve.") is None
    approved = (await desk.events(ev.CaseApproved))[-1]
    assert isinstance(approved, ev.CaseApproved)
    assert approved.agent == "1009"
    assert (await desk.case()).phase is Phase.APPLYING


async def test_what_a_check_refused_takes_two_people() -> None:
    desk = await _taken(waived())
    assert await desk.tap(REVIEWER, "r.ok.statement") is None
    assert await desk.tap(REVIEWER, "r.ok.statement") is None
    assert _key(await desk.tap(REVIEWER, "r.approve.")) == "review-undecided"
    assert await desk.tap(SECOND, "r.ok.statement") is None
    decision = await _decision(desk, "statement")
    assert decision.reviewers == ("1009", "1008")
    assert await desk.tap(REVIEWER, "r.approve.") is None


async def test_choosing_a_reason_changes_the_keyboard_in_place() -> None:
    desk = await _taken()
    html = (await desk.card()).html
    assert await desk.tap(REVIEWER, "r.why.front") is None
    await desk.send()
    assert "r.no.front.blurred" in await desk.buttons()
    await desk.tap(REVIEWER, "r.why.front.glare")
    await desk.send()
    assert "r.no.front.glare.number" in await desk.buttons()
    assert (await desk.card()).html == html
    await desk.tap(REVIEWER, "r.why.")
    await desk.send()
    assert "r.ok.front" in await desk.buttons()
    assert len(desk.forum.posts) == 1


async def test_returning_with_a_reason_and_its_place() -> None:
    desk = await _taken()
    await desk.tap(REVIEWER, "r.why.front")
    await desk.send()
    assert await desk.tap(REVIEWER, "r.no.front.glare.number") is None
    await desk.send()
    decision = await _decision(desk, "front")
    assert (decision.accepted, decision.finding) == (False, Finding(Reason.GLARE, "number"))
    assert "r.ok.front" in await desk.buttons()
    assert await desk.tap(REVIEWER, "r.back.") is None
    (returned,) = await desk.events(ev.CaseReturned)
    assert isinstance(returned, ev.CaseReturned)
    (item,) = returned.items
    assert (item.item, item.reason) == ("front", Finding(Reason.GLARE, "number"))
    assert (await desk.case()).phase is Phase.RETURNED


async def test_agreements_are_returned_without_a_reason() -> None:
    desk = await _taken()
    assert await desk.tap(REVIEWER, "r.no.agreements.none") is None
    decision = await _decision(desk, "agreements")
    assert (decision.accepted, decision.finding) == (False, None)


async def test_returning_nothing_is_refused() -> None:
    desk = await _taken()
    assert _key(await desk.tap(REVIEWER, "r.back.")) == "review-nothing-returned"


async def test_escalating_leaves_it_to_supervisors() -> None:
    desk = await _taken()
    assert await desk.tap(REVIEWER, "r.up.") is None
    case = await desk.case()
    assert (case.review.reviewer, case.review.escalated) == (None, True)
    assert _key(await desk.tap(REVIEWER, "r.take.")) == "review-for-supervisor"
    assert await desk.tap(SUPERVISOR, "r.take.") is None
    assert (await desk.case()).review.reviewer == "1003"


async def test_only_a_supervisor_unfreezes() -> None:
    desk = await _taken()
    await desk.engine.turn("case-1", ev.NotMeReported(event_id="nm", at=desk.clock.now()))
    assert _key(await desk.tap(REVIEWER, "r.ok.front")) == "review-frozen"
    assert _key(await desk.tap(REVIEWER, "r.thaw.")) == "desk-supervisors-only"
    assert (await desk.case()).frozen_at is not None
    assert await desk.tap(SUPERVISOR, "r.thaw.") is None
    assert (await desk.case()).frozen_at is None


@pytest.mark.parametrize(
    "data",
    ["r.fly.", "x", "r.no.front.too_quiet", "r.no.nothing.none", "r.why.nothing", "r.say.nothing",
     "r.no.front", "r.no."],
)  # fmt: skip
async def test_a_button_that_is_not_of_this_version_does_nothing(data: str) -> None:
    desk = await _taken()
    assert _key(await desk.tap(REVIEWER, data)) == "stale-button"
    assert (await desk.case()).review.decisions == ()
    assert len(desk.settled) == 2


async def test_the_same_update_twice_happens_once() -> None:
    desk = await _taken()
    await desk.tap(REVIEWER, "r.ok.front")
    desk.update_id -= 1
    assert await desk.tap(REVIEWER, "r.ok.front") is None
    assert len(await desk.events(ev.ItemDecided)) == 1


async def test_a_stale_reason_list_is_not_put_up_for_who_dropped_it() -> None:
    desk = await _taken()
    await desk.tap(REVIEWER, "r.why.front")
    await desk.tap(REVIEWER, "r.drop.")
    await desk.send()
    assert await desk.buttons() == ["r.take.", "r.more."]


# --- replies --------------------------------------------------------------------------------


async def _asked(desk: Bench, item: str = "front") -> int:
    """Ask for words about an item, and return the message that asks."""
    await desk.tap(REVIEWER, f"r.say.{item}")
    await desk.send()
    row = (await desk.effects("AskWords"))[-1]
    assert row.result is not None
    return int(str(row.result["message_id"]))


async def test_the_question_names_the_item_and_says_who_reads_the_answer() -> None:
    desk = await _taken()
    number = await _asked(desk)
    post = desk.forum.posts[GROUP, number]
    assert "1009" in post.html
    assert "证件正面" in post.html
    assert "客户会看到" in post.html
    assert "r.ok.front" in await desk.buttons()


async def test_a_reply_to_the_question_returns_the_item_with_public_words() -> None:
    desk = await _taken()
    number = await _asked(desk)
    await _asked(desk, "liveness")
    assert await desk.reply(REVIEWER, "  右上角 <看不清>，\n请重拍 ", number) is None
    decision = await _decision(desk, "front")
    assert (decision.accepted, decision.words) == (False, "右上角 <看不清>， 请重拍")
    assert decision.internal is None
    assert await _decision(desk, "liveness") is None
    await desk.send()
    assert "给客户：右上角 &lt;看不清&gt;" in (await desk.card()).html


@pytest.mark.parametrize(
    "note", ["# 像翻拍", "\uff03像翻拍", "内部：像翻拍", "internal: 像翻拍", "// 像翻拍"]
)
async def test_a_marked_reply_is_an_internal_note(note: str) -> None:
    desk = await _taken()
    assert await desk.reply(REVIEWER, note, await _asked(desk)) is None
    decision = await _decision(desk, "front")
    assert (decision.words, decision.internal) == (None, "像翻拍")


async def test_reason_words_and_note_of_an_item_add_up() -> None:
    desk = await _taken()
    number = await _asked(desk)
    await desk.tap(REVIEWER, "r.no.front.blurred")
    await desk.reply(REVIEWER, "请在窗边拍", number)
    await desk.reply(REVIEWER, "# 第二次了", number)
    await desk.tap(REVIEWER, "r.no.front.copy")
    decision = await _decision(desk, "front")
    assert decision.finding == Finding(Reason.COPY)
    assert (decision.words, decision.internal) == ("请在窗边拍", "第二次了")
    await desk.tap(REVIEWER, "r.ok.front")
    decision = await _decision(desk, "front")
    assert (decision.accepted, decision.words, decision.internal) == (True, None, "第二次了")


async def test_a_note_on_an_accepted_item_leaves_it_accepted() -> None:
    desk = await _taken()
    number = await _asked(desk)
    await desk.tap(REVIEWER, "r.ok.front")
    await desk.reply(REVIEWER, "# 仔细看过", number)
    decision = await _decision(desk, "front")
    assert (decision.accepted, decision.internal) == (True, "仔细看过")


async def test_a_note_is_never_the_second_yes() -> None:
    desk = await _taken(waived())
    await desk.tap(REVIEWER, "r.ok.statement")
    await desk.tap(REVIEWER, "r.drop.")
    await desk.tap(SECOND, "r.take.")
    await desk.tap(SECOND, "r.say.statement")
    await desk.send()
    number = int(str(((await desk.effects("AskWords"))[-1].result or {})["message_id"]))
    await desk.reply(SECOND, "# 我也看了", number)
    assert (await _decision(desk, "statement")).reviewers == ("1009",)
    await desk.send()
    assert "先自己决定" in (await desk.said())[-1].html


async def test_a_reply_to_the_card_is_about_the_item_called_up_last() -> None:
    desk = await _taken()
    card_id = (await desk.topic()).card_id
    await desk.tap(REVIEWER, "r.why.back")
    await desk.send()
    await desk.reply(REVIEWER, "请拍背面", card_id)
    assert (await _decision(desk, "back")).words == "请拍背面"
    await desk.tap(REVIEWER, "r.why.")
    await desk.tap(REVIEWER, "r.ok.front")
    await desk.reply(REVIEWER, "# 正面没问题", card_id)
    assert (await _decision(desk, "front")).internal == "正面没问题"


async def test_a_reply_to_the_card_before_anything_was_called_up_asks_for_what() -> None:
    desk = await _taken()
    assert await desk.reply(REVIEWER, "请重拍", (await desk.topic()).card_id) is None
    await desk.send()
    (told,) = await desk.said()
    assert "请先点要退回的项目" in told.html
    assert told.answers == 9000
    assert (await desk.case()).review.decisions == ()


async def test_colleagues_talk_is_left_alone() -> None:
    desk = await _taken()
    for words, answers in (("你看呢？", None), ("同意", 4242)):
        await desk.reply(SECOND, words, answers)
    await desk.reply(OUTSIDER, "你好", (await desk.topic()).card_id)
    await desk.send()
    assert await desk.said() == []
    assert len(desk.settled) == 4


async def test_somebody_elses_reply_is_refused_in_the_topic() -> None:
    desk = await _taken()
    await desk.reply(SECOND, "请重拍", await _asked(desk))
    assert await _decision(desk, "front") is None
    await desk.send()
    assert "1009 正在审核" in (await desk.said())[-1].html


@pytest.mark.parametrize("words", ["", "   ", "#", None])
async def test_an_empty_reply_is_answered(words: str | None) -> None:
    desk = await _taken()
    await desk.reply(REVIEWER, words, await _asked(desk))
    await desk.send()
    assert "只能回复文字" in (await desk.said())[-1].html
    assert await _decision(desk, "front") is None


async def test_words_have_an_end() -> None:
    desk = await _taken()
    await desk.reply(REVIEWER, "长" * 501, await _asked(desk))
    await desk.send()
    assert "500" in (await desk.said())[-1].html
    assert await _decision(desk, "front") is None


async def test_a_question_of_the_round_before_is_no_question_any_more() -> None:
    desk = await _taken()
    number = await _asked(desk)
    async with desk.means.store.begin() as uow:
        row = await uow.cases.load("case-1")
        assert row is not None
        case = desk.engine.case_of(row)
        later = replace(case.submission, submitted_at=desk.clock.advance(60))
        state = desk.means.codec.encode(replace(case, submission=later))
        await uow.cases.save(replace(row, state=state))
        await uow.commit()
    await desk.reply(REVIEWER, "请重拍", number)
    assert await _decision(desk, "front") is None


async def test_commands_and_unknown_cases_are_settled_without_an_act() -> None:
    desk = await _taken()
    topic = await desk.topic()
    who = Poster(1009, "p", Lang.ZH)
    settled = []

    async def settle(_uow: object) -> bool:
        settled.append(1)
        return True

    for case_id, fact in (("case-1", Ordered("queue")), ("nothing", Posted("hello", answers=1))):
        arrival = StaffArrival(99, desk.clock.now(), who, GROUP, topic.thread_id, 5, fact)
        where = replace(topic, case_id=case_id)
        assert await desk.clerk.handle(arrival, REVIEWER, where, settle) == Notice()
    assert len(settled) == 2


async def test_a_supervisor_who_is_also_an_agent_of_the_talk_is_refused() -> None:
    desk = await in_review(waived())
    both = colleague(AGENT, Role.SUPERVISOR)
    assert _key(await desk.tap(both, "r.take.")) == "review-own-talk"
    assert isinstance(await desk.case(), Case)
