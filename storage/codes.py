"""One-time codes in SQL, as keyed digests (D7)."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from typing_extensions import override

from storage import api
from storage.link import Repository, insert_or_replace
from storage.rows import CodeRow
from storage.tables import codes

_COLUMNS = (
    codes.c.code_id,
    codes.c.case_id,
    codes.c.purpose,
    codes.c.digest,
    codes.c.created_at,
    codes.c.expires_at,
    codes.c.delivered_at,
)
_GET = select(*_COLUMNS).where(codes.c.code_id == bindparam("id"))
_NEWEST = (
    select(*_COLUMNS)
    .where(codes.c.case_id == bindparam("case"), codes.c.purpose == bindparam("what"))
    .order_by(codes.c.created_at.desc(), codes.c.code_id.desc())
    .limit(1)
)
_DELIVERED = (
    update(codes).where(codes.c.code_id == bindparam("id")).values(delivered_at=bindparam("when"))
)
_FORGET = delete(codes).where(codes.c.expires_at < bindparam("before"))


class SqlCodes(Repository, api.Codes):
    """The codes table."""

    @override
    async def put(self, row: CodeRow) -> None:
        values = {
            "code_id": row.code_id,
            "case_id": row.case_id,
            "purpose": row.purpose,
            "digest": row.digest,
            "created_at": row.created_at,
            "expires_at": row.expires_at,
            "delivered_at": row.delivered_at,
        }
        await self._count(insert_or_replace(codes, self._link.dialect), values)

    @override
    async def get(self, code_id: str) -> CodeRow | None:
        found = await self._first(_GET, {"id": code_id})
        return CodeRow(*found) if found else None

    @override
    async def newest(self, case_id: str, purpose: str) -> CodeRow | None:
        found = await self._first(_NEWEST, {"case": case_id, "what": purpose})
        return CodeRow(*found) if found else None

    @override
    async def delivered(self, code_id: str, at: datetime) -> None:
        await self._count(_DELIVERED, {"id": code_id, "when": at})

    @override
    async def forget_before(self, when: datetime) -> int:
        return await self._count(_FORGET, {"before": when})
