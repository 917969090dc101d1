"""One topic a case, one card in it that is always true, whatever the group does meanwhile."""

from datetime import timedelta

import pytest

from bot.agents.forum import TopicGoneError
from bot.agents.review.topics import place_of, topic_key
from bot.errors import ChatClosedError, MessengerRefusedError, MessengerUnavailableError
from dialogs import events as ev
from dialogs.effects import KeepReview, Verb
from dialogs.events import TimerKind
from dialogs.kinds import Lang
from dialogs.model import Phase, ReturnedItem, StepName
from dialogs.reasons import Finding, Reason
from dialogs.texts import text
from storage.api import OutboxRow, OutboxState
from storage.rows import TopicRow
from tests.property.histories import (
    NUMBER,
    History,
    approve,
    give_back,
    go_to,
    submitted,
)
from tests.unit.agents.review.bench import (
    CASE,
    GROUP,
    REVIEWER,
    Bench,
    bench,
    doubtful,
    in_review,
    onwards,
)


async def _states(desk: Bench) -> dict[str, list[OutboxState]]:
    async with desk.means.store.begin() as uow:
        rows = [row for row in await uow.outbox.of_case(CASE) if row.lane.startswith("review:")]
    return {kind: [row.state for row in rows if row.kind == kind] for kind in
            {row.kind for row in rows}}  # fmt: skip


async def _queue(desk: Bench, *effects: KeepReview) -> None:
    now = desk.clock.now()
    async with desk.means.store.begin() as uow:
        await uow.outbox.add_all(
            [
                OutboxRow(
                    f"extra-{desk.update_id}-{number}", CASE, 77, f"review:{CASE}", "KeepReview",
                    desk.means.codec.encode(effect), effect.in_doubt, now,
                )
                for number, effect in enumerate(effects)
            ]
        )  # fmt: skip
        await uow.commit()
    desk.update_id += 1


async def test_a_submitted_case_gets_a_topic_with_a_pinned_card() -> None:
    desk = await in_review(submitted())
    topic = await desk.topic()
    assert desk.forum.titles == {place_of(topic): "🆕 RS20260302000001 张*"}
    assert desk.forum.pinned == {place_of(topic): topic.card_id}
    card = await desk.card()
    assert "RS20260302000001" in card.html
    assert card.silent is False
    assert await desk.said() == []


async def test_every_change_edits_the_same_card() -> None:
    desk = await in_review(submitted())
    before = (await desk.topic()).card_id
    await desk.tap(REVIEWER, "r.take.")
    await desk.send()
    assert "1009 正在审核" in (await desk.card()).html
    assert (await desk.topic()).card_id == before
    assert list(desk.forum.titles.values()) == ["🔎 RS20260302000001 张*"]
    assert len(desk.forum.posts) == 1


async def test_without_a_group_nothing_is_shown_and_nothing_waits() -> None:
    desk = bench(group_id=None)
    await desk.play(submitted())
    await desk.send()
    assert await _states(desk) == {"OpenReview": [OutboxState.DROPPED]}
    assert desk.forum.opened == 0


async def test_a_case_that_never_came_to_review_gets_no_topic() -> None:
    history = go_to(StepName.DOCUMENT)
    history.do(ev.NotMeReported)
    desk = bench()
    await desk.play(history)
    await desk.send()
    assert await _states(desk) == {"KeepReview": [OutboxState.DROPPED]}
    assert desk.forum.opened == 0


async def test_the_same_again_is_not_written() -> None:
    desk = await in_review(submitted())
    desk.forum.posts[GROUP, (await desk.topic()).card_id or 0] = None  # type: ignore[assignment]
    await _queue(desk, KeepReview())
    await desk.send()
    assert desk.forum.posts[GROUP, (await desk.topic()).card_id or 0] is None


