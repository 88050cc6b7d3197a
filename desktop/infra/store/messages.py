"""Messages in the local store: one row each, ordered by time, their words in the full-text index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from desktop.application.store_ports import Coverage
from desktop.infra.store.schema import coverage, message, outbox
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
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Message).decode


def first_place(sent_at: int) -> int:
    """The first of 2^20 row ids for this millisecond (2^62 is reached in the year 2109)."""
    return min(max(sent_at, 0), _LATEST_MS - 1) << _PLACE_BITS


class SqlMessages:
    """Implements application.store_ports.MessageRows in one transaction.

    What runs for every event goes to the driver directly: SQLAlchemy would cost ten times the statement itself.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._driver: Any = connection.connection.driver_connection

    def get(self, message_id: str) -> Message | None:
        return self._first("SELECT data FROM message WHERE id = ?", message_id)

    def get_many(self, message_ids: Sequence[str]) -> list[Message]:
        found = self._many(sa.select(message.c.data).where(message.c.id.in_(list(message_ids))))
        return sorted(found, key=lambda each: (each.sent_at, each.id))

    def by_client_id(self, client_id: str) -> Message | None:
        return self._first("SELECT data FROM message WHERE client_id = ?", client_id)

    def media(self, media_id: str) -> Media | None:
        found = self._one(sa.select(message.c.data).where(message.c.media_id == media_id).limit(1))
        return None if found is None else found.content.media

    def put(self, told: Message, *, as_of: int | None) -> bool:
        row = self._driver.execute("SELECT place, seq, sent_at FROM message WHERE id = ?", (told.id,)).fetchone()
        place, known_seq, sent_at = row or (None, 0, None)
        if as_of is not None and known_seq > as_of:
            return False
        values = _values(told, known_seq if as_of is None else as_of)
        if sent_at == told.sent_at:
            self._driver.execute(_UPDATE, (*values, place))
            return True
        if place is not None:
            self._driver.execute("DELETE FROM message WHERE place = ?", (place,))
        self._driver.execute(_INSERT, (*values, self._free_place(told.sent_at)))
        return True

    def remove(self, message_id: str) -> None:
        self._connection.execute(message.delete().where(message.c.id == message_id))

    def remove_conversation(self, conversation_id: str) -> list[str]:
        waiting = sa.select(outbox.c.client_id).where(outbox.c.conversation_id == conversation_id)
        mine = (message.c.conversation_id == conversation_id) & message.c.id.not_in(waiting)
        media = self._connection.scalars(sa.select(message.c.media_id).where(mine, message.c.media_id.is_not(None)))
        media_ids = [str(each) for each in media]
        self._connection.execute(message.delete().where(mine))
        self.set_coverage(conversation_id, None)
        return media_ids

    def newest(self, conversation_id: str, *, direction: str | None = None) -> Message | None:
        statement = sa.select(message.c.data).where(message.c.conversation_id == conversation_id)
        if direction is not None:
            statement = statement.where(message.c.direction == direction)
        return self._one(statement.order_by(message.c.sent_at.desc(), message.c.id.desc()).limit(1))

    def page(
        self, conversation_id: str, *, before: tuple[int, str] | None, since: tuple[int, str] | None, limit: int
    ) -> list[Message]:
        place = sa.tuple_(message.c.sent_at, message.c.id)
        statement = sa.select(message.c.data).where(message.c.conversation_id == conversation_id)
        if before is not None:
            statement = statement.where(place < sa.tuple_(*before))
        if since is not None:
            statement = statement.where(place >= sa.tuple_(*since))
        newest_first = statement.order_by(message.c.sent_at.desc(), message.c.id.desc()).limit(limit)
        return self._many(newest_first)[::-1]

    def with_files(self, conversation_id: str, before: tuple[int, str] | None, limit: int) -> list[Message]:
        mine = (message.c.conversation_id == conversation_id) & message.c.media_id.is_not(None)
        statement = sa.select(message.c.data).where(mine)
        if before is not None:
            statement = statement.where(sa.tuple_(message.c.sent_at, message.c.id) < sa.tuple_(*before))
        return self._many(statement.order_by(message.c.sent_at.desc(), message.c.id.desc()).limit(limit))

    def search(self, sought: Sought, limit: int) -> list[Message]:
        # Never by rank: on a frequent word that reads every hit (0.4 s at a million messages).
        rows = self._driver.execute(_SEARCH, (expression(sought), limit)).fetchall()
        return [_decode(row[0]) for row in rows]

    def found_in(self, conversation_id: str, sought: Sought, limit: int) -> list[Message]:
        rows = self._driver.execute(_FOUND_IN, (conversation_id, expression(sought), limit)).fetchall()
        return [_decode(row[0]) for row in rows]

    def renew_words(self, limit: int) -> bool:
        return renew(self._driver, limit)

    def coverage(self, conversation_id: str) -> Coverage | None:
        row = self._connection.execute(
            sa.select(coverage.c.sent_at, coverage.c.message_id, coverage.c.before).where(
                coverage.c.conversation_id == conversation_id
            )
        ).first()
        return None if row is None else Coverage(*row)

    def set_coverage(self, conversation_id: str, known: Coverage | None) -> None:
        if known is None:
            self._connection.execute(coverage.delete().where(coverage.c.conversation_id == conversation_id))
            return
        values = {"sent_at": known.sent_at, "message_id": known.message_id, "before": known.before}
        statement = insert(coverage).values(conversation_id=conversation_id, **values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=[coverage.c.conversation_id], set_=values)
        )

    def mark_all_stale(self) -> None:
        self._connection.execute(coverage.delete())
        self._connection.execute(message.update().where(message.c.seq > 0).values(seq=0))

    def _free_place(self, sent_at: int) -> int:
        first = first_place(sent_at)
        last = first + (1 << _PLACE_BITS) - 1
        sql = "SELECT max(place) FROM message WHERE place BETWEEN ? AND ?"
        (taken,) = self._driver.execute(sql, (first, last)).fetchone()
        return first if taken is None else int(taken) + 1

    def _first(self, sql: str, key: str) -> Message | None:
        row = self._driver.execute(sql, (key,)).fetchone()
        return None if row is None else _decode(row[0])

    def _one(self, statement: sa.Select[Any]) -> Message | None:
        data = self._connection.scalar(statement)
        return None if data is None else _decode(data)

    def _many(self, statement: sa.Select[Any]) -> list[Message]:
        return [_decode(data) for data in self._connection.scalars(statement)]


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
