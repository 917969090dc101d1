"""Several processes at one database: each row to one of them, orders kept, nothing lost."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import chain

from storage import Store
from storage.api import Lease, TimerRow
from storage.errors import Conflict, StorageError
from tests.contract.storage.conftest import Again
from tests.contract.storage.rows import NOW, after, case, effect, event, job, lease, update

WORKERS = 4


async def as_workers(again: Again, work: Callable[[Store, str], Awaitable[None]]) -> None:
    """Run the same work from several stores at once."""
    await asyncio.gather(*(work(again(), f"w{number}") for number in range(WORKERS)))


async def test_two_claimers_never_get_the_same_update_and_chats_keep_order(
    store: Store, again: Again
) -> None:
    async with store.begin() as uow:
        for update_id in range(40):
            await uow.inbox.add(update(update_id, chat_id=update_id % 5))
        await uow.commit()
    got: list[tuple[int, int]] = []

    async def work(own: Store, worker: str) -> None:
        misses = 0
        while misses < 20:
            async with own.begin() as uow:
                row = await uow.inbox.claim(NOW, lease(worker))
                await uow.commit()
            if row is None:
                misses += 1
                await asyncio.sleep(0.002)
                continue
            got.append((row.chat_id, row.update_id))
            await asyncio.sleep(0)
            async with own.begin() as uow:
                await uow.inbox.done(row.update_id)
                await uow.commit()

    await as_workers(again, work)
    assert sorted(update_id for _, update_id in got) == list(range(40))
    by_chat: dict[int, list[int]] = defaultdict(list)
    for chat_id, update_id in got:
        by_chat[chat_id].append(update_id)
    assert all(ids == sorted(ids) for ids in by_chat.values())


async def test_each_effect_is_sent_once_and_each_lane_in_order(store: Store, again: Again) -> None:
    async with store.begin() as uow:
        await uow.outbox.add_all(
            [effect(f"{number:02d}", f"chat:{number % 4}") for number in range(40)]
        )
        await uow.commit()
    sent: dict[str, list[str]] = defaultdict(list)
    in_flight: Counter[str] = Counter()

    async def work(own: Store, worker: str) -> None:
        misses = 0
        while misses < 20:
            async with own.begin() as uow:
                rows = await uow.outbox.claim(NOW, lease(worker), limit=3)
                await uow.commit()
            misses = 0 if rows else misses + 1
            for row in rows:
                in_flight[row.lane] += 1
                assert in_flight[row.lane] == 1
            await asyncio.sleep(0.002)
            for row in rows:
                in_flight[row.lane] -= 1
                sent[row.lane].append(row.effect_id)
                async with own.begin() as uow:
                    assert await uow.outbox.sent(row.effect_id, {})
                    await uow.commit()

    await as_workers(again, work)
    assert sorted(chain.from_iterable(sent.values())) == [f"{number:02d}" for number in range(40)]
    assert all(ids == sorted(ids) for ids in sent.values())


async def test_a_job_goes_to_one_worker_and_is_finished_once(store: Store, again: Again) -> None:
    async with store.begin() as uow:
        for number in range(12):
            await uow.jobs.add(job(f"j{number:02d}"))
        await uow.commit()
    finished: Counter[str] = Counter()

    async def work(own: Store, worker: str) -> None:
        while True:
            async with own.begin() as uow:
                row = await uow.jobs.claim(NOW, lease(worker))
                await uow.commit()
            if row is None:
                return
            async with own.begin() as uow:
                first = await uow.jobs.finish(row.job_id, worker, b"ok")
                await uow.commit()
            finished[row.job_id] += first

    await as_workers(again, work)
    assert finished == {f"j{number:02d}": 1 for number in range(12)}


async def test_one_of_many_takes_over_a_dead_workers_row(store: Store, again: Again) -> None:
    async with store.begin() as uow:
        await uow.inbox.add(update(1), lease("dead", 1))
        await uow.outbox.add_all([effect("f1")])
        await uow.outbox.claim(NOW, lease("dead", 1))
        await uow.jobs.add(job("j1"))
        await uow.jobs.claim(NOW, lease("dead", 1))
        await uow.commit()
    taken: Counter[str] = Counter()

    async def work(own: Store, worker: str) -> None:
        mine = Lease(worker, after(600))
        async with own.begin() as uow:
            row = await uow.inbox.claim(after(2), mine)
            adrift = await uow.outbox.claim_adrift(after(2), mine)
            found = await uow.jobs.claim(after(2), mine)
            await uow.commit()
        taken.update(inbox=row is not None, outbox=len(adrift), jobs=found is not None)

    await as_workers(again, work)
    assert taken == {"inbox": 1, "outbox": 1, "jobs": 1}


async def test_turns_of_one_case_follow_each_other(store: Store, again: Again) -> None:
    async with store.begin() as uow:
        await uow.cases.save(case())
        await uow.commit()

    async def work(own: Store, worker: str) -> None:
        for number in range(5):
            async with own.begin() as uow:
                row = await uow.cases.load("c1")
                assert row is not None
                await asyncio.sleep(0.001)
                await uow.journal.add(event(f"{worker}-{number}"))
                await uow.cases.save(row)
                await uow.audit.append("c1", NOW, worker, "turned", {"number": number})
                await uow.commit()

    await as_workers(again, work)
    async with store.begin() as uow:
        row = await uow.cases.load("c1")
        assert row is not None
        assert row.revision == 1 + 5 * WORKERS
        assert len(await uow.journal.of_case("c1")) == 5 * WORKERS
        report = await uow.audit.verify("c1")
        assert (report.whole, report.length) == (True, 5 * WORKERS)


async def test_two_first_messages_of_a_chat_open_one_case(store: Store, again: Again) -> None:
    outcomes: list[StorageError | None] = []

    async def work(own: Store, worker: str) -> None:
        try:
            async with own.begin() as uow:
                if await uow.cases.active_of_chat(7) is None:
                    await asyncio.sleep(0.01)
                    await uow.cases.save(case(worker, 7))
                    await uow.commit()
            outcomes.append(None)
        except Conflict as error:
            outcomes.append(error)

    await as_workers(again, work)
    async with store.begin() as uow:
        assert len(await uow.cases.of_chat(7)) == 1
    assert len(outcomes) == WORKERS
    assert all(error.retry for error in outcomes if error)


async def test_an_event_is_handled_by_one_of_two_that_race(store: Store, again: Again) -> None:
    handled: list[bool] = []

    async def work(own: Store, worker: str) -> None:
        async with own.begin() as uow:
            first = await uow.journal.add(event("same"))
            handled.append(first)
            await asyncio.sleep(0.005)
            if first:
                await uow.outbox.add_all([effect(worker)])
            await uow.commit()

    await as_workers(again, work)
    assert sorted(handled) == [False] * (WORKERS - 1) + [True]
    async with store.begin() as uow:
        assert len(await uow.outbox.of_case("c1")) == 1


async def test_a_timer_rings_in_one_process(store: Store, again: Again) -> None:
    async with store.begin() as uow:
        await uow.timers.arm(TimerRow("t1", "c1", "idle", NOW))
        await uow.commit()
    rung: list[bool] = []

    async def work(own: Store, worker: str) -> None:
        async with own.begin() as uow:
            assert len(await uow.timers.due(NOW + timedelta(seconds=1))) <= 1
            rung.append(await uow.timers.fire("t1"))
            await uow.journal.add(event(worker))
            await uow.commit()

    await as_workers(again, work)
    assert sorted(rung) == [False] * (WORKERS - 1) + [True]


async def test_application_numbers_have_no_gap_and_no_double(store: Store, again: Again) -> None:
    async def work(own: Store, worker: str) -> None:
        for number in range(5):
            async with own.begin() as uow:
                key = f"{worker}-{number}"
                await uow.firm.submit(key, key, NOW, NOW.date(), b"")
                await uow.commit()

    await as_workers(again, work)
    async with store.begin() as uow:
        for number in range(1, 5 * WORKERS + 1):
            assert await uow.firm.submission(f"RS20260305{number:06d}") is not None
