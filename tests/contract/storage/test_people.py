"""The people's side: staff, topics, carried messages, and who waits for whom."""

from dataclasses import replace

import pytest

from storage import Store
from storage.api import DeskRow
from storage.errors import Conflict
from tests.contract.storage.rows import NOW, after, member, relay, topic, waiting


async def test_a_member_of_the_staff_is_kept_and_replaced_with_every_field(store: Store) -> None:
    one = member(10, "1001")
    changed = replace(
        one,
        name="Anna Wang, agent",
        lang="en",
        roles=frozenset(),
        on_duty=True,
        granted_by="agent:1002",
        granted_at=after(2),
        revoked_at=after(3),
    )
    async with store.begin() as uow:
        assert await uow.staff.of_user(10) is None
        await uow.staff.save(one)
        assert await uow.staff.of_user(10) == one
        await uow.staff.save(changed)
        assert await uow.staff.of_number("1001") == changed
        assert await uow.staff.of_number("1002") is None
        assert await uow.staff.everyone() == [changed]


async def test_the_staff_stand_by_number_and_the_next_number_is_new(store: Store) -> None:
    async with store.begin() as uow:
        assert await uow.staff.next_number() == "1001"
        for user_id, number in ((1, "10000"), (2, "9999"), (3, "boss"), (4, "7")):
            await uow.staff.save(member(user_id, number, revoked_at=NOW))
        everyone = [row.number for row in await uow.staff.everyone()]
        assert everyone == ["7", "9999", "boss", "10000"]
        assert await uow.staff.next_number() == "10001"


async def test_a_low_number_does_not_lower_the_first_one(store: Store) -> None:
    async with store.begin() as uow:
        await uow.staff.save(member(1, "7"))
        assert await uow.staff.next_number() == "1001"
        await uow.staff.save(member(2, "1001"))
        assert await uow.staff.next_number() == "1002"


async def test_a_staff_number_belongs_to_one_person(store: Store) -> None:
    async with store.begin() as uow:
        await uow.staff.save(member(1, "1001"))
        await uow.commit()
    with pytest.raises(Conflict):
        async with store.begin() as uow:
            await uow.staff.save(member(2, "1001"))


async def test_duty_changes_nothing_else(store: Store) -> None:
    one, other = member(1), member(2)
    async with store.begin() as uow:
        await uow.staff.save(one)
        await uow.staff.save(other)
        assert await uow.staff.on_duty(1, True) is True
        assert await uow.staff.on_duty(1, True) is True
        assert await uow.staff.of_user(1) == replace(one, on_duty=True)
        assert await uow.staff.on_duty(1, False) is True
        assert await uow.staff.on_duty(3, True) is False
        assert await uow.staff.everyone() == [one, other]


def test_a_role_has_a_name_without_commas() -> None:
    for name in ("agent,reviewer", ""):
        with pytest.raises(ValueError, match="role"):
            member(1, roles=frozenset({name}))


async def test_a_topic_is_bound_once_and_the_first_stays(store: Store) -> None:
    first = topic("support:7")
    async with store.begin() as uow:
        assert await uow.topics.get("support:7") is None
        assert await uow.topics.bind(first) is True
        assert await uow.topics.bind(first) is False
        assert await uow.topics.bind(replace(first, thread_id=2, title="other")) is False
        assert await uow.topics.get("support:7") == first
        assert await uow.topics.at(-100, 1) == first
        assert await uow.topics.at(-100, 2) is None
        assert await uow.topics.at(-101, 1) is None


@pytest.mark.parametrize("way", ["bind", "save"])
async def test_a_topic_is_bound_to_one_key_only(store: Store, way: str) -> None:
    async with store.begin() as uow:
        await uow.topics.bind(topic("support:7", 1))
        await uow.topics.bind(topic("support:8", 2))
        await uow.topics.bind(topic("support:9", 1, group_id=-101))
        await uow.commit()
    taken = topic("support:10" if way == "bind" else "support:8", 1)
    with pytest.raises(Conflict):
        async with store.begin() as uow:
            await getattr(uow.topics, way)(taken)
    async with store.begin() as uow:
        assert await uow.topics.load() == {-100: 2, -101: 1}


async def test_a_topic_is_saved_while_it_is_there(store: Store) -> None:
    first = topic("review:c1", purpose="review")
    changed = replace(
        first,
        purpose="support",
        group_id=-101,
        thread_id=9,
        chat_id=8,
        case_id="c2",
        title="李娜",
        opened_at=after(1),
        card_id=12,
        shown="digest",
    )
    async with store.begin() as uow:
        await uow.topics.save(changed)
        assert await uow.topics.get("review:c1") is None
        await uow.topics.bind(first)
        await uow.topics.bind(topic("support:7", 2))
        await uow.topics.save(changed)
        assert await uow.topics.get("review:c1") == changed
        assert await uow.topics.get("support:7") == topic("support:7", 2)
        assert await uow.topics.drop("review:c1") is True
        assert await uow.topics.drop("review:c1") is False
        assert await uow.topics.at(-101, 9) is None


