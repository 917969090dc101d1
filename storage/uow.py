"""The unit of work over SQL: the only place that commits."""

from collections.abc import Awaitable, Callable

from typing_extensions import override

from storage.agreements import SqlAgreements
from storage.api import UnitOfWork
from storage.audit_log import SqlAudit
from storage.bindings import SqlBindings
from storage.cases import SqlCases
from storage.codes import SqlCodes
from storage.crypto import KeyRing
from storage.desk import SqlDesk
from storage.errors import BrokenInvariant
from storage.firm import SqlFirm
from storage.inbox import SqlInbox
from storage.jobs import SqlJobs
from storage.journal import SqlJournal
from storage.link import Link
from storage.media_index import SqlMedia
from storage.outbox import SqlOutbox
from storage.passwords import SqlPasswords
from storage.print_index import SqlPrints
from storage.relays import SqlRelays
from storage.staff import SqlStaff
from storage.timers import SqlTimers
from storage.topics import SqlTopics


class SqlUnit(UnitOfWork):
    """One transaction; its repositories are made when they are asked for."""

    def __init__(self, link: Link, keys: KeyRing, commit: Callable[[], Awaitable[None]]) -> None:
        self._link = link
        self._keys = keys
        self._commit = commit
        self._over = False

    @property
    @override
    def inbox(self) -> SqlInbox:
        return SqlInbox(self._open(), self._keys)

    @property
    @override
    def cases(self) -> SqlCases:
        return SqlCases(self._open(), self._keys)

    @property
    @override
    def journal(self) -> SqlJournal:
        return SqlJournal(self._open(), self._keys)

    @property
    @override
    def outbox(self) -> SqlOutbox:
        return SqlOutbox(self._open(), self._keys)

    @property
    @override
    def audit(self) -> SqlAudit:
        return SqlAudit(self._open(), self._keys)

    @property
    @override
    def jobs(self) -> SqlJobs:
        return SqlJobs(self._open(), self._keys)

    @property
    @override
    def timers(self) -> SqlTimers:
        return SqlTimers(self._open(), self._keys)

    @property
    @override
    def codes(self) -> SqlCodes:
        return SqlCodes(self._open(), self._keys)

    @property
    @override
    def media(self) -> SqlMedia:
        return SqlMedia(self._open(), self._keys)

    @property
    @override
    def prints(self) -> SqlPrints:
        return SqlPrints(self._open(), self._keys)

    @property
    @override
    def agreements(self) -> SqlAgreements:
        return SqlAgreements(self._open(), self._keys)

    @property
    @override
    def bindings(self) -> SqlBindings:
        return SqlBindings(self._open(), self._keys)

    @property
    @override
    def passwords(self) -> SqlPasswords:
        return SqlPasswords(self._open(), self._keys)

    @property
    @override
    def staff(self) -> SqlStaff:
        return SqlStaff(self._open(), self._keys)

    @property
    @override
    def topics(self) -> SqlTopics:
        return SqlTopics(self._open(), self._keys)

    @property
    @override
    def relays(self) -> SqlRelays:
        return SqlRelays(self._open(), self._keys)

    @property
    @override
    def desk(self) -> SqlDesk:
        return SqlDesk(self._open(), self._keys)

    @property
    @override
    def firm(self) -> SqlFirm:
        return SqlFirm(self._open(), self._keys)

    def _open(self) -> Link:
        if self._over:
            raise BrokenInvariant("the transaction is over")
        return self._link

    @override
    async def commit(self) -> None:
        self._open()
        self._over = True
        await self._commit()

    def leave(self) -> None:
        """Nothing may be done on it any more."""
        self._over = True
