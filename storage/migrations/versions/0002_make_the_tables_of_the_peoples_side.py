"""Make the tables of the people's side: staff, topics, carried messages, what waits for them."""

import sqlalchemy as sa
from alembic import op

from storage.tables import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for make in TABLES.values():
        make()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)


def _partial(name: str, table: str, columns: list[str], *, where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("user_id", BIG, autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False, comment="sealed"),
        sa.Column("lang", sa.String(length=16), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False, comment="sorted, with commas between"),
        sa.Column("on_duty", sa.Boolean(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=True),
        sa.Column("granted_by", sa.String(length=128), nullable=False),
        sa.Column("granted_at", Instant(), nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_staff")),
        sa.UniqueConstraint("number", name=op.f("uq_staff_number")),
    )


def _topics() -> None:
    op.create_table(
        "topics",
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("thread_id", BIG, nullable=False),
        sa.Column("chat_id", BIG, nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False, comment="sealed"),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("card_id", BIG, nullable=True),
        sa.Column("shown", sa.String(length=128), nullable=False, comment="digest"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_topics")),
    )
    op.create_index(
        "uq_topics_group_id_thread_id", "topics", ["group_id", "thread_id"], unique=True
    )
    op.create_index(op.f("ix_topics_case_id"), "topics", ["case_id"], unique=False)


def _relays() -> None:
    op.create_table(
        "relays",
        sa.Column("chat_id", BIG, nullable=False),
        sa.Column("message_id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("topic_message_id", BIG, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("from_customer", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(
            "chat_id", "message_id", "group_id", "topic_message_id", name=op.f("pk_relays")
        ),
    )
    op.create_index(
        op.f("ix_relays_group_id_topic_message_id"),
        "relays",
        ["group_id", "topic_message_id"],
        unique=False,
    )


def _desk() -> None:
    op.create_table(
        "desk",
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("chat_id", BIG, nullable=False),
        sa.Column("wanted_at", Instant(), nullable=True),
        sa.Column("why", sa.String(length=128), nullable=False),
        sa.Column("callback", sa.Boolean(), nullable=False),
        sa.Column("holder", sa.String(length=128), nullable=True),
        sa.Column("held_since", Instant(), nullable=True),
        sa.Column("reviewer", sa.String(length=128), nullable=True),
        sa.Column("submitted_at", Instant(), nullable=True),
        sa.Column("review_due", Instant(), nullable=True),
        sa.Column("customer_key", sa.LargeBinary(), nullable=True, comment="keyed hash"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_desk")),
    )
    op.create_index(op.f("ix_desk_customer_key"), "desk", ["customer_key"], unique=False)
    _partial(
        "ix_desk_waiting",
        "desk",
        ["wanted_at", "case_id"],
        where="wanted_at IS NOT NULL AND holder IS NULL",
    )
    _partial("ix_desk_held", "desk", ["holder", "held_since"], where="holder IS NOT NULL")
    _partial(
        "ix_desk_in_review",
        "desk",
        ["submitted_at", "case_id"],
        where="submitted_at IS NOT NULL",
    )


TABLES = {"staff": _staff, "topics": _topics, "relays": _relays, "desk": _desk}
