"""What is over its time, class by class: counted, and taken away a few rows at a time."""

# ruff: noqa: S608 - put together from fixed texts

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from server_stub.storage.database import Tx
from server_stub.storage.repositories.journal import Journal
from server_stub.storage.repositories.media import names, unnamed
from server_stub.storage.vault import Vault

# A message belongs to the case that was open when it came; the one that opened a case came a moment before it. What
# belongs to a case is kept until the date that its closing set, whatever was set for the class since.
_MESSAGES: Final = """
FROM message WHERE message.sent_at < :before AND NOT EXISTS (
  SELECT 1 FROM case_file WHERE case_file.conversation_id = message.conversation_id
    AND case_file.opened_at - 86400000 <= message.sent_at
    AND (case_file.closed_at IS NULL OR case_file.closed_at >= :before OR case_file.retained_until > :now))
AND NOT EXISTS (SELECT 1 FROM send_job WHERE send_job.message_id = message.id
                AND send_job.state NOT IN ('done', 'failed'))
"""
_ERASED: Final = """
FROM message JOIN conversation ON conversation.id = message.conversation_id
JOIN contact ON contact.id = conversation.contact_id
WHERE contact.erased_at < :before AND (message.wamid IS NOT NULL OR message.client_id IS NOT NULL)
"""
_PARTS: Final = ("message_version", "message_status", "reaction", "send_job")


@dataclass(frozen=True, slots=True)
class _Table:
    """A class of data that is rows of one table. `where` speaks of :before."""

    name: str
    where: str


_TABLES: Final[dict[str, tuple[_Table, ...]]] = {
    "journal": (),
    "reports": (
        _Table("waiting_update", "at < :before"),
        _Table("other_update", "created_at < :before"),
        _Table("quarantine", "resolved_at < :before"),
    ),
    "sessions": (_Table("token", "coalesce(revoked_at, expires_at) < :before"),),
    "login_attempts": (_Table("login_throttle", "last_failure_at < :before"),),
    "decisions": (_Table("send_decision", "decided_at < :before"),),
    "outside_messages": (_Table("outside_message", "created_at < :before AND state NOT IN ('queued', 'sending')"),),
    "capture_requests": (_Table("capture_request", "state <> 'open' AND coalesce(settled_at, expires_at) < :before"),),
    "rights_requests": (_Table("rights_request", "state <> 'open' AND answered_at < :before"),),
    "incidents": (_Table("incident", "register_until < :now"),),
}
_JOURNAL: Final = (
    "FROM journal WHERE received_at < :before"
    " AND EXISTS (SELECT 1 FROM journal_done WHERE journal.id BETWEEN first_id AND last_id)"
)
_UPLOADS: Final = (
    ("evidence_upload", "used_at IS NOT NULL OR created_at < :before"),
    ("media", "message_id IS NULL AND direction = 'out' AND created_at < :before"),
)
_FILE_OF: Final = {"evidence_upload": "id", "media": "file_id"}


@dataclass(frozen=True, slots=True)
class Removed:
    """`files`: (folder, name) of sealed files that nobody names any more. `messages`: ids by conversation."""

    rows: int
    files: tuple[tuple[str, str], ...] = ()
    messages: Mapping[str, list[str]] = field(default_factory=dict)


