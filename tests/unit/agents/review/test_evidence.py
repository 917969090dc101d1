"""Evidence: only for who holds the review, on record before it is sent, watermarked."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.agents.review.effects import ShowEvidence
from bot.agents.review.evidence import Part, parts, refusal, still_theirs
from bot.agents.review.topics import place_of
from bot.errors import MessengerUnavailableError
from dialogs.audit import AuditAction
from dialogs.effects import Verb
from dialogs.model import Case, Phase, ReturnedItem, StepName
from dialogs.reasons import Finding, Reason
from storage.api import OutboxState
from tests.property.histories import History, give_back, submitted
from tests.unit.agents.review.bench import (
    AGENT,
    CHAT,
    HANDLER,
    OUTSIDER,
    REVIEWER,
    SECOND,
    SUPERVISOR,
    Bench,
    doubtful,
    in_review,
    onwards,
    waived,
)
from verification.fake import drawn_lines

SHOWN = AuditAction.EVIDENCE_SHOWN


async def _taken() -> Bench:
    desk = await in_review(doubtful())
    await desk.tap(REVIEWER, "r.take.")
    await desk.send()
    return desk


async def test_the_holder_sees_both_sides_a_sheet_and_the_film() -> None:
    desk = await _taken()
    await desk.tap(REVIEWER, "r.see.")
    await desk.send()
    front, back, sheet, film = await desk.said()
    assert "证件正面" in front.html
    assert "证件背面" in back.html
    assert sheet.picture is not None
    assert (sheet.as_file, front.as_file, film.as_file) == (True, False, False)
    captions = drawn_lines(sheet.picture)
    assert {"正视", "声明视频"} <= set(captions)
    assert film.film is not None
    assert film.film.startswith(b"\x00\x00\x00\x18ftypmp42")
    assert all(post.protected for post in (front, back, sheet, film))


async def test_a_window_opens_only_for_what_is_refused() -> None:
    desk = await _taken()
    assert await desk.tap(REVIEWER, "r.see.") is not None
    assert not desk.notice.alert
    assert await desk.tap(SECOND, "r.see.") is not None
    assert desk.notice.alert
    assert await desk.tap(REVIEWER, "r.take.") is not None
    assert desk.notice.alert


async def test_every_picture_says_who_looks_when_and_at_what() -> None:
    desk = await _taken()
    await desk.tap(REVIEWER, "r.see.")
    asked = desk.clock.now()
    desk.clock.advance(3600)
    await desk.send()
    assert asked == datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    for post in (await desk.said())[:3]:
        assert post.picture is not None
        assert drawn_lines(post.picture)[-2:] == (
            "审核 1009 · 2026年3月2日 10:00",
            "RS20260302000001",
        )


async def test_looking_is_on_record_before_anything_is_sent() -> None:
    desk = await _taken()
    assert await desk.audited(SHOWN) == []
    await desk.tap(REVIEWER, "r.see.")
    (entry,) = await desk.audited(SHOWN)
    assert entry.actor == "staff:1009"
    assert entry.detail["parts"] == "front,back,sheet,film"
    assert str((await desk.case()).statement.media_id) in str(entry.detail["media"])
    assert await desk.said() == []


async def test_a_refused_look_leaves_no_record_and_shows_nothing() -> None:
    desk = await _taken()
    for who in (SECOND, OUTSIDER):
        assert await desk.tap(who, "r.see.") is not None
    await desk.send()
    assert await desk.audited(SHOWN) == []
    assert await desk.said() == []


async def test_a_supervisor_may_look_without_holding_it() -> None:
    desk = await _taken()
    await desk.tap(SUPERVISOR, "r.see.")
    await desk.send()
    assert len(await desk.said()) == 4
    assert (await desk.audited(SHOWN))[0].actor == "staff:1003"


async def test_the_same_tap_twice_is_one_look() -> None:
    desk = await _taken()
    await desk.tap(REVIEWER, "r.see.")
    desk.update_id -= 1
    await desk.tap(REVIEWER, "r.see.")
    await desk.send()
    assert len(await desk.audited(SHOWN)) == 1
    assert len(await desk.said()) == 4


async def test_who_gave_it_back_meanwhile_sees_nothing_any_more() -> None:
    desk = await _taken()
    await desk.tap(REVIEWER, "r.see.")
    await desk.tap(REVIEWER, "r.drop.")
    await desk.send()
    assert await desk.said() == []
    rows = await desk.effects("ShowEvidence")
    assert {row.state for row in rows} == {OutboxState.DROPPED}


async def test_what_retention_deleted_is_said_to_be_gone() -> None:
    desk = await _taken()
    case = await desk.case()
    for media_id in (case.shots[0].media_id, case.liveness.rounds[0].media_id or ""):
        await desk.blobs.delete(media_id)
    await desk.tap(REVIEWER, "r.see.")
    await desk.send()
    front, back, sheet, film = await desk.said()
    assert (front.picture, front.film) == (None, None)
    assert "已不在存储中" in front.html
    assert back.picture is not None
    assert "另有 1 个文件" in sheet.html
    assert film.film is not None


async def test_a_file_that_is_no_picture_is_said_to_be_none() -> None:
    desk = await _taken()
    await desk.blobs.put((await desk.case()).shots[0].media_id, b"nonsense")
    await desk.tap(REVIEWER, "r.see.")
    await desk.send()
    front = (await desk.said())[0]
    assert front.picture is None
    assert "证件正面：打不开" in front.html


async def test_a_group_that_says_slow_down_gets_each_part_once() -> None:
    desk = await _taken()
    await desk.tap(REVIEWER, "r.see.")
    post, calls = desk.forum.post, 0

    async def slow(*args: object) -> int:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise MessengerUnavailableError("too many", retry_after_s=5)
        return await post(*args)  # type: ignore[arg-type]  # as they came

    desk.forum.post = slow  # type: ignore[method-assign, assignment]
    await desk.send()
    assert len(await desk.said()) == 2
    desk.clock.advance(6)
    await desk.send()
    assert len(await desk.said()) == 4


async def test_a_topic_deleted_meanwhile_comes_back_with_its_card_only() -> None:
    desk = await _taken()
    await desk.tap(REVIEWER, "r.see.")
    desk.forum.delete_topic(place_of(await desk.topic()))
    await desk.send()
    assert "1009 正在审核" in (await desk.card()).html
    assert len(await desk.said()) == 3


async def test_measurements_come_on_demand_not_on_the_card() -> None:
    desk = await _taken()
    assert "0.974" not in (await desk.card()).html
    await desk.tap(REVIEWER, "r.more.")
    await desk.send()
    (told,) = await desk.said()
    assert "读到的比例：0.974" in told.html
    assert "模型：model abababababab" in told.html
    assert await desk.audited(SHOWN) == []


# --- who may --------------------------------------------------------------------------------


def _held(**changes: object) -> Case:
    case = submitted().case
    held = replace(case, review=replace(case.review, reviewer=REVIEWER.number))
    return replace(held, **changes)  # type: ignore[arg-type]  # names are the test's


def test_who_may_look() -> None:
    free = submitted().case
    assert refusal(_held(), REVIEWER) is None
    assert refusal(_held(), SUPERVISOR) is None
    assert refusal(_held(), SECOND) is not None
    assert refusal(free, REVIEWER) is not None
    assert refusal(free, SUPERVISOR) is None
    assert refusal(_held(phase=Phase.APPLYING), SUPERVISOR) is not None


def test_a_frozen_case_is_a_supervisors() -> None:
    at = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
    frozen = _held(frozen_at=at, phase=Phase.RETURNED)
    assert refusal(frozen, REVIEWER) is not None
    assert refusal(frozen, SUPERVISOR) is None
    assert still_theirs(frozen, "1009", supervisor=False) is False
    assert still_theirs(frozen, "1003", supervisor=True) is True


def test_who_served_the_customer_may_not_look() -> None:
    case = waived().case
    held = replace(case, review=replace(case.review, reviewer=AGENT))
    assert refusal(held, HANDLER) is not None
    assert refusal(held, replace(SUPERVISOR, number=AGENT)) is not None


def test_there_are_as_many_parts_as_there_is_evidence() -> None:
    assert list(parts(doubtful().case)) == [Part.FRONT, Part.BACK, Part.SHEET, Part.FILM]
    assert list(parts(waived().case)) == [Part.FRONT, Part.BACK, Part.SHEET]
    bare = replace(submitted().case, shots=())
    assert Part.FRONT not in parts(bare)


def _second_round(history: History) -> History:
    give_back(history, ReturnedItem(StepName.STATEMENT, Finding(Reason.TOO_QUIET)))
    history.tap(Verb.CONTINUE)
    return onwards(history)


async def test_a_new_round_is_shown_beside_what_it_replaced() -> None:
    history = doubtful()
    before = history.case.statement.media_id or ""
    desk = await in_review(history)
    start = len(history.turns)
    await desk.follow(_second_round(history), start)
    await desk.send()
    await desk.tap(REVIEWER, "r.take.")
    await desk.tap(REVIEWER, "r.see.")
    await desk.send()
    (entry,) = await desk.audited(SHOWN)
    assert before in str(entry.detail["media"])
    assert entry.detail["parts"] == "front,back,sheet,film,before"
    last = (await desk.said())[-1]
    assert last.picture is not None
    assert drawn_lines(last.picture)[0] == "声明视频"
    assert "上一轮" in last.html


@pytest.mark.parametrize("part", [one for one in Part if one is not Part.BEFORE])
async def test_every_part_waits_in_the_lane_of_the_review(part: Part) -> None:
    desk = await _taken()
    await desk.tap(REVIEWER, "r.see.")
    rows = await desk.effects("ShowEvidence")
    assert {row.lane for row in rows} == {"review:case-1"}
    assert {row.chat_id for row in rows} == {CHAT}
    shown = [desk.means.codec.decode(row.payload, ShowEvidence) for row in rows]
    assert part in {one.part for one in shown}
