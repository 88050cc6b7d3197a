"""Customers who were never answered while they could be: counted once, and still in their queue for all to see."""

from __future__ import annotations

from typing import Final

from server_stub.contract.cases import CaseMove
from server_stub.domain.window import WINDOW_MS
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRows

_DUE: Final = """
SELECT case_file.id FROM case_file JOIN conversation ON conversation.id = case_file.conversation_id
WHERE case_file.state = 'queued' AND case_file.first_response_at IS NULL AND conversation.last_inbound_at <= ?
  AND NOT EXISTS (SELECT 1 FROM case_event WHERE case_event.case_id = case_file.id
                  AND case_event.kind = 'abandoned' AND case_event.at >= case_file.queued_at)
LIMIT ?
"""


class Abandoning:
    """The window closed before the first answer (consent rules 6.2). The case stays open: somebody may still send a
    template, and should know that one is owed.
    """

    def __init__(self, rows: CaseRows) -> None:
        self._rows = rows

    def any_due(self, tx: Tx, now: int) -> bool:
        return bool(self._due(tx, now, 1))

    def note_due(self, tx: Tx, now: int, limit: int) -> int:
        """How many were noted, at most `limit`: not before they began to wait, also where the clock was set back, else
        they would be found again at once, and for ever.
        """
        due = self._due(tx, now, limit)
        for case_id in due:
            row = self._rows.get(tx, case_id)
            if row is not None:
                self._rows.log(tx, row, CaseMove.ABANDONED, max(now, row.queued_at or now))
        return len(due)

    @staticmethod
    def _due(tx: Tx, now: int, limit: int) -> list[str]:
        return [str(row[0]) for row in tx.driver.execute(_DUE, (now - WINDOW_MS, limit)).fetchall()]
