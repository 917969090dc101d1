"""Updates: each once, in order per chat, one worker at a time."""

from dataclasses import replace

from storage import Store
from tests.contract.storage.rows import NOW, after, lease, update


async def test_an_update_is_kept_once(store: Store) -> None:
    async with store.begin() as uow:
        assert await uow.inbox.add(update(1)) is True
        assert await uow.inbox.add(replace(update(1), payload=b"other")) is False
        claimed = await uow.inbox.claim(NOW, lease())
    assert claimed == replace(update(1), attempts=1)


async def test_the_oldest_of_each_chat_comes_first_and_blocks_the_rest(store: Store) -> None:
    async with store.begin() as uow:
        for update_id, chat_id in ((12, 7), (11, 7), (13, 8)):
            await uow.inbox.add(update(update_id, chat_id))
        claimed = [await uow.inbox.claim(NOW, lease()) for _ in range(3)]
        assert [row and row.update_id for row in claimed] == [11, 13, None]
        await uow.inbox.done(11)
        following = await uow.inbox.claim(NOW, lease())
    assert following is not None
    assert following.update_id == 12


async def test_a_dead_workers_update_is_taken_over_when_its_lease_ends(store: Store) -> None:
    async with store.begin() as uow:
        await uow.inbox.add(update(1))
        await uow.inbox.claim(NOW, lease("w1", 30))
        assert await uow.inbox.claim(after(30), lease("w2", 60)) is None
        taken = await uow.inbox.claim(after(31), lease("w2", 90))
        assert taken == replace(update(1), attempts=2)
        assert await uow.inbox.extend(1, lease("w1", 120)) is False
        assert await uow.inbox.extend(1, lease("w2", 120)) is True
        assert await uow.inbox.claim(after(100), lease("w3")) is None


async def test_a_worker_that_starts_again_gives_back_what_it_had(store: Store) -> None:
    async with store.begin() as uow:
        await uow.inbox.add(update(1, 7), lease("w1"))
        await uow.inbox.add(update(2, 8), lease("w2"))
        assert await uow.inbox.claim(NOW, lease("w3")) is None
        assert await uow.inbox.release("w1") == 1
        taken = await uow.inbox.claim(NOW, lease("w1"))
    assert taken is not None
    assert taken.update_id == 1


async def test_a_done_update_is_remembered_without_its_payload(store: Store) -> None:
    async with store.begin() as uow:
        await uow.inbox.add(update(1), lease())
        await uow.inbox.done(1)
        await uow.inbox.done(1)
        await uow.inbox.done(99)
        assert await uow.inbox.add(update(1)) is False
        assert await uow.inbox.claim(after(1000), lease()) is None
        assert await uow.inbox.extend(1, lease()) is False
        assert await uow.inbox.release("w1") == 0


async def test_forgetting_keeps_what_waits_and_the_highest_id(store: Store) -> None:
    async with store.begin() as uow:
        assert await uow.inbox.highest_id() is None
        for update_id in (1, 2, 3):
            await uow.inbox.add(update(update_id, chat_id=update_id))
        await uow.inbox.done(2)
        await uow.inbox.done(3)
        assert await uow.inbox.forget_before(NOW) == 0
        assert await uow.inbox.forget_before(after(1)) == 1
        assert await uow.inbox.highest_id() == 3
        assert await uow.inbox.add(update(3)) is False
        assert await uow.inbox.add(update(2)) is True
