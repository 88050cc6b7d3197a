"""The register of security incidents, sealed under the team's key."""

from __future__ import annotations

from typing import Final

import msgspec

from server_stub.contract.rights import Incident
from server_stub.storage.database import Tx
from server_stub.storage.setup import team_key
from server_stub.storage.vault import Vault

_CONTEXT: Final = "incident.detail"
_PUT: Final = """
INSERT INTO incident (id, detail_enc, known_at, register_until) VALUES (?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET detail_enc = excluded.detail_enc, known_at = excluded.known_at,
  register_until = excluded.register_until
"""


class IncidentRows:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def put(self, tx: Tx, incident: Incident) -> None:
        sealed = self._vault.seal(tx, team_key(tx), msgspec.json.encode(incident), _CONTEXT)
        tx.driver.execute(_PUT, (incident.id, sealed, incident.known_at, incident.register_until))

    def get(self, tx: Tx, incident_id: str) -> Incident | None:
        row = tx.driver.execute("SELECT detail_enc FROM incident WHERE id = ?", (incident_id,)).fetchone()
        return None if row is None else self._open(tx, row[0])

    def all(self, tx: Tx) -> list[Incident]:
        """Newest first."""
        rows = tx.driver.execute("SELECT detail_enc FROM incident ORDER BY known_at DESC, id DESC").fetchall()
        return [self._open(tx, row[0]) for row in rows]

    def _open(self, tx: Tx, sealed: bytes) -> Incident:
        return msgspec.json.decode(self._vault.open(tx, team_key(tx), sealed, _CONTEXT), type=Incident)
