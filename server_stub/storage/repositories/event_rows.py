"""Reads the event log for streams: what one viewer may see after a cursor, opened once for all who read it."""

from __future__ import annotations

from typing import Final

import msgspec

from server_stub.contract.events import Event
from server_stub.storage.database import Tx
from server_stub.storage.events import CONTEXT
from server_stub.storage.repositories.visibility import Viewer, visible_event
from server_stub.storage.vault import UnreadableError, Vault

_REMEMBERED: Final = 4096
_OLD_PRESENCE: Final = "kind = 'presence' AND at < ? AND seq > (SELECT min(first.seq) FROM event AS first)"


class EventRepository:
    """The `event` table from the reading side. Used from several threads: single dictionary operations are atomic."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._opened: dict[int, bytes | None] = {}

    def bounds(self, tx: Tx) -> tuple[int, int]:
        """(first retained seq, last seq ever given); the first is the last plus one when nothing is retained."""
        last = tx.driver.execute("SELECT seq FROM sqlite_sequence WHERE name = 'event'").fetchone()
        newest = int(last[0]) if last else 0
        first = tx.driver.execute("SELECT min(seq) FROM event").fetchone()[0]
        return (newest + 1 if first is None else int(first)), newest

    def after(self, tx: Tx, viewer: Viewer, cursor: int, limit: int) -> list[tuple[int, bytes | None]]:
        """(seq, JSON of the contract's Event) in order. None for one that was sealed under a key since destroyed."""
        shown, parameters = visible_event(viewer)
        sql = (
            "SELECT seq, kind, at, conversation_id, key_id, data_enc FROM event"  # noqa: S608 - fixed conditions only
            f" WHERE seq > ? AND {shown} ORDER BY seq LIMIT ?"
        )
        rows = tx.driver.execute(sql, (cursor, *parameters, limit)).fetchall()
        return [(row[0], self._open(tx, *row)) for row in rows]

    def pulse(self, tx: Tx) -> tuple[int, int]:
        """Changes whenever streams have something to do: a new event or a revoked token, from whatever process."""
        _, newest = self.bounds(tx)
        revoked = tx.driver.execute("SELECT max(revoked_at) FROM token").fetchone()[0]
        return newest, int(revoked or 0)

    def prune(self, tx: Tx, before: int) -> int:
        """Forget events older than `before` (ms); returns how many. Desktops with an older cursor will resync."""
        sql = "DELETE FROM event WHERE seq <= (SELECT max(seq) FROM event WHERE at < ?)"
        return int(tx.driver.execute(sql, (before,)).rowcount)

    def any_presence(self, tx: Tx, before: int) -> bool:
        """Whether `prune_presence` would forget anything."""
        return tx.driver.execute(f"SELECT 1 FROM event WHERE {_OLD_PRESENCE} LIMIT 1", (before,)).fetchone() is not None  # noqa: S608

    def prune_presence(self, tx: Tx, before: int) -> int:
        """Forget who did what before that moment (ms); returns how many.

        Whoever is behind misses nothing but that, and no cursor becomes too old: the log begins where it began.
        """
        return int(tx.driver.execute(f"DELETE FROM event WHERE {_OLD_PRESENCE}", (before,)).rowcount)  # noqa: S608

    def _open(
        self, tx: Tx, seq: int, kind: str, at: int, conversation_id: str | None, key_id: str, sealed: bytes
    ) -> bytes | None:
        try:
            return self._opened[seq]
        except KeyError:
            pass
        try:
            data = msgspec.Raw(self._vault.open(tx, key_id, sealed, CONTEXT))
            opened = msgspec.json.encode(Event(seq=seq, kind=kind, at=at, data=data, conversation_id=conversation_id))
        except UnreadableError:
            opened = None
        if len(self._opened) >= _REMEMBERED:
            self._opened.clear()
        self._opened[seq] = opened
        return opened
