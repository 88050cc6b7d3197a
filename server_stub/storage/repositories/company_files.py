"""Rows about files of the company itself, sealed under the team's key; they read like any other file's."""

from __future__ import annotations

from typing import Final

import msgspec

from server_stub.storage.database import Tx
from server_stub.storage.repositories.media import Detail, MediaRow
from server_stub.storage.sealed_values import opened
from server_stub.storage.vault import Vault

CONTEXT: Final = "company_file.detail"
_INSERT: Final = """
INSERT INTO company_file (id, key_id, mime_type, detail_enc, size, uploaded_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_GET: Final = "SELECT key_id, mime_type, detail_enc, size, created_at FROM company_file WHERE id = ?"


class CompanyFileRows:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(self, tx: Tx, row: MediaRow, uploaded_by: str) -> None:
        sealed = self._vault.seal(tx, row.key_id, msgspec.json.encode(row.detail), CONTEXT)
        values = (row.id, row.key_id, row.mime_type, sealed, row.size, uploaded_by, row.created_at)
        tx.driver.execute(_INSERT, values)

    def get(self, tx: Tx, file_id: str) -> MediaRow | None:
        row = tx.driver.execute(_GET, (file_id,)).fetchone()
        if row is None:
            return None
        key_id, mime_type, sealed, size, created_at = row
        return company_row(file_id, key_id, mime_type, self._detail(tx, key_id, sealed), size, created_at)

    def is_own(self, tx: Tx, file_id: str, account_id: str) -> bool:
        """Whether this account uploaded it."""
        sql = "SELECT 1 FROM company_file WHERE id = ? AND uploaded_by = ?"
        return tx.driver.execute(sql, (file_id, account_id)).fetchone() is not None

    def older(self, tx: Tx, before: int) -> list[str]:
        """Uploaded before this time (ms)."""
        sql = "SELECT id FROM company_file WHERE created_at < ? ORDER BY id"
        return [str(row[0]) for row in tx.driver.execute(sql, (before,)).fetchall()]

    def remove(self, tx: Tx, file_ids: list[str]) -> None:
        tx.driver.executemany("DELETE FROM company_file WHERE id = ?", [(it,) for it in file_ids])

    def _detail(self, tx: Tx, key_id: str, sealed: bytes) -> Detail:
        return opened(self._vault, tx, key_id, sealed, CONTEXT, Detail) or Detail()


def company_row(file_id: str, key_id: str, mime_type: str, detail: Detail, size: int, created_at: int) -> MediaRow:
    """A file of nobody's conversation that is here as a whole."""
    return MediaRow(file_id, None, None, "out", key_id, mime_type, "ready", None, size, 0, created_at, detail)
