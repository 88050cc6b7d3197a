"""What could not be understood: kept as it came, shown to administrators, tried again when asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from server_stub.storage.database import Tx
from server_stub.storage.setup import team_key
from server_stub.storage.vault import Vault

CONTEXT: Final = "quarantine.raw"

_INSERT: Final = """
INSERT INTO quarantine (journal_id, path, reason, detail, key_id, raw_enc, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_LISTED: Final = """
SELECT quarantine.id, journal.source, quarantine.path, quarantine.reason, quarantine.detail, quarantine.created_at
FROM quarantine LEFT JOIN journal ON journal.id = quarantine.journal_id
WHERE quarantine.resolved_at IS NULL AND quarantine.journal_id >= ? ORDER BY quarantine.id
"""


class Quarantined(NamedTuple):
    """`path` inside the body, empty for the whole of it; `detail` holds names and types only. Times in ms."""

    id: int
    source: str
    path: str
    reason: str
    detail: str
    created_at: int


class Quarantine:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(self, tx: Tx, journal_id: int, path: str, reason: str, detail: str, raw: bytes, now: int) -> None:
        """`raw` is a body that can be replayed, sealed under the team's key; empty where an earlier row holds it."""
        key_id = team_key(tx)
        sealed = self._vault.seal(tx, key_id, raw, CONTEXT)
        tx.driver.execute(_INSERT, (journal_id, path, reason, detail, key_id, sealed, now))

    def listed(self, tx: Tx, since_journal_id: int = 0) -> list[Quarantined]:
        """What is unresolved, oldest first."""
        rows = tx.driver.execute(_LISTED, (since_journal_id,)).fetchall()
        return [Quarantined(row[0], row[1] or "", *row[2:]) for row in rows]

    def count(self, tx: Tx) -> int:
        return int(tx.driver.execute("SELECT count(*) FROM quarantine WHERE resolved_at IS NULL").fetchone()[0])

    def bodies(self, tx: Tx) -> Iterator[tuple[int, bytes]]:
        """Journal id and body of everything unresolved, for another try."""
        sql = "SELECT journal_id, key_id, raw_enc FROM quarantine WHERE resolved_at IS NULL ORDER BY id"
        for journal_id, key_id, sealed in tx.driver.execute(sql).fetchall():
            body = self._vault.open(tx, key_id, sealed, CONTEXT)
            if body:
                yield journal_id, body

    def resolve(self, tx: Tx, journal_id: int, now: int) -> None:
        """Everything of this body is being tried again; what fails again comes back as new."""
        sql = "UPDATE quarantine SET resolved_at = ? WHERE journal_id = ? AND resolved_at IS NULL"
        tx.driver.execute(sql, (now, journal_id))
