"""Deletion when the time is over, recorded; orphans go, what waits stays (D14)."""

from storage import KeyRing, Store
from storage.media import MemoryBlobs
from storage.retention import Forgotten, OrphanSweep, Retention, decide, delete_due, forget
from tests.contract.storage.rows import NOW, after, effect, job, lease, medium, relay, update

DAY_S = 86_400
RETENTION = Retention(media_days={"template": 0, "card": 90}, other_media_days=30)


async def test_each_artefact_goes_at_its_own_time(store: Store, keys: KeyRing) -> None:
    blobs = MemoryBlobs(keys)
    async with store.begin() as uow:
        for kind in ("template", "card", "voice"):
            await blobs.put(kind, b"x")
            await uow.media.add(medium(kind, kind=kind))
        await decide(uow, "c1", NOW, RETENTION)
        await uow.commit()
    assert await delete_due(store, blobs, NOW) == 1
    assert await blobs.ids() == ["card", "voice"]
    assert await delete_due(store, blobs, after(30 * DAY_S)) == 1
    assert await delete_due(store, blobs, after(89 * DAY_S)) == 0
    assert await delete_due(store, blobs, after(90 * DAY_S)) == 1
    assert await blobs.ids() == []
    async with store.begin() as uow:
        entries = await uow.audit.of_case("c1")
        assert [entry.detail["kind"] for entry in entries] == ["template", "voice", "card"]
        assert (await uow.audit.verify("c1")).whole


async def test_a_deletion_that_died_halfway_is_finished(store: Store, keys: KeyRing) -> None:
    async with store.begin() as uow:
        await uow.media.add(medium("m1", delete_after=NOW))
        await uow.commit()
    assert await delete_due(store, MemoryBlobs(keys), NOW) == 1


async def test_orphans_go_in_the_second_sweep(store: Store, keys: KeyRing) -> None:
    blobs = MemoryBlobs(keys)
    for name in ("kept", "orphan", "late"):
        await blobs.put(name, b"x")
    async with store.begin() as uow:
        await uow.media.add(medium("kept"))
        await uow.commit()
    sweep = OrphanSweep(store, blobs)
    assert await sweep.sweep() == 0
    async with store.begin() as uow:
        await uow.media.add(medium("late"))
        await uow.commit()
    assert await sweep.sweep() == 1
    assert await blobs.ids() == ["kept", "late"]


async def test_what_has_done_its_service_is_forgotten(store: Store) -> None:
    async with store.begin() as uow:
        for update_id in (1, 2):
            await uow.inbox.add(update(update_id))
            await uow.inbox.done(update_id)
        await uow.outbox.add_all([effect("f1"), effect("f2")])
        await uow.outbox.drop("f1", "not wanted")
        await uow.jobs.add(job("j1"))
        await uow.jobs.claim(NOW, lease())
        await uow.jobs.fail("j1", "w1", "broken")
        await uow.relays.add([relay(1, 1), relay(2, 2, at=after(2 * DAY_S))])
        await uow.commit()
    assert await forget(store, NOW, RETENTION) == Forgotten(0, 0, 0, 0, 0, 0)
    assert await forget(store, after(31 * DAY_S), RETENTION) == Forgotten(1, 1, 1, 0, 1, 0)


async def test_carried_messages_go_with_the_outbox(store: Store) -> None:
    async with store.begin() as uow:
        await uow.relays.add([relay(1, 1)])
        await uow.commit()
    brief = Retention(media_days={}, outbox_days=2, jobs_days=9)
    assert (await forget(store, after(2 * DAY_S), brief)).relays == 0
    assert (await forget(store, after(2 * DAY_S + 1), brief)).relays == 1