async def test_topics_are_counted_by_group(store: Store) -> None:
    async with store.begin() as uow:
        assert await uow.topics.load() == {}
        late = topic("support:7", 1, opened_at=after(9))
        early = topic("review:c1", 2, purpose="review")
        other = topic("support:8", 1, case_id="c2", group_id=-101)
        for row in (late, early, other):
            await uow.topics.bind(row)
        assert await uow.topics.load() == {-100: 2, -101: 1}


async def test_a_carried_message_is_found_from_both_ends(store: Store) -> None:
    first, second = relay(1, 50), relay(1, 51, at=after(1))
    answer = relay(2, 50, at=after(2), from_customer=False)
    elsewhere = relay(1, 50, chat_id=8, group_id=-101)
    async with store.begin() as uow:
        await uow.relays.add([])
        await uow.relays.add([answer, second, first, first, elsewhere])
        await uow.relays.add([replace(first, at=after(9), from_customer=False)])
        assert await uow.relays.in_topic(7, 1) == [first, second]
        assert await uow.relays.in_topic(7, 3) == []
        assert await uow.relays.in_chat(-100, 50) == [first, answer]
        assert await uow.relays.in_chat(-101, 50) == [elsewhere]
        assert await uow.relays.forget_before(after(1)) == 2
        assert await uow.relays.in_topic(7, 1) == [second]


async def test_the_desk_keeps_the_last_of_a_case_with_every_field(store: Store) -> None:
    row = DeskRow(
        case_id="c1",
        chat_id=-7_000_000_000,
        wanted_at=NOW,
        why="unsure",
        callback=True,
        holder="agent:1001",
        reviewer="reviewer:1002",
        submitted_at=after(2),
        review_due=after(3),
        customer_key=b"anna",
    )
    async with store.begin() as uow:
        assert await uow.desk.get("c1") is None
        await uow.desk.put(row)
        assert await uow.desk.get("c1") == row
        await uow.desk.put(DeskRow("c1", 8))
        assert await uow.desk.get("c1") == DeskRow("c1", 8)


async def test_who_waits_longest_is_first(store: Store) -> None:
    rows = [
        waiting("c5", 3),
        waiting("c4", 1, callback=True),
        waiting("c3", 2),
        waiting("c2", 2, reviewer="reviewer:1", submitted_at=NOW),
        waiting("held", 0, holder="agent:1"),
        waiting("content", None),
    ]
    async with store.begin() as uow:
        for row in rows:
            await uow.desk.put(row)
        queue = await uow.desk.waiting()
        assert [row.case_id for row in queue] == ["c4", "c2", "c3", "c5"]
        assert queue[0] == rows[1]
        ahead = {row.case_id: await uow.desk.ahead(row.case_id) for row in rows}
        assert await uow.desk.ahead("unknown") == 0
    assert ahead == {"c4": 0, "c2": 0, "c3": 1, "c5": 2, "held": 0, "content": 0}


async def test_who_is_held_is_listed_and_who_is_in_review_oldest_first(store: Store) -> None:
    rows = [
        waiting("c1", None, holder="agent:1", submitted_at=after(5)),
        waiting("c2", 0, holder="agent:2", submitted_at=after(5)),
        waiting("c3", None, holder="agent:1"),
        waiting("c4", None, holder="agent:1"),
        waiting("c5", 0, submitted_at=after(4)),
    ]
    async with store.begin() as uow:
        for row in rows:
            await uow.desk.put(row)
        held = [row.case_id for row in await uow.desk.held()]
        ones = [row.case_id for row in await uow.desk.held("agent:1")]
        assert await uow.desk.held("agent:3") == []
        review = [row.case_id for row in await uow.desk.in_review()]
    assert held == ["c1", "c2", "c3", "c4"]
    assert ones == ["c1", "c3", "c4"]
    assert review == ["c5", "c1", "c2"]


async def test_a_customers_cases_are_found_by_the_keyed_hash(store: Store) -> None:
    async with store.begin() as uow:
        for case_id, key in (("c2", b"anna"), ("c1", b"anna"), ("c3", b"wei"), ("c4", None)):
            await uow.desk.put(waiting(case_id, None, customer_key=key))
        found = [row.case_id for row in await uow.desk.of_customer(b"anna")]
        assert found == ["c1", "c2"]
        assert await uow.desk.of_customer(b"nobody") == []
