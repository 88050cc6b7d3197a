"""What an agent wrote and the gateway does not have yet: outbox and drafts, and the few single values beside them."""

from __future__ import annotations

from typing import Final

import msgspec

from desktop.application.store_ports import OutboxItem
from desktop.infra.store.raw import Connection, column, value

_ADD: Final = "INSERT INTO outbox (client_id, conversation_id, failed, data) VALUES (?, ?, ?, ?)"
_UPDATE: Final = "UPDATE outbox SET failed = ?, data = ? WHERE client_id = ?"
_WAITING: Final = "SELECT data FROM outbox WHERE failed = 0 ORDER BY position"
_SET_DRAFT: Final = """
INSERT INTO draft (conversation_id, text) VALUES (?, ?) ON CONFLICT (conversation_id) DO UPDATE SET text = excluded.text
"""
_SET_VALUE: Final = """
INSERT INTO note (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""
_encode = msgspec.json.Encoder().encode
_item = msgspec.json.Decoder(OutboxItem).decode


class SqlOutbox:
    """Implements application.store_ports.OutboxRows in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, item: OutboxItem) -> None:
        row = (item.client_id, item.conversation_id, int(item.failed), _encode(item))
        self._connection.execute(_ADD, row)

    def get(self, client_id: str) -> OutboxItem | None:
        data = value(self._connection, "SELECT data FROM outbox WHERE client_id = ?", client_id)
        return None if data is None else _item(data)

    def update(self, item: OutboxItem) -> None:
        self._connection.execute(_UPDATE, (int(item.failed), _encode(item), item.client_id))

    def remove(self, client_id: str) -> OutboxItem | None:
        item = self.get(client_id)
        if item is not None:
            self._connection.execute("DELETE FROM outbox WHERE client_id = ?", (client_id,))
        return item

    def waiting(self) -> list[OutboxItem]:
        return [_item(data) for data in column(self._connection, _WAITING)]


class SqlNotes:
    """Implements application.store_ports.NoteRows in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def draft(self, conversation_id: str) -> str:
        return value(self._connection, "SELECT text FROM draft WHERE conversation_id = ?", conversation_id) or ""

    def set_draft(self, conversation_id: str, text: str) -> None:
        if text:
            self._connection.execute(_SET_DRAFT, (conversation_id, text))
        else:
            self._connection.execute("DELETE FROM draft WHERE conversation_id = ?", (conversation_id,))

    def value(self, key: str) -> str | None:
        found: str | None = value(self._connection, "SELECT value FROM note WHERE key = ?", key)
        return found

    def set_value(self, key: str, value: str | None) -> None:
        if value is None:
            self._connection.execute("DELETE FROM note WHERE key = ?", (key,))
        else:
            self._connection.execute(_SET_VALUE, (key, value))
