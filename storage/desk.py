"""Cases as the people's side asks for them, in SQL."""

from sqlalchemy import FromClause, and_, bindparam, func, select, tuple_
from sqlalchemy.sql.elements import ColumnElement
from typing_extensions import override

from storage import api
from storage.link import Repository, insert_or_replace
from storage.prepared import Parameters, Statement
from storage.rows import DeskRow
from storage.tables import desk


def _waits(table: FromClause) -> ColumnElement[bool]:
    return and_(table.c.wanted_at.is_not(None), table.c.holder.is_(None))


_ALL = select(
    desk.c.case_id,
    desk.c.chat_id,
    desk.c.wanted_at,
    desk.c.why,
    desk.c.callback,
    desk.c.holder,
    desk.c.reviewer,
    desk.c.submitted_at,
    desk.c.review_due,
    desk.c.customer_key,
)
_GET = _ALL.where(desk.c.case_id == bindparam("id"))
_WAITING = _ALL.where(_waits(desk)).order_by(desk.c.wanted_at, desk.c.case_id)
_this = desk.alias("this")
_AHEAD = (
    select(func.count())
    .select_from(desk.join(_this, _this.c.case_id == bindparam("id")))
    .where(
        _waits(desk),
        _waits(_this),
        desk.c.callback.is_(False),
        tuple_(desk.c.wanted_at, desk.c.case_id) < tuple_(_this.c.wanted_at, _this.c.case_id),
    )
)
_HELD = _ALL.where(desk.c.holder.is_not(None)).order_by(desk.c.case_id)
_HELD_BY = _HELD.where(desk.c.holder == bindparam("agent"))
_IN_REVIEW = _ALL.where(desk.c.submitted_at.is_not(None)).order_by(
    desk.c.submitted_at, desk.c.case_id
)
_OF_CUSTOMER = _ALL.where(desk.c.customer_key == bindparam("customer")).order_by(desk.c.case_id)


class SqlDesk(Repository, api.DeskIndex):
    """The desk table."""

    @override
    async def put(self, row: DeskRow) -> None:
        values = {column.name: getattr(row, column.name) for column in desk.c}
        await self._count(insert_or_replace(desk, self._link.dialect), values)

    @override
    async def get(self, case_id: str) -> DeskRow | None:
        return next(iter(await self._all(_GET, {"id": case_id})), None)

    @override
    async def waiting(self) -> list[DeskRow]:
        return await self._all(_WAITING, {})

    @override
    async def ahead(self, case_id: str) -> int:
        count: int = await self._scalar(_AHEAD, {"id": case_id})
        return count

    @override
    async def held(self, agent: str | None = None) -> list[DeskRow]:
        if agent is None:
            return await self._all(_HELD, {})
        return await self._all(_HELD_BY, {"agent": agent})

    @override
    async def in_review(self) -> list[DeskRow]:
        return await self._all(_IN_REVIEW, {})

    @override
    async def of_customer(self, customer_key: bytes) -> list[DeskRow]:
        return await self._all(_OF_CUSTOMER, {"customer": customer_key})

    async def _all(self, query: Statement, values: Parameters) -> list[DeskRow]:
        return [DeskRow(*found) for found in await self._rows(query, values)]
