"""What a unit of work promises: all or nothing, and nothing after its end."""

import asyncio

import pytest

from storage import KeyRing, Store, open_store
from storage.errors import BrokenInvariant, SchemaMismatch, StorageError
from tests.contract.storage.conftest import Again
from tests.contract.storage.rows import NOW, case, effect, event, job, update


async def test_what_is_committed_lasts(store: Store, again: Again) -> None:
    async with store.begin() as uow:
        await uow.cases.save(case())
        await uow.commit()
    async with again().begin() as uow:
        assert await uow.cases.load("c1") == case(revision=1)


async def test_leaving_without_a_commit_rolls_back(store: Store) -> None:
    async with store.begin() as uow:
        await uow.cases.save(case())
        await uow.journal.add(event("e1"))
        await uow.outbox.add_all([effect("f1")])
        await uow.audit.append("c1", NOW, "bot", "opened", {})
    async with store.begin() as uow:
        assert await uow.cases.load("c1") is None
        assert await uow.journal.of_case("c1") == []
        assert await uow.outbox.of_case("c1") == []
        assert await uow.audit.of_case("c1") == []


async def test_an_exception_rolls_back_and_comes_through(store: Store) -> None:
    async def turn() -> None:
        async with store.begin() as uow:
            await uow.cases.save(case())
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        await turn()
    async with store.begin() as uow:
        assert await uow.cases.load("c1") is None


async def test_nothing_can_be_done_after_the_commit(store: Store) -> None:
    async with store.begin() as uow:
        await uow.commit()
        with pytest.raises(BrokenInvariant):
            await uow.cases.load("c1")
        with pytest.raises(BrokenInvariant):
            await uow.commit()


async def test_a_cancelled_turn_leaves_nothing_and_blocks_nobody(store: Store) -> None:
    written = asyncio.Event()

    async def turn() -> None:
        async with store.begin() as uow:
            await uow.cases.save(case())
            written.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(turn())
    await written.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.begin() as uow:
        assert await uow.cases.load("c1") is None
        await uow.cases.save(case())
        await uow.commit()


async def test_transactions_of_one_store_do_not_mix(store: Store) -> None:
    async def turn(number: int) -> None:
        async with store.begin() as uow:
            await uow.journal.add(event(f"e{number}"))
            await asyncio.sleep(0)
            if number % 2:
                await uow.commit()

    await asyncio.gather(*(turn(number) for number in range(20)))
    async with store.begin() as uow:
        kept = {row.event_id for row in await uow.journal.of_case("c1")}
    assert kept == {f"e{number}" for number in range(1, 20, 2)}


async def test_a_migrated_database_passes_the_check(store: Store) -> None:
    await store.check()


async def test_an_empty_database_is_refused(tmp_path: object, keys: KeyRing) -> None:
    empty = open_store(f"sqlite:///{tmp_path}/empty.db", keys)
    with pytest.raises(SchemaMismatch):
        await empty.check()
    with pytest.raises(SchemaMismatch):
        async with empty.begin() as uow:
            await uow.inbox.highest_id()
    await empty.close()


@pytest.mark.parametrize("url", ["oracle://x/y", "nothing", "sqlite://", "sqlite:///:memory:"])
def test_an_address_that_is_none_is_refused(url: str, keys: KeyRing) -> None:
    with pytest.raises(StorageError):
        open_store(url, keys)


async def test_the_backlog_counts_what_waits(store: Store) -> None:
    async with store.begin() as uow:
        await uow.inbox.add(update(1))
        await uow.inbox.add(update(2))
        await uow.inbox.done(1)
        await uow.outbox.add_all([effect("f1"), effect("f2")])
        await uow.outbox.drop("f1", "not wanted")
        await uow.jobs.add(job("j1"))
        await uow.commit()
    backlog = await store.backlog()
    assert (backlog.inbox, backlog.outbox, backlog.jobs) == (1, 1, 1)
    oldest = (backlog.oldest_inbox_at, backlog.oldest_outbox_at, backlog.oldest_job_at)
    assert oldest == (NOW, NOW, NOW)
