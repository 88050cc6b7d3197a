"""When a case begins and when one goes on: a rule over what was before (consent rules 2.3)."""

from __future__ import annotations

from collections.abc import Callable

from server_stub.contract.content import Line
from server_stub.contract.queues import Queue
from server_stub.services.cases import steps
from server_stub.services.cases.clocks import take
from server_stub.services.hooks import Begun, NextProtocol
from server_stub.services.lines import Lines
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRow, CaseRows


class CaseOpening:
    """`begin` is a BeginCase and `tell` a TellBegun of services/hooks.py. Who gets it is routing's to say.

    `welcome`: what the customer is told at the opening (`CaseWords.opened`).
    """

    def __init__(
        self,
        rows: CaseRows,
        queues: QueueBook,
        next_protocol: NextProtocol,
        lines: Lines,
        welcome: Callable[[Tx, CaseRow, int], None],
    ) -> None:
        self._rows = rows
        self._queues = queues
        self._next_protocol = next_protocol
        self._lines = lines
        self._welcome = welcome

    def begin(self, tx: Tx, conversation_id: str, channel_number_id: str, now: int) -> Begun:
        """The customer wrote and no case is open: what was closed a short while ago goes on under its number."""
        last = self._rows.last_of(tx, conversation_id)
        if last is not None and last.is_open:
            return Begun(last, reopened=False)
        if last is not None and steps.may_reopen(last, self._queues.policy(tx).reopen_hours, now):
            return Begun(self.reopen(tx, last, now), reopened=True)
        queue = self._queues.queue_for(tx, channel_number_id)
        return Begun(self.new(tx, conversation_id, queue, now, detail="customer"), reopened=False)

    def tell(self, tx: Tx, begun: Begun, now: int) -> None:
        """The line in the conversation, and what the customer is told."""
        row = begun.case
        line = Line.CASE_REOPENED if begun.reopened else Line.CASE_OPENED
        self._lines.write(tx, row.conversation_id, line, now, protocol=row.protocol)
        if not begun.reopened:
            self._welcome(tx, row, now)

    def new(
        self,
        tx: Tx,
        conversation_id: str,
        queue: Queue,
        now: int,
        *,
        detail: str,
        account_id: str = "",
        parent_id: str = "",
        priority: int = 0,
    ) -> CaseRow:
        """With a number of its own, waiting in `queue`. Raises ValueError when the day's numbers are used up."""
        number = self._next_protocol(tx, now)
        case_id = self._rows.add(
            tx,
            conversation_id,
            number,
            queue.id,
            now,
            detail=detail,
            account_id=account_id,
            parent_id=parent_id,
            priority=priority,
            language=queue.language,
            overflow_at=overflow_at(queue, now),
        )
        return self._stored(tx, case_id)

    def reopen(self, tx: Tx, row: CaseRow, now: int, *, account_id: str = "") -> CaseRow:
        """In the queue where it was, or, where that is no more, in the usual one."""
        queue = self._queues.get(tx, row.queue_id)
        if queue is None or not queue.enabled:
            queue = self._queues.usual(tx)
        step = steps.reopened(row, account_id, queue.id, now, overflow_at(queue, now))
        return take(self._rows, tx, row, step, now)

    def _stored(self, tx: Tx, case_id: str) -> CaseRow:
        row = self._rows.get(tx, case_id)
        if row is None:
            raise LookupError("a case that was just written cannot be read")
        return row


def overflow_at(queue: Queue, now: int) -> int | None:
    """When a case that begins to wait in `queue` at `now` (ms) goes to the other one; None: never."""
    return now + queue.overflow_seconds * steps.SECOND if queue.overflow_to and queue.overflow_seconds else None
