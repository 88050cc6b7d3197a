"""How the time of people at work was used: occupancy and concurrency (6.2). Of teams and shifts, not for ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from server_stub.contract.cases import CaseEvent, CaseMove
from server_stub.contract.team import AgentState

Span = tuple[int, int]
_AT_WORK: Final = frozenset({AgentState.AVAILABLE, AgentState.BUSY, AgentState.WRAP_UP})


class StateSpan(NamedTuple):
    """One row of the log of states; `ended_at` None while it lasts. Times in ms."""

    account_id: str
    state: str
    began_at: int
    ended_at: int | None


class Holding(NamedTuple):
    """`account_id` had the case, or wrapped it up, for so long."""

    account_id: str
    case_id: str
    began_at: int
    ended_at: int
    wrap_up: bool = False


class PeopleFigures(NamedTuple):
    """Sums in ms over all accounts. `logged`: not offline. `occupied`: at work (neither offline nor in a pause) with a
    case or wrapping one up, each moment once. `idle`: available without either. `owned`: every case by itself.

    `occupancy`: occupied ÷ (occupied + idle), thousandths. `concurrency`: owned ÷ logged, thousandths.
    """

    logged: int
    occupied: int
    idle: int
    owned: int
    occupancy: int | None
    concurrency: int | None


def holdings(events: Iterable[CaseEvent], until: int) -> list[Holding]:
    """From the log in the order of `seq`; what lasts still is cut at `until`."""
    current: dict[str, Holding] = {}
    found: list[Holding] = []
    for event in events:
        if event.kind not in _CHANGES:
            continue
        before = current.pop(event.case_id, None)
        if before is not None:
            found.append(before._replace(ended_at=event.at))
        who = (event.account_id or "") if event.kind == CaseMove.ASSIGNED else ""
        if event.kind == CaseMove.WRAP_UP and before is not None:
            who = before.account_id
        if who:
            current[event.case_id] = Holding(who, event.case_id, event.at, until, event.kind == CaseMove.WRAP_UP)
    return [it for it in (*found, *current.values()) if it.began_at < it.ended_at]


_CHANGES: Final = frozenset({CaseMove.ASSIGNED, CaseMove.QUEUED, CaseMove.WRAP_UP, CaseMove.CLOSED, CaseMove.ABANDONED})


def people_figures(states: Iterable[StateSpan], events: Iterable[CaseEvent], since: int, until: int) -> PeopleFigures:
    """Between `since` and `until`."""
    spans = [it._replace(ended_at=until if it.ended_at is None else it.ended_at) for it in states]
    held = holdings(events, until)
    logged = occupied = idle = owned = 0
    for account_id in dict.fromkeys(it.account_id for it in spans):
        own = [it for it in spans if it.account_id == account_id]
        online = _union(_clip(own, lambda state: state != AgentState.OFFLINE, since, until))
        at_work = _union(_clip(own, lambda state: state in _AT_WORK, since, until))
        available = _union(_clip(own, lambda state: state == AgentState.AVAILABLE, since, until))
        mine = [(it.began_at, it.ended_at) for it in held if it.account_id == account_id]
        busy = _meet(_union(mine), at_work)
        logged += _length(online)
        occupied += _length(busy)
        idle += _length(available) - _length(_meet(available, busy))
        chats = [(it.began_at, it.ended_at) for it in held if it.account_id == account_id and not it.wrap_up]
        owned += sum(_length(_meet([chat], online)) for chat in chats)
    return PeopleFigures(
        logged, occupied, idle, owned, _thousandths(occupied, occupied + idle), _thousandths(owned, logged)
    )


def _clip(spans: Iterable[StateSpan], wanted: Callable[[str], bool], since: int, until: int) -> list[Span]:
    cut = ((max(it.began_at, since), min(it.ended_at or until, until)) for it in spans if wanted(it.state))
    return [span for span in cut if span[0] < span[1]]


def _union(spans: Iterable[Span]) -> list[Span]:
    """Sorted, without overlaps."""
    joined: list[Span] = []
    for began, ended in sorted(spans):
        if joined and began <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ended))
        else:
            joined.append((began, ended))
    return joined


def _meet(left: list[Span], right: list[Span]) -> list[Span]:
    """Where both are; each sorted and without overlaps."""
    met = ((max(a[0], b[0]), min(a[1], b[1])) for a in left for b in right)
    return [span for span in met if span[0] < span[1]]


def _length(spans: Iterable[Span]) -> int:
    return sum(ended - began for began, ended in spans)


def _thousandths(part: int, whole: int) -> int | None:
    return None if whole == 0 else part * 1000 // whole
