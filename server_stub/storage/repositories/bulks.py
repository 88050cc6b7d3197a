"""What leads did to many at once, in SQL: enough of each row to put it back."""

from __future__ import annotations

from typing import Final, NamedTuple

import msgspec

from server_stub.contract.ids import new_id
from server_stub.storage.database import Tx

KEPT_MS: Final = 7 * 86_400_000
# What the gateway does by itself, and what the customer says, is nobody's hand.
_TOUCHED: Final = """
SELECT EXISTS (SELECT 1 FROM case_event WHERE case_id = :case AND id > :seq
               AND kind NOT IN ('customer_wrote', 'offered', 'expired', 'cancelled', 'abandoned', 'survey_answered')
               AND NOT (kind = 'assigned' AND detail = 'routed') AND NOT (kind = 'queued' AND detail = 'overflow'))
    OR EXISTS (SELECT 1 FROM message WHERE conversation_id = :conversation AND author_id IS NOT NULL
               AND received_at > :at)
"""


class Done(msgspec.Struct, frozen=True, omit_defaults=True):
    """One conversation before it was moved or closed; `seq`: the end of its case's log afterwards, at `at` (ms)."""

    conversation_id: str
    case_id: str
    agent_id: str
    queue_id: str
    transfers: int
    seq: int
    at: int
    was_closed: bool = False


class BulkRecord(NamedTuple):
    """Times in ms."""

    id: str
    at: int
    undone_at: int | None
    done: list[Done]


class BulkRows:
    """The table `bulk`. Rows are added in the transaction of what they tell of: neither exists without the other."""

    def begin(self, tx: Tx, account_id: str, now: int) -> str:
        """Also forgets what nobody can undo any more."""
        tx.driver.execute("DELETE FROM bulk WHERE at < ?", (now - KEPT_MS,))
        identifier = new_id(now)
        tx.driver.execute(
            "INSERT INTO bulk (id, account_id, at, rows) VALUES (?, ?, ?, '')", (identifier, account_id, now)
        )
        return identifier

    def add(self, tx: Tx, bulk_id: str, done: Done) -> None:
        line = msgspec.json.encode(done).decode() + "\n"
        tx.driver.execute("UPDATE bulk SET rows = rows || ? WHERE id = ?", (line, bulk_id))

    def get(self, tx: Tx, bulk_id: str) -> BulkRecord | None:
        row = tx.driver.execute("SELECT id, at, undone_at, rows FROM bulk WHERE id = ?", (bulk_id,)).fetchone()
        if row is None:
            return None
        return BulkRecord(row[0], row[1], row[2], [msgspec.json.decode(it, type=Done) for it in row[3].splitlines()])

    def undone(self, tx: Tx, bulk_id: str, now: int) -> None:
        tx.driver.execute("UPDATE bulk SET undone_at = ? WHERE id = ?", (now, bulk_id))

    def last_event(self, tx: Tx, case_id: str) -> int:
        """The end of a case's log."""
        return int(tx.driver.execute("SELECT max(id) FROM case_event WHERE case_id = ?", (case_id,)).fetchone()[0] or 0)

    def is_touched(self, tx: Tx, done: Done) -> bool:
        """Whether somebody took, moved, answered or closed it since."""
        about = {"case": done.case_id, "seq": done.seq, "conversation": done.conversation_id, "at": done.at}
        return bool(tx.driver.execute(_TOUCHED, about).fetchone()[0])
