"""Alarms in SQL: one of a kind per case, rung in exactly one transaction."""

from datetime import datetime

from sqlalchemy import bindparam, func, literal_column, select, update
from typing_extensions import override

from storage import api
from storage.link import Repository, insert_or_replace
from storage.rows import TimerRow, TimerState
from storage.tables import timers

_COLUMNS = (
    timers.c.timer_id,
    timers.c.case_id,
    timers.c.kind,
    timers.c.due_at,
    timers.c.state,
)
_is_armed = timers.c.state == literal_column("'armed'")
_CANCEL_ALL = (
    update(timers)
    .where(timers.c.case_id == bindparam("case"), _is_armed)
    .values(state=TimerState.CANCELLED.value)
)
_CANCEL = _CANCEL_ALL.where(timers.c.kind == bindparam("which"))
_DUE = (
    select(*_COLUMNS)
    .where(_is_armed, timers.c.due_at <= bindparam("now"))
    .order_by(timers.c.due_at, timers.c.timer_id)
    .limit(bindparam("limit"))
)
_NEXT = select(func.min(timers.c.due_at)).where(_is_armed)
_FIRE = (
    update(timers)
    .where(timers.c.timer_id == bindparam("id"), _is_armed)
    .values(state=TimerState.FIRED.value)
)


class SqlTimers(Repository, api.Timers):
    """The timers table."""

    @override
    async def arm(self, row: TimerRow) -> None:
        values = {
            "timer_id": row.timer_id,
            "case_id": row.case_id,
            "kind": row.kind,
            "due_at": row.due_at,
            "state": TimerState.ARMED.value,
        }
        await self._count(insert_or_replace(timers, self._link.dialect), values)

    @override
    async def cancel(self, case_id: str, kind: str | None = None) -> int:
        if kind is None:
            return await self._count(_CANCEL_ALL, {"case": case_id})
        return await self._count(_CANCEL, {"case": case_id, "which": kind})

    @override
    async def due(self, now: datetime, limit: int = 64) -> list[TimerRow]:
        return [
            TimerRow(timer_id, case_id, kind, due_at, TimerState(state))
            for timer_id, case_id, kind, due_at, state in await self._rows(
                _DUE, {"now": now, "limit": limit}
            )
        ]

    @override
    async def next_due(self) -> datetime | None:
        due_at: datetime | None = await self._scalar(_NEXT, {})
        return due_at

    @override
    async def fire(self, timer_id: str) -> bool:
        return await self._count(_FIRE, {"id": timer_id}) == 1
