"""Conversations, cases, messages and what hangs on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_conversations"
down_revision = "0003_people"
branch_labels = None
depends_on = None

COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    create_message_status()
    create_protocol_counter()
    create_reaction()
    create_waiting_update()
    create_conversation()
    create_media()
    create_case_file()
    create_claim()
    create_message()
    create_message_version()


def downgrade() -> None:
    op.drop_table("message_version")
    op.drop_table("message")
    op.drop_table("claim")
    op.drop_table("case_file")
    op.drop_table("media")
    op.drop_table("conversation")
    op.drop_table("waiting_update")
    op.drop_table("reaction")
    op.drop_table("protocol_counter")
    op.drop_table("message_status")


def create_message_status() -> None:
    op.create_table(
        "message_status",
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("participant", sa.String(), nullable=False, server_default=""),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("raw_enc", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("message_id", "status", "participant", name="pk_message_status"),
    )


def create_protocol_counter() -> None:
    op.create_table(
        "protocol_counter",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_protocol_counter"),
    )


def create_reaction() -> None:
    op.create_table(
        "reaction",
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("emoji_enc", sa.LargeBinary(), nullable=True),
        sa.Column("own_wamid", sa.String(), nullable=False, server_default=""),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", "actor", name="pk_reaction"),
    )


def create_waiting_update() -> None:
    op.create_table(
        "waiting_update",
        sa.Column("id", COUNTER, autoincrement=True, nullable=False),
        sa.Column("channel_number_id", sa.String(), nullable=False),
        sa.Column("target_wamid", sa.String(), nullable=False),
        sa.Column("own_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("callback", sa.String(), nullable=True),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("data_enc", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("applied_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_waiting_update"),
        sa.UniqueConstraint("own_key", name="uq_waiting_update_own_key"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_waiting_update_target",
        "waiting_update",
        ["channel_number_id", "target_wamid"],
        sqlite_where=sa.text("applied_at IS NULL"),
        postgresql_where=sa.text("applied_at IS NULL"),
    )


def create_conversation() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("channel_number_id", sa.String(), nullable=False),
        sa.Column("assignee_id", sa.String(), nullable=True),
        sa.Column("unread", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("last_inbound_at", sa.BigInteger(), nullable=True),
        sa.Column("named_at", sa.BigInteger(), nullable=True),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.Column("last_message_id", sa.String(), nullable=True),
        sa.Column("preview_enc", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_conversation"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_conversation_contact_id"),
        sa.ForeignKeyConstraint(["channel_number_id"], ["channel_number.id"], name="fk_conversation_channel_number_id"),
        sa.UniqueConstraint("contact_id", "channel_number_id", name="uq_conversation_contact_id_channel_number_id"),
    )
    op.create_index("ix_conversation_assignee", "conversation", ["assignee_id"])
    op.create_index("ix_conversation_recent", "conversation", ["last_at"])


def create_media() -> None:
    op.create_table(
        "media",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=True),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("mime_type", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False, server_default="pending"),
        sa.Column("wa_media_id", sa.String(), nullable=True),
        sa.Column("detail_enc", sa.LargeBinary(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("attempts", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("next_attempt_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_media"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_media_contact_id"),
    )
    op.create_index("ix_media_pending", "media", ["state", "next_attempt_at"])


def create_case_file() -> None:
    op.create_table(
        "case_file",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("protocol", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False, server_default="open"),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_case_file"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_case_file_conversation_id"),
        sa.UniqueConstraint("protocol", name="uq_case_file_protocol"),
    )
    op.create_index(
        "uq_case_open",
        "case_file",
        ["conversation_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )


def create_claim() -> None:
    op.create_table(
        "claim",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_claim"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_claim_conversation_id"),
    )


def create_message() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("channel_number_id", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("wa_type", sa.String(), nullable=False, server_default=""),
        sa.Column("origin", sa.String(), nullable=False, server_default=""),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("wamid", sa.String(), nullable=True),
        sa.Column("client_id", sa.String(), nullable=True),
        sa.Column("client_digest", sa.String(), nullable=True),
        sa.Column("author_id", sa.String(), nullable=True),
        sa.Column("quoted_wamid", sa.String(), nullable=True),
        sa.Column("template_id", sa.String(), nullable=True),
        sa.Column("content_enc", sa.LargeBinary(), nullable=True),
        sa.Column("raw_enc", sa.LargeBinary(), nullable=True),
        sa.Column("failure_enc", sa.LargeBinary(), nullable=True),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_message_conversation_id"),
        sa.UniqueConstraint("channel_number_id", "wamid", name="uq_message_channel_number_id_wamid"),
    )
    op.create_index("ix_message_timeline", "message", ["conversation_id", "sent_at"])
    op.create_index(
        "uq_message_client_id",
        "message",
        ["client_id"],
        unique=True,
        sqlite_where=sa.text("client_id IS NOT NULL"),
        postgresql_where=sa.text("client_id IS NOT NULL"),
    )


def create_message_version() -> None:
    op.create_table(
        "message_version",
        sa.Column("wamid", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("content_enc", sa.LargeBinary(), nullable=True),
        sa.Column("edited_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("wamid", name="pk_message_version"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_message_version_message_id"),
    )
