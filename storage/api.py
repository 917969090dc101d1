"""The store as the shell sees it: one transaction at a time, repositories on it.

Nobody but the unit of work commits, and only when told to; leaving it otherwise rolls back.
Times are handed in (aware, UTC): storage knows no clock.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Protocol

from dialogs.effects import InDoubt
from storage.rows import (
    AgreementAct,
    AgreementRow,
    AuditRow,
    Backlog,
    BindingRow,
    CaseRow,
    ChainReport,
    CodeRow,
    DeskRow,
    FirmAccount,
    FirmChange,
    FirmCustomer,
    FirmPassword,
    InboxRow,
    JobRow,
    JobState,
    JournalRow,
    Json,
    Lease,
    MediaRow,
    OutboxRow,
    OutboxState,
    PrintRow,
    RelayRow,
    SealedRow,
    StaffRow,
    Submission,
    TimerRow,
    TimerState,
    TopicRow,
)

__all__ = [
    "AgreementAct",
    "AgreementRow",
    "Agreements",
    "Audit",
    "AuditRow",
    "Backlog",
    "BindingRow",
    "Bindings",
    "CaseRow",
    "Cases",
    "ChainReport",
    "CodeRow",
    "Codes",
    "DeskIndex",
    "DeskRow",
    "FirmAccount",
    "FirmChange",
    "FirmCustomer",
    "FirmPassword",
    "FirmTables",
    "InDoubt",
    "Inbox",
    "InboxRow",
    "JobRow",
    "JobState",
    "Jobs",
    "Journal",
    "JournalRow",
    "Json",
    "Lease",
    "Media",
    "MediaRow",
    "Outbox",
    "OutboxRow",
    "OutboxState",
    "PrintRow",
    "Prints",
    "RelayRow",
    "Relays",
    "SealedPasswords",
    "SealedRow",
    "Staff",
    "StaffRow",
    "Store",
    "Submission",
    "TimerRow",
    "TimerState",
    "Timers",
    "TopicRow",
    "Topics",
    "UnitOfWork",
]


class Inbox(Protocol):
    """Updates as they came, each once, in order per chat."""

    async def add(self, row: InboxRow, lease: Lease | None = None) -> bool:
        """Keep an update; False means it is there already.

        With a lease the caller processes it itself at once, and answers for the chat's order.
        """
        ...

    async def claim(self, now: datetime, lease: Lease) -> InboxRow | None:
        """Lease the oldest update that is first of its chat and nobody works on."""
        ...

    async def extend(self, update_id: int, lease: Lease) -> bool:
        """Prolong one's own lease; False means somebody else has it."""
        ...

    async def done(self, update_id: int) -> None:
        """Erase the payload (a typed secret may stand in it) and keep the id."""
        ...

    async def release(self, worker: str) -> int:
        """Give back what a dead worker had leased; returns how many."""
        ...

    async def highest_id(self) -> int | None:
        """Return the highest update id ever kept."""
        ...

    async def forget_before(self, when: datetime) -> int:
        """Delete done updates received earlier, but never the highest id; returns how many."""
        ...


class Cases(Protocol):
    """The cases; loading locks the row until the transaction ends."""

    async def load(self, case_id: str, *, lock: bool = True) -> CaseRow | None:
        """Return the case."""
        ...

    async def active_of_chat(self, chat_id: int, *, lock: bool = True) -> CaseRow | None:
        """Return the chat's one open case."""
        ...

    async def of_chat(self, chat_id: int) -> list[CaseRow]:
        """Return all cases of a chat, newest first."""
        ...

    async def by_application_number(self, number: str) -> CaseRow | None:
        """Return the case with this application number, unlocked."""
        ...

    async def by_number_ending(self, digits: str, limit: int = 5) -> list[CaseRow]:
        """Return cases whose application number ends so, newest first, unlocked.

        Anything but ASCII digits ends no number.
        """
        ...

    async def by_ids(self, case_ids: Sequence[str]) -> list[CaseRow]:
        """Return these cases in this order, each once, unlocked; unknown ones are passed over."""
        ...

    async def lease_of(self, case_id: str) -> int | None:
        """Return the number of the speaker's lease, without opening the state."""
        ...

    async def save(self, row: CaseRow) -> int:
        """Write it and return its new revision; StaleRevision when somebody else wrote."""
        ...


