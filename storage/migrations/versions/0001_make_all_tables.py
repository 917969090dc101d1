"""Make all tables, and the guards that keep the audit chain append-only."""

import sqlalchemy as sa
from alembic import op

from storage.tables import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

GUARDS = {
    "sqlite": [
        f"CREATE TRIGGER audit_no_{act.lower()} BEFORE {act} ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit chain is append-only'); END"
        for act in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        (
            "CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit chain is append-only'; END $$"
        ),
        (
            "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit "
            "FOR EACH ROW EXECUTE FUNCTION audit_append_only()"
        ),
        (
            "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()"
        ),
    ],
}


def upgrade() -> None:
    for make in TABLES.values():
        make()
    for guard in GUARDS[op.get_bind().dialect.name]:
        op.execute(guard)


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_append_only()")


def _partial(name: str, table: str, columns: list[str], *, where: str, unique: bool) -> None:
    condition = sa.text(where)
    op.create_index(
        name,
        table,
        columns,
        unique=unique,
        sqlite_where=condition,
        postgresql_where=condition,
    )


def _agreements() -> None:
    op.create_table(
        "agreements",
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("agreement", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("opened_at", Instant(), nullable=True),
        sa.Column("read_at", Instant(), nullable=True),
        sa.Column("signed_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", "agreement", "version", name=op.f("pk_agreements")),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", BIG, sa.Identity(always=False), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False, comment="canonical JSON, as hashed"),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    op.create_index("uq_audit_case_id_number", "audit", ["case_id", "number"], unique=True)


def _bindings() -> None:
    op.create_table(
        "bindings",
        sa.Column("chat_id", BIG, autoincrement=False, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("customer_key", sa.LargeBinary(), nullable=False, comment="keyed hash"),
        sa.Column("bound_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_bindings")),
    )
    op.create_index(op.f("ix_bindings_customer_key"), "bindings", ["customer_key"], unique=False)


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("chat_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False, comment="sealed"),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("application_number", sa.String(length=32), nullable=True),
        sa.Column("lease", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_cases")),
        sa.UniqueConstraint("application_number", name=op.f("uq_cases_application_number")),
    )
    op.create_index(
        op.f("ix_cases_chat_id_created_at"), "cases", ["chat_id", "created_at"], unique=False
    )
    _partial("uq_cases_open", "cases", ["chat_id"], where="closed_at IS NULL", unique=True)


def _codes() -> None:
    op.create_table(
        "codes",
        sa.Column("code_id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column(
            "digest", sa.String(length=128), nullable=False, comment="keyed; never the code"
        ),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("delivered_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("code_id", name=op.f("pk_codes")),
    )
    op.create_index(
        op.f("ix_codes_case_id_purpose_created_at"),
        "codes",
        ["case_id", "purpose", "created_at"],
        unique=False,
    )


def _firm_customers() -> None:
    op.create_table(
        "firm_customers",
        sa.Column("customer_ref", sa.String(length=64), nullable=False),
        sa.Column("number_key", sa.LargeBinary(), nullable=False, comment="keyed hash"),
        sa.Column("profile", sa.LargeBinary(), nullable=False, comment="sealed"),
        sa.PrimaryKeyConstraint("customer_ref", name=op.f("pk_firm_customers")),
        sa.UniqueConstraint("number_key", name=op.f("uq_firm_customers_number_key")),
    )


def _firm_days() -> None:
    op.create_table(
        "firm_days",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_firm_days")),
    )


def _firm_passwords() -> None:
    op.create_table(
        "firm_passwords",
        sa.Column("customer_ref", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column(
            "sealed", sa.LargeBinary(), nullable=False, comment="sealed to the back office's key"
        ),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("request_id", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("customer_ref", "kind", name=op.f("pk_firm_passwords")),
    )


def _firm_requests() -> None:
    op.create_table(
        "firm_requests",
        sa.Column("request_id", sa.String(length=128), nullable=False),
        sa.Column("customer_ref", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column(
            "sealed", sa.LargeBinary(), nullable=False, comment="sealed to the back office's key"
        ),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("application_number", sa.String(length=32), nullable=True),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_firm_requests")),
    )


def _firm_submissions() -> None:
    op.create_table(
        "firm_submissions",
        sa.Column("submission_id", sa.String(length=128), nullable=False),
        sa.Column("application_number", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False, comment="sealed"),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_firm_submissions")),
        sa.UniqueConstraint(
            "application_number", name=op.f("uq_firm_submissions_application_number")
        ),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("update_id", BIG, autoincrement=False, nullable=False),
        sa.Column("chat_id", BIG, nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True, comment="sealed; null once done"),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_by", sa.String(length=64), nullable=True),
        sa.Column("leased_until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_inbox")),
    )
    _partial(
        "ix_inbox_waiting",
        "inbox",
        ["chat_id", "update_id"],
        where="payload IS NOT NULL",
        unique=False,
    )


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("job_id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False, comment="sealed"),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(length=64), nullable=True),
        sa.Column("leased_until", Instant(), nullable=True),
        sa.Column("result", sa.LargeBinary(), nullable=True, comment="sealed"),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'finished', 'failed')", name=op.f("ck_jobs_state")
        ),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_jobs")),
    )
    _partial(
        "ix_jobs_open",
        "jobs",
        ["created_at", "job_id"],
        where="state = 'queued' OR state = 'running'",
        unique=False,
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", BIG, sa.Identity(always=False), nullable=False),
        sa.Column("event_id", sa.String(length=128), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False, comment="sealed"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
        sa.UniqueConstraint("event_id", name=op.f("uq_journal_event_id")),
    )
    op.create_index(op.f("ix_journal_case_id_seq"), "journal", ["case_id", "seq"], unique=False)


def _media() -> None:
    op.create_table(
        "media",
        sa.Column("media_id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("content_key", sa.LargeBinary(), nullable=False, comment="keyed hash"),
        sa.Column("file_key", sa.LargeBinary(), nullable=True, comment="keyed hash"),
        sa.Column("size_bytes", BIG, nullable=False),
        sa.Column("mime", sa.String(length=128), nullable=False),
        sa.Column("stored_at", Instant(), nullable=False),
        sa.Column("delete_after", Instant(), nullable=True),
        sa.Column("deleted_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("media_id", name=op.f("pk_media")),
    )
    op.create_index(op.f("ix_media_case_id"), "media", ["case_id"], unique=False)
    op.create_index(op.f("ix_media_content_key"), "media", ["content_key"], unique=False)
    _partial(
        "ix_media_due",
        "media",
        ["delete_after"],
        where="deleted_at IS NULL AND delete_after IS NOT NULL",
        unique=False,
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("seq", BIG, sa.Identity(always=False), nullable=False),
        sa.Column("effect_id", sa.String(length=128), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=True),
        sa.Column("chat_id", BIG, nullable=True),
        sa.Column("lane", sa.String(length=128), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False, comment="sealed"),
        sa.Column("in_doubt", sa.String(length=16), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("lease", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", Instant(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("worker", sa.String(length=64), nullable=True),
        sa.Column("leased_until", Instant(), nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'sending', 'sent', 'dropped', 'failed', 'escalated')",
            name=op.f("ck_outbox_state"),
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_outbox")),
        sa.UniqueConstraint("effect_id", name=op.f("uq_outbox_effect_id")),
    )
    op.create_index(op.f("ix_outbox_case_id_seq"), "outbox", ["case_id", "seq"], unique=False)
    _partial("ix_outbox_queued", "outbox", ["lane", "seq"], where="state = 'queued'", unique=False)
    _partial(
        "ix_outbox_slot",
        "outbox",
        ["chat_id", "slot", "seq"],
        where="slot IS NOT NULL AND state = 'sent'",
        unique=False,
    )
    _partial("uq_outbox_in_flight", "outbox", ["lane"], where="state = 'sending'", unique=True)


def _passwords() -> None:
    op.create_table(
        "passwords",
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column(
            "ciphertext",
            sa.LargeBinary(),
            nullable=False,
            comment="sealed to the back office's key",
        ),
        sa.Column("key_id", sa.String(length=64), nullable=False),
        sa.Column("sealed_at", Instant(), nullable=False),
        sa.Column("destroyed_at", Instant(), nullable=True),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("case_id", "kind", name=op.f("pk_passwords")),
    )


def _timers() -> None:
    op.create_table(
        "timers",
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("timer_id", sa.String(length=128), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "state IN ('armed', 'fired', 'cancelled')", name=op.f("ck_timers_state")
        ),
        sa.PrimaryKeyConstraint("case_id", "kind", name=op.f("pk_timers")),
        sa.UniqueConstraint("timer_id", name=op.f("uq_timers_timer_id")),
    )
    _partial("ix_timers_due", "timers", ["due_at"], where="state = 'armed'", unique=False)


def _firm_accounts() -> None:
    op.create_table(
        "firm_accounts",
        sa.Column("customer_ref", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("account_number", sa.LargeBinary(), nullable=True, comment="sealed"),
        sa.ForeignKeyConstraint(
            ["customer_ref"],
            ["firm_customers.customer_ref"],
            name=op.f("fk_firm_accounts_customer_ref"),
        ),
        sa.PrimaryKeyConstraint("customer_ref", "kind", name=op.f("pk_firm_accounts")),
    )


TABLES = {
    "agreements": _agreements,
    "audit": _audit,
    "bindings": _bindings,
    "cases": _cases,
    "codes": _codes,
    "firm_customers": _firm_customers,
    "firm_days": _firm_days,
    "firm_passwords": _firm_passwords,
    "firm_requests": _firm_requests,
    "firm_submissions": _firm_submissions,
    "inbox": _inbox,
    "jobs": _jobs,
    "journal": _journal,
    "media": _media,
    "outbox": _outbox,
    "passwords": _passwords,
    "timers": _timers,
    "firm_accounts": _firm_accounts,
}
