"""Who is called by a note and has not looked yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018_mentions"
down_revision = "0017_phrases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mention",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("called_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_mention_conversation_id"),
        sa.PrimaryKeyConstraint("conversation_id", "account_id", name="pk_mention"),
    )


def downgrade() -> None:
    op.drop_table("mention")
