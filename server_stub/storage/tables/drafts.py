"""Unfinished texts of those who work here."""

from __future__ import annotations

import sqlalchemy as sa

from server_stub.storage.tables.base import metadata, moment, reference, sealed, text

draft = sa.Table(
    "draft",
    metadata,
    reference("conversation_id", "conversation.id"),
    text("account_id"),
    sealed("text_enc"),  # null once it was sent or emptied: `changed_at` still tells late ones from newer ones
    moment("changed_at"),
    sa.PrimaryKeyConstraint("conversation_id", "account_id"),
)
sa.Index("ix_draft_changed", draft.c.changed_at)