class Journal(Protocol):
    """What happened, in order."""

    async def add(self, row: JournalRow) -> bool:
        """Keep an event; False means it was handled before."""
        ...

    async def of_case(self, case_id: str) -> list[JournalRow]:
        """Return a case's events in the order in which they were handled."""
        ...


class Outbox(Protocol):
    """Effects to perform, in order per lane, one in flight per lane."""

    async def add_all(self, rows: Sequence[OutboxRow]) -> None:
        """Queue effects in this order; an effect id that is there already is passed over."""
        ...

    async def claim(
        self, now: datetime, lease: Lease, *, limit: int = 16, prefixes: Sequence[str] = ()
    ) -> list[OutboxRow]:
        """Lease the first effect of each free lane (of those beginning with a prefix)."""
        ...

    async def claim_adrift(
        self, now: datetime, lease: Lease, *, limit: int = 16, prefixes: Sequence[str] = ()
    ) -> list[OutboxRow]:
        """Take over effects whose worker died in the middle: their `in_doubt` decides."""
        ...

    async def extend(self, effect_id: str, lease: Lease) -> bool:
        """Prolong one's own lease; False means somebody else has it."""
        ...

    async def sent(self, effect_id: str, result: Mapping[str, Json]) -> bool:
        """Record that it was performed; False means it was settled before."""
        ...

    async def retry(self, effect_id: str, not_before: datetime, error: str) -> bool:
        """Put it back at the head of its lane for later."""
        ...

    async def failed(self, effect_id: str, error: str) -> bool:
        """Record that it cannot be performed; the lane goes on."""
        ...

    async def drop(self, effect_id: str, reason: str) -> bool:
        """Record that it is not wanted any more; the lane goes on."""
        ...

    async def escalate(self, effect_id: str, reason: str) -> bool:
        """Leave it to a person; the lane goes on."""
        ...

    async def release(self, worker: str) -> int:
        """Set a dead worker's effects adrift at once; returns how many."""
        ...

    async def get(self, effect_id: str) -> OutboxRow | None:
        """Return one effect."""
        ...

    async def of_case(self, case_id: str) -> list[OutboxRow]:
        """Return a case's effects in order."""
        ...

    async def latest_sent(self, chat_id: int, slot: str) -> OutboxRow | None:
        """Return the last performed effect that filled this place of the chat."""
        ...

    async def behind(self, lane: str, limit: int = 50) -> list[OutboxRow]:
        """Return the lane's queued effects in order, for merging several into one message."""
        ...

    async def absorb(self, effect_ids: Sequence[str], result: Mapping[str, Json]) -> int:
        """Record queued effects as sent with another's message; returns how many.

        What is not queued any more stays as it is.
        """
        ...

    async def forget_before(self, when: datetime) -> int:
        """Delete settled effects created earlier; returns how many."""
        ...


class Audit(Protocol):
    """The hash-chained record of who did what; entries are never changed or removed."""

    async def append(
        self, case_id: str, at: datetime, actor: str, action: str, detail: Mapping[str, Json]
    ) -> AuditRow:
        """Add an entry at the end of the case's chain."""
        ...

    async def of_case(self, case_id: str) -> list[AuditRow]:
        """Return a case's chain."""
        ...

    async def verify(self, case_id: str) -> ChainReport:
        """Recompute a case's chain."""
        ...

    async def chains(self) -> list[str]:
        """Return the ids of all chains."""
        ...


