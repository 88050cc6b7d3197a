"""Canned phrases that the team and its people keep."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017_phrases"
down_revision = "0016_stickers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "phrase",
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=True),
        sa.Column("hidden", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["company_file.id"], name="fk_phrase_file_id"),
        sa.PrimaryKeyConstraint("owner_id", "key", name="pk_phrase"),
    )
    op.create_index("ix_phrase_file", "phrase", ["file_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_phrase_file", "phrase")
    op.drop_table("phrase")
