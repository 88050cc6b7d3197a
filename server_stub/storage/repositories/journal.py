"""The journal of raw webhook bodies: durable before the answer, read in order afterwards, expired when done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from server_stub.storage.database import Tx
from server_stub.storage.vault import UnreadableError, Vault

CONTEXT: Final = "journal.body"
_KEY_LIFE_MS: Final = 24 * 3_600_000

_WAITING: Final = """
SELECT id, received_at, source, key_id, body_enc FROM journal WHERE state = 0 AND id > ? ORDER BY id LIMIT ?
"""
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
        rows = tx.driver.execute(_WAITING, (after_id, limit)).fetchall()
        return [JournalRow(row[0], row[1], row[2], self._open(tx, row[3], row[4])) for row in rows]

    def finish(self, tx: Tx, first_id: int, last_id: int) -> None:
        """Everything waiting between these ids is processed."""
        sql = "UPDATE journal SET state = 1 WHERE id BETWEEN ? AND ? AND state = 0"
        tx.driver.execute(sql, (first_id, last_id))

    def set_aside(self, tx: Tx, journal_id: int) -> None:
        """The whole body is in quarantine."""
        tx.driver.execute("UPDATE journal SET state = 2 WHERE id = ?", (journal_id,))

    def expire(self, tx: Tx, before: int, now: int) -> int:
        """Delete what was done before this moment and destroy the keys that seal nothing any more."""
        deleted = tx.driver.execute("DELETE FROM journal WHERE state = 1 AND received_at < ?", (before,)).rowcount
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
