"""The tables, for SQLite and PostgreSQL alike, with the invariants as indexes.

There are no foreign keys to `cases`: the journal, the audit chain and the index of blobs have
their own retention (D14), and an event is journalled before its case's first row is written.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from storage.rows import JobState, OutboxState, TimerState

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """A point in time: `timestamptz` on PostgreSQL, microseconds since 1970 on SQLite.

    SQLite has no type for time, and integers compare right where strings of mixed precision
    do not.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime] | TypeEngine[int]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(DateTime(timezone=True))

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> object:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return (value - EPOCH) // _MICROSECOND if dialect.name == "sqlite" else value

    @override
    def process_result_value(self, value: object, dialect: Dialect) -> datetime | None:
        if isinstance(value, int):
            return EPOCH + timedelta(microseconds=value)
        return value.astimezone(UTC) if isinstance(value, datetime) else None


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

BIG = BigInteger().with_variant(Integer(), "sqlite")
ID = String(64)


def _sequence() -> Column[int]:
    return Column("seq", BIG, Identity(), primary_key=True)


def _one_of(column: str, values: type[OutboxState | JobState | TimerState]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    condition: ColumnElement[bool] = text(where)  # type: ignore[assignment]  # a text clause
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BIG, primary_key=True, autoincrement=False),
    Column("chat_id", BIG, nullable=False),
    Column("payload", LargeBinary, comment="sealed; null once done"),
    Column("received_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("leased_by", ID),
    Column("leased_until", Instant),
    _partial("ix_inbox_waiting", "chat_id", "update_id", where="payload IS NOT NULL"),
)

