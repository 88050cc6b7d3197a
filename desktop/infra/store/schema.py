"""Tables of the local store, and the steps from each version to the next (PRAGMA user_version)."""

from __future__ import annotations

from typing import Final

from desktop.infra.store.raw import Connection, value

VERSION_1: Final = (
    # `place` is the time in milliseconds with room for equal ones (infra.store.messages.first_place), so that
    # "ORDER BY place DESC" is "newest first", in the full-text index too.
    """CREATE TABLE message (
        place INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        conversation_id TEXT NOT NULL,
        sent_at INTEGER NOT NULL,
        direction TEXT NOT NULL,
        client_id TEXT,
        media_id TEXT,
        seq INTEGER NOT NULL DEFAULT 0,
        body TEXT NOT NULL DEFAULT '',
        data BLOB NOT NULL
    )""",
    "CREATE INDEX message_by_conversation ON message (conversation_id, sent_at, id)",
    "CREATE INDEX message_by_client ON message (client_id) WHERE client_id IS NOT NULL",
    "CREATE INDEX message_by_media ON message (media_id) WHERE media_id IS NOT NULL",
    """CREATE VIRTUAL TABLE message_words USING fts5 (
        body, content='message', content_rowid='place', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
    )""",
    """CREATE TRIGGER message_added AFTER INSERT ON message WHEN new.body <> '' BEGIN
        INSERT INTO message_words (rowid, body) VALUES (new.place, new.body);
    END""",
    """CREATE TRIGGER message_removed AFTER DELETE ON message WHEN old.body <> '' BEGIN
        INSERT INTO message_words (message_words, rowid, body) VALUES ('delete', old.place, old.body);
    END""",
    """CREATE TRIGGER message_changed AFTER UPDATE OF body ON message WHEN old.body <> new.body BEGIN
        INSERT INTO message_words (message_words, rowid, body)
            SELECT 'delete', old.place, old.body WHERE old.body <> '';
        INSERT INTO message_words (rowid, body) SELECT new.place, new.body WHERE new.body <> '';
    END""",
    """CREATE TABLE coverage (
        conversation_id TEXT PRIMARY KEY, sent_at INTEGER NOT NULL, message_id TEXT NOT NULL, before TEXT
    )""",
    """CREATE TABLE conversation (
        id TEXT PRIMARY KEY,
        contact_id TEXT NOT NULL,
        last_at INTEGER NOT NULL,
        seq INTEGER NOT NULL DEFAULT 0,
        stale INTEGER NOT NULL DEFAULT 0,
        data BLOB NOT NULL
    )""",
    "CREATE INDEX conversation_by_time ON conversation (last_at)",
    "CREATE INDEX conversation_by_contact ON conversation (contact_id)",
    "CREATE TABLE contact (id TEXT PRIMARY KEY, seq INTEGER NOT NULL DEFAULT 0, data BLOB NOT NULL)",
    "CREATE TABLE outlook (conversation_id TEXT PRIMARY KEY, data BLOB NOT NULL)",
    "CREATE TABLE catalogue (kind TEXT, id TEXT, data BLOB NOT NULL, PRIMARY KEY (kind, id))",
    "CREATE TABLE draft (conversation_id TEXT PRIMARY KEY, text TEXT NOT NULL)",
    """CREATE TABLE outbox (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        client_id TEXT NOT NULL UNIQUE,
        conversation_id TEXT NOT NULL,
        failed INTEGER NOT NULL DEFAULT 0,
        data BLOB NOT NULL
    )""",
    "CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
)

VERSION_2: Final = (
    # Every row gets the words of today's rule (infra.store.word_index), a few at a time after the start.
    "INSERT OR REPLACE INTO note (key, value) SELECT 'words_left', place + 1 FROM message ORDER BY place DESC LIMIT 1",
)

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (VERSION_1, VERSION_2)
"""Step n leads from version n to n + 1. Steps are never changed once released."""


def migrate(connection: Connection) -> None:
    """Bring the file to the newest version, inside the caller's transaction."""
    version = int(value(connection, "PRAGMA user_version"))
    if version > len(MIGRATIONS):
        raise NewerThanThisProgram
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")


class NewerThanThisProgram(Exception):
    """A newer version of this program wrote the file."""