class Jobs(Protocol):
    """Checks to run; this is the truth about them."""

    async def add(self, row: JobRow) -> bool:
        """Queue a check; False means it is there already."""
        ...

    async def claim(
        self, now: datetime, lease: Lease, *, job_id: str | None = None
    ) -> JobRow | None:
        """Lease this job (or the oldest) if it is queued or its worker's lease ran out."""
        ...

    async def heartbeat(self, job_id: str, lease: Lease) -> bool:
        """Prolong one's own lease; False means the job is somebody else's or settled."""
        ...

    async def finish(self, job_id: str, worker: str, result: bytes) -> bool:
        """Record the outcome; True for exactly one caller."""
        ...

    async def fail(self, job_id: str, worker: str, error: str) -> bool:
        """Give up; True for exactly one caller."""
        ...

    async def give_back(self, job_id: str, worker: str, error: str) -> bool:
        """Queue it again after a failure that may pass."""
        ...

    async def release(self, worker: str) -> int:
        """Queue again what a dead worker was running; returns how many."""
        ...

    async def get(self, job_id: str) -> JobRow | None:
        """Return one job."""
        ...

    async def waiting(self, now: datetime, limit: int = 64) -> list[str]:
        """Return ids of jobs to claim, oldest first: the bell may have been lost."""
        ...

    async def forget_before(self, when: datetime) -> int:
        """Delete settled jobs created earlier; returns how many."""
        ...


class Timers(Protocol):
    """Alarms, one of a kind per case."""

    async def arm(self, row: TimerRow) -> None:
        """Set it, replacing the case's timer of this kind."""
        ...

    async def cancel(self, case_id: str, kind: str | None = None) -> int:
        """Cancel the case's armed timer of this kind, or all; returns how many."""
        ...

    async def due(self, now: datetime, limit: int = 64) -> list[TimerRow]:
        """Return armed timers whose time has come, oldest first."""
        ...

    async def next_due(self) -> datetime | None:
        """Return when the next timer rings."""
        ...

    async def fire(self, timer_id: str) -> bool:
        """Mark it rung; True for exactly one transaction, the one that journals its event."""
        ...


class Codes(Protocol):
    """Digests of one-time codes."""

    async def put(self, row: CodeRow) -> None:
        """Keep a code's digest, replacing the one of the same id."""
        ...

    async def get(self, code_id: str) -> CodeRow | None:
        """Return one code."""
        ...

    async def newest(self, case_id: str, purpose: str) -> CodeRow | None:
        """Return the only one that counts (D7)."""
        ...

    async def delivered(self, code_id: str, at: datetime) -> None:
        """Record that the SMS gateway accepted it."""
        ...

    async def forget_before(self, when: datetime) -> int:
        """Delete codes that expired earlier; returns how many."""
        ...


class Media(Protocol):
    """The index of the blobs."""

    async def add(self, row: MediaRow) -> bool:
        """Keep a row; False means it is there already."""
        ...

    async def get(self, media_id: str) -> MediaRow | None:
        """Return one row."""
        ...

    async def of_case(self, case_id: str) -> list[MediaRow]:
        """Return a case's media, oldest first, deleted ones too."""
        ...

    async def same_content(self, content_key: bytes) -> list[MediaRow]:
        """Return all rows of the very same bytes, oldest first, in any case."""
        ...

    async def keep_until(self, case_id: str, kind: str, when: datetime) -> int:
        """Set the end of a case's media of this kind (D14); returns how many."""
        ...

    async def due_for_deletion(self, now: datetime, limit: int = 64) -> list[MediaRow]:
        """Return rows whose time is over and whose blob still is there."""
        ...

    async def mark_deleted(self, media_id: str, at: datetime) -> bool:
        """Record that the blob is gone; False means it was recorded before."""
        ...


class Prints(Protocol):
    """Prints of pictures and films in keyed parts, to recognise one in another case."""

    async def add(self, rows: Sequence[PrintRow]) -> None:
        """Keep rows; those that are there already stay as they are."""
        ...

    async def most_alike(self, media_id: str) -> int:
        """Return how many parts one print shares with one that came earlier in another case."""
        ...

    async def forget_before(self, when: datetime) -> int:
        """Delete rows stored earlier; returns how many."""
        ...


class Agreements(Protocol):
    """Which version of which agreement was opened, read and signed, and when."""

    async def record(self, shown: AgreementRow, act: AgreementAct, at: datetime) -> bool:
        """Record an act the first time; False means it was recorded before."""
        ...

    async def of_case(self, case_id: str) -> list[AgreementRow]:
        """Return a case's agreements, by name."""
        ...


