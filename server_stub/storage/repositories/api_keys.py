"""Keys of the company's own systems, of which only digests are kept, and what was answered to their requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec

from server_stub.contract.registers import ApiKey
from server_stub.storage.database import Tx
from server_stub.storage.setup import team_key
from server_stub.storage.vault import UnreadableError, Vault

_CONTEXT: Final = "idempotent_request.answer"
_COLUMNS: Final = "id, name, scopes, created_at, last_used_at, revoked_at"


@dataclass(frozen=True, slots=True)
class Answered:
    """What a request with this idempotency key asked and got."""

    body_digest: bytes
    answer: bytes
    created_at: int


class ApiKeyRows:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def all(self, tx: Tx) -> list[ApiKey]:
        """The revoked ones too, newest first."""
        sql = f"SELECT {_COLUMNS} FROM api_key ORDER BY created_at DESC, id DESC"  # noqa: S608 - names from above
        return [_key(*row) for row in tx.driver.execute(sql).fetchall()]

    def get(self, tx: Tx, key_id: str) -> ApiKey | None:
        sql = f"SELECT {_COLUMNS} FROM api_key WHERE id = ?"  # noqa: S608 - as above
        row = tx.driver.execute(sql, (key_id,)).fetchone()
        return None if row is None else _key(*row)

    def by_digest(self, tx: Tx, digest: bytes) -> ApiKey | None:
        """The key with this secret, revoked or not."""
        sql = f"SELECT {_COLUMNS} FROM api_key WHERE digest = ?"  # noqa: S608 - as above
        row = tx.driver.execute(sql, (digest,)).fetchone()
        return None if row is None else _key(*row)

    def add(self, tx: Tx, key: ApiKey, digest: bytes, actor: str) -> None:
        sql = "INSERT INTO api_key (id, name, scopes, digest, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)"
        scopes = msgspec.json.encode(key.scopes).decode()
        tx.driver.execute(sql, (key.id, key.name, scopes, digest, key.created_at, actor))

    def touch(self, tx: Tx, key_id: str, at: int) -> None:
        tx.driver.execute("UPDATE api_key SET last_used_at = ? WHERE id = ?", (at, key_id))

    def revoke(self, tx: Tx, key_id: str, at: int) -> None:
        """The first revocation stands."""
        tx.driver.execute("UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", (at, key_id))

    def answered(self, tx: Tx, key_id: str, key_digest: bytes) -> Answered | None:
        sql = (
            "SELECT body_digest, answer_enc, created_at FROM idempotent_request WHERE api_key_id = ? AND key_digest = ?"
        )
        row = tx.driver.execute(sql, (key_id, key_digest)).fetchone()
        if row is None:
            return None
        try:
            answer = self._vault.open(tx, team_key(tx), row[1] or b"", _CONTEXT)
        except UnreadableError:
            return None
        return Answered(row[0], answer, row[2])

    def remember(self, tx: Tx, key_id: str, key_digest: bytes, answered: Answered, *, status: int) -> None:
        """One answer for each key; an older one of the same key is over."""
        sql = (
            "INSERT INTO idempotent_request (api_key_id, key_digest, body_digest, status, answer_enc, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (api_key_id, key_digest) DO UPDATE SET"
            " body_digest = excluded.body_digest, status = excluded.status, answer_enc = excluded.answer_enc,"
            " created_at = excluded.created_at"
        )
        sealed = self._vault.seal(tx, team_key(tx), answered.answer, _CONTEXT)
        tx.driver.execute(sql, (key_id, key_digest, answered.body_digest, status, sealed, answered.created_at))

    def forget_answers(self, tx: Tx, before: int) -> int:
        """How many are gone."""
        return int(tx.driver.execute("DELETE FROM idempotent_request WHERE created_at < ?", (before,)).rowcount)


def _key(
    key_id: str, name: str, scopes: str, created_at: int, last_used_at: int | None, revoked_at: int | None
) -> ApiKey:
    return ApiKey(
        id=key_id,
        name=name,
        scopes=msgspec.json.decode(scopes, type=list[str]),
        created_at=created_at,
        last_used_at=last_used_at,
        revoked_at=revoked_at,
    )
