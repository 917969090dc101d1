"""Effects: in order per lane, one in flight per lane, each settled once."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dialogs.effects import InDoubt
from storage import Store
from storage.api import OutboxRow, OutboxState
from tests.contract.storage.rows import NOW, after, effect, lease


def ids(rows: Sequence[OutboxRow]) -> list[str]:
    return [row.effect_id for row in rows]


async def test_an_effect_comes_back_as_it_was_queued(store: Store) -> None:
    queued = effect("f1", in_doubt=InDoubt.ASK_FIRST, slot="prompt", not_before=NOW)
    async with store.begin() as uow:
        await uow.outbox.add_all([])
        await uow.outbox.add_all([queued])
        await uow.outbox.add_all([replace(queued, payload=b"other")])
        claimed = await uow.outbox.claim(NOW, lease())
        assert ids(await uow.outbox.of_case("c1")) == ["f1"]
    assert [replace(row, seq=0) for row in claimed] == [
        replace(queued, state=OutboxState.SENDING, attempts=1, worker="w1")
    ]


async def test_one_of_each_lane_is_in_flight_and_the_order_holds(store: Store) -> None:
    async with store.begin() as uow:
        await uow.outbox.add_all(
            [effect("a1"), effect("a2"), effect("s1", "sms"), effect("b1", "chat:8")]
        )
        await uow.outbox.add_all([effect("a3"), effect("s2", "sms")])
        assert ids(await uow.outbox.claim(NOW, lease())) == ["a1", "s1", "b1"]
        assert await uow.outbox.claim(NOW, lease()) == []
        assert await uow.outbox.sent("a1", {"message_id": 5}) is True
        assert ids(await uow.outbox.claim(NOW, lease())) == ["a2"]
        await uow.outbox.sent("a2", {})
        await uow.outbox.drop("s1", "not wanted")
        assert ids(await uow.outbox.claim(NOW, lease(), limit=1)) == ["a3"]
        assert ids(await uow.outbox.claim(NOW, lease(), limit=1)) == ["s2"]


async def test_a_claimer_may_take_some_lanes_only(store: Store) -> None:
    async with store.begin() as uow:
        await uow.outbox.add_all([effect("a1"), effect("s1", "sms"), effect("x1", "chat%:9")])
        assert ids(await uow.outbox.claim(NOW, lease(), prefixes=["sms", "desk"])) == ["s1"]
        assert ids(await uow.outbox.claim(NOW, lease(), prefixes=["chat%"])) == ["x1"]
        assert ids(await uow.outbox.claim(NOW, lease(), prefixes=["chat:"])) == ["a1"]


async def test_a_retry_goes_back_to_the_head_and_the_lane_waits(store: Store) -> None:
    async with store.begin() as uow:
        await uow.outbox.add_all([effect("a1"), effect("a2")])
        await uow.outbox.claim(NOW, lease())
        assert await uow.outbox.retry("a1", after(3), "429") is True
        assert await uow.outbox.retry("a1", after(9), "twice") is False
        assert await uow.outbox.claim(after(2.9), lease()) == []
        claimed = await uow.outbox.claim(after(3), lease())
    assert [(row.effect_id, row.attempts, row.error) for row in claimed] == [("a1", 2, "429")]


@pytest.mark.parametrize("end", ["failed", "drop", "escalate"])
async def test_an_end_frees_the_lane_and_is_final(store: Store, end: str) -> None:
    async with store.begin() as uow:
        await uow.outbox.add_all([effect("a1"), effect("a2")])
        await uow.outbox.claim(NOW, lease())
        assert await getattr(uow.outbox, end)("a1", "why") is True
        assert await getattr(uow.outbox, end)("a1", "again") is False
        assert await uow.outbox.retry("a1", NOW, "late") is False
        assert ids(await uow.outbox.claim(NOW, lease())) == ["a2"]
        ended = await uow.outbox.get("a1")
    assert ended is not None
    assert ended.error == "why"
    assert ended.state.value == {"drop": "dropped", "escalate": "escalated"}.get(end, end)
    assert ended.worker is None


async def test_sent_is_final_and_remembers_its_answer(store: Store) -> None:
    async with store.begin() as uow:
        await uow.outbox.add_all([effect("a1")])
        await uow.outbox.claim(NOW, lease())
        assert await uow.outbox.sent("a1", {"message_id": 17, "text": "好"}) is True
        for settle in (uow.outbox.failed, uow.outbox.drop, uow.outbox.escalate):
            assert await settle("a1", "late") is False
        assert await uow.outbox.sent("a1", {}) is False
        sent = await uow.outbox.get("a1")
        assert await uow.outbox.get("a2") is None
        assert await uow.outbox.sent("a2", {}) is False
    assert sent is not None
    assert sent.result == {"message_id": 17, "text": "好"}
    assert sent.state is OutboxState.SENT


async def test_a_late_answer_counts_for_what_was_escalated(store: Store) -> None:
    async with store.begin() as uow:
        await uow.outbox.add_all([effect("a1")])
        await uow.outbox.claim(NOW, lease())
        await uow.outbox.escalate("a1", "nobody knows")
        assert await uow.outbox.sent("a1", {}) is True


async def test_what_a_dead_worker_was_sending_is_taken_over_once(store: Store) -> None:
    async with store.begin() as uow:
        await uow.outbox.add_all([effect("a1"), effect("a2"), effect("s1", "sms")])
        await uow.outbox.claim(NOW, lease("w1", 30))
        assert await uow.outbox.claim_adrift(after(30), lease("w2", 90)) == []
        assert await uow.outbox.extend("s1", lease("w2", 600)) is False
        assert await uow.outbox.extend("s1", lease("w1", 600)) is True
        adrift = await uow.outbox.claim_adrift(after(31), lease("w2", 90))
        assert [(row.effect_id, row.attempts, row.worker) for row in adrift] == [("a1", 2, "w2")]
        assert await uow.outbox.claim_adrift(after(31), lease("w3", 90)) == []
        assert await uow.outbox.claim(after(31), lease("w3")) == []


async def test_a_worker_that_starts_again_finds_its_own_adrift(store: Store) -> None:
    async with store.begin() as uow:
        await uow.outbox.add_all([effect("a1"), effect("s1", "sms")])
        await uow.outbox.claim(NOW, lease("w1", 600), prefixes=["chat:"])
        await uow.outbox.claim(NOW, lease("w2", 600))
        assert await uow.outbox.release("w1") == 1
        adrift = await uow.outbox.claim_adrift(NOW, lease("w1", 600), prefixes=["sms"])
        assert adrift == []
        assert ids(await uow.outbox.claim_adrift(NOW, lease("w1", 600))) == ["a1"]


async def test_the_last_message_of_a_place_is_found(store: Store) -> None:
    async with store.begin() as uow:
        await uow.outbox.add_all(
            [effect(f"p{number}", slot="prompt") for number in range(3)]
            + [effect("q", slot="progress"), effect("o", slot="prompt", chat_id=8)]
        )
        assert await uow.outbox.latest_sent(7, "prompt") is None
        for effect_id in ("p0", "p1", "q", "o"):
            await uow.outbox.sent(effect_id, {"message_id": 1})
        latest = await uow.outbox.latest_sent(7, "prompt")
    assert latest is not None
    assert latest.effect_id == "p1"


async def test_forgetting_keeps_what_is_not_settled(store: Store) -> None:
    async with store.begin() as uow:
        await uow.outbox.add_all([effect("a1"), effect("a2"), effect("a3")])
        await uow.outbox.claim(NOW, lease())
        await uow.outbox.sent("a1", {})
        await uow.outbox.claim(NOW, lease())
        assert await uow.outbox.forget_before(NOW) == 0
        assert await uow.outbox.forget_before(after(1)) == 1
        assert ids(await uow.outbox.of_case("c1")) == ["a2", "a3"]


async def test_several_prefixes_take_their_lanes_and_leave_all_others(store: Store) -> None:
    lanes = ["topic:1", "chat:7", "topic:2", "sms", "group:-100", "topic", "chat:8"]
    async with store.begin() as uow:
        await uow.outbox.add_all([effect(lane, lane) for lane in lanes])
        claimed = await uow.outbox.claim(NOW, lease(), prefixes=["topic:", "group:"])
        assert ids(claimed) == ["topic:1", "topic:2", "group:-100"]
        assert await uow.outbox.claim(NOW, lease(), prefixes=["topic:", "group:"]) == []
        late = lease("w2", 900)
        adrift = await uow.outbox.claim_adrift(after(61), late, prefixes=["group:", "chat:"])
        assert ids(adrift) == ["group:-100"]
        for lane in ("chat:7", "sms", "topic", "chat:8"):
            assert await uow.outbox.get(lane) == replace(
                effect(lane, lane), seq=(await uow.outbox.behind(lane))[0].seq
            )
        assert ids(await uow.outbox.claim(NOW, lease())) == ["chat:7", "sms", "topic", "chat:8"]


async def test_what_waits_behind_in_a_lane_is_seen_in_order(store: Store) -> None:
    async with store.begin() as uow:
        await uow.outbox.add_all(
            [effect("b1"), effect("a2"), effect("o", "chat:70"), effect("a3"), effect("a4")]
        )
        await uow.outbox.claim(NOW, lease(), limit=1)
        await uow.outbox.drop("a3", "not wanted")
        assert ids(await uow.outbox.behind("chat:7")) == ["a2", "a4"]
        assert ids(await uow.outbox.behind("chat:7", limit=1)) == ["a2"]
        assert await uow.outbox.behind("chat:") == []
        await uow.outbox.retry("b1", after(3), "429")
        seen = await uow.outbox.behind("chat:7")
        assert ids(seen) == ["b1", "a2", "a4"]
        assert seen == [await uow.outbox.get(row.effect_id) for row in seen]


async def test_only_what_is_queued_is_absorbed(store: Store) -> None:
    names = ["head", "one", "two", "dropped", "three"]
    async with store.begin() as uow:
        await uow.outbox.add_all([effect(name) for name in names])
        await uow.outbox.claim(NOW, lease())
        await uow.outbox.drop("dropped", "not wanted")
        assert await uow.outbox.absorb([], {}) == 0
        wanted = ["head", "one", "two", "one", "dropped", "unknown"]
        assert await uow.outbox.absorb(wanted, {"message_id": 17, "in": "头"}) == 2
        assert await uow.outbox.absorb(wanted, {"message_id": 18}) == 0
        states = {row.effect_id: (row.state, row.result) for row in await uow.outbox.of_case("c1")}
        assert await uow.outbox.sent("head", {}) is True
        assert ids(await uow.outbox.claim(NOW, lease())) == ["three"]
    assert states == {
        "head": (OutboxState.SENDING, None),
        "one": (OutboxState.SENT, {"message_id": 17, "in": "头"}),
        "two": (OutboxState.SENT, {"message_id": 17, "in": "头"}),
        "dropped": (OutboxState.DROPPED, None),
        "three": (OutboxState.QUEUED, None),
    }
