"""Leases on conversations and who is in charge of them."""

from __future__ import annotations

from typing import Final

from server_stub.storage.database import Tx

# Compare and set: it takes effect only where nobody else holds a lease that has not run out.
_TAKE: Final = """
INSERT INTO claim (conversation_id, account_id, until) VALUES (:conversation, :account, :until)
ON CONFLICT (conversation_id) DO UPDATE SET account_id = excluded.account_id, until = excluded.until
WHERE claim.account_id = excluded.account_id OR claim.until <= :now
"""


class ClaimRepository:
    """The `claim` table and `conversation.assignee_id`."""

    def holder(self, tx: Tx, conversation_id: str) -> tuple[str, int] | None:
        """(account id, until in ms) as stored, run out or not."""
        sql = "SELECT account_id, until FROM claim WHERE conversation_id = ?"
        row = tx.driver.execute(sql, (conversation_id,)).fetchone()
        return None if row is None else (str(row[0]), int(row[1]))

    def take(self, tx: Tx, conversation_id: str, account_id: str, *, now: int, until: int) -> bool:
        """False when somebody else holds it at `now`."""
        values = {"conversation": conversation_id, "account": account_id, "until": until, "now": now}
        return int(tx.driver.execute(_TAKE, values).rowcount) == 1

    def drop(self, tx: Tx, conversation_id: str, account_id: str) -> bool:
        """False when this account did not hold it."""
        sql = "DELETE FROM claim WHERE conversation_id = ? AND account_id = ?"
        return int(tx.driver.execute(sql, (conversation_id, account_id)).rowcount) == 1

    def held_by(self, tx: Tx, account_id: str) -> list[str]:
        sql = "SELECT conversation_id FROM claim WHERE account_id = ? ORDER BY conversation_id"
        return [str(row[0]) for row in tx.driver.execute(sql, (account_id,))]

    def lapsed(self, tx: Tx, now: int) -> list[tuple[str, str]]:
        """(conversation id, account id) of the leases that have run out."""
        sql = "SELECT conversation_id, account_id FROM claim WHERE until <= ? ORDER BY until"
        return [(str(row[0]), str(row[1])) for row in tx.driver.execute(sql, (now,))]

    def assign(self, tx: Tx, conversation_id: str, account_id: str | None) -> None:
        sql = "UPDATE conversation SET assignee_id = ? WHERE id = ?"
        tx.driver.execute(sql, (account_id, conversation_id))

    def owner(self, tx: Tx, conversation_id: str) -> str | None:
        """Who is in charge; None for nobody."""
        row = tx.driver.execute("SELECT assignee_id FROM conversation WHERE id = ?", (conversation_id,)).fetchone()
        return None if row is None else row[0]

    def assigned_to(self, tx: Tx, account_id: str) -> list[str]:
        sql = "SELECT id FROM conversation WHERE assignee_id = ? ORDER BY id"
        return [str(row[0]) for row in tx.driver.execute(sql, (account_id,))]
