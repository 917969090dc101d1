"""What waits to be worked on: updates, effects, checks, alarms."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from typing_extensions import override

from storage.api import Inbox, Jobs, Outbox, Timers
from storage.errors import BrokenInvariant
from storage.memory.tables import Queued, Received, Tables
from storage.rows import (
    InboxRow,
    JobRow,
    JobState,
    Json,
    Lease,
    OutboxRow,
    OutboxState,
    TimerRow,
    TimerState,
)

K = TypeVar("K")
V = TypeVar("V")

_LONG_AGO = datetime.min.replace(tzinfo=UTC)

SETTLED = frozenset(OutboxState) - {OutboxState.QUEUED, OutboxState.SENDING}
UNSENT = frozenset(OutboxState) - {OutboxState.SENT, OutboxState.DROPPED, OutboxState.FAILED}


class MemoryInbox(Inbox):
    """Updates."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.inbox

    @override
    async def add(self, row: InboxRow, lease: Lease | None = None) -> bool:
        if row.update_id in self._rows:
            return False
        self._rows[row.update_id] = Received(replace(row, attempts=int(lease is not None)), lease)
        return True

    @override
    async def claim(self, now: datetime, lease: Lease) -> InboxRow | None:
        heads: dict[int, Received] = {}
        for received in self._in_order():
            heads.setdefault(received.row.chat_id, received)
        for received in heads.values():
            if received.lease is None or received.lease.until < now:
                row = replace(received.row, attempts=received.row.attempts + 1)
                self._rows[row.update_id] = Received(row, lease)
                return row
        return None

    def _in_order(self) -> list[Received]:
        waiting = [received for received in self._rows.values() if not received.done]
        return sorted(waiting, key=lambda received: received.row.update_id)

    @override
    async def extend(self, update_id: int, lease: Lease) -> bool:
        received = self._rows.get(update_id)
        if received is None or received.done or received.lease is None:
            return False
        if received.lease.worker != lease.worker:
            return False
        self._rows[update_id] = replace(received, lease=lease)
        return True

    @override
    async def done(self, update_id: int) -> None:
        if received := self._rows.get(update_id):
            self._rows[update_id] = Received(replace(received.row, payload=b""), done=True)

    @override
    async def release(self, worker: str) -> int:
        theirs = [
            received
            for received in self._in_order()
            if received.lease is not None and received.lease.worker == worker
        ]
        for received in theirs:
            self._rows[received.row.update_id] = replace(received, lease=None)
        return len(theirs)

    @override
    async def highest_id(self) -> int | None:
        return max(self._rows, default=None)

    @override
    async def forget_before(self, when: datetime) -> int:
        highest = await self.highest_id()
        old = [
            update_id
            for update_id, received in self._rows.items()
            if received.done and received.row.received_at < when and update_id != highest
        ]
        return _delete(self._rows, old)


