"""Who looks at which conversation and who types there, for moments, in SQL."""

from __future__ import annotations

from typing import Final, NamedTuple

from server_stub.storage.database import Tx

_PUT: Final = """
INSERT INTO presence (conversation_id, account_id, doing, until, told_until) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (conversation_id, account_id) DO UPDATE SET
  doing = excluded.doing, until = excluded.until, told_until = excluded.told_until
"""
_COLUMNS: Final = "conversation_id, account_id, doing, until, told_until"


class Present(NamedTuple):
    """`until`: when it lapses; `told_until`: what colleagues were told. ms."""

    conversation_id: str
    account_id: str
    doing: str
    until: int
    told_until: int


class PresenceRows:
    def get(self, tx: Tx, conversation_id: str, account_id: str) -> Present | None:
        """As stored, lapsed or not."""
        sql = f"SELECT {_COLUMNS} FROM presence WHERE conversation_id = ? AND account_id = ?"  # noqa: S608
        row = tx.driver.execute(sql, (conversation_id, account_id)).fetchone()
        return None if row is None else Present(*row)

    def of_conversation(self, tx: Tx, conversation_id: str) -> list[Present]:
        sql = f"SELECT {_COLUMNS} FROM presence WHERE conversation_id = ? ORDER BY account_id"  # noqa: S608
        return [Present(*row) for row in tx.driver.execute(sql, (conversation_id,)).fetchall()]

    def put(self, tx: Tx, present: Present) -> None:
        tx.driver.execute(_PUT, present)

    def remove(self, tx: Tx, conversation_id: str, account_id: str) -> bool:
        """Whether there was one."""
        sql = "DELETE FROM presence WHERE conversation_id = ? AND account_id = ?"
        return bool(tx.driver.execute(sql, (conversation_id, account_id)).rowcount)

    def lapsed(self, tx: Tx, now: int) -> list[Present]:
        sql = f"SELECT {_COLUMNS} FROM presence WHERE until <= ? ORDER BY until, conversation_id, account_id"  # noqa: S608
        return [Present(*row) for row in tx.driver.execute(sql, (now,)).fetchall()]
