"""What the people's side keeps: staff, topics, carried messages, what waits for a person."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from typing_extensions import override

from storage.api import DeskIndex, Relays, Staff, Topics
from storage.errors import Conflict
from storage.memory.tables import Tables
from storage.numbering import next_staff_number, staff_order
from storage.rows import DeskRow, RelayRow, StaffRow, TopicRow

_NEVER = datetime.max.replace(tzinfo=UTC)


class MemoryStaff(Staff):
    """Support agents and reviewers."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.staff

    @override
    async def of_user(self, user_id: int) -> StaffRow | None:
        return self._rows.get(user_id)

    @override
    async def of_number(self, number: str) -> StaffRow | None:
        return next((row for row in self._rows.values() if row.number == number), None)

    @override
    async def everyone(self) -> list[StaffRow]:
        return sorted(self._rows.values(), key=lambda row: staff_order(row.number))

    @override
    async def save(self, row: StaffRow) -> None:
        other = await self.of_number(row.number)
        if other is not None and other.user_id != row.user_id:
            raise Conflict("the staff number is taken")
        self._rows[row.user_id] = row

    @override
    async def next_number(self) -> str:
        return next_staff_number(row.number for row in self._rows.values())

    @override
    async def on_duty(self, user_id: int, on: bool) -> bool:
        row = self._rows.get(user_id)
        if row is None:
            return False
        self._rows[user_id] = replace(row, on_duty=on)
        return True


class MemoryTopics(Topics):
    """Forum topics."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.topics

    @override
    async def get(self, key: str) -> TopicRow | None:
        return self._rows.get(key)

    @override
    async def at(self, group_id: int, thread_id: int) -> TopicRow | None:
        place = (group_id, thread_id)
        found = (row for row in self._rows.values() if (row.group_id, row.thread_id) == place)
        return next(found, None)

    @override
    async def bind(self, row: TopicRow) -> bool:
        if row.key in self._rows:
            return False
        await self._write(row)
        return True

    async def _write(self, row: TopicRow) -> None:
        other = await self.at(row.group_id, row.thread_id)
        if other is not None and other.key != row.key:
            raise Conflict("the topic is bound already")
        self._rows[row.key] = row

    @override
    async def save(self, row: TopicRow) -> None:
        if row.key in self._rows:
            await self._write(row)

    @override
    async def drop(self, key: str) -> bool:
        return self._rows.pop(key, None) is not None

    @override
    async def load(self) -> dict[int, int]:
        return dict(Counter(row.group_id for row in self._rows.values()))


class MemoryRelays(Relays):
    """Carried messages."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.relays

    @override
    async def add(self, rows: Sequence[RelayRow]) -> None:
        for row in rows:
            self._rows.setdefault(_ends(row), row)

    @override
    async def in_topic(self, chat_id: int, message_id: int) -> list[RelayRow]:
        place = (chat_id, message_id)
        return self._found(lambda row: (row.chat_id, row.message_id) == place)

    @override
    async def in_chat(self, group_id: int, topic_message_id: int) -> list[RelayRow]:
        place = (group_id, topic_message_id)
        return self._found(lambda row: (row.group_id, row.topic_message_id) == place)

    def _found(self, wanted: Callable[[RelayRow], bool]) -> list[RelayRow]:
        found = [row for row in self._rows.values() if wanted(row)]
        return sorted(found, key=lambda row: (row.at, _ends(row)))

    @override
    async def forget_before(self, when: datetime) -> int:
        old = [ends for ends, row in self._rows.items() if row.at < when]
        for ends in old:
            del self._rows[ends]
        return len(old)


class MemoryDesk(DeskIndex):
    """What waits for people."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.desk

    @override
    async def put(self, row: DeskRow) -> None:
        self._rows[row.case_id] = row

    @override
    async def get(self, case_id: str) -> DeskRow | None:
        return self._rows.get(case_id)

    @override
    async def waiting(self) -> list[DeskRow]:
        waiting = [
            row for row in self._rows.values() if row.wanted_at is not None and row.holder is None
        ]
        return sorted(waiting, key=lambda row: (row.wanted_at or _NEVER, row.case_id))

    @override
    async def ahead(self, case_id: str) -> int:
        waiting = await self.waiting()
        ids = [row.case_id for row in waiting]
        place = ids.index(case_id) if case_id in ids else 0
        return sum(not row.callback for row in waiting[:place])

    @override
    async def held(self, agent: str | None = None) -> list[DeskRow]:
        held = [
            row
            for row in self._rows.values()
            if row.holder is not None and agent in {None, row.holder}
        ]
        return sorted(held, key=lambda row: row.case_id)

    @override
    async def in_review(self) -> list[DeskRow]:
        found = [row for row in self._rows.values() if row.submitted_at is not None]
        return sorted(found, key=lambda row: (row.submitted_at or _NEVER, row.case_id))

    @override
    async def of_customer(self, customer_key: bytes) -> list[DeskRow]:
        found = [row for row in self._rows.values() if row.customer_key == customer_key]
        return sorted(found, key=lambda row: row.case_id)


def _ends(row: RelayRow) -> tuple[int, int, int, int]:
    return row.chat_id, row.message_id, row.group_id, row.topic_message_id
