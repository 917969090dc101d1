"""Effects in SQL: in order per lane, one in flight per lane, each settled once.

A lane is free when nothing of it is being sent; its head is its first queued effect. Claimers
lock heads with SKIP LOCKED; should two still meet (a row of an earlier number became visible
late), the partial unique index lets one of them win.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    String,
    Update,
    and_,
    bindparam,
    delete,
    exists,
    literal_column,
    or_,
    select,
    true,
    update,
)
from typing_extensions import override

from dialogs.effects import InDoubt
from storage import api
from storage.codec import dump, parse
from storage.link import Repository, insert_new
from storage.prepared import Found, Statement, touch, touch_many
from storage.rows import Json, Lease, OutboxRow, OutboxState
from storage.tables import EPOCH, outbox

_COLUMNS = (
    outbox.c.effect_id,
    outbox.c.case_id,
    outbox.c.chat_id,
    outbox.c.lane,
    outbox.c.kind,
    outbox.c.payload,
    outbox.c.in_doubt,
    outbox.c.created_at,
    outbox.c.lease,
    outbox.c.slot,
    outbox.c.seq,
    outbox.c.state,
    outbox.c.attempts,
    outbox.c.not_before,
    outbox.c.result,
    outbox.c.error,
    outbox.c.worker,
)

# The states stand as literals, not parameters: a partial index is used for nothing else.
_QUEUED = literal_column("'queued'", String)
_SENDING = literal_column("'sending'", String)
_SENT = literal_column("'sent'", String)
_ESCALATED = literal_column("'escalated'", String)
_ahead = outbox.alias("ahead")
_first_of_lane = and_(
    ~exists().where(
        _ahead.c.state == _QUEUED, _ahead.c.lane == outbox.c.lane, _ahead.c.seq < outbox.c.seq
    ),
    ~exists().where(_ahead.c.state == _SENDING, _ahead.c.lane == outbox.c.lane),
)
_is_head = and_(
    outbox.c.state == _QUEUED,
    or_(outbox.c.not_before.is_(None), outbox.c.not_before <= bindparam("now")),
    _first_of_lane,
)
_is_adrift = and_(outbox.c.state == _SENDING, outbox.c.leased_until < bindparam("now"))


def _of_lanes(prefixes: tuple[str, ...]) -> ColumnElement[bool]:
    if not prefixes:
        return true()
    return or_(*(outbox.c.lane.startswith(prefix, autoescape=True) for prefix in prefixes))


@cache
def _claim(prefixes: tuple[str, ...], *, adrift: bool) -> Statement:
    picked = (
        select(outbox.c.seq)
        .where(_is_adrift if adrift else _is_head, _of_lanes(prefixes))
        .order_by(outbox.c.seq)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True)
        .cte("picked")
    )
    return (
        update(outbox)
        .where(outbox.c.seq.in_(select(picked.c.seq)))
        .values(
            state=_SENDING,
            attempts=outbox.c.attempts + 1,
            worker=bindparam("by"),
            leased_until=bindparam("until"),
        )
        .returning(*_COLUMNS)
    )


def _settle(*states: ColumnElement[str], **values: object) -> Update:
    """Return the change of one effect from any of these states."""
    return (
        update(outbox)
        .where(outbox.c.effect_id == bindparam("id"), outbox.c.state.in_(states))
        .values(worker=None, leased_until=None, **values)
    )


_MARK_SENT = _settle(
    _QUEUED, _SENDING, _ESCALATED, state=_SENT, result=bindparam("answer"), error=None
)
_ABSORB = _settle(_QUEUED, state=_SENT, result=bindparam("answer"), error=None)
_RETRY = _settle(_SENDING, state=_QUEUED, not_before=bindparam("wait"), error=bindparam("reason"))
_END = _settle(_QUEUED, _SENDING, state=bindparam("end"), error=bindparam("reason"))
_IS_MINE = (
    outbox.c.state == _SENDING,
    outbox.c.worker == bindparam("by"),
)
_EXTEND = (
    update(outbox)
    .where(outbox.c.effect_id == bindparam("id"), *_IS_MINE)
    .values(leased_until=bindparam("until"))
)
_RELEASE = update(outbox).where(*_IS_MINE).values(leased_until=bindparam("until"))
_GET = select(*_COLUMNS).where(outbox.c.effect_id == bindparam("id"))
_OF_CASE = select(*_COLUMNS).where(outbox.c.case_id == bindparam("case")).order_by(outbox.c.seq)
_LATEST = (
    select(*_COLUMNS)
    .where(
        outbox.c.chat_id == bindparam("chat"),
        outbox.c.slot == bindparam("place"),
        outbox.c.slot.is_not(None),
        outbox.c.state == _SENT,
    )
    .order_by(outbox.c.seq.desc())
    .limit(1)
)
_BEHIND = (
    select(*_COLUMNS)
    .where(outbox.c.lane == bindparam("which"), outbox.c.state == _QUEUED)
    .order_by(outbox.c.seq)
    .limit(bindparam("limit"))
)
_FORGET = delete(outbox).where(
    outbox.c.state.not_in([_QUEUED, _SENDING]),
    outbox.c.created_at < bindparam("before"),
)


def place(effect_id: str) -> str:
    """Return the place that a payload is sealed for."""
    return f"outbox/payload/{effect_id}"


class SqlOutbox(Repository, api.Outbox):
    """The outbox table."""

    @override
    async def add_all(self, rows: Sequence[OutboxRow]) -> None:
        if rows:
            values = [self._values(row) for row in rows]
            statement = insert_new(outbox, self._link.dialect)
            await self._link.run(lambda on: touch_many(on, statement, values))

    def _values(self, row: OutboxRow) -> dict[str, object]:
        return {
            "effect_id": row.effect_id,
            "case_id": row.case_id,
            "chat_id": row.chat_id,
            "lane": row.lane,
            "kind": row.kind,
            "payload": self._keys.seal(row.payload, place(row.effect_id)),
            "in_doubt": row.in_doubt.value,
            "created_at": row.created_at,
            "lease": row.lease,
            "slot": row.slot,
            "state": OutboxState.QUEUED.value,
            "attempts": 0,
            "not_before": row.not_before,
        }

    @override
    async def claim(
        self, now: datetime, lease: Lease, *, limit: int = 16, prefixes: Sequence[str] = ()
    ) -> list[OutboxRow]:
        return await self._take(_claim(tuple(prefixes), adrift=False), now, lease, limit)

    @override
    async def claim_adrift(
        self, now: datetime, lease: Lease, *, limit: int = 16, prefixes: Sequence[str] = ()
    ) -> list[OutboxRow]:
        return await self._take(_claim(tuple(prefixes), adrift=True), now, lease, limit)

    async def _take(
        self, claim: Statement, now: datetime, lease: Lease, limit: int
    ) -> list[OutboxRow]:
        values = {"now": now, "by": lease.worker, "until": lease.until, "limit": limit}
        taken = [self._row(found) for found in await self._rows(claim, values)]
        return sorted(taken, key=lambda row: row.seq)

    def _row(self, found: Found) -> OutboxRow:
        effect_id, case_id, chat_id, lane, kind, payload, in_doubt, *rest = found
        created_at, lease, slot, seq, state, attempts, not_before, result, *end = rest
        return OutboxRow(
            effect_id,
            case_id,
            chat_id,
            lane,
            kind,
            self._keys.open(payload, place(effect_id)),
            InDoubt(in_doubt),
            created_at,
            lease,
            slot,
            seq,
            OutboxState(state),
            attempts,
            not_before,
            _read(result),
            *end,
        )

    @override
    async def extend(self, effect_id: str, lease: Lease) -> bool:
        values = {"id": effect_id, "by": lease.worker, "until": lease.until}
        return await self._count(_EXTEND, values) == 1

    @override
    async def sent(self, effect_id: str, result: Mapping[str, Json]) -> bool:
        values = {"id": effect_id, "answer": dump(result).decode()}
        return await self._count(_MARK_SENT, values) == 1

    @override
    async def retry(self, effect_id: str, not_before: datetime, error: str) -> bool:
        values = {"id": effect_id, "wait": not_before, "reason": error}
        return await self._count(_RETRY, values) == 1

    @override
    async def failed(self, effect_id: str, error: str) -> bool:
        return await self._end(effect_id, OutboxState.FAILED, error)

    @override
    async def drop(self, effect_id: str, reason: str) -> bool:
        return await self._end(effect_id, OutboxState.DROPPED, reason)

    @override
    async def escalate(self, effect_id: str, reason: str) -> bool:
        return await self._end(effect_id, OutboxState.ESCALATED, reason)

    async def _end(self, effect_id: str, state: OutboxState, reason: str) -> bool:
        values = {"id": effect_id, "end": state.value, "reason": reason}
        return await self._count(_END, values) == 1

    @override
    async def release(self, worker: str) -> int:
        return await self._count(_RELEASE, {"by": worker, "until": EPOCH})

    @override
    async def get(self, effect_id: str) -> OutboxRow | None:
        found = await self._first(_GET, {"id": effect_id})
        return self._row(found) if found else None

    @override
    async def of_case(self, case_id: str) -> list[OutboxRow]:
        return [self._row(found) for found in await self._rows(_OF_CASE, {"case": case_id})]

    @override
    async def latest_sent(self, chat_id: int, slot: str) -> OutboxRow | None:
        found = await self._first(_LATEST, {"chat": chat_id, "place": slot})
        return self._row(found) if found else None

    @override
    async def behind(self, lane: str, limit: int = 50) -> list[OutboxRow]:
        found = await self._rows(_BEHIND, {"which": lane, "limit": limit})
        return [self._row(each) for each in found]

    @override
    async def absorb(self, effect_ids: Sequence[str], result: Mapping[str, Json]) -> int:
        answer = dump(result).decode()
        values = [{"id": effect_id, "answer": answer} for effect_id in effect_ids]
        return await self._link.run(lambda on: sum(touch(on, _ABSORB, each) for each in values))

    @override
    async def forget_before(self, when: datetime) -> int:
        return await self._count(_FORGET, {"before": when})


def _read(result: str | None) -> Mapping[str, Json] | None:
    return None if result is None else cast("dict[str, Any]", parse(result.encode()))
