"""Rows of the table `phrase`; also what tells which files of the company phrases hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from server_stub.contract.content import Media
from server_stub.contract.model import Phrase
from server_stub.contract.phrases import PERSONAL, SHARED, queue_of
from server_stub.storage.database import Tx

TEAM: Final = ""
"""The owner of what is everybody's; of a queue's phrases it is their scope (contract.phrases.queue_scope)."""
FileOf = Callable[[Tx, str], Media | None]
_SEEN: Final = "(owner_id IN (?, ?) OR owner_id LIKE 'queue:%')"
_COLUMNS: Final = "owner_id, key, title, text, hidden, revision, file_id"
_PUT: Final = """
INSERT INTO phrase (owner_id, key, title, text, file_id, hidden, revision, changed_by, changed_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (owner_id, key) DO UPDATE SET title = excluded.title, text = excluded.text, file_id = excluded.file_id,
hidden = excluded.hidden, revision = excluded.revision, changed_by = excluded.changed_by,
changed_at = excluded.changed_at
"""


class PhraseRows:
    """Implements services.company_files.Holder. `file_of` describes a file of the company."""

    def __init__(self, file_of: FileOf) -> None:
        self._file_of = file_of

    def for_person(self, tx: Tx, account_id: str) -> list[Phrase]:
        """The team's, those of each queue, then this person's own, each by key."""
        sql = f"SELECT {_COLUMNS} FROM phrase WHERE {_SEEN} ORDER BY owner_id = ?, owner_id, key"  # noqa: S608
        rows = tx.driver.execute(sql, (TEAM, account_id, account_id)).fetchall()
        return [self._phrase(tx, row) for row in rows]

    def get(self, tx: Tx, owner_id: str, key: str) -> Phrase | None:
        sql = f"SELECT {_COLUMNS} FROM phrase WHERE owner_id = ? AND key = ?"  # noqa: S608 - names from above
        row = tx.driver.execute(sql, (owner_id, key)).fetchone()
        return None if row is None else self._phrase(tx, row)

    def count(self, tx: Tx, owner_id: str) -> int:
        row = tx.driver.execute("SELECT count(*) FROM phrase WHERE owner_id = ?", (owner_id,)).fetchone()
        return int(row[0])

    def put(self, tx: Tx, owner_id: str, phrase: Phrase, changed_by: str, now: int) -> None:
        file_id = phrase.file.id if phrase.file is not None else None
        words = (owner_id, phrase.key, phrase.title, phrase.text)
        tx.driver.execute(_PUT, (*words, file_id, int(phrase.hidden), phrase.revision, changed_by, now))

    def remove(self, tx: Tx, owner_id: str, key: str) -> None:
        tx.driver.execute("DELETE FROM phrase WHERE owner_id = ? AND key = ?", (owner_id, key))

    def holds(self, tx: Tx, file_id: str) -> bool:
        return tx.driver.execute("SELECT 1 FROM phrase WHERE file_id = ?", (file_id,)).fetchone() is not None

    def shows(self, tx: Tx, file_id: str, account_id: str) -> bool:
        sql = f"SELECT 1 FROM phrase WHERE file_id = ? AND {_SEEN}"  # noqa: S608 - a constant of ours
        return tx.driver.execute(sql, (file_id, TEAM, account_id)).fetchone() is not None

    def _phrase(self, tx: Tx, row: Any) -> Phrase:
        owner_id, key, title, text, hidden, revision, file_id = row
        scope = SHARED if owner_id == TEAM else owner_id if queue_of(owner_id) else PERSONAL
        file = None if file_id is None else self._file_of(tx, file_id)
        return Phrase(key, title, text, scope, revision, bool(hidden), file)
