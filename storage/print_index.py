"""Keyed bands of picture prints in SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, func, or_, select
from typing_extensions import override

from storage import api
from storage.link import Repository, insert_new
from storage.rows import PrintRow
from storage.tables import prints

_mine, _other = prints.alias("mine"), prints.alias("other")
_earlier = or_(
    _other.c.stored_at < _mine.c.stored_at,
    and_(_other.c.stored_at == _mine.c.stored_at, _other.c.media_id < _mine.c.media_id),
)
_ALIKE = (
    select(func.count().label("bands"))
    .select_from(_mine)
    .join(_other, and_(_other.c.band_key == _mine.c.band_key, _other.c.case_id != _mine.c.case_id))
    .where(_mine.c.media_id == bindparam("id"), _earlier)
    .group_by(_mine.c.frame, _other.c.media_id, _other.c.frame)
    .order_by(func.count().desc())
    .limit(1)
)
_FORGET = delete(prints).where(prints.c.stored_at < bindparam("when"))


class SqlPrints(Repository, api.Prints):
    """The prints table."""

    @override
    async def add(self, rows: Sequence[PrintRow]) -> None:
        for row in rows:
            values = {column.name: getattr(row, column.name) for column in prints.c}
            await self._count(insert_new(prints, self._link.dialect), values)

    @override
    async def most_alike(self, media_id: str) -> int:
        found = await self._first(_ALIKE, {"id": media_id})
        return int(found[0]) if found else 0

    @override
    async def forget_before(self, when: datetime) -> int:
        return await self._count(_FORGET, {"when": when})
