"""The index of the blobs in SQL."""

from datetime import datetime

from sqlalchemy import bindparam, select, update
from typing_extensions import override

from storage import api
from storage.link import Repository, insert_new
from storage.rows import MediaRow
from storage.tables import media

_COLUMNS = (
    media.c.media_id,
    media.c.case_id,
    media.c.kind,
    media.c.content_key,
    media.c.file_key,
    media.c.size_bytes,
    media.c.mime,
    media.c.stored_at,
    media.c.delete_after,
    media.c.deleted_at,
)
_ALL = select(*_COLUMNS).order_by(media.c.stored_at, media.c.media_id)
_GET = select(*_COLUMNS).where(media.c.media_id == bindparam("id"))
_OF_CASE = _ALL.where(media.c.case_id == bindparam("case"))
_SAME = _ALL.where(media.c.content_key == bindparam("content"))
_KEEP = (
    update(media)
    .where(
        media.c.case_id == bindparam("case"),
        media.c.kind == bindparam("what"),
        media.c.deleted_at.is_(None),
    )
    .values(delete_after=bindparam("when"))
)
_DUE = (
    select(*_COLUMNS)
    .where(
        media.c.deleted_at.is_(None),
        media.c.delete_after.is_not(None),
        media.c.delete_after <= bindparam("now"),
    )
    .order_by(media.c.delete_after, media.c.media_id)
    .limit(bindparam("limit"))
)
_DELETED = (
    update(media)
    .where(media.c.media_id == bindparam("id"), media.c.deleted_at.is_(None))
    .values(deleted_at=bindparam("when"))
)


class SqlMedia(Repository, api.Media):
    """The media table."""

    @override
    async def add(self, row: MediaRow) -> bool:
        values = {column.name: getattr(row, column.name) for column in _COLUMNS}
        return await self._count(insert_new(media, self._link.dialect), values) == 1

    @override
    async def get(self, media_id: str) -> MediaRow | None:
        found = await self._first(_GET, {"id": media_id})
        return MediaRow(*found) if found else None

    @override
    async def of_case(self, case_id: str) -> list[MediaRow]:
        return [MediaRow(*found) for found in await self._rows(_OF_CASE, {"case": case_id})]

    @override
    async def same_content(self, content_key: bytes) -> list[MediaRow]:
        return [MediaRow(*found) for found in await self._rows(_SAME, {"content": content_key})]

    @override
    async def keep_until(self, case_id: str, kind: str, when: datetime) -> int:
        return await self._count(_KEEP, {"case": case_id, "what": kind, "when": when})

    @override
    async def due_for_deletion(self, now: datetime, limit: int = 64) -> list[MediaRow]:
        found = await self._rows(_DUE, {"now": now, "limit": limit})
        return [MediaRow(*row) for row in found]

    @override
    async def mark_deleted(self, media_id: str, at: datetime) -> bool:
        return await self._count(_DELETED, {"id": media_id, "when": at}) == 1