class Bindings(Protocol):
    """Which chat belongs to which proven customer."""

    async def bind(self, row: BindingRow) -> None:
        """Bind a chat, replacing what it was bound to."""
        ...

    async def of_chat(self, chat_id: int) -> BindingRow | None:
        """Return a chat's binding."""
        ...

    async def of_customer(self, customer_key: bytes) -> list[BindingRow]:
        """Return all chats of a customer, oldest first."""
        ...

    async def unbind(self, chat_id: int) -> bool:
        """Remove a chat's binding; False means there was none."""
        ...


class SealedPasswords(Protocol):
    """New passwords on their way, sealed for the back office."""

    async def put(self, row: SealedRow) -> None:
        """Keep one, replacing the case's earlier one of this kind."""
        ...

    async def of_case(self, case_id: str) -> list[SealedRow]:
        """Return a case's passwords, by kind, destroyed ones with an empty ciphertext."""
        ...

    async def destroy(
        self, case_id: str, at: datetime, reason: str, kind: str | None = None
    ) -> int:
        """Overwrite the ciphertext of one kind or of all; returns how many."""
        ...


class Staff(Protocol):
    """Support agents and reviewers, those whose right was taken back too."""

    async def of_user(self, user_id: int) -> StaffRow | None:
        """Return the person of this Telegram account."""
        ...

    async def of_number(self, number: str) -> StaffRow | None:
        """Return the person of this number."""
        ...

    async def everyone(self) -> list[StaffRow]:
        """Return all of them, by number (1001 before 10000)."""
        ...

    async def save(self, row: StaffRow) -> None:
        """Keep a person, replacing the same account's row; Conflict when the number is taken."""
        ...

    async def next_number(self) -> str:
        """Return one more than the highest number that was ever given, from 1001.

        Two that ask at once get the same; the second to save it meets a Conflict.
        """
        ...

    async def on_duty(self, user_id: int, on: bool) -> bool:  # noqa: FBT001 - the very thing set
        """Begin or end a duty; False means there is no such person."""
        ...


class Topics(Protocol):
    """Which forum topic is about which chat or review."""

    async def get(self, key: str) -> TopicRow | None:
        """Return the topic of this key."""
        ...

    async def at(self, group_id: int, thread_id: int) -> TopicRow | None:
        """Return what a topic is bound to."""
        ...

    async def bind(self, row: TopicRow) -> bool:
        """Keep a new one; False means there is one of this key already, which stays.

        Raises:
            Conflict: the topic is bound to another key.
        """
        ...

    async def save(self, row: TopicRow) -> None:
        """Change the one of this key; one that was dropped meanwhile stays dropped."""
        ...

    async def drop(self, key: str) -> bool:
        """Remove it; False means there was none."""
        ...

    async def load(self) -> dict[int, int]:
        """Return the number of topics in each group that has any, for sharing the load."""
        ...


class Relays(Protocol):
    """Which message of a customer's chat is which in a topic."""

    async def add(self, rows: Sequence[RelayRow]) -> None:
        """Keep them; one that is there already is passed over."""
        ...

    async def in_topic(self, chat_id: int, message_id: int) -> list[RelayRow]:
        """Return what a message of the chat became in topics, oldest first."""
        ...

    async def in_chat(self, group_id: int, topic_message_id: int) -> list[RelayRow]:
        """Return what a message of a topic is in chats, oldest first."""
        ...

    async def forget_before(self, when: datetime) -> int:
        """Delete older ones; returns how many."""
        ...


class DeskIndex(Protocol):
    """Cases as the people's side asks for them; written in the transaction of the turn."""

    async def put(self, row: DeskRow) -> None:
        """Keep what is known of a case, replacing what was known before."""
        ...

    async def get(self, case_id: str) -> DeskRow | None:
        """Return one case."""
        ...

    async def waiting(self) -> list[DeskRow]:
        """Return those who want a person and have none, callbacks too, the longest waiting first.

        Cases of the same moment stand in the order of their ids.
        """
        ...

    async def ahead(self, case_id: str) -> int:
        """Count who waits in the chat before this one; 0 for one that does not wait itself."""
        ...

    async def held(self, agent: str | None = None) -> list[DeskRow]:
        """Return those an agent (or this one) talks with, in the order of their cases."""
        ...

    async def in_review(self) -> list[DeskRow]:
        """Return those in review, the longest there first."""
        ...

    async def of_customer(self, customer_key: bytes) -> list[DeskRow]:
        """Return a proven customer's cases, by id."""
        ...


