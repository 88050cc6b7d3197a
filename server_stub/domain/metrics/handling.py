"""What became of cases once somebody could take them: first answers, handling, wrap-up, transfers, reopening (6.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from server_stub.contract.cases import CaseEvent, CaseMove, CloseWay
from server_stub.domain.metrics.service import Measure, by_calendar, mean, nearest_rank, percent

_BY_PEOPLE: Final = frozenset({"transfer", "take_over", "by_lead"})
"""Of `ASSIGNED`: somebody moved it, no timer did."""
_TRANSFER: Final = "transfer"


@dataclass(slots=True)
class Service:
    """One service of a case: from its opening, or its reopening after it was closed, to its end. Times in ms.

    `queued_at` is t_enq, `taken_at` t_acc, `answered_at` t_fr, `ended_at` t_end (t_wr0), `closed_at` t_wr1.
    """

    case_id: str
    queue_id: str = ""
    queued_at: int | None = None
    taken_at: int | None = None
    answered_at: int | None = None
    ended_at: int | None = None
    closed_at: int | None = None
    transfers: int = 0
    gaps: list[tuple[int, int]] = field(default_factory=list)
    """(the customer's message that began a wait, the answer that ended it)."""
    _holder: str = ""
    _asked_at: int | None = None

    def take(self, event: CaseEvent) -> None:
        """One row of the log that belongs to this service."""
        self.queue_id = event.queue_id or self.queue_id
        match event.kind:
            case CaseMove.QUEUED:
                self._queued(event)
            case CaseMove.ASSIGNED:
                self._assigned(event)
            case CaseMove.FIRST_RESPONSE if self.answered_at is None:
                self.answered_at = event.at
            case CaseMove.CUSTOMER_WROTE if self._asked_at is None:
                self._asked_at = event.at
            case CaseMove.ANSWERED if self._asked_at is not None:
                self.gaps.append((self._asked_at, event.at))
                self._asked_at = None
            case CaseMove.WRAP_UP:
                self.ended_at = event.at
            case CaseMove.REOPENED:
                self.ended_at = None
            case CaseMove.CLOSED:
                self.closed_at = event.at
                self.ended_at = event.at if self.ended_at is None else self.ended_at

    def _queued(self, event: CaseEvent) -> None:
        self.queued_at = event.at if self.queued_at is None else self.queued_at
        self.transfers += self.taken_at is not None and event.detail == _TRANSFER
        self.ended_at = None
        self._holder = ""

    def _assigned(self, event: CaseEvent) -> None:
        self.taken_at = event.at if self.taken_at is None else self.taken_at
        who = event.account_id or ""
        self.transfers += bool(self._holder) and self._holder != who and event.detail in _BY_PEOPLE
        self._holder = who
        self.ended_at = None

    @property
    def is_handled(self) -> bool:
        return self.taken_at is not None and self.ended_at is not None


class HandlingFigures(NamedTuple):
    """Of the services that ended in a time. Means in whole ms, rounded down; None where nothing was counted.

    `first_response_…` (FRT human): t_fr − t_enq. `tma`: t_end − t_acc, elapsed, of those handled. `wrap_up`: t_wr1 −
    t_wr0. `tmo`: (elapsed + wrap-up) ÷ handled. `tmr`: mean gap from a customer's message to the answer.
    """

    handled: int
    first_response_mean: int | None
    first_response_median: int | None
    first_response_p90: int | None
    tma: int | None
    wrap_up: int | None
    tmo: int | None
    tmr: int | None
    transfer_percent: float | None
    reopen_percent: float | None


def services(events: Iterable[CaseEvent]) -> list[Service]:
    """Of a log in the order of `seq`; by case in the order in which it appears."""
    found: dict[str, list[Service]] = defaultdict(list)
    for event in events:
        own = found[event.case_id]
        begins = event.kind == CaseMove.REOPENED and bool(own) and own[-1].closed_at is not None
        if not own or begins:
            own.append(Service(event.case_id))
        own[-1].take(event)
    return [service for own in found.values() for service in own]


def handling_figures(
    events: Iterable[CaseEvent], since: int, until: int, measure: Measure = by_calendar
) -> HandlingFigures:
    """Of what ended from `since` to before `until`; reopened and closed are counted by their own moments."""
    rows = list(events)
    ended = [it for it in services(rows) if it.ended_at is not None and since <= it.ended_at < until]
    handled = [it for it in ended if it.is_handled]
    first = _between(measure, [(it.queued_at, it.answered_at) for it in handled])
    elapsed = _between(measure, [(it.taken_at, it.ended_at) for it in handled])
    wrapped = _between(measure, [(it.ended_at, it.closed_at) for it in handled])
    within = [row for row in rows if since <= row.at < until]
    closed = sum(row.kind == CaseMove.CLOSED and row.detail != CloseWay.ERASED for row in within)
    return HandlingFigures(
        handled=len(handled),
        first_response_mean=mean(first),
        first_response_median=nearest_rank(first, 50),
        first_response_p90=nearest_rank(first, 90),
        tma=mean(elapsed),
        wrap_up=mean(wrapped),
        tmo=(sum(elapsed) + sum(wrapped)) // len(handled) if handled else None,
        tmr=mean([measure(*gap) for it in ended for gap in it.gaps]),
        transfer_percent=percent(sum(it.transfers > 0 for it in handled), len(handled)),
        reopen_percent=percent(sum(row.kind == CaseMove.REOPENED for row in within), closed),
    )


def _between(measure: Measure, moments: Iterable[tuple[int | None, int | None]]) -> list[int]:
    """Of those that have both a beginning and an end."""
    return [measure(began, ended) for began, ended in moments if began is not None and ended is not None]
