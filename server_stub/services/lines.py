"""Lines between the bubbles: what happened to a conversation, written into it for whoever reads it later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from server_stub.contract.content import Content, Kind, Line
from server_stub.contract.delivery import Status
from server_stub.contract.events import EventKind, MessageChanged
from server_stub.contract.ids import new_id
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.vault import Vault

_ADD: Final = """
INSERT INTO message (id, conversation_id, channel_number_id, direction, kind, wa_type, origin, status, sent_at,
                     received_at, content_enc)
SELECT ?, id, channel_number_id, 'out', ?, '', 'line', ?, ?, ?, ? FROM conversation WHERE id = ?
"""
_encode = msgspec.json.Encoder().encode


class Lines:
    """They never leave, count as nothing said, and do not move the conversation in anybody's list."""

    def __init__(self, vault: Vault, reading: Reading, events: EventLog) -> None:
        self._vault = vault
        self._reading = reading
        self._events = events

    def write(self, tx: Tx, conversation_id: str, line: Line, now: int, **params: str) -> None:
        """At `now` (ms). `params` are those that `Line` names; empty ones are left out."""
        self.write_at(tx, conversation_id, line, now, now, params)

    def write_at(self, tx: Tx, conversation_id: str, line: Line, at: int, now: int, params: Mapping[str, str]) -> None:
        """Stands at `at` (ms) in the conversation, whenever it is written."""
        key_id = self._reading.key_of(tx, conversation_id)
        if key_id is None or self._vault.is_destroyed(tx, key_id):
            return
        said = {name: value for name, value in params.items() if value}
        content = Content(kind=Kind.SYSTEM, original_kind=line, params=said)
        sealed = self._vault.seal(tx, key_id, _encode(content), "message.content")
        identifier = new_id(now)
        row = (
            identifier,
            Kind.SYSTEM.value,
            Status.SENT.value,
            at,
            now,
            sealed,
            conversation_id,
        )
        tx.driver.execute(_ADD, row)
        message = self._reading.message(tx, identifier)
        if message is not None:
            told = MessageChanged(message)
            self._events.append(tx, EventKind.MESSAGE, told, key_id=key_id, now=now, conversation_id=conversation_id)
