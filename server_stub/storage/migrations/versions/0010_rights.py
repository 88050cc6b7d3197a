"""Imports, messages outside WhatsApp, merged contacts, rights, incidents, retention."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010_rights"
down_revision = "0009_registers"
branch_labels = None
depends_on = None

COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    create_import_batch()
    create_import_row()
    create_outside_message()
    create_contact_merge()
    create_rights_request()
    create_incident()
    create_retention_run()
    create_evidence_upload()


def downgrade() -> None:
    op.drop_table("evidence_upload")
    op.drop_table("retention_run")
    op.drop_table("incident")
    op.drop_table("rights_request")
    op.drop_table("contact_merge")
    op.drop_table("outside_message")
    op.drop_table("import_row")
    op.drop_table("import_batch")


def create_import_batch() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("detail_enc", sa.LargeBinary(), nullable=True),
        sa.Column("file_sha256", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rows", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("done", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("counts", sa.String(), server_default="{}", nullable=False),
        sa.Column("uploaded_by", sa.String(), nullable=False),
        sa.Column("uploaded_at", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", sa.String(), server_default="", nullable=False),
        sa.Column("applied_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
    )


def create_import_row() -> None:
    op.create_table(
        "import_row",
        sa.Column("batch_id", sa.String(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("params", sa.String(), server_default="{}", nullable=False),
        sa.Column("contact_id", sa.String(), nullable=True),
        sa.Column("event_id", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("batch_id", "line", name="pk_import_row"),
    )


def create_outside_message() -> None:
    op.create_table(
        "outside_message",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("contact_id", sa.String(), server_default="", nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("capture_request_id", sa.String(), server_default="", nullable=False),
        sa.Column("address_enc", sa.LargeBinary(), nullable=True),
        sa.Column("address_hash", sa.LargeBinary(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(), server_default="queued", nullable=False),
        sa.Column("attempts", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("next_attempt_at", sa.BigInteger(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=True),
        sa.Column("failure", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("purposes", sa.String(), server_default="", nullable=False),
        sa.Column("asked_by", sa.String(), server_default="", nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["key_id"], ["data_key.id"], name="fk_outside_message_key_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outside_message"),
    )
    op.create_index("ix_outside_message_address", "outside_message", ["address_hash"], unique=False)
    op.create_index("ix_outside_message_contact", "outside_message", ["contact_id"], unique=False)
    op.create_index("ix_outside_message_due", "outside_message", ["state", "next_attempt_at"], unique=False)
    op.create_index("ix_outside_message_provider", "outside_message", ["channel", "provider_id"], unique=False)


def create_contact_merge() -> None:
    op.create_table(
        "contact_merge",
        sa.Column("id", COUNTER, autoincrement=True, nullable=False),
        sa.Column("kept_id", sa.String(), nullable=False),
        sa.Column("merged_id", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.String(), server_default="", nullable=False),
        sa.Column("moved", sa.String(), nullable=False),
        sa.Column("merged_by", sa.String(), nullable=False),
        sa.Column("merged_at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_contact_merge"),
        sqlite_autoincrement=True,
    )


def create_rights_request() -> None:
    op.create_table(
        "rights_request",
        sa.Column("protocol", sa.String(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("right", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("target_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_by", sa.String(), server_default="", nullable=False),
        sa.Column("detail_enc", sa.LargeBinary(), nullable=True),
        sa.Column("source_key", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["key_id"], ["data_key.id"], name="fk_rights_request_key_id"),
        sa.PrimaryKeyConstraint("protocol", name="pk_rights_request"),
        sa.UniqueConstraint("source_key", name="uq_rights_request_source_key"),
    )
    op.create_index("ix_rights_request_due", "rights_request", ["state", "due_at"], unique=False)


def create_incident() -> None:
    op.create_table(
        "incident",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("detail_enc", sa.LargeBinary(), nullable=True),
        sa.Column("known_at", sa.BigInteger(), nullable=False),
        sa.Column("register_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
    )


def create_retention_run() -> None:
    op.create_table(
        "retention_run",
        sa.Column("id", COUNTER, autoincrement=True, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(), server_default="", nullable=False),
        sa.Column("removed", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_retention_run"),
        sqlite_autoincrement=True,
    )


def create_evidence_upload() -> None:
    op.create_table(
        "evidence_upload",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("name_enc", sa.LargeBinary(), nullable=True),
        sa.Column("uploaded_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_upload"),
    )
