"""Sealed copies of what proves events: small ones in their rows, large ones in sealed files beside the database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.ids import new_id
from server_stub.storage.database import Tx
from server_stub.storage.sealed_files import PIECE, SealedFiles
from server_stub.storage.vault import UnreadableError, Vault

LARGEST: Final = 16 * 1024 * 1024
"""Bytes of one piece of evidence."""
IN_ROW: Final = 256 * 1024
"""Bytes up to which evidence is kept in its row."""
FOLDER: Final = "evidence"
EVIDENCE_CONTEXT: Final = "evidence.body"
_FIELDS: Final = "id, event_id, media_type, sha256, size, key_id, captured_at, file_name, file_ref"
_INSERT: Final = (
    "INSERT INTO evidence (id, event_id, media_type, sha256, size, key_id, captured_at, file_name, file_ref, body_enc)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
READABLE: Final = """(
SELECT max(evidence.size || ':' || evidence.file_ref)
FROM evidence JOIN data_key ON data_key.id = evidence.key_id
WHERE evidence.event_id = consent_event.event_id AND data_key.wrapped IS NOT NULL AND data_key.destroyed_at IS NULL
  AND (evidence.file_ref <> '' OR length(evidence.body_enc) > 0))"""
"""A column of an event: size and file of its evidence; null where there is none, or the key that sealed it is gone."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A copy of what proves an event; the message it came from may be edited or deleted later."""

    media_type: str
    body: bytes
    captured_at: int
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Evidence as its row tells of it. `file_ref` names a sealed file where the row holds no body."""

    id: str
    event_id: str
    media_type: str
    sha256: str
    size: int
    key_id: str
    captured_at: int
    file_name: str
    file_ref: str


class EvidenceRows:
    """`files`: None where large evidence cannot be kept, e.g. beside a store in memory."""

    def __init__(self, vault: Vault, files: SealedFiles | None) -> None:
        self._vault = vault
        self._files = files

    def keep(self, tx: Tx, event_id: str, key_id: str, evidence: Evidence, now: int) -> str:
        """Store what proves an event; its digest. Raises FILE_TOO_LARGE.

        A file is durable before the row that names it; where the row is rolled back, `sweep` removes the file.
        """
        body, own_id = evidence.body, new_id(now)
        limit = IN_ROW if self._files is None else LARGEST
        if len(body) > limit:
            raise GatewayRefusal(ErrorCode.FILE_TOO_LARGE, limit=limit)
        file_ref, sealed = "", b""
        if len(body) > IN_ROW and self._files is not None:
            file_ref = own_id
            for index in range(-(-len(body) // PIECE)):
                self._files.write_piece(tx, file_ref, key_id, index, body[index * PIECE : (index + 1) * PIECE])
            self._files.finish(file_ref)
        else:
            sealed = self._vault.seal(tx, key_id, body, EVIDENCE_CONTEXT)
        digest = hashlib.sha256(body).hexdigest()
        what = (own_id, event_id, evidence.media_type, digest, len(body), key_id, evidence.captured_at)
        tx.driver.execute(_INSERT, (*what, evidence.file_name, file_ref, sealed))
        return digest

    def is_there(self, found: str | None) -> bool:
        """For a value of READABLE: the evidence could be read; nothing is opened."""
        if found is None:
            return False
        size, _, file_ref = found.partition(":")
        return not file_ref or (self._files is not None and self._files.is_whole(file_ref, int(size)))

    def of_event(self, tx: Tx, event_id: str) -> list[Kept]:
        sql = f"SELECT {_FIELDS} FROM evidence WHERE event_id = ? ORDER BY id"  # noqa: S608 - names from above
        return [Kept(*row) for row in tx.driver.execute(sql, (event_id,))]

    def one(self, tx: Tx, evidence_id: str) -> Kept | None:
        sql = f"SELECT {_FIELDS} FROM evidence WHERE id = ?"  # noqa: S608 - names from above
        row = tx.driver.execute(sql, (evidence_id,)).fetchone()
        return None if row is None else Kept(*row)

    def body(self, tx: Tx, kept: Kept) -> bytes:
        """The bytes. Raises UnreadableError where the person was erased, or file or row were changed."""
        if kept.file_ref:
            return b"".join(self.pieces(tx, kept))
        row = tx.driver.execute("SELECT body_enc FROM evidence WHERE id = ?", (kept.id,)).fetchone()
        return self._vault.open(tx, kept.key_id, row[0] or b"", EVIDENCE_CONTEXT)

    def pieces(self, tx: Tx, kept: Kept) -> Iterator[bytes]:
        """A body that is kept in a file. Raises UnreadableError."""
        if self._files is None or not 0 < kept.size <= LARGEST:
            raise UnreadableError("evidence file")
        for index in range(-(-kept.size // PIECE)):
            yield self._files.read_piece(tx, kept.file_ref, kept.key_id, kept.size, index)

    def digest(self, tx: Tx, kept: Kept) -> str:
        """SHA-256 of a body that is kept in a file, "" where it cannot be read."""
        whole = hashlib.sha256()
        try:
            for piece in self.pieces(tx, kept):
                whole.update(piece)
        except UnreadableError:
            return ""
        return whole.hexdigest()

    def sweep(self, tx: Tx, before: int) -> int:
        """Remove files older than `before` (ms) that no row names: their transaction was rolled back. How many."""
        if self._files is None:
            return 0
        named = {row[0] for row in tx.driver.execute("SELECT file_ref FROM evidence WHERE file_ref <> ''")}
        stray = [name for name in self._files.names(before) if name not in named]
        for name in stray:
            self._files.remove(name)
        return len(stray)
