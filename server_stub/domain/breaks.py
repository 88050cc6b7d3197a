"""The breaks of NR-17, annex II (consent rules 6.3): planned inside a day's work, and what became of them.

More than four hours of work: two breaks of 10 minutes and one of 20 for a meal; up to four hours: one of 10. None in
the first or the last 60 minutes, none shortened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import msgspec

from server_stub.contract.team import AgentState, Break, PauseReason

MINUTE_MS: Final = 60_000
HOUR_MS: Final = 60 * MINUTE_MS
DAY_MS: Final = 24 * HOUR_MS
EDGE_MS: Final = HOUR_MS
"""At the beginning and at the end of the work, in which no break lies."""
MOST_EFFECTIVE_MS: Final = 6 * HOUR_MS
SHORT_DAY_MS: Final = 4 * HOUR_MS
ANNOUNCED_MS: Final = 5 * MINUTE_MS
"""So long before a break is due nothing new is given any more."""
_WAITED_MS: Final = 10 * MINUTE_MS
"""Whoever has not gone so long after it was due works on and is given cases again."""
_AWAY_MS: Final = 4 * HOUR_MS
_LONGEST_RUN_MS: Final = 14 * HOUR_MS
LEAST_MINUTES: Final = {PauseReason.REST_1: 10, PauseReason.MEAL: 20, PauseReason.REST_2: 10}
_FULL_DAY: Final = (PauseReason.REST_1, PauseReason.MEAL, PauseReason.REST_2)


class BreakState(StrEnum):
    PLANNED = "planned"
    DUE = "due"
    RUNNING = "running"
    TAKEN = "taken"
    SHORT = "short"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Stint:
    """One stretch in one state; `ended_at` None while it lasts. Times in ms."""

    state: str
    reason: str
    began_at: int
    ended_at: int | None = None

    def length(self, now: int) -> int:
        return max((now if self.ended_at is None else self.ended_at) - self.began_at, 0)


def planned(start: int, end: int, effective_ms: int) -> list[Break]:
    """For work from `start` to `end` (ms) of which `effective_ms` are worked. None where no break fits between the
    first and the last hour. They are due evenly spread, and may begin at any time that the rule allows.
    """
    first, last = start + EDGE_MS, end - EDGE_MS
    reasons = _FULL_DAY if effective_ms > SHORT_DAY_MS else _FULL_DAY[:1]
    room = last - first - sum(LEAST_MINUTES[reason] for reason in reasons) * MINUTE_MS
    if room < 0:
        return []
    found, due = [], first
    for reason in reasons:
        minutes = LEAST_MINUTES[reason]
        due += room // (len(reasons) + 1)
        found.append(Break(reason.value, minutes, first, last - minutes * MINUTE_MS, due_at=due))
        due += minutes * MINUTE_MS
    return found


def judged(breaks: Sequence[Break], stints: Sequence[Stint], now: int) -> list[Break]:
    """What became of each: `stints` are those of the day, in their order."""
    return [_judged(it, [stint for stint in stints if stint.reason == it.reason], now) for it in breaks]


def over_at(reason: str, began_at: int) -> int | None:
    """When a break that began then may end at the earliest; None for a pause that may end at any time."""
    minutes = next((least for known, least in LEAST_MINUTES.items() if known == reason), None)
    return None if minutes is None else began_at + minutes * MINUTE_MS


def may_begin(breaks: Sequence[Break], reason: str, now: int) -> bool:
    """Whether a break of NR-17 may begin now: inside its hours, and not taken already."""
    wanted = next((it for it in breaks if it.reason == reason), None)
    open_states = (BreakState.PLANNED, BreakState.DUE, BreakState.SHORT)
    return wanted is not None and wanted.state in open_states and wanted.earliest_at <= now <= wanted.latest_at


def runs(stints: Sequence[Stint]) -> list[list[Stint]]:
    """Days at work of whoever has no fixed shift: parted by being away for long, and never longer than a long day.

    Midnight parts nothing: who signs in at ten in the evening has their breaks after it.
    """
    found: list[list[Stint]] = []
    for stint in stints:
        if stint.state == AgentState.OFFLINE:
            continue
        run = found[-1] if found else None
        ended = None if run is None else run[-1].ended_at
        is_new = run is None or (ended is not None and stint.began_at - ended >= _AWAY_MS)
        if run is None or is_new or stint.began_at - run[0].began_at >= _LONGEST_RUN_MS:
            found.append([stint])
        else:
            run.append(stint)
    return found


def goes_soon(breaks: Sequence[Break], now: int) -> bool:
    """A break is about to begin: who would be given a case now would leave it alone."""
    waiting = (it for it in breaks if it.state in (BreakState.PLANNED, BreakState.DUE))
    return any(it.due_at - ANNOUNCED_MS <= now < it.due_at + _WAITED_MS for it in waiting)


def effective(stints: Sequence[Stint], now: int) -> int:
    """Worked ms: all but the meal and the time away. Breaks and the toilet count as work."""
    apart = (AgentState.OFFLINE, "")
    worked = (it for it in stints if it.state not in apart and it.reason != PauseReason.MEAL)
    return sum(it.length(now) for it in worked)


def _judged(it: Break, taken: Sequence[Stint], now: int) -> Break:
    least = it.minutes * MINUTE_MS
    whole = next((stint for stint in taken if stint.ended_at is not None and stint.length(now) >= least), None)
    if whole is not None:
        return _told(it, BreakState.TAKEN, whole)
    if taken:
        return _told(it, BreakState.RUNNING if taken[-1].ended_at is None else BreakState.SHORT, taken[-1])
    if now > it.latest_at:
        return msgspec.structs.replace(it, state=BreakState.MISSED.value)
    return msgspec.structs.replace(it, state=(BreakState.DUE if now >= it.due_at else BreakState.PLANNED).value)


def _told(it: Break, state: BreakState, stint: Stint) -> Break:
    return msgspec.structs.replace(it, state=state.value, began_at=stint.began_at, ended_at=stint.ended_at)
