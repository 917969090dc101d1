"""Cases and their journal: one writer wins, one open case a chat, events once and in order."""

from dataclasses import replace

import pytest

from storage import Store
from storage.errors import Conflict, StaleRevision
from tests.contract.storage.rows import NOW, after, case, event


async def test_saving_counts_the_revision_and_keeps_every_field(store: Store) -> None:
    async with store.begin() as uow:
        assert await uow.cases.save(case()) == 1
        changed = case(
            revision=1,
            step="review",
            state=b"another",
            updated_at=after(5),
            closed_at=after(6),
            application_number="RS20260305000001",
            lease=4,
        )
        assert await uow.cases.save(changed) == 2
        assert await uow.cases.load("c1") == replace(changed, revision=2)
        assert await uow.cases.lease_of("c1") == 4
        assert await uow.cases.lease_of("c2") is None


@pytest.mark.parametrize("revision", [0, 2])
async def test_a_stale_case_is_not_saved(store: Store, revision: int) -> None:
    async with store.begin() as uow:
        await uow.cases.save(case())
        await uow.commit()
    with pytest.raises(Conflict):
        async with store.begin() as uow:
            await uow.cases.save(case(revision=revision, state=b"stale"))
    async with store.begin() as uow:
        assert await uow.cases.load("c1") == case(revision=1)


async def test_a_case_that_is_gone_cannot_be_saved_as_a_later_revision(store: Store) -> None:
    with pytest.raises(StaleRevision):
        async with store.begin() as uow:
            await uow.cases.save(case(revision=3))


async def test_a_chat_has_one_open_case(store: Store) -> None:
    async with store.begin() as uow:
        await uow.cases.save(case("c1", 7, closed_at=after(1)))
        await uow.cases.save(case("c2", 7, created_at=after(2)))
        await uow.cases.save(case("c3", 8))
        await uow.commit()
    with pytest.raises(Conflict):
        async with store.begin() as uow:
            await uow.cases.save(case("c4", 7))
    async with store.begin() as uow:
        active = await uow.cases.active_of_chat(7)
        assert active is not None
        assert active.case_id == "c2"
        assert [row.case_id for row in await uow.cases.of_chat(7)] == ["c2", "c1"]
        assert await uow.cases.active_of_chat(9, lock=False) is None


async def test_an_application_number_belongs_to_one_case(store: Store) -> None:
    number = "RS20260305000001"
    async with store.begin() as uow:
        await uow.cases.save(case("c1", 7, application_number=number))
        await uow.commit()
    with pytest.raises(Conflict):
        async with store.begin() as uow:
            await uow.cases.save(case("c2", 8, application_number=number))
    async with store.begin() as uow:
        found = await uow.cases.by_application_number(number)
        assert found is not None
        assert found.case_id == "c1"
        assert await uow.cases.by_application_number("RS1") is None


async def test_an_event_is_journalled_once_and_in_order(store: Store) -> None:
    async with store.begin() as uow:
        for event_id in ("e9", "e1", "e5"):
            assert await uow.journal.add(event(event_id)) is True
        assert await uow.journal.add(replace(event("e1"), payload=b"other")) is False
        assert await uow.journal.add(event("x", "c2")) is True
        assert await uow.journal.of_case("c1") == [event("e9"), event("e1"), event("e5")]
        assert NOW.microsecond


async def test_cases_are_found_by_the_last_digits_of_their_number(store: Store) -> None:
    numbers = {"c1": "RS20260305000012", "c2": "RS20260306000012", "c3": "RS20260306000112"}
    async with store.begin() as uow:
        for place, (case_id, number) in enumerate(numbers.items()):
            row = case(case_id, place, application_number=number, created_at=after(place))
            await uow.cases.save(row)
        await uow.cases.save(case("c4", 9))

        async def ids(digits: str, limit: int = 5) -> list[str]:
            return [row.case_id for row in await uow.cases.by_number_ending(digits, limit)]

        assert await ids("12") == ["c3", "c2", "c1"]
        assert await ids("0012") == ["c2", "c1"]
        assert await ids("12", 2) == ["c3", "c2"]
        assert await ids("20260305000012") == ["c1"]
        found = await uow.cases.by_number_ending("5000012")
        assert found == [
            case("c1", 0, revision=1, application_number=numbers["c1"], created_at=NOW)
        ]


@pytest.mark.parametrize(
    "digits", ["", "%", "_2", "1%2", "S20260305000012", "\uff11\uff12", "²", " 12"]
)
async def test_what_is_no_digits_ends_no_number(store: Store, digits: str) -> None:
    async with store.begin() as uow:
        await uow.cases.save(case(application_number="RS20260305000012"))
        assert await uow.cases.by_number_ending(digits) == []


async def test_cases_are_read_by_their_ids(store: Store) -> None:
    many = [f"c{number:02d}" for number in range(40)]
    async with store.begin() as uow:
        for place, case_id in enumerate(many):
            await uow.cases.save(case(case_id, place))
        assert await uow.cases.by_ids([]) == []
        assert await uow.cases.by_ids(["c02", "none", "c01", "c02"]) == [
            case("c02", 2, revision=1),
            case("c01", 1, revision=1),
        ]
        backwards = many[::-1]
        assert [row.case_id for row in await uow.cases.by_ids(backwards)] == backwards
