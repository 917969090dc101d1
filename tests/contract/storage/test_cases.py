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
