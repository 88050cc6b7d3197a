"""Stickers of the team; their bytes are sealed files named by their digest."""

from __future__ import annotations

import sqlalchemy as sa

from server_stub.storage.tables.base import identifier, metadata, moment, number, text

sticker = sa.Table(
    "sticker",
    metadata,
    identifier(),
    text("pack"),
    text("name"),
    text("keywords"),  # JSON list
    text("digest"),
    number("animated"),
    number("size"),
    text("made_by"),
    moment("made_at"),
    moment("removed_at", optional=True),
    sa.UniqueConstraint("digest", "pack"),
)
sa.Index("ix_sticker_removed", sticker.c.removed_at)
