"""Updates in SQL: each once, in order per chat, claimed by one worker at a time."""

from datetime import datetime

from sqlalchemy import (
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from typing_extensions import override

from storage import api
from storage.link import Repository, insert_new
from storage.prepared import Found
from storage.rows import InboxRow, Lease
from storage.tables import inbox

_ahead = inbox.alias("ahead")
_first_of_chat = ~exists().where(
    _ahead.c.payload.is_not(None),
    _ahead.c.chat_id == inbox.c.chat_id,
    _ahead.c.update_id < inbox.c.update_id,
)
_picked = (
    select(inbox.c.update_id)
    .where(
        inbox.c.payload.is_not(None),
        or_(inbox.c.leased_until.is_(None), inbox.c.leased_until < bindparam("now")),
        _first_of_chat,
    )
    .order_by(inbox.c.update_id)
    .limit(1)
    .with_for_update(skip_locked=True)
    .cte("picked")
)
_CLAIM = (
    update(inbox)
    .where(inbox.c.update_id.in_(select(_picked.c.update_id)))
    .values(
        leased_by=bindparam("worker"),
        leased_until=bindparam("until"),
        attempts=inbox.c.attempts + 1,
    )
    .returning(
        inbox.c.update_id,
        inbox.c.chat_id,
        inbox.c.payload,
        inbox.c.received_at,
        inbox.c.attempts,
    )
)
_EXTEND = (
    update(inbox)
    .where(
        inbox.c.update_id == bindparam("id"),
        inbox.c.payload.is_not(None),
        inbox.c.leased_by == bindparam("worker"),
    )
    .values(leased_until=bindparam("until"))
)
_DONE = (
    update(inbox)
    .where(inbox.c.update_id == bindparam("id"))
    .values(payload=None, leased_by=None, leased_until=None)
)
_RELEASE = (
    update(inbox)
    .where(inbox.c.leased_by == bindparam("worker"), inbox.c.payload.is_not(None))
    .values(leased_by=None, leased_until=None)
)
_HIGHEST = select(func.max(inbox.c.update_id))
_FORGET = delete(inbox).where(
    and_(
        inbox.c.payload.is_(None),
        inbox.c.received_at < bindparam("before"),
        inbox.c.update_id < _HIGHEST.scalar_subquery(),
    )
)


def place(update_id: int) -> str:
    """Return the place that a payload is sealed for."""
    return f"inbox/payload/{update_id}"


class SqlInbox(Repository, api.Inbox):
    """The inbox table."""

    @override
    async def add(self, row: InboxRow, lease: Lease | None = None) -> bool:
        values = {
            "update_id": row.update_id,
            "chat_id": row.chat_id,
            "payload": self._keys.seal(row.payload, place(row.update_id)),
            "received_at": row.received_at,
            "attempts": int(lease is not None),
            "leased_by": lease.worker if lease else None,
            "leased_until": lease.until if lease else None,
        }
        return await self._count(insert_new(inbox, self._link.dialect), values) == 1

    @override
    async def claim(self, now: datetime, lease: Lease) -> InboxRow | None:
        found = await self._first(
            _CLAIM, {"now": now, "worker": lease.worker, "until": lease.until}
        )
        return self._row(found) if found else None

    def _row(self, found: Found) -> InboxRow:
        update_id, chat_id, payload, received_at, attempts = found
        clear = self._keys.open(payload, place(update_id))
        return InboxRow(update_id, chat_id, clear, received_at, attempts)

    @override
    async def extend(self, update_id: int, lease: Lease) -> bool:
        values = {"id": update_id, "worker": lease.worker, "until": lease.until}
        return await self._count(_EXTEND, values) == 1

    @override
    async def done(self, update_id: int) -> None:
        await self._count(_DONE, {"id": update_id})

    @override
    async def release(self, worker: str) -> int:
        return await self._count(_RELEASE, {"worker": worker})

    @override
    async def highest_id(self) -> int | None:
        highest: int | None = await self._scalar(_HIGHEST, {})
        return highest

    @override
    async def forget_before(self, when: datetime) -> int:
        return await self._count(_FORGET, {"before": when})