async def test_a_burst_is_one_edit_and_one_message() -> None:
    desk = await in_review(submitted())
    edits: list[int] = []
    edit = desk.forum.edit

    async def counted(*args: object) -> None:
        edits.append(1)
        await edit(*args)  # type: ignore[arg-type]  # as they came

    desk.forum.edit = counted  # type: ignore[method-assign, assignment]
    await desk.tap(REVIEWER, "r.take.")
    await desk.tap(REVIEWER, "r.ok.front")
    await desk.tap(REVIEWER, "r.ok.back")
    overdue, frozen = text("review_overdue", due=desk.clock.now()), text("review_frozen")
    await _queue(desk, KeepReview(what=overdue), KeepReview(what=frozen), KeepReview(what=frozen))
    await desk.send()
    assert len(edits) == 1
    states = await _states(desk)
    assert states["KeepReview"] == [OutboxState.SENT] * 6
    (told,) = await desk.said()
    assert told.html.splitlines()[0].startswith("⏰")
    assert told.html.count("🧊") == 1
    assert told.silent is False
    rows = await desk.effects("KeepReview")
    assert [row.result for row in rows][1:] == [{"merged": True}] * 5


async def test_a_deleted_topic_is_made_anew() -> None:
    desk = await in_review(submitted())
    desk.forum.delete_topic(place_of(await desk.topic()))
    await desk.tap(REVIEWER, "r.take.")
    await desk.send()
    assert desk.forum.opened == 2
    assert list(desk.forum.titles.values()) == ["🔎 RS20260302000001 张*"]
    assert "1009 正在审核" in (await desk.card()).html
    assert desk.forum.pinned[place_of(await desk.topic())] == (await desk.topic()).card_id


async def test_a_deleted_card_is_put_up_again() -> None:
    desk = await in_review(submitted())
    first = (await desk.topic()).card_id or 0
    del desk.forum.posts[GROUP, first]
    await desk.tap(REVIEWER, "r.take.")
    await desk.send()
    assert (await desk.topic()).card_id != first
    assert desk.forum.opened == 1
    assert desk.forum.pinned[place_of(await desk.topic())] == (await desk.topic()).card_id


async def test_a_topic_that_goes_again_and_again_is_tried_later() -> None:
    desk = await in_review(submitted())
    desk.forum.failures += [TopicGoneError("gone"), TopicGoneError("gone again")]
    await desk.tap(REVIEWER, "r.take.")
    await desk.send()
    desk.clock.advance(60)
    await desk.send()
    assert "1009 正在审核" in (await desk.card()).html


async def test_a_group_that_says_slow_down_is_heeded() -> None:
    desk = bench()
    await desk.play(submitted())
    desk.forum.failures.append(MessengerUnavailableError("too many", retry_after_s=17))
    await desk.send()
    assert await _states(desk) == {"OpenReview": [OutboxState.QUEUED]}
    (row,) = await desk.effects("OpenReview")
    assert row.not_before == desk.clock.now() + timedelta(seconds=17)
    desk.clock.advance(18)
    await desk.send()
    assert desk.forum.opened == 1
    assert "审核" in (await desk.card()).html


async def test_a_crash_after_the_topic_was_made_makes_no_second_one() -> None:
    desk = bench()
    await desk.play(submitted())
    post = desk.forum.post

    async def refused(*_args: object) -> int:
        raise MessengerUnavailableError("no answer", retry_after_s=1)

    desk.forum.post = refused  # type: ignore[method-assign, assignment]
    await desk.send()
    desk.forum.post = post  # type: ignore[method-assign]
    desk.clock.advance(2)
    await desk.send()
    assert desk.forum.opened == 1
    assert (await desk.topic()).card_id is not None


async def test_a_bot_that_was_thrown_out_says_nothing_of_the_customer() -> None:
    desk = bench()
    await desk.play(submitted())
    desk.forum.failures.append(ChatClosedError("the bot was kicked"))
    await desk.send()
    assert await _states(desk) == {"OpenReview": [OutboxState.FAILED]}
    assert (await desk.case()).blocked is False


