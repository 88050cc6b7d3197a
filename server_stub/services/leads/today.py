"""Today's figures of each queue, kept up row by row: a look at the wall reads only what was written since the last."""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from server_stub.contract.cases import CaseEvent, CaseMove
from server_stub.domain.metrics.service import percent
from server_stub.domain.metrics.stays import End, StayBook
from server_stub.storage.database import Tx
from server_stub.storage.repositories.case_log import CaseLog


class DayFigures(NamedTuple):
    """As domain/metrics/service.py defines them, of the stays that ended today."""

    answered: int = 0
    within: int = 0
    abandoned_late: int = 0
    sla_percent: float | None = None


@dataclass(slots=True)
class _Waits:
    """Sorted, in ms, so that any target can be held against them."""

    answered: list[int] = field(default_factory=list)
    abandoned: list[int] = field(default_factory=list)

    def against(self, target: int) -> DayFigures:
        within = bisect_right(self.answered, target)
        late = len(self.abandoned) - bisect_left(self.abandoned, target)
        return DayFigures(len(self.answered), within, late, percent(within, len(self.answered) + late))


@dataclass(slots=True)
class _Day:
    since: int
    last: int | None = None
    book: StayBook = field(default_factory=StayBook)
    known: set[str] = field(default_factory=set)
    waits: defaultdict[str, _Waits] = field(default_factory=lambda: defaultdict(_Waits))


class Today:
    """Asked from several threads, one at a time. After a restart, and with a new day, it reads the day from its start;
    what is remembered is nothing but what the log says.
    """

    def __init__(self, log: CaseLog) -> None:
        self._log = log
        self._lock = threading.Lock()
        self._day = _Day(-1)

    def figures(self, tx: Tx, since: int, targets: dict[str, int]) -> dict[str, DayFigures]:
        """By queue. `since`: midnight of the company's day (ms); `targets`: ms by queue."""
        with self._lock:
            if self._day.since != since:
                self._day = _Day(since)
            self._follow(tx, self._day)
            waits = self._day.waits
            return {queue: waits[queue].against(target) for queue, target in targets.items() if queue in waits}

    def _follow(self, tx: Tx, day: _Day) -> None:
        news = self._log.of_stays(tx, day.since, day.last)
        if not news:
            return
        unknown = {it.case_id for it in news if it.case_id not in day.known}
        begun = {it.case_id for it in news if it.kind == CaseMove.OPENED}
        for event in self._log.earlier(tx, unknown - begun, day.since) if unknown - begun else ():
            day.book.feed(event)
        day.known |= unknown
        for event in news:
            _take(day, event)
        day.last = news[-1].seq


def _take(day: _Day, event: CaseEvent) -> None:
    stay = day.book.feed(event)
    if stay is None:
        return
    waits = day.waits[stay.queue_id]
    if stay.end is End.ANSWERED:
        insort(waits.answered, stay.ended_at - stay.began_at)
    elif stay.end is End.ABANDONED:
        insort(waits.abandoned, stay.ended_at - stay.began_at)
