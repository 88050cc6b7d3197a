"""Whether a queue is open now: its hours with the company's zone and holidays as they are set."""

from __future__ import annotations

from server_stub.contract.queues import Queue
from server_stub.domain.business_hours import Calendar, Opening, is_open, opening
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.repositories.registers import Registers


class ServiceHours:
    def __init__(self, registers: Registers, book: QueueBook) -> None:
        self._registers = registers
        self._book = book
        self._kept: tuple[str, str, tuple[str, ...], Calendar] | None = None

    def calendar(self, tx: Tx) -> Calendar:
        """The company's zone, the state whose holidays count, and the company's own free days."""
        zone, state = self._registers.company(tx).zone, self._book.policy(tx).holiday_state
        days = tuple(self._registers.policy(tx).holidays)
        kept = self._kept
        if kept is None or kept[:3] != (zone, state, days):
            kept = self._kept = (zone, state, days, Calendar(zone, state, frozenset(days)))
        return kept[3]

    def is_open(self, tx: Tx, queue: Queue, now: int) -> bool:
        """Whatever its switch says: an enabled queue that is closed still takes cases, and gives none to anybody."""
        return not queue.hours or is_open(queue, self.calendar(tx), now)

    def opening(self, tx: Tx, queue: Queue, now: int) -> Opening:
        return opening(queue, self.calendar(tx), now)
