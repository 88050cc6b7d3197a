"""What administrators keep, and what people are asked on the way in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009_registers"
down_revision = "0008_proof"
branch_labels = None
depends_on = None

COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    create_purpose()
    create_register_version()
    create_capture_point()
    create_capture_request()
    create_api_key()
    create_idempotent_request()
    create_block_list()
    create_block_list_entry()
    forbid_changes("register_version")


def downgrade() -> None:
    op.drop_table("block_list_entry")
    op.drop_table("block_list")
    op.drop_table("idempotent_request")
    op.drop_table("api_key")
    op.drop_table("capture_request")
    op.drop_table("capture_point")
    op.drop_table("register_version")
    op.drop_table("purpose")


def create_purpose() -> None:
    op.create_table(
        "purpose",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_by", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_purpose"),
    )


def create_register_version() -> None:
    op.create_table(
        "register_version",
        sa.Column("id", COUNTER, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_register_version"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_register_version_kind", "register_version", ["kind", "id"], unique=False)


def create_capture_point() -> None:
    op.create_table(
        "capture_point",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.Column("enabled", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_capture_point"),
        sa.UniqueConstraint("slug", name="uq_capture_point_slug"),
    )


def create_capture_request() -> None:
    op.create_table(
        "capture_request",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("capture_point_id", sa.String(), server_default="", nullable=False),
        sa.Column("contact_id", sa.String(), nullable=True),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("phone_hash", sa.LargeBinary(), nullable=True),
        sa.Column("detail_enc", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("code_asked_at", sa.BigInteger(), nullable=True),
        sa.Column("typed_hash", sa.LargeBinary(), nullable=True),
        sa.Column("typed_until", sa.BigInteger(), nullable=True),
        sa.Column("typed_attempts", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["key_id"], ["data_key.id"], name="fk_capture_request_key_id"),
        sa.PrimaryKeyConstraint("id", name="pk_capture_request"),
    )
    op.create_index("ix_capture_request_contact", "capture_request", ["contact_id", "code_asked_at"], unique=False)
    op.create_index("ix_capture_request_due", "capture_request", ["state", "expires_at"], unique=False)
    op.create_index("ix_capture_request_phone", "capture_request", ["phone_hash", "state"], unique=False)
    op.create_index(
        "uq_capture_request_code",
        "capture_request",
        ["code_hash"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def create_api_key() -> None:
    op.create_table(
        "api_key",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("last_used_at", sa.BigInteger(), nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_api_key"),
        sa.UniqueConstraint("digest", name="uq_api_key_digest"),
    )


def create_idempotent_request() -> None:
    op.create_table(
        "idempotent_request",
        sa.Column("api_key_id", sa.String(), nullable=False),
        sa.Column("key_digest", sa.LargeBinary(), nullable=False),
        sa.Column("body_digest", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.BigInteger(), nullable=False),
        sa.Column("answer_enc", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("api_key_id", "key_digest", name="pk_idempotent_request"),
    )


def create_block_list() -> None:
    op.create_table(
        "block_list",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), server_default="", nullable=False),
        sa.Column("file_sha256", sa.String(), server_default="", nullable=False),
        sa.Column("entries", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("skipped", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("loaded_at", sa.BigInteger(), nullable=False),
        sa.Column("loaded_by", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_block_list"),
    )


def create_block_list_entry() -> None:
    op.create_table(
        "block_list_entry",
        sa.Column("list_id", sa.String(), nullable=False),
        sa.Column("match_hash", sa.LargeBinary(), nullable=False),
        sa.Column("listed_at", sa.BigInteger(), nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("list_id", "match_hash", name="pk_block_list_entry"),
    )
    op.create_index("ix_block_list_entry_match", "block_list_entry", ["match_hash"], unique=False)


def forbid_changes(table: str) -> None:
    """Rows are only ever added."""
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
        )
