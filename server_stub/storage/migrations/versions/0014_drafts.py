"""Unfinished texts of each person in each conversation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014_drafts"
down_revision = "0013_search"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("text_enc", sa.LargeBinary(), nullable=True),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_draft_conversation_id"),
        sa.PrimaryKeyConstraint("conversation_id", "account_id", name="pk_draft"),
    )
    op.create_index("ix_draft_changed", "draft", ["changed_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_draft_changed", "draft")
    op.drop_table("draft")
