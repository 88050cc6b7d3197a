"""Who is in a chat beside the agent in charge, in SQL."""

from __future__ import annotations

from typing import Final

from server_stub.contract.transfers import Participant, Presence
from server_stub.storage.database import Tx

_ADD: Final = """
INSERT INTO participant (conversation_id, account_id, why, invited_by, joined_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (conversation_id, account_id) DO UPDATE SET why = excluded.why, invited_by = excluded.invited_by
"""


class ParticipantRows:
    """The table `participant`."""

    def add(self, tx: Tx, conversation_id: str, one: Participant) -> None:
        """Who is there already stays since when they came, with the new reason."""
        row = (conversation_id, one.account_id, one.why, one.invited_by, one.joined_at)
        tx.driver.execute(_ADD, row)

    def of(self, tx: Tx, conversation_id: str) -> list[Participant]:
        """Whoever came first is first."""
        sql = (
            "SELECT account_id, why, invited_by, joined_at FROM participant WHERE conversation_id = ?"
            " ORDER BY joined_at, account_id"
        )
        rows = tx.driver.execute(sql, (conversation_id,)).fetchall()
        return [Participant(who, Presence(why), by, at) for who, why, by, at in rows]

    def get(self, tx: Tx, conversation_id: str, account_id: str) -> Participant | None:
        return next((one for one in self.of(tx, conversation_id) if one.account_id == account_id), None)

    def remove(self, tx: Tx, conversation_id: str, account_id: str) -> bool:
        """False where they were not there."""
        sql = "DELETE FROM participant WHERE conversation_id = ? AND account_id = ?"
        return int(tx.driver.execute(sql, (conversation_id, account_id)).rowcount) == 1

    def chats_of(self, tx: Tx, account_id: str) -> list[str]:
        sql = "SELECT conversation_id FROM participant WHERE account_id = ? ORDER BY conversation_id"
        return [str(row[0]) for row in tx.driver.execute(sql, (account_id,)).fetchall()]
