"""What is kept about a case: its state, events, audit chain, codes, media, agreements."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from typing_extensions import override

from storage import chain
from storage.api import (
    Agreements,
    Audit,
    Bindings,
    Cases,
    Codes,
    Journal,
    Media,
    Prints,
    SealedPasswords,
)
from storage.errors import Conflict, StaleRevision
from storage.memory.tables import Tables
from storage.numbering import is_digits
from storage.rows import (
    AgreementAct,
    AgreementRow,
    AuditRow,
    BindingRow,
    CaseRow,
    ChainReport,
    CodeRow,
    JournalRow,
    Json,
    MediaRow,
    PrintRow,
    SealedRow,
)


class MemoryCases(Cases):
    """Cases; the store's lock is the row lock."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.cases

    @override
    async def load(self, case_id: str, *, lock: bool = True) -> CaseRow | None:
        return self._rows.get(case_id)

    @override
    async def active_of_chat(self, chat_id: int, *, lock: bool = True) -> CaseRow | None:
        return next((row for row in await self.of_chat(chat_id) if row.closed_at is None), None)

    @override
    async def of_chat(self, chat_id: int) -> list[CaseRow]:
        found = [row for row in self._rows.values() if row.chat_id == chat_id]
        return _newest_first(found)

    @override
    async def by_application_number(self, number: str) -> CaseRow | None:
        found = (row for row in self._rows.values() if row.application_number == number)
        return next(found, None)

    @override
    async def by_number_ending(self, digits: str, limit: int = 5) -> list[CaseRow]:
        if not is_digits(digits):
            return []
        found = [
            row for row in self._rows.values() if (row.application_number or "").endswith(digits)
        ]
        return _newest_first(found)[:limit]

    @override
    async def by_ids(self, case_ids: Sequence[str]) -> list[CaseRow]:
        known = [self._rows.get(case_id) for case_id in dict.fromkeys(case_ids)]
        return [row for row in known if row is not None]

    @override
    async def lease_of(self, case_id: str) -> int | None:
        row = self._rows.get(case_id)
        return row.lease if row else None

    @override
    async def save(self, row: CaseRow) -> int:
        known = self._rows.get(row.case_id)
        if (known.revision if known else 0) != row.revision:
            raise StaleRevision(f"case {row.case_id} was saved by somebody else")
        self._refuse_second(row)
        self._rows[row.case_id] = replace(row, revision=row.revision + 1)
        return row.revision + 1

    def _refuse_second(self, row: CaseRow) -> None:
        for other in self._rows.values():
            if other.case_id == row.case_id:
                continue
            if other.chat_id == row.chat_id and other.closed_at is None is row.closed_at:
                raise Conflict(f"chat {row.chat_id} has an open case")
            if row.application_number and other.application_number == row.application_number:
                raise Conflict("the application number is taken")


class MemoryJournal(Journal):
    """Events."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.journal

    @override
    async def add(self, row: JournalRow) -> bool:
        if row.event_id in self._rows:
            return False
        self._rows[row.event_id] = row
        return True

    @override
    async def of_case(self, case_id: str) -> list[JournalRow]:
        return [row for row in self._rows.values() if row.case_id == case_id]


class MemoryAudit(Audit):
    """The audit chain."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.audit

    @override
    async def append(
        self, case_id: str, at: datetime, actor: str, action: str, detail: Mapping[str, Json]
    ) -> AuditRow:
        entries = await self.of_case(case_id)
        number = len(entries) + 1
        previous = entries[-1].hash if entries else chain.FIRST
        row = AuditRow(
            seq=max(self._rows, default=0) + 1,
            case_id=case_id,
            number=number,
            at=at,
            actor=actor,
            action=action,
            detail=dict(detail),
            previous=previous,
            hash=chain.link(case_id, number, at, actor, action, detail, previous),
        )
        self._rows[row.seq] = row
        return row

    @override
    async def of_case(self, case_id: str) -> list[AuditRow]:
        return [row for row in self._rows.values() if row.case_id == case_id]

    @override
    async def verify(self, case_id: str) -> ChainReport:
        return chain.verify(case_id, await self.of_case(case_id))

    @override
    async def chains(self) -> list[str]:
        return sorted({row.case_id for row in self._rows.values()})


