"""The audit chain in SQL; triggers (made by the migrations) refuse to change an entry."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, bindparam, insert, select
from typing_extensions import override

from storage import api, chain
from storage.codec import dump, parse
from storage.link import Repository
from storage.prepared import Found, fetch
from storage.rows import AuditRow, ChainReport, Json
from storage.tables import audit

_COLUMNS = (
    audit.c.seq,
    audit.c.case_id,
    audit.c.number,
    audit.c.at,
    audit.c.actor,
    audit.c.action,
    audit.c.detail,
    audit.c.previous,
    audit.c.hash,
)
_LAST = (
    select(audit.c.number, audit.c.hash)
    .where(audit.c.case_id == bindparam("case"))
    .order_by(audit.c.number.desc())
    .limit(1)
)
_INSERT = insert(audit).returning(audit.c.seq)
_OF_CASE = select(*_COLUMNS).where(audit.c.case_id == bindparam("case")).order_by(audit.c.number)
_CHAINS = select(audit.c.case_id).distinct().order_by(audit.c.case_id)


class SqlAudit(Repository, api.Audit):
    """The audit table. Two writers of one chain meet at its unique number: Conflict."""

    @override
    async def append(
        self, case_id: str, at: datetime, actor: str, action: str, detail: Mapping[str, Json]
    ) -> AuditRow:
        def write(on: Connection) -> AuditRow:
            last = fetch(on, _LAST, {"case": case_id})
            number, previous = (last[0][0] + 1, last[0][1]) if last else (1, chain.FIRST)
            digest = chain.link(case_id, number, at, actor, action, detail, previous)
            entry = AuditRow(0, case_id, number, at, actor, action, dict(detail), previous, digest)
            [(seq,)] = fetch(on, _INSERT, _values(entry))
            return replace(entry, seq=seq)

        return await self._link.run(write)

    @override
    async def of_case(self, case_id: str) -> list[AuditRow]:
        return [_row(found) for found in await self._rows(_OF_CASE, {"case": case_id})]

    @override
    async def verify(self, case_id: str) -> ChainReport:
        return chain.verify(case_id, await self.of_case(case_id))

    @override
    async def chains(self) -> list[str]:
        return [case_id for (case_id,) in await self._rows(_CHAINS, {})]


def _values(entry: AuditRow) -> dict[str, object]:
    return {
        "case_id": entry.case_id,
        "number": entry.number,
        "at": entry.at,
        "actor": entry.actor,
        "action": entry.action,
        "detail": dump(entry.detail).decode(),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _row(found: Found) -> AuditRow:
    seq, case_id, number, at, actor, action, detail, previous, digest = found
    read = cast("dict[str, Json]", parse(detail.encode()))
    return AuditRow(seq, case_id, number, at, actor, action, read, previous, digest)
