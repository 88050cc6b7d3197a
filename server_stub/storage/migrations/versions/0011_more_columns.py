"""What contacts, numbers, prompts, notices, evidence and jobs must also know; what the ledger must also refuse."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011_more_columns"
down_revision = "0010_rights"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("channel_number", sa.Column("status", sa.String(), server_default="", nullable=False))
    op.add_column("channel_number", sa.Column("messaging_limit", sa.BigInteger(), nullable=True))
    op.add_column("channel_number", sa.Column("recheck_at", sa.BigInteger(), nullable=True))
    op.add_column("channel_number", sa.Column("rechecks", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("consent_prompt", sa.Column("kind", sa.String(), server_default="ask", nullable=False))
    op.add_column("consent_prompt", sa.Column("capture_request_id", sa.String(), server_default="", nullable=False))
    op.create_index("ix_consent_prompt_contact", "consent_prompt", ["contact_id"])
    op.add_column("contact", sa.Column("zone", sa.String(), server_default="", nullable=False))
    op.add_column("contact", sa.Column("language", sa.String(), server_default="", nullable=False))
    op.add_column("contact", sa.Column("minor", sa.String(), server_default="", nullable=False))
    op.add_column("contact", sa.Column("legal_block_at", sa.BigInteger(), nullable=True))
    op.add_column("contact", sa.Column("merged_into", sa.String(), server_default="", nullable=False))
    op.add_column("contact", sa.Column("revision", sa.BigInteger(), server_default="0", nullable=False))
    op.create_index("ix_contact_revision", "contact", ["revision"])
    erased = sa.text("erased_at IS NOT NULL")
    op.create_index("ix_contact_erased", "contact", ["id"], sqlite_where=erased, postgresql_where=erased)
    op.create_index(
        "ix_contact_merged_into",
        "contact",
        ["merged_into"],
        sqlite_where=sa.text("merged_into <> ''"),
        postgresql_where=sa.text("merged_into <> ''"),
    )
    op.add_column("evidence", sa.Column("file_name", sa.String(), server_default="", nullable=False))
    op.add_column("evidence", sa.Column("file_ref", sa.String(), server_default="", nullable=False))
    op.add_column("identity_proposal", sa.Column("settled_by", sa.String(), server_default="", nullable=False))
    op.add_column("identity_proposal", sa.Column("settled_at", sa.BigInteger(), nullable=True))
    op.add_column("notice_version", sa.Column("material_change", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("notice_version", sa.Column("published_by", sa.String(), server_default="", nullable=False))
    op.add_column("send_job", sa.Column("hold_reason", sa.String(), nullable=True))
    op.add_column("template", sa.Column("purpose_set_by", sa.String(), server_default="", nullable=False))
    guard_the_ledger()


def guard_the_ledger() -> None:
    """INSERT OR REPLACE changes a row without asking the triggers for changes. Evidence goes with the key that sealed
    it, never before.
    """
    op.execute(
        "CREATE TRIGGER consent_event_no_replace BEFORE INSERT ON consent_event WHEN EXISTS"
        " (SELECT 1 FROM consent_event WHERE seq = NEW.seq OR event_id = NEW.event_id OR source_key = NEW.source_key)"
        " BEGIN SELECT RAISE(ABORT, 'append_only'); END"
    )
    op.execute(
        "CREATE TRIGGER evidence_no_replace BEFORE INSERT ON evidence WHEN EXISTS (SELECT 1 FROM evidence"
        " WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'append_only'); END"
    )
    op.execute("DROP TRIGGER evidence_no_delete")
    op.execute(
        "CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence WHEN NOT EXISTS (SELECT 1 FROM data_key"
        " WHERE id = OLD.key_id AND destroyed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'append_only'); END"
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER evidence_no_delete")
    op.execute(
        "CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'append_only'); END"
    )
    op.execute("DROP TRIGGER evidence_no_replace")
    op.execute("DROP TRIGGER consent_event_no_replace")
    op.drop_column("template", "purpose_set_by")
    op.drop_column("send_job", "hold_reason")
    op.drop_column("notice_version", "published_by")
    op.drop_column("notice_version", "material_change")
    op.drop_column("identity_proposal", "settled_at")
    op.drop_column("identity_proposal", "settled_by")
    op.drop_column("evidence", "file_ref")
    op.drop_column("evidence", "file_name")
    op.drop_index("ix_contact_erased", "contact")
    op.drop_index("ix_contact_revision", "contact")
    op.drop_column("contact", "revision")
    op.drop_index("ix_contact_merged_into", "contact")
    op.drop_column("contact", "merged_into")
    op.drop_column("contact", "legal_block_at")
    op.drop_column("contact", "minor")
    op.drop_column("contact", "language")
    op.drop_column("contact", "zone")
    op.drop_index("ix_consent_prompt_contact", "consent_prompt")
    op.drop_column("consent_prompt", "capture_request_id")
    op.drop_column("consent_prompt", "kind")
    op.drop_column("channel_number", "rechecks")
    op.drop_column("channel_number", "recheck_at")
    op.drop_column("channel_number", "messaging_limit")
    op.drop_column("channel_number", "status")
