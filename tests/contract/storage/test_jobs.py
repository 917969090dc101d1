"""Checks: leased, taken over, finished exactly once; timers: rung exactly once."""

from dataclasses import replace

from storage import Store
from storage.api import JobState, TimerRow
from tests.contract.storage.rows import NOW, after, job, lease


async def test_a_job_is_kept_once_and_claimed_oldest_first(store: Store) -> None:
    async with store.begin() as uow:
        assert await uow.jobs.add(job("j2", created_at=after(1))) is True
        assert await uow.jobs.add(job("j1")) is True
        assert await uow.jobs.add(replace(job("j1"), payload=b"other")) is False
        assert await uow.jobs.waiting(NOW) == ["j1", "j2"]
        claimed = [await uow.jobs.claim(NOW, lease()) for _ in range(3)]
        assert await uow.jobs.waiting(NOW) == []
    assert claimed == [
        job("j1", state=JobState.RUNNING, attempts=1, worker="w1", leased_until=after(60)),
        job(
            "j2",
            created_at=after(1),
            state=JobState.RUNNING,
            attempts=1,
            worker="w1",
            leased_until=after(60),
        ),
        None,
    ]


async def test_the_bell_may_name_a_job(store: Store) -> None:
    async with store.begin() as uow:
        await uow.jobs.add(job("j1"))
        await uow.jobs.add(job("j2"))
        claimed = await uow.jobs.claim(NOW, lease(), job_id="j2")
        assert claimed is not None
        assert claimed.job_id == "j2"
        assert await uow.jobs.claim(NOW, lease("w2"), job_id="j2") is None
        assert await uow.jobs.claim(NOW, lease(), job_id="j9") is None


async def test_a_silent_workers_job_is_taken_over_and_its_answer_refused(store: Store) -> None:
    async with store.begin() as uow:
        await uow.jobs.add(job("j1"))
        await uow.jobs.claim(NOW, lease("w1", 30))
        assert await uow.jobs.heartbeat("j1", lease("w1", 60)) is True
        assert await uow.jobs.claim(after(31), lease("w2", 90)) is None
        assert await uow.jobs.waiting(after(61)) == ["j1"]
        taken = await uow.jobs.claim(after(61), lease("w2", 90))
        assert taken is not None
        assert taken.attempts == 2
        assert await uow.jobs.heartbeat("j1", lease("w1", 600)) is False
        assert await uow.jobs.finish("j1", "w1", b"late") is False
        assert await uow.jobs.finish("j1", "w2", b"outcome") is True
        assert await uow.jobs.finish("j1", "w2", b"again") is False
        assert await uow.jobs.fail("j1", "w2", "again") is False
        finished = await uow.jobs.get("j1")
        assert await uow.jobs.claim(after(9999), lease()) is None
    assert finished is not None
    assert (finished.state, finished.result) == (JobState.FINISHED, b"outcome")


async def test_a_job_can_be_given_back_or_given_up(store: Store) -> None:
    async with store.begin() as uow:
        await uow.jobs.add(job("j1"))
        await uow.jobs.claim(NOW, lease())
        assert await uow.jobs.give_back("j1", "w1", "out of memory") is True
        assert await uow.jobs.give_back("j1", "w1", "again") is False
        again = await uow.jobs.claim(NOW, lease("w2"))
        assert again is not None
        assert (again.attempts, again.error) == (2, "out of memory")
        assert await uow.jobs.fail("j1", "w2", "for good") is True
        failed = await uow.jobs.get("j1")
        assert await uow.jobs.get("j2") is None
    assert failed is not None
    assert (failed.state, failed.error) == (JobState.FAILED, "for good")


async def test_a_worker_that_starts_again_queues_what_it_ran(store: Store) -> None:
    async with store.begin() as uow:
        await uow.jobs.add(job("j1"))
        await uow.jobs.claim(NOW, lease("w1", 600))
        assert await uow.jobs.release("w1") == 1
        assert await uow.jobs.waiting(NOW) == ["j1"]


async def test_old_settled_jobs_are_forgotten(store: Store) -> None:
    async with store.begin() as uow:
        await uow.jobs.add(job("j1"))
        await uow.jobs.add(job("j2"))
        await uow.jobs.claim(NOW, lease(), job_id="j1")
        await uow.jobs.finish("j1", "w1", b"")
        assert await uow.jobs.forget_before(after(1)) == 1
        assert await uow.jobs.get("j2") == job("j2")


def timer(timer_id: str, kind: str = "idle", seconds: float = 10) -> TimerRow:
    return TimerRow(timer_id, "c1", kind, after(seconds))


async def test_a_timer_rings_once_when_it_is_due(store: Store) -> None:
    async with store.begin() as uow:
        await uow.timers.arm(timer("t1", "idle", 10))
        await uow.timers.arm(timer("t2", "expiry", 5))
        assert await uow.timers.next_due() == after(5)
        assert await uow.timers.due(after(4.9)) == []
        assert await uow.timers.due(after(10)) == [
            timer("t2", "expiry", 5),
            timer("t1", "idle", 10),
        ]
        assert await uow.timers.due(after(10), limit=1) == [timer("t2", "expiry", 5)]
        assert await uow.timers.fire("t1") is True
        assert await uow.timers.fire("t1") is False
        assert await uow.timers.fire("t9") is False
        assert await uow.timers.next_due() == after(5)


async def test_arming_again_replaces_and_cancelling_silences(store: Store) -> None:
    async with store.begin() as uow:
        await uow.timers.arm(timer("t1", "idle", 10))
        await uow.timers.arm(timer("t2", "idle", 20))
        assert await uow.timers.fire("t1") is False
        assert await uow.timers.due(after(15)) == []
        await uow.timers.arm(timer("t3", "expiry", 20))
        assert await uow.timers.cancel("c1", "idle") == 1
        assert await uow.timers.cancel("c1", "idle") == 0
        assert await uow.timers.due(after(20)) == [timer("t3", "expiry", 20)]
        assert await uow.timers.cancel("c1") == 1
        assert await uow.timers.cancel("c2") == 0
        assert await uow.timers.next_due() is None
        await uow.timers.arm(timer("t4", "idle", 1))
        assert await uow.timers.fire("t4") is True
