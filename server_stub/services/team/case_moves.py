"""What becomes of the cases of whoever pauses, vanishes, goes home or leaves a queue: back to where others see them."""

from __future__ import annotations

from typing import Final

from server_stub.contract.cases import CaseMove, CaseState
from server_stub.contract.content import Line
from server_stub.contract.queues import Policy
from server_stub.domain.leaving import goes_back
from server_stub.services.assignment import Assignment
from server_stub.services.lines import Lines
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRow, CaseRows
from server_stub.storage.repositories.held_cases import HeldCases

BY_GATEWAY: Final = ""
"""As `by`: nobody did it."""


class CaseMoves:
    def __init__(self, held: HeldCases, cases: CaseRows, assignment: Assignment, lines: Lines) -> None:
        self.held = held
        self._cases = cases
        self._assignment = assignment
        self._lines = lines

    def give_back(self, tx: Tx, account_id: str, policy: Policy, now: int, *, why: str, queue_id: str = "") -> int:
        """Those of this account that `policy` names, or of these those of one queue, with a note; how many.

        What is being wrapped up has nobody waiting and is finished by its own timer.
        """
        found = [row for row in self.held.of_agent(tx, account_id) if not queue_id or row.queue_id == queue_id]
        going = [row for row in found if goes_back(row.state, policy, is_waited_for=row.waiting_since is not None)]
        for row in going:
            self.return_one(tx, row, account_id, now, why=why)
        return len(going)

    def return_one(
        self, tx: Tx, row: CaseRow, account_id: str, now: int, *, why: str, queue_id: str = "", by: str = BY_GATEWAY
    ) -> None:
        """The note says who had it: whoever reads it next knows that nobody answered."""
        self._assignment.requeue(tx, row.conversation_id, now, by=by, why=why, queue_id=queue_id)
        if account_id:
            before = self._assignment.name(tx, account_id)
            self._lines.write(tx, row.conversation_id, Line.RETURNED, now, before=before)

    def to_queue(self, tx: Tx, row: CaseRow, queue_id: str, now: int, *, by: str, why: str) -> None:
        """Another queue has it from now on. Whoever has it keeps it; the wait goes on."""
        if row.state == CaseState.QUEUED:
            self._assignment.requeue(tx, row.conversation_id, now, by=by, why=why, queue_id=queue_id)
            return
        self._cases.change(tx, row.id, queue_id=queue_id)
        if row.state != CaseState.WRAPPING_UP:  # the talk is over, and the log must not say that it goes on
            self._cases.log(tx, row, CaseMove.ASSIGNED, now, account_id=row.agent_id, queue_id=queue_id, detail=why)
        self._assignment.announce(tx, row.conversation_id, None, now)
