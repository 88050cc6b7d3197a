"""Requests that wait for the proof of a number: what was chosen is sealed under a key of its own until then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import msgspec

from server_stub.contract.capture import Answer
from server_stub.storage.database import Tx
from server_stub.storage.vault import UnreadableError, Vault

OPEN: Final = "open"
PROVEN: Final = "proven"
LAPSED: Final = "lapsed"
_CONTEXT: Final = "capture_request.detail"
_COLUMNS: Final = (
    "id, source, capture_point_id, contact_id, key_id, created_at, expires_at, state, settled_at,"
    " code_asked_at, typed_hash, typed_until, typed_attempts, detail_enc"
)
_ADD: Final = (
    "INSERT INTO capture_request (id, source, capture_point_id, contact_id, key_id, code_hash, phone_hash, detail_enc,"
    " state, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


_UNANSWERED: Final = """
SELECT id, code_asked_at FROM capture_request
WHERE contact_id = ? AND state = 'open' AND code_message_id = '' AND code_asked_at <= ?
ORDER BY code_asked_at DESC, id DESC LIMIT 1
"""


class Detail(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was handed in. `code`: the one-time code, so that the same post gets the same answer."""

    answers: list[Answer]
    evidence: bytes
    captured_at: int
    language: str = "pt-BR"
    phone: str = ""
    name: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`contact_id` is None, and `key_id` a key of its own, until somebody is known to have made it."""

    id: str
    source: str
    capture_point_id: str
    contact_id: str | None
    key_id: str
    created_at: int
    expires_at: int
    state: str = OPEN
    settled_at: int | None = None
    code_asked_at: int | None = None
    typed_hash: bytes | None = None
    typed_until: int | None = None
    typed_attempts: int = 0
    detail_enc: bytes = b""


class CaptureRequests:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(self, tx: Tx, row: Row, detail: Detail) -> Row:
        """The row as it is stored."""
        code = self.code_hash(detail.code) if detail.code else None
        phone = self.phone_hash(detail.phone) if detail.phone else None
        sealed = self._vault.seal(tx, row.key_id, msgspec.json.encode(detail), _CONTEXT)
        identity = (row.id, row.source, row.capture_point_id, row.contact_id, row.key_id)
        tx.driver.execute(_ADD, (*identity, code, phone, sealed, row.state, row.created_at, row.expires_at))
        return replace(row, detail_enc=sealed)

    def get(self, tx: Tx, request_id: str) -> Row | None:
        sql = f"SELECT {_COLUMNS} FROM capture_request WHERE id = ?"  # noqa: S608 - column names from above
        row = tx.driver.execute(sql, (request_id,)).fetchone()
        return None if row is None else Row(*row)

    def by_code(self, tx: Tx, code: str) -> Row | None:
        """The open request with this one-time code, found by its keyed hash."""
        sql = f"SELECT {_COLUMNS} FROM capture_request WHERE code_hash = ? AND state = ?"  # noqa: S608 - as above
        row = tx.driver.execute(sql, (self.code_hash(code), OPEN)).fetchone()
        return None if row is None else Row(*row)

    def detail(self, tx: Tx, row: Row) -> Detail | None:
        """None once its key was destroyed."""
        try:
            opened = self._vault.open(tx, row.key_id, row.detail_enc, _CONTEXT)
        except UnreadableError:
            return None
        return msgspec.json.decode(opened, type=Detail)

    def bind(self, tx: Tx, row: Row, detail: Detail, contact_id: str, key_id: str, now: int) -> None:
        """It is known whose it is: from here on it is sealed under that person's key."""
        sealed = self._vault.seal(tx, key_id, msgspec.json.encode(detail), _CONTEXT)
        sql = "UPDATE capture_request SET contact_id = ?, key_id = ?, detail_enc = ? WHERE id = ?"
        tx.driver.execute(sql, (contact_id, key_id, sealed, row.id))
        if row.contact_id is None:
            self._vault.destroy_key(tx, row.key_id, now)

    def settle(self, tx: Tx, request_id: str, state: str, now: int) -> None:
        """The code is used up with it; its hash stays, to tell a used code from one that never was."""
        sql = "UPDATE capture_request SET state = ?, settled_at = ?, typed_hash = NULL WHERE id = ? AND state = ?"
        tx.driver.execute(sql, (state, now, request_id, OPEN))

    def was_known(self, tx: Tx, code: str) -> bool:
        sql = "SELECT 1 FROM capture_request WHERE code_hash = ?"
        return tx.driver.execute(sql, (self.code_hash(code),)).fetchone() is not None

    def lapse_due(self, tx: Tx, now: int, limit: int) -> list[str | None]:
        """End what nobody proved in time; what strangers typed becomes unreadable for ever. Whose they were, each."""
        sql = "SELECT id, contact_id, key_id FROM capture_request WHERE state = ? AND expires_at <= ? LIMIT ?"
        rows = tx.driver.execute(sql, (OPEN, now, limit)).fetchall()
        for request_id, contact_id, key_id in rows:
            self.settle(tx, request_id, LAPSED, now)
            tx.driver.execute("UPDATE capture_request SET detail_enc = ? WHERE id = ?", (b"", request_id))
            if contact_id is None:
                self._vault.destroy_key(tx, key_id, now)
        return [row[1] for row in rows]

    def code_sent(self, tx: Tx, request_id: str, code: str, until: int, now: int) -> None:
        """A code to be typed back was asked for; an earlier one no longer holds."""
        sql = (
            "UPDATE capture_request SET typed_hash = ?, typed_until = ?, typed_attempts = 0, code_asked_at = ?,"
            " code_message_id = '' WHERE id = ?"
        )
        tx.driver.execute(sql, (self._typed_hash(request_id, code), until, now, request_id))

    def count_attempt(self, tx: Tx, request_id: str) -> None:
        sql = "UPDATE capture_request SET typed_attempts = typed_attempts + 1 WHERE id = ?"
        tx.driver.execute(sql, (request_id,))

    def is_typed_code(self, row: Row, code: str) -> bool:
        """Two keyed hashes are compared: how long that takes says nothing of the code."""
        return row.typed_hash is not None and row.typed_hash == self._typed_hash(row.id, code)

    def recent_of_phone(self, tx: Tx, phone: str, since: int) -> int:
        """How many requests named this number since then (ms)."""
        sql = "SELECT count(*) FROM capture_request WHERE phone_hash = ? AND created_at >= ?"
        return int(tx.driver.execute(sql, (self.phone_hash(phone), since)).fetchone()[0])

    def code_hash(self, code: str) -> bytes:
        return self._vault.blind(code, "capture.code")

    def phone_hash(self, phone: str) -> bytes:
        return self._vault.blind(phone, "capture.phone")

    def _typed_hash(self, request_id: str, code: str) -> bytes:
        return self._vault.blind(f"{request_id}:{code}", "capture.typed")


def code_asked_at(tx: Tx, contact_id: str, now: int) -> int | None:
    """When the person last asked on our site or app for a code to this number, as far as no message answers it."""
    row = tx.driver.execute(_UNANSWERED, (contact_id, now)).fetchone()
    return None if row is None else int(row[1])


def answer_with(tx: Tx, contact_id: str, message_id: str, now: int) -> None:
    """This message uses the request up that `code_asked_at` tells of: a request is answered once (rows 36 and 38)."""
    row = tx.driver.execute(_UNANSWERED, (contact_id, now)).fetchone()
    if row is not None:
        sql = "UPDATE capture_request SET code_message_id = ? WHERE id = ?"
        tx.driver.execute(sql, (message_id, row[0]))


def answered_by(tx: Tx, message_id: str) -> int | None:
    """When the request was made that this message answers; None where it answers none that is still open."""
    sql = "SELECT code_asked_at FROM capture_request WHERE code_message_id = ? AND state = 'open'"
    row = tx.driver.execute(sql, (message_id,)).fetchone()
    return None if row is None else int(row[0])