class MemoryOutbox(Outbox):
    """Effects."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.outbox

    @override
    async def add_all(self, rows: Sequence[OutboxRow]) -> None:
        for row in rows:
            if row.effect_id not in self._rows:
                seq = max((queued.row.seq for queued in self._rows.values()), default=0) + 1
                fresh = replace(row, seq=seq, state=OutboxState.QUEUED, attempts=0, worker=None)
                self._rows[row.effect_id] = Queued(replace(fresh, result=None, error=None))

    @override
    async def claim(
        self, now: datetime, lease: Lease, *, limit: int = 16, prefixes: Sequence[str] = ()
    ) -> list[OutboxRow]:
        heads: dict[str, OutboxRow] = {}
        busy = {row.lane for row in self._all() if row.state is OutboxState.SENDING}
        for row in self._all():
            if row.state is OutboxState.QUEUED:
                heads.setdefault(row.lane, row)
        free = [
            row
            for row in heads.values()
            if row.lane not in busy and (row.not_before is None or row.not_before <= now)
        ]
        return self._lease(_within(free, prefixes)[:limit], lease)

    @override
    async def claim_adrift(
        self, now: datetime, lease: Lease, *, limit: int = 16, prefixes: Sequence[str] = ()
    ) -> list[OutboxRow]:
        adrift = [
            row
            for row in self._all()
            if row.state is OutboxState.SENDING and self._until(row.effect_id) < now
        ]
        return self._lease(_within(adrift, prefixes)[:limit], lease)

    def _all(self) -> list[OutboxRow]:
        return sorted((queued.row for queued in self._rows.values()), key=lambda row: row.seq)

    def _until(self, effect_id: str) -> datetime:
        until = self._rows[effect_id].leased_until
        if until is None:
            raise BrokenInvariant("an effect is being sent without a lease")
        return until

    def _lease(self, rows: Iterable[OutboxRow], lease: Lease) -> list[OutboxRow]:
        leased = [
            replace(
                row,
                state=OutboxState.SENDING,
                attempts=row.attempts + 1,
                worker=lease.worker,
            )
            for row in rows
        ]
        for row in leased:
            self._rows[row.effect_id] = Queued(row, lease.until)
        return leased

    @override
    async def extend(self, effect_id: str, lease: Lease) -> bool:
        queued = self._rows.get(effect_id)
        if queued is None or queued.row.state is not OutboxState.SENDING:
            return False
        if queued.row.worker != lease.worker:
            return False
        self._rows[effect_id] = replace(queued, leased_until=lease.until)
        return True

    @override
    async def sent(self, effect_id: str, result: Mapping[str, Json]) -> bool:
        return self._mark_sent(effect_id, UNSENT, result)

    def _mark_sent(
        self, effect_id: str, allowed: AbstractSet[OutboxState], result: Mapping[str, Json]
    ) -> bool:
        return self._settle(
            effect_id,
            allowed,
            lambda row: replace(row, state=OutboxState.SENT, result=dict(result), error=None),
        )

    @override
    async def retry(self, effect_id: str, not_before: datetime, error: str) -> bool:
        return self._settle(
            effect_id,
            {OutboxState.SENDING},
            lambda row: replace(row, state=OutboxState.QUEUED, not_before=not_before, error=error),
        )

    @override
    async def failed(self, effect_id: str, error: str) -> bool:
        return self._end(effect_id, OutboxState.FAILED, error)

    @override
    async def drop(self, effect_id: str, reason: str) -> bool:
        return self._end(effect_id, OutboxState.DROPPED, reason)

    @override
    async def escalate(self, effect_id: str, reason: str) -> bool:
        return self._end(effect_id, OutboxState.ESCALATED, reason)

    def _end(self, effect_id: str, state: OutboxState, error: str) -> bool:
        return self._settle(
            effect_id,
            {OutboxState.QUEUED, OutboxState.SENDING},
            lambda row: replace(row, state=state, error=error),
        )

    def _settle(
        self,
        effect_id: str,
        allowed: AbstractSet[OutboxState],
        change: Callable[[OutboxRow], OutboxRow],
    ) -> bool:
        queued = self._rows.get(effect_id)
        if queued is None or queued.row.state not in allowed:
            return False
        self._rows[effect_id] = Queued(replace(change(queued.row), worker=None))
        return True

    @override
    async def release(self, worker: str) -> int:
        theirs = [
            queued
            for queued in self._rows.values()
            if queued.row.state is OutboxState.SENDING and queued.row.worker == worker
        ]
        for queued in theirs:
            self._rows[queued.row.effect_id] = replace(queued, leased_until=_LONG_AGO)
        return len(theirs)

    @override
    async def get(self, effect_id: str) -> OutboxRow | None:
        queued = self._rows.get(effect_id)
        return queued.row if queued else None

    @override
    async def of_case(self, case_id: str) -> list[OutboxRow]:
        return [row for row in self._all() if row.case_id == case_id]

    @override
    async def latest_sent(self, chat_id: int, slot: str) -> OutboxRow | None:
        found = [
            row
            for row in self._all()
            if row.chat_id == chat_id and row.slot == slot and row.state is OutboxState.SENT
        ]
        return found[-1] if found else None

    @override
    async def behind(self, lane: str, limit: int = 50) -> list[OutboxRow]:
        found = [
            row for row in self._all() if row.lane == lane and row.state is OutboxState.QUEUED
        ]
        return found[:limit]

    @override
    async def absorb(self, effect_ids: Sequence[str], result: Mapping[str, Json]) -> int:
        return sum(self._mark_sent(each, {OutboxState.QUEUED}, result) for each in effect_ids)

    @override
    async def forget_before(self, when: datetime) -> int:
        old = [
            row.effect_id for row in self._all() if row.state in SETTLED and row.created_at < when
        ]
        return _delete(self._rows, old)


class MemoryJobs(Jobs):
    """Checks."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.jobs

    @override
    async def add(self, row: JobRow) -> bool:
        if row.job_id in self._rows:
            return False
        fresh = replace(row, state=JobState.QUEUED, attempts=0, worker=None, leased_until=None)
        self._rows[row.job_id] = replace(fresh, result=None, error=None)
        return True

    @override
    async def claim(
        self, now: datetime, lease: Lease, *, job_id: str | None = None
    ) -> JobRow | None:
        for row in self._free(now):
            if job_id in {None, row.job_id}:
                leased = replace(
                    row,
                    state=JobState.RUNNING,
                    attempts=row.attempts + 1,
                    worker=lease.worker,
                    leased_until=lease.until,
                )
                self._rows[row.job_id] = leased
                return leased
        return None

    def _free(self, now: datetime) -> list[JobRow]:
        free = [row for row in self._rows.values() if _is_free(row, now)]
        return sorted(free, key=lambda row: (row.created_at, row.job_id))

    @override
    async def heartbeat(self, job_id: str, lease: Lease) -> bool:
        return self._change(
            job_id, lease.worker, lambda row: replace(row, leased_until=lease.until)
        )

    @override
    async def finish(self, job_id: str, worker: str, result: bytes) -> bool:
        return self._change(
            job_id,
            worker,
            lambda row: replace(
                row, state=JobState.FINISHED, result=result, error=None, leased_until=None
            ),
        )

    @override
    async def fail(self, job_id: str, worker: str, error: str) -> bool:
        return self._change(
            job_id,
            worker,
            lambda row: replace(row, state=JobState.FAILED, error=error, leased_until=None),
        )

    @override
    async def give_back(self, job_id: str, worker: str, error: str) -> bool:
        return self._change(
            job_id,
            worker,
            lambda row: replace(
                row, state=JobState.QUEUED, error=error, worker=None, leased_until=None
            ),
        )

    def _change(self, job_id: str, worker: str, change: Callable[[JobRow], JobRow]) -> bool:
        row = self._rows.get(job_id)
        if row is None or row.state is not JobState.RUNNING or row.worker != worker:
            return False
        self._rows[job_id] = change(row)
        return True

    @override
    async def release(self, worker: str) -> int:
        theirs = [
            row
            for row in self._rows.values()
            if row.state is JobState.RUNNING and row.worker == worker
        ]
        for row in theirs:
            self._rows[row.job_id] = replace(
                row, state=JobState.QUEUED, worker=None, leased_until=None
            )
        return len(theirs)

    @override
    async def get(self, job_id: str) -> JobRow | None:
        return self._rows.get(job_id)

    @override
    async def waiting(self, now: datetime, limit: int = 64) -> list[str]:
        return [row.job_id for row in self._free(now)[:limit]]

    @override
    async def forget_before(self, when: datetime) -> int:
        settled = {JobState.FINISHED, JobState.FAILED}
        old = [
            row.job_id
            for row in self._rows.values()
            if row.state in settled and row.created_at < when
        ]
        return _delete(self._rows, old)


