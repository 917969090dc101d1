"""Cases in SQL: locked while a turn decides, saved against their revision."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, insert, select, update
from typing_extensions import override

from storage import api
from storage.errors import StaleRevision
from storage.link import Repository
from storage.numbering import is_digits
from storage.prepared import Found, Parameters, Statement
from storage.rows import CaseRow
from storage.tables import cases

_COLUMNS = (
    cases.c.case_id,
    cases.c.chat_id,
    cases.c.user_id,
    cases.c.revision,
    cases.c.step,
    cases.c.state,
    cases.c.created_at,
    cases.c.updated_at,
    cases.c.closed_at,
    cases.c.application_number,
    cases.c.lease,
)


def _one(*conditions: ColumnElement[bool]) -> dict[bool, Select[Any]]:
    """Return the query without and with a lock on the row."""
    query = select(*_COLUMNS).where(*conditions)
    return {False: query, True: query.with_for_update()}


_BY_ID = _one(cases.c.case_id == bindparam("id"))
_OPEN_OF_CHAT = _one(cases.c.chat_id == bindparam("chat"), cases.c.closed_at.is_(None))
_OF_CHAT = (
    select(*_COLUMNS)
    .where(cases.c.chat_id == bindparam("chat"))
    .order_by(cases.c.created_at.desc(), cases.c.case_id.desc())
)
_BY_NUMBER = select(*_COLUMNS).where(cases.c.application_number == bindparam("number"))
# Only digits get here (`is_digits`), so nothing in them is a wildcard of LIKE. The inner query
# reads the index of the numbers, not the sealed states beside them.
_numbers = cases.alias("numbers").c.application_number
_BY_ENDING = (
    select(*_COLUMNS)
    .where(
        cases.c.application_number.in_(
            select(_numbers).where(_numbers.endswith(bindparam("digits")))
        )
    )
    .order_by(cases.c.created_at.desc(), cases.c.case_id.desc())
    .limit(bindparam("limit"))
)
_BATCH = 16
_BY_IDS = select(*_COLUMNS).where(
    cases.c.case_id.in_([bindparam(f"id_{number}") for number in range(_BATCH)])
)
_LEASE = select(cases.c.lease).where(cases.c.case_id == bindparam("id"))
_INSERT = insert(cases)
_UPDATE = (
    update(cases)
    .where(cases.c.case_id == bindparam("id"), cases.c.revision == bindparam("loaded"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in (
                "revision",
                "step",
                "state",
                "updated_at",
                "closed_at",
                "application_number",
                "lease",
            )
        }
    )
)


def place(case_id: str) -> str:
    """Return the place that a state is sealed for."""
    return f"cases/state/{case_id}"


def _padded(ids: Sequence[str]) -> Parameters:
    """Fill the statement's places, the last ids of a batch with the first one again."""
    return {f"id_{n}": ids[n] if n < len(ids) else ids[0] for n in range(_BATCH)}


class SqlCases(Repository, api.Cases):
    """The cases table."""

    @override
    async def load(self, case_id: str, *, lock: bool = True) -> CaseRow | None:
        return await self._case(_BY_ID[lock], {"id": case_id})

    @override
    async def active_of_chat(self, chat_id: int, *, lock: bool = True) -> CaseRow | None:
        return await self._case(_OPEN_OF_CHAT[lock], {"chat": chat_id})

    @override
    async def of_chat(self, chat_id: int) -> list[CaseRow]:
        return [self._row(found) for found in await self._rows(_OF_CHAT, {"chat": chat_id})]

    @override
    async def by_application_number(self, number: str) -> CaseRow | None:
        return await self._case(_BY_NUMBER, {"number": number})

    @override
    async def by_number_ending(self, digits: str, limit: int = 5) -> list[CaseRow]:
        if not is_digits(digits):
            return []
        found = await self._rows(_BY_ENDING, {"digits": digits, "limit": limit})
        return [self._row(each) for each in found]

    @override
    async def by_ids(self, case_ids: Sequence[str]) -> list[CaseRow]:
        wanted = list(dict.fromkeys(case_ids))
        known: dict[str, CaseRow] = {}
        for start in range(0, len(wanted), _BATCH):
            found = await self._rows(_BY_IDS, _padded(wanted[start : start + _BATCH]))
            known.update({row.case_id: row for row in map(self._row, found)})
        return [known[case_id] for case_id in wanted if case_id in known]

    async def _case(self, query: Statement, values: Parameters) -> CaseRow | None:
        found = await self._first(query, values)
        return self._row(found) if found else None

    def _row(self, found: Found) -> CaseRow:
        case_id, chat_id, user_id, revision, step, state, *rest = found
        clear = self._keys.open(state, place(case_id))
        return CaseRow(case_id, chat_id, user_id, revision, step, clear, *rest)

    @override
    async def lease_of(self, case_id: str) -> int | None:
        lease: int | None = await self._scalar(_LEASE, {"id": case_id})
        return lease

    @override
    async def save(self, row: CaseRow) -> int:
        state = self._keys.seal(row.state, place(row.case_id))
        if row.revision == 0:
            await self._count(_INSERT, self._fresh(row, state))
        elif await self._count(_UPDATE, self._changed(row, state)) != 1:
            raise StaleRevision(f"case {row.case_id} was saved by somebody else")
        return row.revision + 1

    @staticmethod
    def _fresh(row: CaseRow, state: bytes) -> Parameters:
        return {
            "case_id": row.case_id,
            "chat_id": row.chat_id,
            "user_id": row.user_id,
            "revision": 1,
            "step": row.step,
            "state": state,
            "created_at": row.created_at,
            "updated_at": row.updated_at,
            "closed_at": row.closed_at,
            "application_number": row.application_number,
            "lease": row.lease,
        }

    @staticmethod
    def _changed(row: CaseRow, state: bytes) -> Parameters:
        return {
            "id": row.case_id,
            "loaded": row.revision,
            "new_revision": row.revision + 1,
            "new_step": row.step,
            "new_state": state,
            "new_updated_at": row.updated_at,
            "new_closed_at": row.closed_at,
            "new_application_number": row.application_number,
            "new_lease": row.lease,
        }