class MemoryCodes(Codes):
    """One-time codes."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.codes

    @override
    async def put(self, row: CodeRow) -> None:
        self._rows[row.code_id] = row

    @override
    async def get(self, code_id: str) -> CodeRow | None:
        return self._rows.get(code_id)

    @override
    async def newest(self, case_id: str, purpose: str) -> CodeRow | None:
        found = [
            row for row in self._rows.values() if row.case_id == case_id and row.purpose == purpose
        ]
        return max(found, key=lambda row: (row.created_at, row.code_id), default=None)

    @override
    async def delivered(self, code_id: str, at: datetime) -> None:
        if row := self._rows.get(code_id):
            self._rows[code_id] = replace(row, delivered_at=at)

    @override
    async def forget_before(self, when: datetime) -> int:
        old = [row.code_id for row in self._rows.values() if row.expires_at < when]
        for code_id in old:
            del self._rows[code_id]
        return len(old)


class MemoryMedia(Media):
    """The index of blobs."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.media

    @override
    async def add(self, row: MediaRow) -> bool:
        if row.media_id in self._rows:
            return False
        self._rows[row.media_id] = row
        return True

    @override
    async def get(self, media_id: str) -> MediaRow | None:
        return self._rows.get(media_id)

    def _in_order(self) -> list[MediaRow]:
        return sorted(self._rows.values(), key=lambda row: (row.stored_at, row.media_id))

    @override
    async def of_case(self, case_id: str) -> list[MediaRow]:
        return [row for row in self._in_order() if row.case_id == case_id]

    @override
    async def same_content(self, content_key: bytes) -> list[MediaRow]:
        return [row for row in self._in_order() if row.content_key == content_key]

    @override
    async def keep_until(self, case_id: str, kind: str, when: datetime) -> int:
        kept = [
            row
            for row in await self.of_case(case_id)
            if row.kind == kind and row.deleted_at is None
        ]
        for row in kept:
            self._rows[row.media_id] = replace(row, delete_after=when)
        return len(kept)

    @override
    async def due_for_deletion(self, now: datetime, limit: int = 64) -> list[MediaRow]:
        due = [
            row
            for row in self._rows.values()
            if row.deleted_at is None and row.delete_after is not None and row.delete_after <= now
        ]
        return sorted(due, key=lambda row: (str(row.delete_after), row.media_id))[:limit]

    @override
    async def mark_deleted(self, media_id: str, at: datetime) -> bool:
        row = self._rows.get(media_id)
        if row is None or row.deleted_at is not None:
            return False
        self._rows[media_id] = replace(row, deleted_at=at)
        return True


class MemoryPrints(Prints):
    """Prints of pictures."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.prints

    @override
    async def add(self, rows: Sequence[PrintRow]) -> None:
        for row in rows:
            self._rows.setdefault((row.media_id, row.frame, row.band), row)

    @override
    async def most_alike(self, media_id: str) -> int:
        shared = Counter(
            (mine.frame, other.media_id, other.frame)
            for mine in self._rows.values()
            if mine.media_id == media_id
            for other in self._rows.values()
            if other.band_key == mine.band_key and other.case_id != mine.case_id
            if (other.stored_at, other.media_id) < (mine.stored_at, mine.media_id)
        )
        return max(shared.values(), default=0)

    @override
    async def forget_before(self, when: datetime) -> int:
        old = [key for key, row in self._rows.items() if row.stored_at < when]
        for key in old:
            del self._rows[key]
        return len(old)


class MemoryAgreements(Agreements):
    """Agreements."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.agreements

    @override
    async def record(self, shown: AgreementRow, act: AgreementAct, at: datetime) -> bool:
        key = (shown.case_id, shown.agreement, shown.version)
        fresh = AgreementRow(shown.case_id, shown.agreement, shown.version, shown.sha256)
        row = self._rows.get(key, fresh)
        if row.sha256 != shown.sha256:
            raise Conflict(f"{shown.agreement} {shown.version} was shown with another text")
        changed = _with(row, act, at)
        self._rows[key] = changed
        return changed != row

    @override
    async def of_case(self, case_id: str) -> list[AgreementRow]:
        found = [row for row in self._rows.values() if row.case_id == case_id]
        return sorted(found, key=lambda row: (row.agreement, row.version))


class MemoryBindings(Bindings):
    """Chats of proven customers."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.bindings

    @override
    async def bind(self, row: BindingRow) -> None:
        self._rows[row.chat_id] = row

    @override
    async def of_chat(self, chat_id: int) -> BindingRow | None:
        return self._rows.get(chat_id)

    @override
    async def of_customer(self, customer_key: bytes) -> list[BindingRow]:
        found = [row for row in self._rows.values() if row.customer_key == customer_key]
        return sorted(found, key=lambda row: (row.bound_at, row.chat_id))

    @override
    async def unbind(self, chat_id: int) -> bool:
        return self._rows.pop(chat_id, None) is not None


class MemorySealed(SealedPasswords):
    """Sealed passwords."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.passwords

    @override
    async def put(self, row: SealedRow) -> None:
        self._rows[row.case_id, row.kind] = replace(row, destroyed_at=None, reason=None)

    @override
    async def of_case(self, case_id: str) -> list[SealedRow]:
        found = [row for row in self._rows.values() if row.case_id == case_id]
        return sorted(found, key=lambda row: row.kind)

    @override
    async def destroy(
        self, case_id: str, at: datetime, reason: str, kind: str | None = None
    ) -> int:
        doomed = [
            row
            for row in await self.of_case(case_id)
            if kind in {None, row.kind} and row.destroyed_at is None
        ]
        for row in doomed:
            gone = replace(row, ciphertext=b"", destroyed_at=at, reason=reason)
            self._rows[row.case_id, row.kind] = gone
        return len(doomed)


def _newest_first(rows: list[CaseRow]) -> list[CaseRow]:
    return sorted(rows, key=lambda row: (row.created_at, row.case_id), reverse=True)


def _with(row: AgreementRow, act: AgreementAct, at: datetime) -> AgreementRow:
    match act:
        case AgreementAct.OPENED:
            return replace(row, opened_at=row.opened_at or at)
        case AgreementAct.READ:
            return replace(row, read_at=row.read_at or at)
        case AgreementAct.SIGNED:
            return replace(row, signed_at=row.signed_at or at)
        case _:
            assert_never(act)
