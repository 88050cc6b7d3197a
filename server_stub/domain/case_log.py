"""A case computed again from its raw log alone: what the row must say, if nothing was forgotten on either side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from server_stub.contract.cases import CaseEvent, CaseMove, CaseState


@dataclass(slots=True)
class Replayed:
    """Where a case stands after its log. Times in ms, None where it does not apply."""

    state: str = CaseState.QUEUED
    queue_id: str = ""
    agent_id: str = ""
    priority: int = 0
    opened_at: int = 0
    assigned_at: int | None = None
    first_response_at: int | None = None
    waiting_since: int | None = None
    closed_at: int | None = None
    closed_by: str = ""
    close_way: str = ""
    reopened: int = 0

    def take(self, event: CaseEvent) -> None:
        """One row of the log, in the order of `seq`."""
        who = event.account_id or ""
        self.queue_id = event.queue_id or self.queue_id
        match event.kind:
            case CaseMove.OPENED:
                self.opened_at = event.at
            case CaseMove.QUEUED:
                self.state = CaseState.QUEUED
            case CaseMove.ASSIGNED:
                self.state, self.agent_id, self.assigned_at = CaseState.ASSIGNED, who, event.at
            case CaseMove.FIRST_RESPONSE:
                self.first_response_at = event.at
            case CaseMove.CUSTOMER_WROTE:
                self.waiting_since = event.at
            case CaseMove.ANSWERED:
                self.waiting_since = None
            case CaseMove.PRIORITY:
                self.priority = int(event.detail)
            case CaseMove.WRAP_UP:
                self.state, self.waiting_since = CaseState.WRAPPING_UP, None
            case CaseMove.CLOSED:
                self._closed(who, event)
            case CaseMove.REOPENED:
                self._reopened()

    def _closed(self, who: str, event: CaseEvent) -> None:
        self.state, self.waiting_since = CaseState.CLOSED, None
        self.closed_at, self.closed_by, self.close_way = event.at, who, event.detail

    def _reopened(self) -> None:
        self.state, self.first_response_at = CaseState.QUEUED, None
        self.closed_at, self.closed_by, self.close_way = None, "", ""
        self.reopened += 1


def replayed(events: Iterable[CaseEvent]) -> Replayed:
    """Of all rows of one case, oldest first."""
    found = Replayed()
    for event in events:
        found.take(event)
    return found
