"""Send jobs, decisions and templates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006_outbound"
down_revision = "0005_consent"
branch_labels = None
depends_on = None

COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    create_send_decision()
    create_template()
    create_send_job()


def downgrade() -> None:
    op.drop_table("send_job")
    op.drop_table("template")
    op.drop_table("send_decision")


def create_send_decision() -> None:
    op.create_table(
        "send_decision",
        sa.Column("id", COUNTER, autoincrement=True, nullable=False),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False, server_default=""),
        sa.Column("template_id", sa.String(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("inputs_enc", sa.LargeBinary(), nullable=True),
        sa.Column("ledger_seq", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("policy_version", sa.String(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_send_decision"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_send_decision_message", "send_decision", ["message_id"])


def create_template() -> None:
    op.create_table(
        "template",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("waba_id", sa.String(), nullable=False, server_default=""),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("quality", sa.String(), nullable=False, server_default="UNKNOWN"),
        sa.Column("components", sa.String(), nullable=False),
        sa.Column("parameter_format", sa.String(), nullable=False, server_default="POSITIONAL"),
        sa.Column("purpose", sa.String(), nullable=False, server_default=""),
        sa.Column("synced_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_template"),
        sa.UniqueConstraint("waba_id", "name", "language", name="uq_template_waba_id_name_language"),
    )


def create_send_job() -> None:
    op.create_table(
        "send_job",
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("channel_number_id", sa.String(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False, server_default="queued"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False, server_default=""),
        sa.Column("lease_owner", sa.String(), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("next_attempt_at", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name="pk_send_job"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_send_job_message_id"),
    )
    op.create_index("ix_send_job_conversation", "send_job", ["conversation_id", "created_at"])
    op.create_index("ix_send_job_due", "send_job", ["state", "next_attempt_at"])
