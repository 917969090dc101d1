"""What is deleted when (D14), each deletion recorded in its case's audit chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.api import Store, UnitOfWork
from storage.media import BlobStore
from storage.rows import Json, MediaRow


@dataclass(frozen=True, slots=True)
class Retention:
    """How long things stay; the numbers are settings.

    Attributes:
        media_days: by kind of artefact, counted from the case's decision; a kind that is not
            named stays for `other_media_days`.
        other_media_days: for all other kinds.
        inbox_days: ids of handled updates (their payload goes at once).
        outbox_days: settled effects, that is the bot's side of the conversation, and which
            of its messages is which in a topic.
        jobs_days: settled checks.
        codes_days: digests of one-time codes, after they expired.
        prints_days: keyed prints of pictures, by which one sent again is recognised.
    """

    media_days: Mapping[str, float]
    other_media_days: float = 30
    inbox_days: float = 7
    outbox_days: float = 30
    jobs_days: float = 30
    codes_days: float = 1
    prints_days: float = 180

    def media_end(self, kind: str, decided_at: datetime) -> datetime:
        """Return when an artefact of this kind is to go."""
        return decided_at + timedelta(days=self.media_days.get(kind, self.other_media_days))


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many rows went."""

    inbox: int
    outbox: int
    jobs: int
    codes: int
    relays: int
    prints: int


async def decide(uow: UnitOfWork, case_id: str, at: datetime, retention: Retention) -> None:
    """Set the end of a case's media, in the transaction of its decision."""
    kinds = {row.kind for row in await uow.media.of_case(case_id) if row.deleted_at is None}
    for kind in sorted(kinds):
        await uow.media.keep_until(case_id, kind, retention.media_end(kind, at))


async def delete_due(store: Store, blobs: BlobStore, now: datetime, limit: int = 64) -> int:
    """Delete the media whose time is over; returns how many.

    The bytes go first: a crash in between repeats a deletion, it never records one that did
    not happen.
    """
    async with store.begin() as uow:
        due = await uow.media.due_for_deletion(now, limit)
    for row in due:
        await blobs.delete(row.media_id)
        await _record(store, row, now)
    return len(due)


async def _record(store: Store, row: MediaRow, now: datetime) -> None:
    async with store.begin() as uow:
        if await uow.media.mark_deleted(row.media_id, now):
            detail: dict[str, Json] = {
                "media": row.media_id,
                "kind": row.kind,
                "size_bytes": row.size_bytes,
            }
            await uow.audit.append(row.case_id, now, "system", "media_deleted", detail)
            await uow.commit()


async def forget(store: Store, now: datetime, retention: Retention) -> Forgotten:
    """Delete rows that have done their service."""
    outbox_end = now - timedelta(days=retention.outbox_days)
    async with store.begin() as uow:
        forgotten = Forgotten(
            inbox=await uow.inbox.forget_before(now - timedelta(days=retention.inbox_days)),
            outbox=await uow.outbox.forget_before(outbox_end),
            jobs=await uow.jobs.forget_before(now - timedelta(days=retention.jobs_days)),
            codes=await uow.codes.forget_before(now - timedelta(days=retention.codes_days)),
            relays=await uow.relays.forget_before(outbox_end),
            prints=await uow.prints.forget_before(now - timedelta(days=retention.prints_days)),
        )
        await uow.commit()
    return forgotten


class OrphanSweep:
    """Removes blobs that no row names: a crash came between the blob and its row.

    A blob that is being stored just now has no row yet, so only one that had none in the
    sweep before is removed; let an hour lie between two sweeps.
    """

    def __init__(self, store: Store, blobs: BlobStore) -> None:
        self._store = store
        self._blobs = blobs
        self._suspects: frozenset[str] = frozenset()

    async def sweep(self) -> int:
        """Remove what was suspect and still is; returns how many."""
        orphans = await self._orphans()
        doomed = orphans & self._suspects
        for media_id in sorted(doomed):
            await self._blobs.delete(media_id)
        self._suspects = orphans - doomed
        return len(doomed)

    async def _orphans(self) -> frozenset[str]:
        names = await self._blobs.ids()
        async with self._store.begin() as uow:
            return frozenset([name for name in names if await uow.media.get(name) is None])
