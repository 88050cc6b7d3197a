"""Doubts whether somebody asked to leave: at most one stands open per person, and each message opens one at most."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server_stub.contract.model import Doubt
from server_stub.storage.database import Tx

_COLUMNS: Final = "message_id, contact_id, conversation_id, rule, opened_at, expires_at, settled_at, outcome"
_OPEN: Final = """
INSERT INTO optout_doubt (contact_id, conversation_id, message_id, rule, rules_version, opened_at, expires_at)
SELECT ?, ?, ?, ?, ?, ?, ?
WHERE NOT EXISTS (SELECT 1 FROM optout_doubt WHERE contact_id = ? AND settled_at IS NULL)
ON CONFLICT (message_id) DO NOTHING
"""


class Outcome(StrEnum):
    LEFT = "left"
    STAYS = "stays"
    LAPSED = "lapsed_to_left"
    """Nobody said anything in time, which counts as having left."""


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """`message_id`: the customer's message that raised it, or ours that they reacted to. Times in ms."""

    message_id: str
    contact_id: str
    conversation_id: str
    rule: str
    opened_at: int
    expires_at: int
    settled_at: int | None
    outcome: str | None


class DoubtRows:
    def open(self, tx: Tx, row: DoubtRow, rules_version: str) -> bool:
        """False where one stands open for this person, or this message opened one before."""
        identity = (row.contact_id, row.conversation_id, row.message_id, row.rule)
        values = (*identity, rules_version, row.opened_at, row.expires_at, row.contact_id)
        return int(tx.driver.execute(_OPEN, values).rowcount) == 1

    def open_of(self, tx: Tx, contact_id: str) -> Doubt | None:
        sql = (
            "SELECT message_id, rule, opened_at, expires_at FROM optout_doubt"
            " WHERE contact_id = ? AND settled_at IS NULL"
        )
        row = tx.driver.execute(sql, (contact_id,)).fetchone()
        return None if row is None else Doubt(*row)

    def of_message(self, tx: Tx, message_id: str) -> DoubtRow | None:
        sql = f"SELECT {_COLUMNS} FROM optout_doubt WHERE message_id = ?"  # noqa: S608 - column names from above
        row = tx.driver.execute(sql, (message_id,)).fetchone()
        return None if row is None else DoubtRow(*row)

    def settle(self, tx: Tx, message_id: str, outcome: Outcome, settled_by: str, at: int) -> bool:
        """False where it was settled before."""
        sql = (
            "UPDATE optout_doubt SET settled_at = ?, outcome = ?, settled_by = ?"
            " WHERE message_id = ? AND settled_at IS NULL"
        )
        return int(tx.driver.execute(sql, (at, outcome.value, settled_by, message_id)).rowcount) == 1

    def due(self, tx: Tx, now: int, limit: int = 200) -> list[DoubtRow]:
        """Open ones whose time is over, oldest first."""
        sql = (
            f"SELECT {_COLUMNS} FROM optout_doubt WHERE settled_at IS NULL AND expires_at <= ?"  # noqa: S608
            " ORDER BY expires_at, id LIMIT ?"
        )
        return [DoubtRow(*row) for row in tx.driver.execute(sql, (now, limit))]
