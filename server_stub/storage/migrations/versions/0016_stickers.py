"""Stickers of the team, whose bytes are files beside the database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016_stickers"
down_revision = "0015_company_files"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sticker",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("keywords", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("animated", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sticker"),
        sa.UniqueConstraint("digest", "pack", name="uq_sticker_digest_pack"),
    )
    op.create_index("ix_sticker_removed", "sticker", ["removed_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_sticker_removed", "sticker")
    op.drop_table("sticker")