async def test_without_the_right_to_pin_the_card_stands_all_the_same() -> None:
    desk = bench()
    await desk.play(submitted())

    async def refused(*_args: object) -> None:
        raise MessengerRefusedError("not enough rights to pin")

    desk.forum.pin = refused  # type: ignore[method-assign, assignment]
    await desk.send()
    assert "审核" in (await desk.card()).html


async def test_a_topic_of_another_group_is_none() -> None:
    desk = bench()
    await desk.play(submitted())
    elsewhere = TopicRow(topic_key(CASE), "review", -5, 1, 77, CASE, "t", desk.clock.now(), 4)
    async with desk.means.store.begin() as uow:
        await uow.topics.bind(elsewhere)
        await uow.commit()
    await desk.send()
    assert (await desk.topic()).group_id == GROUP


# --- what is told beside the card -----------------------------------------------------------


async def test_an_overdue_case_is_told_aloud() -> None:
    history = submitted()
    desk = await in_review(history)
    start = len(history.turns)
    history.do(ev.TimerFired, timer=TimerKind.REVIEW_DUE, after_s=200_000)
    await desk.follow(history, start)
    await desk.send()
    (told,) = await desk.said()
    assert told.html.startswith("⏰ 已超过承诺的时间")
    assert told.silent is False


async def test_freezing_and_unfreezing_show_on_card_and_title() -> None:
    history = submitted()
    desk = await in_review(history)
    start = len(history.turns)
    history.do(ev.NotMeReported)
    await desk.follow(history, start)
    await desk.send()
    (told,) = await desk.said()
    assert "已冻结" in told.html
    assert next(iter(desk.forum.titles.values())).startswith("🧊")
    assert await desk.buttons() == ["r.thaw.", "r.see.", "r.more."]
    start = len(history.turns)
    history.do(ev.Unfrozen, agent="1003")
    await desk.follow(history, start)
    await desk.send()
    assert next(iter(desk.forum.titles.values())).startswith("🆕")


def _second_round(history: History) -> History:
    glare = Finding(Reason.GLARE, "number")
    give_back(history, ReturnedItem(StepName.DOCUMENT, glare, None, "front"))
    history.tap(Verb.CONTINUE)
    return onwards(history)


@pytest.mark.parametrize("lang", Lang)
async def test_a_new_round_says_what_was_done_again_and_keeps_its_history(lang: Lang) -> None:
    history = submitted()
    desk = await in_review(history, lang)
    start = len(history.turns)
    await desk.follow(_second_round(history), start)
    await desk.send()
    (told,) = await desk.said()
    wanted = text("review_why_at", why=text("review_why_glare"), field=text("field_number"))
    assert desk.words(wanted) in told.html
    assert "2" in told.html
    assert desk.words(text("review_rounds")) in (await desk.card()).html
    assert await desk.buttons() == ["r.take.", "r.more."]


async def test_the_card_follows_the_case_to_its_end() -> None:
    history = submitted()
    desk = await in_review(history)
    start = len(history.turns)
    approve(history)
    await desk.follow(history, start)
    await desk.send()
    card = await desk.card()
    assert "已通过，正在办理" in card.html
    assert card.keyboard == ()
    assert (await desk.case()).phase is Phase.APPLYING


async def test_no_post_holds_a_full_number_or_what_was_heard_of_a_password() -> None:
    history = doubtful()
    desk = await in_review(history)
    await desk.tap(REVIEWER, "r.take.")
    await desk.tap(REVIEWER, "r.more.")
    await desk.tap(REVIEWER, "r.see.")
    await desk.send()
    start = len(history.turns)
    history.do(ev.ReviewTaken, agent="1009")
    await desk.follow(_second_round(history), start)
    await desk.send()
    words = [post.html for post in desk.forum.posts.values()]
    words += list(desk.forum.titles.values())
    labels = [key.label for post in desk.forum.posts.values() for row in post.keyboard
              for key in row]  # fmt: skip
    for said in words + labels:
        assert NUMBER not in said
        assert "张伟" not in said
        assert "87654321" not in said
        assert "13800138000" not in said
