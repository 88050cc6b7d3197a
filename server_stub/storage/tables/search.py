"""The blind index over messages: keyed hashes of word beginnings, and which message each entry is (docs/search.md)."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from server_stub.storage.tables.base import metadata, moment, text

search_message = sa.Table(
    "search_message",
    metadata,
    # Time of the message in ms with room for equal ones, so that "newest first" is the order of the index itself.
    sa.Column("place", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False),
    text("message_id", unique=True),
    text("conversation_id"),
    moment("edited_at", optional=True),
)

FORGET_WORDS: Final = """CREATE TRIGGER search_words_gone AFTER DELETE ON search_message BEGIN
        DELETE FROM search_words WHERE rowid = old.place;
        INSERT OR REPLACE INTO setting (name, value) VALUES ('search.removed', '1');
    END"""

VIRTUAL: Final = (
    # Contentless: the hashes are kept once, in the index. Without positions, which would tell the order of the words.
    "CREATE VIRTUAL TABLE search_words USING fts5 (tokens, content='', contentless_delete=1, detail='none')",
    # Whatever takes a text away takes its hashes away, in the same transaction: erasure, retention, "deleted for all".
    """CREATE TRIGGER search_message_gone AFTER DELETE ON message BEGIN
        DELETE FROM search_message WHERE message_id = old.id;
    END""",
    """CREATE TRIGGER search_message_emptied AFTER UPDATE OF content_enc, deleted_at ON message
    WHEN new.content_enc IS NULL OR new.deleted_at IS NOT NULL BEGIN
        DELETE FROM search_message WHERE message_id = old.id;
    END""",
    FORGET_WORDS,
)
"""What Alembic has no words for. SQLite only, as the embedded store is."""


@sa.event.listens_for(metadata, "after_create")
def _create_virtual(_target: sa.MetaData, connection: sa.Connection, **_more: object) -> None:
    for statement in VIRTUAL:
        connection.exec_driver_sql(statement)
