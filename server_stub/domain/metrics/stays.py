"""Stays: one wait of one case in one queue, from coming in to whatever ended it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from server_stub.contract.cases import CaseEvent, CaseMove

_CUSTOMER: Final = "customer"


class End(StrEnum):
    ANSWERED = "answered"  # somebody has it: t_acc
    ABANDONED = "abandoned"
    MOVED = "moved"  # to another queue: overflow, transfer, queue removed
    CLOSED = "closed"  # without anybody, and not by the customer's going


class Stay(NamedTuple):
    """`account_id`: who took it, "" where nobody did. Times in ms."""

    case_id: str
    queue_id: str
    began_at: int
    ended_at: int
    end: End
    account_id: str = ""


class _Waiting(NamedTuple):
    queue_id: str
    began_at: int
    by_us: bool


class StayBook:
    """Takes the log row by row, in the order of `seq`, and gives each stay as it ends.

    A case that is put into the queue in which it waits already goes on waiting. What one of us began and took in the
    same moment is nobody's wait and no stay.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, _Waiting] = {}
        self._by_us: set[str] = set()

    def feed(self, event: CaseEvent) -> Stay | None:
        """The stay that this row ends, if it ends one."""
        case_id = event.case_id
        if event.kind == CaseMove.OPENED and event.detail != _CUSTOMER:
            self._by_us.add(case_id)
        if event.kind == CaseMove.QUEUED:
            return self._queued(event)
        end = _ENDS.get(event.kind)
        waiting = self._waiting.pop(case_id, None) if end is not None else None
        if end is None or waiting is None:
            return None
        if waiting.by_us and end is End.ANSWERED and event.at == waiting.began_at:
            return None
        taker = (event.account_id or "") if end is End.ANSWERED else ""
        return Stay(case_id, waiting.queue_id, waiting.began_at, event.at, end, taker)

    def waiting_since(self, case_id: str) -> int | None:
        """When the stay began that goes on still."""
        waiting = self._waiting.get(case_id)
        return None if waiting is None else waiting.began_at

    def _queued(self, event: CaseEvent) -> Stay | None:
        before = self._waiting.get(event.case_id)
        if before is not None and before.queue_id == event.queue_id:
            return None
        by_us = event.case_id in self._by_us and before is None
        self._by_us.discard(event.case_id)
        self._waiting[event.case_id] = _Waiting(event.queue_id, event.at, by_us)
        if before is None:
            return None
        return Stay(event.case_id, before.queue_id, before.began_at, event.at, End.MOVED)


_ENDS: Final[dict[str, End]] = {
    CaseMove.ASSIGNED: End.ANSWERED,
    CaseMove.ABANDONED: End.ABANDONED,
    CaseMove.CLOSED: End.CLOSED,
    CaseMove.WRAP_UP: End.CLOSED,
}


def stays(events: Iterable[CaseEvent]) -> list[Stay]:
    """Of a whole log, in the order in which they ended; what waits still is not among them."""
    book = StayBook()
    return [stay for event in events if (stay := book.feed(event)) is not None]
