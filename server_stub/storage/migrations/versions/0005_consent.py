"""The consent ledger, append-only by trigger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_consent"
down_revision = "0004_conversations"
branch_labels = None
depends_on = None

COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    create_consent_event()
    create_consent_prompt()
    create_evidence()
    create_notice_version()
    forbid_changes("consent_event")
    forbid_changes("evidence")


def downgrade() -> None:
    op.drop_table("notice_version")
    op.drop_table("evidence")
    op.drop_table("consent_prompt")
    op.drop_table("consent_event")


def create_consent_event() -> None:
    op.create_table(
        "consent_event",
        sa.Column("seq", COUNTER, autoincrement=True, nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("notice_version_id", sa.String(), nullable=True),
        sa.Column("captured_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("valid_until", sa.BigInteger(), nullable=True),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("proof_level", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("source_key", sa.String(), nullable=True),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("payload_enc", sa.LargeBinary(), nullable=True),
        sa.Column("payload_commitment", sa.String(), nullable=False),
        sa.Column("prev_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_consent_event"),
        sa.UniqueConstraint("event_id", name="uq_consent_event_event_id"),
        sa.UniqueConstraint("source_key", name="uq_consent_event_source_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_consent_event_contact", "consent_event", ["contact_id", "seq"])


def create_consent_prompt() -> None:
    op.create_table(
        "consent_prompt",
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("notice_version_id", sa.String(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("message_id", name="pk_consent_prompt"),
    )


def create_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=True),
        sa.Column("captured_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
    )


def create_notice_version() -> None:
    op.create_table(
        "notice_version",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("notice_key", sa.String(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_notice_version"),
        sa.UniqueConstraint("notice_key", "version", "language", name="uq_notice_version_notice_key_version_language"),
    )


def forbid_changes(table: str) -> None:
    """Rows of the ledger are only ever added; erasure destroys the key that seals them and leaves the row."""
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
        )