class RetentionRows:
    def __init__(self, vault: Vault) -> None:
        self._journal = Journal(vault)

    def due(self, tx: Tx, data_class: str, before: int, now: int) -> int:
        """How much of the class is over at `before` (ms)."""
        found = {"before": before, "now": now}
        counts = [tx.driver.execute(f"SELECT count(*) {it}", found).fetchone()[0] for it in _sources(data_class)]
        return sum(counts)

    def remove(self, tx: Tx, data_class: str, before: int, now: int, limit: int) -> Removed:
        """At most `limit` rows; none when nothing is left."""
        if data_class == "messages":
            return self._messages(tx, before, now, limit)
        if data_class == "erased_remains":
            return self._erased(tx, before, limit)
        if data_class == "uploads":
            return self._uploads(tx, before, limit)
        if data_class == "journal":
            return Removed(self._journal.expire(tx, before, now))
        removed = 0
        for table in _TABLES[data_class]:
            sql = (
                f"DELETE FROM {table.name} WHERE rowid IN (SELECT rowid FROM {table.name} WHERE {table.where} LIMIT :n)"
            )
            removed += tx.driver.execute(sql, {"before": before, "now": now, "n": limit - removed}).rowcount
        return Removed(removed)

    def _messages(self, tx: Tx, before: int, now: int, limit: int) -> Removed:
        """With everything that hangs on them; copies that prove an agreement are evidence and stay."""
        sql = f"SELECT message.id, message.conversation_id {_MESSAGES} LIMIT :n"
        found = tx.driver.execute(sql, {"before": before, "now": now, "n": limit}).fetchall()
        ids = [(row[0],) for row in found]
        given_up = [
            str(row[0])
            for one in ids
            for row in tx.driver.execute("DELETE FROM media WHERE message_id = ? RETURNING file_id", one).fetchall()
        ]
        files = [("media", name) for name in names(unnamed(tx, given_up))]
        for part in _PARTS:
            tx.driver.executemany(f"DELETE FROM {part} WHERE message_id = ?", ids)
        tx.driver.executemany(
            "UPDATE conversation SET last_message_id = NULL, preview_enc = NULL WHERE last_message_id = ?", ids
        )
        tx.driver.executemany("DELETE FROM message WHERE id = ?", ids)
        by_conversation: dict[str, list[str]] = {}
        for message_id, conversation_id in found:
            by_conversation.setdefault(str(conversation_id), []).append(str(message_id))
        return Removed(len(ids), tuple(files), by_conversation)

    @staticmethod
    def _erased(tx: Tx, before: int, limit: int) -> Removed:
        sql = f"UPDATE message SET wamid = NULL, client_id = NULL WHERE id IN (SELECT message.id {_ERASED} LIMIT :n)"
        return Removed(int(tx.driver.execute(sql, {"before": before, "n": limit}).rowcount))

    @staticmethod
    def _uploads(tx: Tx, before: int, limit: int) -> Removed:
        count, files = 0, []
        for table, where in _UPLOADS:
            chosen = f"SELECT id FROM {table} WHERE {where} LIMIT :n"
            sql = f"DELETE FROM {table} WHERE id IN ({chosen}) RETURNING {_FILE_OF[table]}"
            given_up = [str(row[0]) for row in tx.driver.execute(sql, {"before": before, "n": limit - count})]
            files += [(table, name) for name in (names(unnamed(tx, given_up)) if table == "media" else given_up)]
            count += len(given_up)
        return Removed(count, tuple(files))

    def days(self, tx: Tx) -> dict[str, int]:
        """What administrators set, by class."""
        rows = tx.driver.execute("SELECT name, value FROM setting WHERE name LIKE 'retention.%'").fetchall()
        return {name.removeprefix("retention."): int(value) for name, value in rows}

    def set_days(self, tx: Tx, data_class: str, days: int) -> None:
        sql = "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        tx.driver.execute(sql, (f"retention.{data_class}", str(days)))

    def note_run(self, tx: Tx, at: int, actor: str, removed: str) -> None:
        tx.driver.execute("INSERT INTO retention_run (at, actor, removed) VALUES (?, ?, ?)", (at, actor, removed))

    def last_run_at(self, tx: Tx) -> int | None:
        found = tx.driver.execute("SELECT max(at) FROM retention_run").fetchone()[0]
        return None if found is None else int(found)


def _sources(data_class: str) -> Sequence[str]:
    """What comes after SELECT count(*)."""
    special = {"messages": (_MESSAGES,), "erased_remains": (_ERASED,), "journal": (_JOURNAL,)}
    if data_class == "uploads":
        return [f"FROM {table} WHERE {where}" for table, where in _UPLOADS]
    return special.get(data_class) or [f"FROM {it.name} WHERE {it.where}" for it in _TABLES[data_class]]
