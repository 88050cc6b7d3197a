"""What makes the ledger provable: checkpoints, keys, lasting suppressions, doubts, counted sends."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008_proof"
down_revision = "0007_alarms"
branch_labels = None
depends_on = None

COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    create_signing_key()
    create_ledger_checkpoint()
    create_suppression()
    create_optout_doubt()
    create_initiated_send()
    create_send_backoff()
    forbid_changes("ledger_checkpoint")
    forbid_changes("suppression")
    op.create_index("ix_evidence_event", "evidence", ["event_id"])


def downgrade() -> None:
    op.drop_index("ix_evidence_event", "evidence")
    op.drop_table("send_backoff")
    op.drop_table("initiated_send")
    op.drop_table("optout_doubt")
    op.drop_table("suppression")
    op.drop_table("ledger_checkpoint")
    op.drop_table("signing_key")


def create_signing_key() -> None:
    op.create_table(
        "signing_key",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("private_enc", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_signing_key"),
    )


def create_ledger_checkpoint() -> None:
    op.create_table(
        "ledger_checkpoint",
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("size", name="pk_ledger_checkpoint"),
    )


def create_suppression() -> None:
    op.create_table(
        "suppression",
        sa.Column("id", COUNTER, autoincrement=True, nullable=False),
        sa.Column("value_hash", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("event_seq", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_suppression"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_suppression_value", "suppression", ["value_hash"], unique=False)


def create_optout_doubt() -> None:
    op.create_table(
        "optout_doubt",
        sa.Column("id", COUNTER, autoincrement=True, nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("rules_version", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_optout_doubt"),
        sa.UniqueConstraint("message_id", name="uq_optout_doubt_message_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_optout_doubt_contact", "optout_doubt", ["contact_id", "settled_at"], unique=False)
    op.create_index("ix_optout_doubt_due", "optout_doubt", ["settled_at", "expires_at"], unique=False)


def create_initiated_send() -> None:
    op.create_table(
        "initiated_send",
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("channel_number_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("outside_window", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("accepted_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name="pk_initiated_send"),
    )
    op.create_index("ix_initiated_send_accepted", "initiated_send", ["outside_window", "accepted_at"], unique=False)
    op.create_index("ix_initiated_send_contact", "initiated_send", ["contact_id", "accepted_at"], unique=False)


def create_send_backoff() -> None:
    op.create_table(
        "send_backoff",
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("contact_id", "reason", name="pk_send_backoff"),
    )


def forbid_changes(table: str) -> None:
    """Rows are only ever added."""
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
        )
