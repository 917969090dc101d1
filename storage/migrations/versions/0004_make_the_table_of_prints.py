"""Make the table in which pictures are recognised again: keyed bands of their prints."""

import sqlalchemy as sa
from alembic import op

from storage.tables import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prints",
        sa.Column("media_id", sa.String(length=64), nullable=False),
        sa.Column("frame", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("band", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("band_key", sa.LargeBinary(), nullable=False, comment="keyed hash"),
        sa.Column("stored_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("media_id", "frame", "band", name=op.f("pk_prints")),
    )
    op.create_index(op.f("ix_prints_band_key"), "prints", ["band_key"])
    op.create_index(op.f("ix_prints_stored_at"), "prints", ["stored_at"])


def downgrade() -> None:
    op.drop_table("prints")
