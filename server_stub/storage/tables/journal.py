"""What came in, before anybody looked inside; what could not be understood; and the log that desktops follow."""

from __future__ import annotations

import sqlalchemy as sa

from server_stub.storage.tables.base import counter, identifier, metadata, moment, number, sealed, text

setting = sa.Table("setting", metadata, identifier("name"), text("value"))

data_key = sa.Table(
    "data_key",
    metadata,
    identifier(),
    text("purpose"),  # contact | journal | team
    sealed("wrapped"),  # null once destroyed: what it sealed can never be read again
    moment("created_at"),
    moment("destroyed_at", optional=True),
)

journal = sa.Table(
    "journal",
    metadata,
    counter(),
    moment("received_at"),
    text("source"),  # "webhook" or "replay:<file name>"
    text("key_id"),
    sealed("body_enc"),
    sqlite_autoincrement=True,
)

# Which journal rows are processed, as ranges of their ids: a mark in each row would write every body twice.
journal_done = sa.Table(
    "journal_done",
    metadata,
    sa.Column("first_id", sa.BigInteger, primary_key=True, autoincrement=False),
    number("last_id"),
)

quarantine = sa.Table(
    "quarantine",
    metadata,
    counter(),
    number("journal_id"),
    text("path"),  # e.g. entry[0].changes[2].value.messages[1]; "" means the whole body
    text("reason"),  # a code, e.g. invalid_json, invalid_item
    text("detail"),  # names of fields and types only, never values
    text("key_id"),
    sealed("raw_enc"),
    moment("created_at"),
    moment("resolved_at", optional=True),
    sqlite_autoincrement=True,
)
sa.Index("ix_quarantine_resolved", quarantine.c.resolved_at)  # counting would read every body

other_update = sa.Table(
    "other_update",
    metadata,
    counter(),
    text("field"),
    text("digest", unique=True),  # SHA-256 of the canonical update: webhooks repeat
    number("journal_id"),
    text("key_id"),
    sealed("raw_enc"),
    moment("created_at"),
    sqlite_autoincrement=True,
)

alarm = sa.Table(
    "alarm",
    metadata,
    text("code"),
    text("subject"),  # the number it is about, or ""
    text("params"),  # JSON, nothing personal
    moment("raised_at"),
    moment("lapses_at", optional=True),  # null: stands until it is cleared
    sa.PrimaryKeyConstraint("code", "subject"),
)

event = sa.Table(
    "event",
    metadata,
    counter("seq"),
    text("kind"),
    moment("at"),
    text("conversation_id", optional=True),
    text("account_id", optional=True),  # addressed to one account only
    text("key_id"),
    sealed("data_enc"),
    sqlite_autoincrement=True,
)
# What is kept for a minute only is found without reading the log.
sa.Index(
    "ix_event_presence",
    event.c.at,
    sqlite_where=event.c.kind == "presence",
    postgresql_where=event.c.kind == "presence",
)
