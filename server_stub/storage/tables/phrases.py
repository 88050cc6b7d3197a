"""Canned phrases that the team and its people keep, over those of the operator's file."""

from __future__ import annotations

import sqlalchemy as sa

from server_stub.storage.tables.base import metadata, moment, number, reference, text

phrase = sa.Table(
    "phrase",
    metadata,
    text("owner_id"),  # "" for those of the whole team, "queue:<id>" for those of a queue
    text("key"),
    text("title"),
    text("text"),
    reference("file_id", "company_file.id", optional=True),
    number("hidden", default=0),
    number("revision"),
    text("changed_by"),
    moment("changed_at"),
    sa.PrimaryKeyConstraint("owner_id", "key"),
)
sa.Index("ix_phrase_file", phrase.c.file_id)