class MemoryTimers(Timers):
    """Alarms."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.timers

    @override
    async def arm(self, row: TimerRow) -> None:
        self._rows[row.case_id, row.kind] = replace(row, state=TimerState.ARMED)

    @override
    async def cancel(self, case_id: str, kind: str | None = None) -> int:
        armed = [
            row for row in self._armed() if row.case_id == case_id and kind in {None, row.kind}
        ]
        for row in armed:
            self._rows[row.case_id, row.kind] = replace(row, state=TimerState.CANCELLED)
        return len(armed)

    def _armed(self) -> list[TimerRow]:
        armed = [row for row in self._rows.values() if row.state is TimerState.ARMED]
        return sorted(armed, key=lambda row: (row.due_at, row.timer_id))

    @override
    async def due(self, now: datetime, limit: int = 64) -> list[TimerRow]:
        return [row for row in self._armed() if row.due_at <= now][:limit]

    @override
    async def next_due(self) -> datetime | None:
        return next((row.due_at for row in self._armed()), None)

    @override
    async def fire(self, timer_id: str) -> bool:
        for row in self._armed():
            if row.timer_id == timer_id:
                self._rows[row.case_id, row.kind] = replace(row, state=TimerState.FIRED)
                return True
        return False


def _is_free(row: JobRow, now: datetime) -> bool:
    if row.state is JobState.RUNNING:
        return row.leased_until is not None and row.leased_until < now
    return row.state is JobState.QUEUED


def _within(rows: Iterable[OutboxRow], prefixes: Sequence[str]) -> list[OutboxRow]:
    return [row for row in rows if not prefixes or row.lane.startswith(tuple(prefixes))]


def _delete(rows: dict[K, V], keys: Sequence[K]) -> int:
    for key in keys:
        del rows[key]
    return len(keys)
