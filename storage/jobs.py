"""Checks in SQL: leased to one worker, taken over when it goes silent, finished once."""

from datetime import datetime

from sqlalchemy import (
    Select,
    String,
    Update,
    and_,
    bindparam,
    delete,
    literal_column,
    or_,
    select,
    update,
)
from typing_extensions import override

from storage import api
from storage.link import Repository, insert_new
from storage.prepared import Found, Parameters
from storage.rows import JobRow, JobState, Lease
from storage.tables import jobs

_COLUMNS = (
    jobs.c.job_id,
    jobs.c.case_id,
    jobs.c.kind,
    jobs.c.payload,
    jobs.c.created_at,
    jobs.c.state,
    jobs.c.attempts,
    jobs.c.worker,
    jobs.c.leased_until,
    jobs.c.result,
    jobs.c.error,
)
_QUEUED = literal_column("'queued'", String)
_RUNNING = literal_column("'running'", String)
_is_free = or_(
    jobs.c.state == _QUEUED,
    and_(jobs.c.state == _RUNNING, jobs.c.leased_until < bindparam("now")),
)
_FREE = select(jobs.c.job_id).where(_is_free).order_by(jobs.c.created_at, jobs.c.job_id)


def _claim(free: Select[str]) -> Update:
    picked = free.limit(1).with_for_update(skip_locked=True).cte("picked")
    return (
        update(jobs)
        .where(jobs.c.job_id.in_(select(picked.c.job_id)))
        .values(
            state=_RUNNING,
            attempts=jobs.c.attempts + 1,
            worker=bindparam("by"),
            leased_until=bindparam("until"),
        )
    )


_CLAIM_ANY = _claim(_FREE).returning(*_COLUMNS)
_CLAIM_THIS = _claim(_FREE.where(jobs.c.job_id == bindparam("id"))).returning(*_COLUMNS)
_is_mine = and_(jobs.c.state == _RUNNING, jobs.c.worker == bindparam("by"))
_MINE = update(jobs).where(jobs.c.job_id == bindparam("id"), _is_mine)
_HEARTBEAT = _MINE.values(leased_until=bindparam("until"))
_FINISH = _MINE.values(
    state=literal_column("'finished'"),
    result=bindparam("outcome"),
    error=None,
    leased_until=None,
)
_FAIL = _MINE.values(
    state=literal_column("'failed'"), error=bindparam("reason"), leased_until=None
)
_GIVE_BACK = _MINE.values(state=_QUEUED, error=bindparam("reason"), worker=None, leased_until=None)
_RELEASE = update(jobs).where(_is_mine).values(state=_QUEUED, worker=None, leased_until=None)
_GET = select(*_COLUMNS).where(jobs.c.job_id == bindparam("id"))
_WAITING = _FREE.limit(bindparam("limit"))
_FORGET = delete(jobs).where(
    jobs.c.state.not_in([_QUEUED, _RUNNING]),
    jobs.c.created_at < bindparam("before"),
)


def payload_place(job_id: str) -> str:
    """Return the place that a request is sealed for."""
    return f"jobs/payload/{job_id}"


def result_place(job_id: str) -> str:
    """Return the place that an outcome is sealed for."""
    return f"jobs/result/{job_id}"


class SqlJobs(Repository, api.Jobs):
    """The jobs table."""

    @override
    async def add(self, row: JobRow) -> bool:
        values = {
            "job_id": row.job_id,
            "case_id": row.case_id,
            "kind": row.kind,
            "payload": self._keys.seal(row.payload, payload_place(row.job_id)),
            "created_at": row.created_at,
            "state": JobState.QUEUED.value,
            "attempts": 0,
        }
        return await self._count(insert_new(jobs, self._link.dialect), values) == 1

    @override
    async def claim(
        self, now: datetime, lease: Lease, *, job_id: str | None = None
    ) -> JobRow | None:
        values = {"now": now, "by": lease.worker, "until": lease.until}
        if job_id is None:
            return self._row(await self._first(_CLAIM_ANY, values))
        return self._row(await self._first(_CLAIM_THIS, {**values, "id": job_id}))

    def _row(self, found: Found | None) -> JobRow | None:
        if found is None:
            return None
        job_id, case_id, kind, payload, created_at, state, *more = found
        attempts, worker, leased_until, result, error = more
        return JobRow(
            job_id,
            case_id,
            kind,
            self._keys.open(payload, payload_place(job_id)),
            created_at,
            JobState(state),
            attempts,
            worker,
            leased_until,
            None if result is None else self._keys.open(result, result_place(job_id)),
            error,
        )

    @override
    async def heartbeat(self, job_id: str, lease: Lease) -> bool:
        values = {"id": job_id, "by": lease.worker, "until": lease.until}
        return await self._once(_HEARTBEAT, values)

    @override
    async def finish(self, job_id: str, worker: str, result: bytes) -> bool:
        sealed = self._keys.seal(result, result_place(job_id))
        return await self._once(_FINISH, {"id": job_id, "by": worker, "outcome": sealed})

    @override
    async def fail(self, job_id: str, worker: str, error: str) -> bool:
        return await self._once(_FAIL, {"id": job_id, "by": worker, "reason": error})

    @override
    async def give_back(self, job_id: str, worker: str, error: str) -> bool:
        return await self._once(_GIVE_BACK, {"id": job_id, "by": worker, "reason": error})

    async def _once(self, change: Update, values: Parameters) -> bool:
        return await self._count(change, values) == 1

    @override
    async def release(self, worker: str) -> int:
        return await self._count(_RELEASE, {"by": worker})

    @override
    async def get(self, job_id: str) -> JobRow | None:
        return self._row(await self._first(_GET, {"id": job_id}))

    @override
    async def waiting(self, now: datetime, limit: int = 64) -> list[str]:
        found = await self._rows(_WAITING, {"now": now, "limit": limit})
        return [job_id for (job_id,) in found]

    @override
    async def forget_before(self, when: datetime) -> int:
        return await self._count(_FORGET, {"before": when})
