"""Messages in the local store: one row each, ordered by time, their words in the full-text index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from desktop.application.store_ports import Coverage
from desktop.infra.store.raw import Connection, column, value
from desktop.infra.store.word_index import expression, indexed, renew
from server_stub.contract.content import Media
from server_stub.contract.model import Message
from server_stub.contract.words import Sought

_PLACE_BITS: Final = 20
_LATEST_MS: Final = 2**42
_COLUMNS: Final = ("id", "conversation_id", "sent_at", "direction", "client_id", "media_id", "seq", "body", "data")
_INSERT: Final = f"INSERT INTO message ({', '.join(_COLUMNS)}, place) VALUES ({'?, ' * len(_COLUMNS)}?)"  # noqa: S608
_UPDATE: Final = f"UPDATE message SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE place = ?"  # noqa: S608
_SEARCH: Final = """
SELECT data FROM message WHERE place IN (
  SELECT rowid FROM message_words WHERE message_words MATCH ? ORDER BY rowid DESC LIMIT ?
) ORDER BY place DESC
"""
_FOUND_IN: Final = """
SELECT data FROM message
WHERE conversation_id = ? AND place IN (SELECT rowid FROM message_words WHERE message_words MATCH ?)
ORDER BY sent_at DESC, id DESC LIMIT ?
"""
_MANY: Final = "SELECT data FROM message WHERE id IN (SELECT value FROM json_each(?)) ORDER BY sent_at, id"
_IN_CONVERSATION: Final = "SELECT data FROM message WHERE conversation_id = ?"
_BEFORE: Final = " AND (sent_at, id) < (?, ?)"
_SINCE: Final = " AND (sent_at, id) >= (?, ?)"
_NEWEST_FIRST: Final = " ORDER BY sent_at DESC, id DESC LIMIT ?"
_NOT_WAITING: Final = "conversation_id = ? AND id NOT IN (SELECT client_id FROM outbox)"
_COVER: Final = """
INSERT INTO coverage (conversation_id, sent_at, message_id, before) VALUES (?, ?, ?, ?)
ON CONFLICT (conversation_id) DO UPDATE
SET sent_at = excluded.sent_at, message_id = excluded.message_id, before = excluded.before
"""
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Message).decode


def first_place(sent_at: int) -> int:
    """The first of 2^20 row ids for this millisecond (2^62 is reached in the year 2109)."""
    return min(max(sent_at, 0), _LATEST_MS - 1) << _PLACE_BITS


class SqlMessages:
    """Implements application.store_ports.MessageRows in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, message_id: str) -> Message | None:
        return self._first("SELECT data FROM message WHERE id = ?", message_id)

    def get_many(self, message_ids: Sequence[str]) -> list[Message]:
        return self._many(_MANY, _encode(message_ids).decode())

    def by_client_id(self, client_id: str) -> Message | None:
        return self._first("SELECT data FROM message WHERE client_id = ?", client_id)

    def media(self, media_id: str) -> Media | None:
        found = self._first("SELECT data FROM message WHERE media_id = ? LIMIT 1", media_id)
        return None if found is None else found.content.media

    def put(self, told: Message, *, as_of: int | None) -> bool:
        row = self._connection.execute("SELECT place, seq, sent_at FROM message WHERE id = ?", (told.id,)).fetchone()
        place, known_seq, sent_at = row or (None, 0, None)
        if as_of is not None and known_seq > as_of:
            return False
        values = _values(told, known_seq if as_of is None else as_of)
        if sent_at == told.sent_at:
            self._connection.execute(_UPDATE, (*values, place))
            return True
        if place is not None:
            self._connection.execute("DELETE FROM message WHERE place = ?", (place,))
        self._connection.execute(_INSERT, (*values, self._free_place(told.sent_at)))
        return True

    def remove(self, message_id: str) -> None:
        self._connection.execute("DELETE FROM message WHERE id = ?", (message_id,))

    def remove_conversation(self, conversation_id: str) -> list[str]:
        only_files = f"SELECT media_id FROM message WHERE media_id IS NOT NULL AND {_NOT_WAITING}"  # noqa: S608 - constants
        media_ids = column(self._connection, only_files, conversation_id)
        self._connection.execute(f"DELETE FROM message WHERE {_NOT_WAITING}", (conversation_id,))  # noqa: S608
        self.set_coverage(conversation_id, None)
        return media_ids

    def newest(self, conversation_id: str, *, direction: str | None = None) -> Message | None:
        if direction is None:
            return self._first(_IN_CONVERSATION + _NEWEST_FIRST, conversation_id, 1)
        return self._first(_IN_CONVERSATION + " AND direction = ?" + _NEWEST_FIRST, conversation_id, direction, 1)

    def page(
        self, conversation_id: str, *, before: tuple[int, str] | None, since: tuple[int, str] | None, limit: int
    ) -> list[Message]:
        sql = _IN_CONVERSATION + (_BEFORE if before else "") + (_SINCE if since else "") + _NEWEST_FIRST
        return self._many(sql, conversation_id, *(before or ()), *(since or ()), limit)[::-1]

    def with_files(self, conversation_id: str, before: tuple[int, str] | None, limit: int) -> list[Message]:
        sql = _IN_CONVERSATION + " AND media_id IS NOT NULL" + (_BEFORE if before else "") + _NEWEST_FIRST
        return self._many(sql, conversation_id, *(before or ()), limit)

    def search(self, sought: Sought, limit: int) -> list[Message]:
        # Never by rank: on a frequent word that reads every hit (0.4 s at a million messages).
        return self._many(_SEARCH, expression(sought), limit)

    def found_in(self, conversation_id: str, sought: Sought, limit: int) -> list[Message]:
        return self._many(_FOUND_IN, conversation_id, expression(sought), limit)

    def renew_words(self, limit: int) -> bool:
        return renew(self._connection, limit)

    def coverage(self, conversation_id: str) -> Coverage | None:
        sql = "SELECT sent_at, message_id, before FROM coverage WHERE conversation_id = ?"
        row = self._connection.execute(sql, (conversation_id,)).fetchone()
        return None if row is None else Coverage(*row)

    def set_coverage(self, conversation_id: str, known: Coverage | None) -> None:
        if known is None:
            self._connection.execute("DELETE FROM coverage WHERE conversation_id = ?", (conversation_id,))
        else:
            self._connection.execute(_COVER, (conversation_id, known.sent_at, known.message_id, known.before))

    def mark_all_stale(self) -> None:
        self._connection.execute("DELETE FROM coverage")
        self._connection.execute("UPDATE message SET seq = 0 WHERE seq > 0")

    def _free_place(self, sent_at: int) -> int:
        first = first_place(sent_at)
        last = first + (1 << _PLACE_BITS) - 1
        sql = "SELECT max(place) FROM message WHERE place BETWEEN ? AND ?"
        taken = value(self._connection, sql, first, last)
        return first if taken is None else int(taken) + 1

    def _first(self, sql: str, *parameters: object) -> Message | None:
        data = value(self._connection, sql, *parameters)
        return None if data is None else _decode(data)

    def _many(self, sql: str, *parameters: object) -> list[Message]:
        return [_decode(data) for data in column(self._connection, sql, *parameters)]


def _values(told: Message, seq: int) -> tuple[Any, ...]:
    """In the order of _COLUMNS."""
    return (
        told.id,
        told.conversation_id,
        told.sent_at,
        told.direction,
        told.client_id,
        told.content.media.id if told.content.media is not None else None,
        seq,
        "" if told.deleted_at is not None else indexed(told.content),
        _encode(told),
    )
