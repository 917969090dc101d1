"""Which forum topic is about which chat or review, in SQL."""

from functools import cache

from sqlalchemy import bindparam, delete, func, select, update
from typing_extensions import override

from storage import api
from storage.link import Repository, insert_of
from storage.prepared import Found, Parameters, Statement
from storage.rows import TopicRow
from storage.tables import topics

_ALL = select(
    topics.c.key,
    topics.c.purpose,
    topics.c.group_id,
    topics.c.thread_id,
    topics.c.chat_id,
    topics.c.case_id,
    topics.c.title,
    topics.c.opened_at,
    topics.c.card_id,
    topics.c.shown,
)
_GET = _ALL.where(topics.c.key == bindparam("id"))
_AT = _ALL.where(
    topics.c.group_id == bindparam("forum"), topics.c.thread_id == bindparam("thread")
)
_SAVE = (
    update(topics)
    .where(topics.c.key == bindparam("id"))
    .values(
        {
            column.name: bindparam(f"new_{column.name}")
            for column in topics.c
            if not column.primary_key
        }
    )
)
_DROP = delete(topics).where(topics.c.key == bindparam("id"))
_LOAD = select(topics.c.group_id, func.count()).group_by(topics.c.group_id)


def place(key: str) -> str:
    """Return the place that a title is sealed for."""
    return f"topics/title/{key}"


@cache
def _bind(dialect: str) -> Statement:
    """Pass over a key that is there; a topic that is taken remains a conflict."""
    return insert_of(topics, dialect).on_conflict_do_nothing(index_elements=[topics.c.key])


class SqlTopics(Repository, api.Topics):
    """The topics table."""

    @override
    async def get(self, key: str) -> TopicRow | None:
        return await self._one(_GET, {"id": key})

    @override
    async def at(self, group_id: int, thread_id: int) -> TopicRow | None:
        return await self._one(_AT, {"forum": group_id, "thread": thread_id})

    async def _one(self, query: Statement, values: Parameters) -> TopicRow | None:
        found = await self._first(query, values)
        return self._row(found) if found else None

    def _row(self, found: Found) -> TopicRow:
        key, purpose, group_id, thread_id, chat_id, case_id, title, *rest = found
        clear = self._keys.open(title, place(key)).decode()
        return TopicRow(key, purpose, group_id, thread_id, chat_id, case_id, clear, *rest)

    @override
    async def bind(self, row: TopicRow) -> bool:
        values = {"key": row.key, **self._values(row)}
        return await self._count(_bind(self._link.dialect), values) == 1

    @override
    async def save(self, row: TopicRow) -> None:
        values = {f"new_{name}": value for name, value in self._values(row).items()}
        await self._count(_SAVE, {"id": row.key, **values})

    def _values(self, row: TopicRow) -> dict[str, object]:
        return {
            "purpose": row.purpose,
            "group_id": row.group_id,
            "thread_id": row.thread_id,
            "chat_id": row.chat_id,
            "case_id": row.case_id,
            "title": self._keys.seal(row.title.encode(), place(row.key)),
            "opened_at": row.opened_at,
            "card_id": row.card_id,
            "shown": row.shown,
        }

    @override
    async def drop(self, key: str) -> bool:
        return await self._count(_DROP, {"id": key}) == 1

    @override
    async def load(self) -> dict[int, int]:
        return dict(await self._rows(_LOAD, {}))
