"""The journal of raw webhook bodies: durable before the answer, read in order afterwards, expired when done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from server_stub.storage.database import Tx
from server_stub.storage.vault import UnreadableError, Vault

CONTEXT: Final = "journal.body"
_KEY_LIFE_MS: Final = 24 * 3_600_000

_WAITING: Final = """
SELECT id, received_at, source, key_id, body_enc FROM journal
WHERE id > ? AND NOT EXISTS (SELECT 1 FROM journal_done WHERE journal.id BETWEEN first_id AND last_id)
ORDER BY id LIMIT ?
"""
_DONE_FROM_START: Final = """
SELECT last_id FROM journal_done WHERE first_id <= (SELECT min(id) FROM journal) ORDER BY first_id DESC LIMIT 1
"""
_EXPIRE: Final = """
DELETE FROM journal WHERE received_at < ?
AND EXISTS (SELECT 1 FROM journal_done WHERE journal.id BETWEEN first_id AND last_id)
"""
_ADD_RANGE: Final = """
INSERT INTO journal_done VALUES (?, ?)
ON CONFLICT (first_id) DO UPDATE SET last_id = max(journal_done.last_id, excluded.last_id)
"""
_FORGET_RANGES: Final = "DELETE FROM journal_done WHERE last_id < coalesce((SELECT min(id) FROM journal), last_id + 1)"
_IDLE_KEYS: Final = """
SELECT id FROM data_key WHERE purpose = 'journal' AND destroyed_at IS NULL AND created_at < ?
AND NOT EXISTS (SELECT 1 FROM journal WHERE journal.key_id = data_key.id)
"""


class JournalRow(NamedTuple):
    """`body` is None when it cannot be opened any more."""

    id: int
    received_at: int
    source: str
    body: bytes | None


class Journal:
    """Rows hold several people at once, so they are sealed under keys of their own that change every day."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._key_id: str | None = None
        self._key_until = 0

    def append(self, tx: Tx, bodies: Sequence[bytes], now: int, source: str = "webhook") -> int:
        """Add the bodies in their order; returns the id of the first, the others follow without a gap."""
        key_id = self._key(tx, now)
        seal = self._vault.seal
        tx.driver.executemany(
            "INSERT INTO journal (received_at, source, key_id, body_enc) VALUES (?, ?, ?, ?)",
            [(now, source, key_id, seal(tx, key_id, body, CONTEXT)) for body in bodies],
        )
        last = tx.driver.execute("SELECT last_insert_rowid()").fetchone()[0]
        return int(last) - len(bodies) + 1

    def waiting(self, tx: Tx, after_id: int, limit: int) -> list[JournalRow]:
        """What was answered but not processed yet, oldest first."""
        done = tx.driver.execute(_DONE_FROM_START).fetchone()
        rows = tx.driver.execute(_WAITING, (max(after_id, done[0] if done else 0), limit)).fetchall()
        return [JournalRow(row[0], row[1], row[2], self._open(tx, row[3], row[4])) for row in rows]

    def finish(self, tx: Tx, ids: Sequence[int]) -> None:
        """These are processed. In order they only make one range longer."""
        first = last = ids[0]
        for journal_id in [*ids[1:], 0]:
            if journal_id == last + 1:
                last = journal_id
                continue
            longer = tx.driver.execute("UPDATE journal_done SET last_id = ? WHERE last_id = ?", (last, first - 1))
            if longer.rowcount == 0:
                tx.driver.execute(_ADD_RANGE, (first, last))
            first = last = journal_id

    def expire(self, tx: Tx, before: int, now: int) -> int:
        """Delete what was done before this moment and destroy the keys that seal nothing any more."""
        deleted = tx.driver.execute(_EXPIRE, (before,)).rowcount
        tx.driver.execute(_FORGET_RANGES)
        idle = tx.driver.execute(_IDLE_KEYS, (min(before, now - _KEY_LIFE_MS),)).fetchall()
        for (key_id,) in idle:
            if key_id == self._key_id:
                self.forget()
            self._vault.destroy_key(tx, key_id, now)
        return int(deleted)

    def forget(self) -> None:
        """A transaction was rolled back: a key made in it does not exist."""
        self._key_id = None

    def _key(self, tx: Tx, now: int) -> str:
        if self._key_id is None or now >= self._key_until:
            sql = (
                "SELECT id, created_at FROM data_key WHERE purpose = 'journal' AND destroyed_at IS NULL"
                " AND created_at > ? ORDER BY created_at DESC LIMIT 1"
            )
            row = tx.driver.execute(sql, (now - _KEY_LIFE_MS,)).fetchone()
            self._key_id, made_at = row if row else (self._vault.create_key(tx, "journal", now), now)
            self._key_until = int(made_at) + _KEY_LIFE_MS
        return self._key_id

    def _open(self, tx: Tx, key_id: str, sealed: bytes) -> bytes | None:
        try:
            return self._vault.open(tx, key_id, sealed, CONTEXT)
        except UnreadableError:
            return None
