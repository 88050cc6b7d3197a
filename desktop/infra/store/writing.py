"""What an agent wrote and the gateway does not have yet: outbox and drafts, and the few single values beside them."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from desktop.application.store_ports import OutboxItem
from desktop.infra.store.schema import draft, note, outbox

_encode = msgspec.json.Encoder().encode
_item = msgspec.json.Decoder(OutboxItem).decode


class SqlOutbox:
    """Implements application.store_ports.OutboxRows in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, item: OutboxItem) -> None:
        self._connection.execute(outbox.insert().values(conversation_id=item.conversation_id, **_row(item)))

    def get(self, client_id: str) -> OutboxItem | None:
        # Asked for every outbound message that is told, hence without SQLAlchemy.
        driver: Any = self._connection.connection.driver_connection
        row = driver.execute("SELECT data FROM outbox WHERE client_id = ?", (client_id,)).fetchone()
        return None if row is None else _item(row[0])

    def update(self, item: OutboxItem) -> None:
        self._connection.execute(outbox.update().where(outbox.c.client_id == item.client_id).values(_row(item)))

    def remove(self, client_id: str) -> OutboxItem | None:
        item = self.get(client_id)
        if item is not None:
            self._connection.execute(outbox.delete().where(outbox.c.client_id == client_id))
        return item

    def waiting(self) -> list[OutboxItem]:
        rows = sa.select(outbox.c.data).where(outbox.c.failed == 0).order_by(outbox.c.position)
        return [_item(data) for data in self._connection.scalars(rows)]


class SqlNotes:
    """Implements application.store_ports.NoteRows in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def draft(self, conversation_id: str) -> str:
        text = self._connection.scalar(sa.select(draft.c.text).where(draft.c.conversation_id == conversation_id))
        return text or ""

    def set_draft(self, conversation_id: str, text: str) -> None:
        self._set(draft, draft.c.conversation_id, conversation_id, {"text": text} if text else None)

    def value(self, key: str) -> str | None:
        return self._connection.scalar(sa.select(note.c.value).where(note.c.key == key))

    def set_value(self, key: str, value: str | None) -> None:
        self._set(note, note.c.key, key, None if value is None else {"value": value})

    def _set(
        self, table: sa.TableClause, column: sa.ColumnClause[Any], key: str, values: dict[str, str] | None
    ) -> None:
        if values is None:
            self._connection.execute(table.delete().where(column == key))
            return
        statement = insert(table).values({column.name: key, **values})
        self._connection.execute(statement.on_conflict_do_update(index_elements=[column], set_=values))


def _row(item: OutboxItem) -> dict[str, Any]:
    return {"client_id": item.client_id, "failed": int(item.failed), "data": _encode(item)}
