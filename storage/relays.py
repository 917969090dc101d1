"""Which message of a customer's chat is which in a topic, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from typing_extensions import override

from storage import api
from storage.link import Repository, insert_new
from storage.prepared import touch_many
from storage.rows import RelayRow
from storage.tables import relays

_ENDS = (
    relays.c.chat_id,
    relays.c.message_id,
    relays.c.group_id,
    relays.c.topic_message_id,
)
_ALL = select(*_ENDS, relays.c.at, relays.c.from_customer).order_by(relays.c.at, *_ENDS)
_IN_TOPIC = _ALL.where(
    relays.c.chat_id == bindparam("chat"), relays.c.message_id == bindparam("message")
)
_IN_CHAT = _ALL.where(
    relays.c.group_id == bindparam("forum"), relays.c.topic_message_id == bindparam("message")
)
_FORGET = delete(relays).where(relays.c.at < bindparam("before"))


class SqlRelays(Repository, api.Relays):
    """The relays table."""

    @override
    async def add(self, rows: Sequence[RelayRow]) -> None:
        if rows:
            values = [{each.name: getattr(row, each.name) for each in relays.c} for row in rows]
            statement = insert_new(relays, self._link.dialect)
            await self._link.run(lambda on: touch_many(on, statement, values))

    @override
    async def in_topic(self, chat_id: int, message_id: int) -> list[RelayRow]:
        found = await self._rows(_IN_TOPIC, {"chat": chat_id, "message": message_id})
        return [RelayRow(*row) for row in found]

    @override
    async def in_chat(self, group_id: int, topic_message_id: int) -> list[RelayRow]:
        found = await self._rows(_IN_CHAT, {"forum": group_id, "message": topic_message_id})
        return [RelayRow(*row) for row in found]

    @override
    async def forget_before(self, when: datetime) -> int:
        return await self._count(_FORGET, {"before": when})
