"""Who waits for whom: the customer's messages begin a wait, an answer of the team ends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from server_stub.contract.queues import Queue
from server_stub.services.cases import steps
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRow, CaseRows

_NO_QUEUE: Final = Queue("", "")
"""Of a queue that was removed: the usual targets."""


class Clocks:
    """`customers_wrote`, `answered` and `answered_elsewhere` are hooks of services/hooks.py."""

    def __init__(self, rows: CaseRows, queues: QueueBook) -> None:
        self._rows = rows
        self._queues = queues

    def customers_wrote(self, tx: Tx, wrote: Sequence[tuple[CaseRow, int]], now: int) -> list[CaseRow]:
        """Two statements for a whole batch; a third only where a wrap-up ends."""
        if not wrote:
            return []
        queues = self._queues.kept(tx).by_id
        done = [steps.wrote(row, messages, queues.get(row.queue_id, _NO_QUEUE), now) for row, messages in wrote]
        for (before, _), step in zip(wrote, done, strict=True):
            if before.state != step.row.state:
                self._rows.change(tx, before.id, **steps.changes(before, step.row))
        self._rows.set_clocks(tx, [step.row for step in done])
        told = [(step.row, move.kind, move.account_id, move.detail) for step in done for move in step.moves]
        if told:
            self._rows.log_many(tx, told, now)
        return [step.row for step in done]

    def answered(self, tx: Tx, conversation_id: str, account_id: str, now: int) -> None:
        row = self._rows.open_of(tx, conversation_id)
        if row is not None:
            take(self._rows, tx, row, steps.answered(row, account_id, self.queue_of(tx, row), now), now)

    def answered_elsewhere(self, tx: Tx, row: CaseRow, now: int) -> CaseRow:
        """An AnsweredElsewhere: the customer has their answer, whoever typed it."""
        return take(self._rows, tx, row, steps.answered(row, "", self.queue_of(tx, row), now), now)

    def queue_of(self, tx: Tx, row: CaseRow) -> Queue:
        return self._queues.get(tx, row.queue_id) or _NO_QUEUE


def take(rows: CaseRows, tx: Tx, before: CaseRow, step: steps.Step, now: int) -> CaseRow:
    """Write a step down; the row afterwards."""
    changed = steps.changes(before, step.row)
    if changed:
        rows.change(tx, before.id, **changed)
    if step.moves:
        rows.log_many(tx, [(step.row, move.kind, move.account_id, move.detail) for move in step.moves], now)
    return step.row
