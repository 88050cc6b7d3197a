"""Everything that is no conversation: preferences, account events, calls, fields nobody knows; kept as they came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from server_stub.services.hooks import OtherHook, PreferenceChange, PreferenceHook
from server_stub.services.ingest.directory import Directory
from server_stub.services.ingest.received import Received
from server_stub.storage.database import Tx
from server_stub.storage.setup import team_key
from server_stub.storage.vault import Vault
from server_stub.whatsapp.webhook_types import Other, Preference

CONTEXT: Final = "other_update.raw"
PREFERENCES: Final = "user_preferences"
_ADD: Final = """
INSERT INTO other_update (field, digest, journal_id, key_id, raw_enc, created_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (digest) DO NOTHING
"""


class Others:
    def __init__(
        self,
        vault: Vault,
        directory: Directory,
        preference_hooks: Sequence[PreferenceHook],
        other_hooks: Sequence[OtherHook],
    ) -> None:
        self._vault = vault
        self._directory = directory
        self._preference_hooks = tuple(preference_hooks)
        self._other_hooks = tuple(other_hooks)

    def preference(self, tx: Tx, one: Received[Preference], now: int) -> None:
        item = one.item
        if not self._keep(tx, PREFERENCES, item.own_key, item.raw, one.journal_id, now):
            return
        at = one.received_at if item.at is None else item.at
        owner = self._directory.contact_of(tx, item.person, item.own_key, at, now)
        change = PreferenceChange(
            *owner, item.channel.number_id, item.category, item.value, at, f"preference:{item.own_key}"
        )
        for hook in self._preference_hooks:
            hook(tx, change)

    def other(self, tx: Tx, one: Received[Other], now: int) -> None:
        item = one.item
        if self._keep(tx, item.field, item.own_key, item.raw, one.journal_id, now):
            for hook in self._other_hooks:
                hook(tx, item.field, item.raw, now)

    def _keep(self, tx: Tx, field: str, own_key: str, raw: bytes, journal_id: int, now: int) -> bool:
        """False when it came before."""
        key_id = team_key(tx)
        sealed = self._vault.seal(tx, key_id, raw, CONTEXT)
        return int(tx.driver.execute(_ADD, (field, own_key, journal_id, key_id, sealed, now)).rowcount) == 1
