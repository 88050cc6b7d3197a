"""Channel numbers, contacts and identities."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_people"
down_revision = "0002_accounts"
branch_labels = None
depends_on = None

COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    create_channel_number()
    create_contact()
    create_identity()
    create_identity_proposal()


def downgrade() -> None:
    op.drop_table("identity_proposal")
    op.drop_table("identity")
    op.drop_table("contact")
    op.drop_table("channel_number")


def create_channel_number() -> None:
    op.create_table(
        "channel_number",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("waba_id", sa.String(), nullable=False, server_default=""),
        sa.Column("display_phone", sa.String(), nullable=False, server_default=""),
        sa.Column("quality", sa.String(), nullable=False, server_default="UNKNOWN"),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("disabled_at", sa.BigInteger(), nullable=True),
        sa.Column("disabled_reason", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_channel_number"),
    )


def create_contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("profile_enc", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("erased_at", sa.BigInteger(), nullable=True),
        sa.Column("identity_changed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.ForeignKeyConstraint(["key_id"], ["data_key.id"], name="fk_contact_key_id"),
    )


def create_identity() -> None:
    op.create_table(
        "identity",
        sa.Column("id", COUNTER, autoincrement=True, nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value_hash", sa.LargeBinary(), nullable=False),
        sa.Column("match_hash", sa.LargeBinary(), nullable=True),
        sa.Column("value_enc", sa.LargeBinary(), nullable=True),
        sa.Column("first_seen_at", sa.BigInteger(), nullable=False),
        sa.Column("last_seen_at", sa.BigInteger(), nullable=False),
        sa.Column("valid_to", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_identity"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_identity_contact_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_identity_contact", "identity", ["contact_id"])
    op.create_index("ix_identity_match", "identity", ["match_hash"])
    op.create_index(
        "uq_identity_current",
        "identity",
        ["kind", "value_hash"],
        unique=True,
        sqlite_where=sa.text("valid_to IS NULL"),
        postgresql_where=sa.text("valid_to IS NULL"),
    )


def create_identity_proposal() -> None:
    op.create_table(
        "identity_proposal",
        sa.Column("id", COUNTER, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("other_contact_id", sa.String(), nullable=True),
        sa.Column("own_key", sa.String(), nullable=False),
        sa.Column("detail_enc", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False, server_default="open"),
        sa.PrimaryKeyConstraint("id", name="pk_identity_proposal"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_identity_proposal_contact_id"),
        sa.ForeignKeyConstraint(["other_contact_id"], ["contact.id"], name="fk_identity_proposal_other_contact_id"),
        sa.UniqueConstraint("own_key", name="uq_identity_proposal_own_key"),
        sqlite_autoincrement=True,
    )
