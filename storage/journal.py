"""Events in SQL: each once, in order."""

from sqlalchemy import bindparam, select
from typing_extensions import override

from storage import api
from storage.link import Repository, insert_new
from storage.rows import JournalRow
from storage.tables import journal

_OF_CASE = (
    select(journal.c.event_id, journal.c.case_id, journal.c.at, journal.c.kind, journal.c.payload)
    .where(journal.c.case_id == bindparam("case"))
    .order_by(journal.c.seq)
)


def place(event_id: str) -> str:
    """Return the place that a payload is sealed for."""
    return f"journal/payload/{event_id}"


class SqlJournal(Repository, api.Journal):
    """The journal table."""

    @override
    async def add(self, row: JournalRow) -> bool:
        values = {
            "event_id": row.event_id,
            "case_id": row.case_id,
            "at": row.at,
            "kind": row.kind,
            "payload": self._keys.seal(row.payload, place(row.event_id)),
        }
        return await self._count(insert_new(journal, self._link.dialect), values) == 1

    @override
    async def of_case(self, case_id: str) -> list[JournalRow]:
        return [
            JournalRow(event_id, case, at, kind, self._keys.open(payload, place(event_id)))
            for event_id, case, at, kind, payload in await self._rows(_OF_CASE, {"case": case_id})
        ]
