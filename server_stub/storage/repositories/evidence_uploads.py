"""Rows about files that agents uploaded as evidence and that no ledger entry holds yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.storage.database import Tx
from server_stub.storage.vault import UnreadableError, Vault

_NAME_CONTEXT: Final = "evidence_upload.name"
_INSERT: Final = """
INSERT INTO evidence_upload (id, contact_id, key_id, media_type, sha256, size, name_enc, uploaded_by, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_GET: Final = """
SELECT id, contact_id, key_id, media_type, sha256, size, created_at, name_enc FROM evidence_upload
WHERE id = ? AND used_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Upload:
    """`sha256` in hex; times in ms."""

    id: str
    contact_id: str
    key_id: str
    media_type: str
    sha256: str
    size: int
    created_at: int
    file_name: str


class EvidenceUploadRows:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(self, tx: Tx, upload: Upload, uploaded_by: str) -> None:
        name = self._vault.seal(tx, upload.key_id, upload.file_name.encode(), _NAME_CONTEXT)
        what = (upload.id, upload.contact_id, upload.key_id, upload.media_type, upload.sha256, upload.size)
        tx.driver.execute(_INSERT, (*what, name, uploaded_by, upload.created_at))

    def unused(self, tx: Tx, upload_id: str) -> Upload | None:
        row = tx.driver.execute(_GET, (upload_id,)).fetchone()
        if row is None:
            return None
        try:
            name = self._vault.open(tx, row[2], row[7] or b"", _NAME_CONTEXT).decode()
        except UnreadableError:
            name = ""
        return Upload(row[0], row[1], row[2], row[3], row[4], row[5], row[6], name)

    def use(self, tx: Tx, upload_id: str, now: int) -> None:
        tx.driver.execute("UPDATE evidence_upload SET used_at = ? WHERE id = ?", (now, upload_id))

    def over(self, tx: Tx, before: int) -> list[str]:
        """What a ledger entry holds by now, and what nobody used since `before` (ms)."""
        sql = "SELECT id FROM evidence_upload WHERE used_at IS NOT NULL OR created_at < ? ORDER BY id"
        return [row[0] for row in tx.driver.execute(sql, (before,)).fetchall()]

    def of_contact(self, tx: Tx, contact_id: str) -> list[str]:
        sql = "SELECT id FROM evidence_upload WHERE contact_id = ?"
        return [row[0] for row in tx.driver.execute(sql, (contact_id,)).fetchall()]

    def remove(self, tx: Tx, upload_ids: list[str]) -> None:
        tx.driver.executemany("DELETE FROM evidence_upload WHERE id = ?", [(it,) for it in upload_ids])
