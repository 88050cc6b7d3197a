"""Texts of earlier times, one message for each request of a code, and lists that are still being read in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012_earlier_texts"
down_revision = "0011_more_columns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notice_version", sa.Column("in_use_from", sa.BigInteger(), nullable=True))
    op.add_column("notice_version", sa.Column("in_use_until", sa.BigInteger(), nullable=True))
    op.add_column("capture_request", sa.Column("code_message_id", sa.String(), server_default="", nullable=False))
    op.create_index("ix_capture_request_code_message", "capture_request", ["code_message_id"], unique=False)
    op.create_table(
        "block_list_load",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), server_default="", nullable=False),
        sa.Column("file_sha256", sa.String(), server_default="", nullable=False),
        sa.Column("size", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("done", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("begun_by", sa.String(), server_default="", nullable=False),
        sa.Column("failure", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_block_list_load"),
    )


def downgrade() -> None:
    op.drop_table("block_list_load")
    op.drop_index("ix_capture_request_code_message", "capture_request")
    op.drop_column("capture_request", "code_message_id")
    op.drop_column("notice_version", "in_use_until")
    op.drop_column("notice_version", "in_use_from")
