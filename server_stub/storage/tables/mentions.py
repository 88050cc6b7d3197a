"""Who is called by a note and has not looked yet."""

from __future__ import annotations

import sqlalchemy as sa

from server_stub.storage.tables.base import metadata, moment, reference, text

mention = sa.Table(
    "mention",
    metadata,
    reference("conversation_id", "conversation.id"),
    text("account_id"),
    moment("called_at"),
    sa.PrimaryKeyConstraint("conversation_id", "account_id"),
)