cases = Table(
    "cases",
    metadata,
    Column("case_id", ID, primary_key=True),
    Column("chat_id", BIG, nullable=False),
    Column("user_id", BIG, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("step", String(40), nullable=False),
    Column("state", LargeBinary, nullable=False, comment="sealed"),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("application_number", String(32), unique=True),
    Column("lease", Integer, nullable=False),
    Index(None, "chat_id", "created_at"),
    _partial("uq_cases_open", "chat_id", where="closed_at IS NULL", unique=True),
)

journal = Table(
    "journal",
    metadata,
    _sequence(),
    Column("event_id", String(128), nullable=False, unique=True),
    Column("case_id", ID, nullable=False),
    Column("at", Instant, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("payload", LargeBinary, nullable=False, comment="sealed"),
    Index(None, "case_id", "seq"),
)

outbox = Table(
    "outbox",
    metadata,
    _sequence(),
    Column("effect_id", String(128), nullable=False, unique=True),
    Column("case_id", ID),
    Column("chat_id", BIG),
    Column("lane", String(128), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("payload", LargeBinary, nullable=False, comment="sealed"),
    Column("in_doubt", String(16), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("lease", Integer, nullable=False),
    Column("slot", String(32)),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", Instant),
    Column("result", Text),
    Column("error", Text),
    Column("worker", ID),
    Column("leased_until", Instant),
    _one_of("state", OutboxState),
    _partial("ix_outbox_queued", "lane", "seq", where="state = 'queued'"),
    _partial("uq_outbox_in_flight", "lane", where="state = 'sending'", unique=True),
    _partial(
        "ix_outbox_slot",
        "chat_id",
        "slot",
        "seq",
        where="slot IS NOT NULL AND state = 'sent'",
    ),
    Index(None, "case_id", "seq"),
)

audit = Table(
    "audit",
    metadata,
    _sequence(),
    Column("case_id", ID, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(128), nullable=False),
    Column("action", String(64), nullable=False),
    Column("detail", Text, nullable=False, comment="canonical JSON, as hashed"),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("uq_audit_case_id_number", "case_id", "number", unique=True),
)

jobs = Table(
    "jobs",
    metadata,
    Column("job_id", ID, primary_key=True),
    Column("case_id", ID, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("payload", LargeBinary, nullable=False, comment="sealed"),
    Column("created_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("worker", ID),
    Column("leased_until", Instant),
    Column("result", LargeBinary, comment="sealed"),
    Column("error", Text),
    _one_of("state", JobState),
    _partial(
        "ix_jobs_open", "created_at", "job_id", where="state = 'queued' OR state = 'running'"
    ),
)

timers = Table(
    "timers",
    metadata,
    Column("case_id", ID, primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("timer_id", String(128), nullable=False, unique=True),
    Column("due_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    _one_of("state", TimerState),
    _partial("ix_timers_due", "due_at", where="state = 'armed'"),
)

codes = Table(
    "codes",
    metadata,
    Column("code_id", ID, primary_key=True),
    Column("case_id", ID, nullable=False),
    Column("purpose", String(32), nullable=False),
    Column("digest", String(128), nullable=False, comment="keyed; never the code"),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("delivered_at", Instant),
    Index(None, "case_id", "purpose", "created_at"),
)

media = Table(
    "media",
    metadata,
    Column("media_id", ID, primary_key=True),
    Column("case_id", ID, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("content_key", LargeBinary, nullable=False, comment="keyed hash"),
    Column("file_key", LargeBinary, comment="keyed hash"),
    Column("size_bytes", BIG, nullable=False),
    Column("mime", String(128), nullable=False),
    Column("stored_at", Instant, nullable=False),
    Column("delete_after", Instant),
    Column("deleted_at", Instant),
    Index(None, "case_id"),
    Index(None, "content_key"),
    _partial(
        "ix_media_due", "delete_after", where="deleted_at IS NULL AND delete_after IS NOT NULL"
    ),
)

prints = Table(
    "prints",
    metadata,
    Column("media_id", ID, primary_key=True),
    Column("frame", Integer, primary_key=True, autoincrement=False),
    Column("band", Integer, primary_key=True, autoincrement=False),
    Column("case_id", ID, nullable=False),
    Column("band_key", LargeBinary, nullable=False, comment="keyed hash"),
    Column("stored_at", Instant, nullable=False),
    Index(None, "band_key"),
    Index(None, "stored_at"),
)

agreements = Table(
    "agreements",
    metadata,
    Column("case_id", ID, primary_key=True),
    Column("agreement", String(64), primary_key=True),
    Column("version", String(64), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("opened_at", Instant),
    Column("read_at", Instant),
    Column("signed_at", Instant),
)

bindings = Table(
    "bindings",
    metadata,
    Column("chat_id", BIG, primary_key=True, autoincrement=False),
    Column("user_id", BIG, nullable=False),
    Column("customer_key", LargeBinary, nullable=False, comment="keyed hash"),
    Column("bound_at", Instant, nullable=False),
    Index(None, "customer_key"),
)

passwords = Table(
    "passwords",
    metadata,
    Column("case_id", ID, primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("ciphertext", LargeBinary, nullable=False, comment="sealed to the back office's key"),
    Column("key_id", String(64), nullable=False),
    Column("sealed_at", Instant, nullable=False),
    Column("destroyed_at", Instant),
    Column("reason", String(64)),
)

staff = Table(
    "staff",
    metadata,
    Column("user_id", BIG, primary_key=True, autoincrement=False),
    Column("number", String(32), nullable=False, unique=True),
    Column("name", LargeBinary, nullable=False, comment="sealed"),
    Column("lang", String(16), nullable=False),
    Column("roles", Text, nullable=False, comment="sorted, with commas between"),
    Column("on_duty", Boolean, nullable=False),
    Column("granted_by", String(128), nullable=False),
    Column("granted_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)

topics = Table(
    "topics",
    metadata,
    Column("key", String(128), primary_key=True),
    Column("purpose", String(32), nullable=False),
    Column("group_id", BIG, nullable=False),
    Column("thread_id", BIG, nullable=False),
    Column("chat_id", BIG, nullable=False),
    Column("case_id", ID, nullable=False),
    Column("title", LargeBinary, nullable=False, comment="sealed"),
    Column("opened_at", Instant, nullable=False),
    Column("card_id", BIG),
    Column("shown", String(128), nullable=False, comment="digest"),
    Index("uq_topics_group_id_thread_id", "group_id", "thread_id", unique=True),
)

relays = Table(
    "relays",
    metadata,
    Column("chat_id", BIG, primary_key=True),
    Column("message_id", BIG, primary_key=True),
    Column("group_id", BIG, primary_key=True),
    Column("topic_message_id", BIG, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("from_customer", Boolean, nullable=False),
    Index(None, "group_id", "topic_message_id"),
)

desk = Table(
    "desk",
    metadata,
    Column("case_id", ID, primary_key=True),
    Column("chat_id", BIG, nullable=False),
    Column("wanted_at", Instant),
    Column("why", String(128), nullable=False),
    Column("callback", Boolean, nullable=False),
    Column("holder", String(128)),
    Column("reviewer", String(128)),
    Column("submitted_at", Instant),
    Column("review_due", Instant),
    Column("customer_key", LargeBinary, comment="keyed hash"),
    _partial(
        "ix_desk_waiting", "wanted_at", "case_id", where="wanted_at IS NOT NULL AND holder IS NULL"
    ),
    _partial("ix_desk_held", "holder", "case_id", where="holder IS NOT NULL"),
    _partial("ix_desk_in_review", "submitted_at", "case_id", where="submitted_at IS NOT NULL"),
    Index(None, "customer_key"),
)

firm_customers = Table(
    "firm_customers",
    metadata,
    Column("customer_ref", ID, primary_key=True),
    Column("number_key", LargeBinary, nullable=False, unique=True, comment="keyed hash"),
    Column("profile", LargeBinary, nullable=False, comment="sealed"),
)

firm_accounts = Table(
    "firm_accounts",
    metadata,
    Column("customer_ref", ID, ForeignKey(firm_customers.c.customer_ref), primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("held", Boolean, nullable=False),
    Column("account_number", LargeBinary, comment="sealed"),
)

firm_requests = Table(
    "firm_requests",
    metadata,
    Column("request_id", String(128), primary_key=True),
    Column("customer_ref", ID, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("sealed", LargeBinary, nullable=False, comment="sealed to the back office's key"),
    Column("at", Instant, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("application_number", String(32)),
    Column("system", String(64), nullable=False),
    Column("reason", Text),
    Column("until", Instant),
)

firm_passwords = Table(
    "firm_passwords",
    metadata,
    Column("customer_ref", ID, primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False, comment="sealed to the back office's key"),
    Column("changed_at", Instant, nullable=False),
    Column("request_id", String(128), nullable=False),
)

firm_submissions = Table(
    "firm_submissions",
    metadata,
    Column("submission_id", String(128), primary_key=True),
    Column("application_number", String(32), nullable=False, unique=True),
    Column("case_id", ID, nullable=False),
    Column("at", Instant, nullable=False),
    Column("state", String(32), nullable=False),
    Column("payload", LargeBinary, nullable=False, comment="sealed"),
)

firm_days = Table(
    "firm_days",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("last", Integer, nullable=False),
)
