"""The event log: appended in the transaction of the change, sealed under the contact's key, announced after commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from server_stub.contract.events import EventKind
from server_stub.storage.database import Tx
from server_stub.storage.vault import Vault

CONTEXT: Final = "event.data"
_INSERT: Final = "INSERT INTO event (kind, at, conversation_id, account_id, key_id, data_enc) VALUES (?, ?, ?, ?, ?, ?)"
_encoder = msgspec.json.Encoder()


class EventLog:
    """Adds events.

    `announce` is called on the event loop after each commit that added some; hints may be lost, the table is the truth.
    """

    def __init__(self, vault: Vault, announce: Callable[[], object]) -> None:
        self._vault = vault
        self._announce = announce

    def append(
        self,
        tx: Tx,
        kind: EventKind,
        data: msgspec.Struct,
        *,
        key_id: str,
        now: int,
        conversation_id: str | None = None,
        account_id: str | None = None,
    ) -> int:
        """Add one event and return its `seq`.

        With `account_id` only that account sees it; with neither, everybody does.
        """
        sealed = self._vault.seal(tx, key_id, _encoder.encode(data), CONTEXT)
        cursor = tx.driver.execute(_INSERT, (kind.value, now, conversation_id, account_id, key_id, sealed))
        if self._announce not in tx.committed:
            tx.after_commit(self._announce)
        return int(cursor.lastrowid)

    def append_many(
        self, tx: Tx, kind: EventKind, told: Iterable[tuple[str, str, msgspec.Struct]], *, now: int
    ) -> None:
        """Many events of one kind in their order, each (conversation id, key id, data): cheaper than one by one."""
        seal, name = self._vault.seal, kind.value
        rows = [
            (name, now, conversation_id, None, key_id, seal(tx, key_id, _encoder.encode(data), CONTEXT))
            for conversation_id, key_id, data in told
        ]
        tx.driver.executemany(_INSERT, rows)
        if rows and self._announce not in tx.committed:
            tx.after_commit(self._announce)
