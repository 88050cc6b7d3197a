"""Alarms that stand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007_alarms"
down_revision = "0006_outbound"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alarm",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("params", sa.String(), nullable=False),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column("lapses_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("code", "subject", name="pk_alarm"),
    )
    op.create_index("ix_quarantine_resolved", "quarantine", ["resolved_at"])


def downgrade() -> None:
    op.drop_index("ix_quarantine_resolved", "quarantine")
    op.drop_table("alarm")