class FirmTables(Protocol):
    """The embedded registry and core systems: invented customers, for demo and tests."""

    async def upsert_customer(self, customer: FirmCustomer) -> None:
        """Keep a customer with its accounts, replacing what was there."""
        ...

    async def find_customer(self, number: str) -> FirmCustomer | None:
        """Find by document number."""
        ...

    async def customer(self, customer_ref: str) -> FirmCustomer | None:
        """Find by the firm's own reference."""
        ...

    async def customers(self) -> list[FirmCustomer]:
        """Return all of them."""
        ...

    async def record_change(self, change: FirmChange) -> FirmChange:
        """Record a change once; the same request id again returns what was recorded first.

        A change `in_effect` becomes the password in effect in the same transaction.
        """
        ...

    async def change_of(self, request_id: str) -> FirmChange | None:
        """Return the change recorded under an idempotency key."""
        ...

    async def settle_change(
        self, request_id: str, at: datetime, outcome: str, reason: str | None = None
    ) -> bool:
        """Give a pending change its outcome; False means it is not pending."""
        ...

    async def password_of(self, customer_ref: str, kind: str) -> FirmPassword | None:
        """Return the password in effect."""
        ...

    async def submit(
        self, submission_id: str, case_id: str, at: datetime, day: date, payload: bytes
    ) -> Submission:
        """Accept an application once and number it by the firm's day; again returns the first."""
        ...

    async def submission(self, application_number: str) -> Submission | None:
        """Return an application."""
        ...

    async def submission_under(self, submission_id: str) -> Submission | None:
        """Return the application accepted under an idempotency key."""
        ...

    async def set_submission_state(self, application_number: str, state: str) -> bool:
        """Record where the firm stands with it; False means there is no such application."""
        ...


class UnitOfWork(Protocol):
    """One transaction and everything it can touch."""

    @property
    def inbox(self) -> Inbox:
        """Updates."""
        ...

    @property
    def cases(self) -> Cases:
        """Cases."""
        ...

    @property
    def journal(self) -> Journal:
        """Events."""
        ...

    @property
    def outbox(self) -> Outbox:
        """Effects."""
        ...

    @property
    def audit(self) -> Audit:
        """The audit chain."""
        ...

    @property
    def jobs(self) -> Jobs:
        """Checks."""
        ...

    @property
    def timers(self) -> Timers:
        """Alarms."""
        ...

    @property
    def codes(self) -> Codes:
        """One-time codes."""
        ...

    @property
    def media(self) -> Media:
        """The index of blobs."""
        ...

    @property
    def prints(self) -> Prints:
        """Prints of pictures."""
        ...

    @property
    def agreements(self) -> Agreements:
        """Agreements."""
        ...

    @property
    def bindings(self) -> Bindings:
        """Chats of proven customers."""
        ...

    @property
    def passwords(self) -> SealedPasswords:
        """Sealed passwords."""
        ...

    @property
    def staff(self) -> Staff:
        """Support agents and reviewers."""
        ...

    @property
    def topics(self) -> Topics:
        """Forum topics."""
        ...

    @property
    def relays(self) -> Relays:
        """Messages carried between chats and topics."""
        ...

    @property
    def desk(self) -> DeskIndex:
        """What waits for people."""
        ...

    @property
    def firm(self) -> FirmTables:
        """The embedded firm."""
        ...

    async def commit(self) -> None:
        """Make it last; nothing can be done on this unit of work afterwards."""
        ...


class Store(Protocol):
    """A place where rows last."""

    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a transaction; it rolls back unless committed.

        Raises:
            StorageUnavailable: when the database does not answer.
        """
        ...

    async def check(self) -> None:
        """Raise unless the database answers and its tables are this version's."""
        ...

    async def backlog(self) -> Backlog:
        """Count what waits, for health and metrics."""
        ...

    async def reseal(self) -> int:
        """Encrypt with the newest key what an older one encrypted; returns how many values."""
        ...

    async def close(self) -> None:
        """Let go of all connections."""
        ...
