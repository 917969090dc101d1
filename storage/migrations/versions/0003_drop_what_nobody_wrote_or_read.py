"""Drop two columns that nothing wrote, and an index that nothing asked."""

import sqlalchemy as sa
from alembic import op

from storage.tables import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_desk_held", "desk")
    op.drop_column("desk", "held_since")
    _held("case_id")
    op.drop_index(op.f("ix_topics_case_id"), "topics")
    op.drop_column("staff", "seen_at")


def downgrade() -> None:
    op.add_column("staff", sa.Column("seen_at", Instant(), nullable=True))
    op.create_index(op.f("ix_topics_case_id"), "topics", ["case_id"], unique=False)
    op.drop_index("ix_desk_held", "desk")
    op.add_column("desk", sa.Column("held_since", Instant(), nullable=True))
    _held("held_since")


def _held(behind: str) -> None:
    """Index the talks that somebody has, by who has them."""
    condition = sa.text("holder IS NOT NULL")
    op.create_index(
        "ix_desk_held",
        "desk",
        ["holder", behind],
        sqlite_where=condition,
        postgresql_where=condition,
    )
