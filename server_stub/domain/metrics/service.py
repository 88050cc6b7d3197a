"""How well a queue was served: answered, within the target, abandoned, and how long people waited (6.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from server_stub.domain.metrics.stays import End, Stay

Measure = Callable[[int, int], int]
"""(from, until) → ms between them: by the calendar, or only those within business hours."""


def by_calendar(began_at: int, ended_at: int) -> int:
    return ended_at - began_at


class QueueFigures(NamedTuple):
    """Of the stays that ended in a time. Percentages to one decimal, means in whole ms, None where nothing was counted.

    `sla_percent`: within ÷ (answered + abandoned late). `abandonment_percent`: late ÷ (answered + late), short abandons
    left out. `abandonment_of_all_percent`: all abandons ÷ all that left the queue, as others publish it. `asa`: mean
    wait of those answered (TME-atendidos); `tme`: of all that left the queue (TME-geral).
    """

    answered: int = 0
    within: int = 0
    abandoned_late: int = 0
    abandoned_short: int = 0
    moved: int = 0
    closed: int = 0
    sla_percent: float | None = None
    abandonment_percent: float | None = None
    abandonment_of_all_percent: float | None = None
    asa: int | None = None
    tme: int | None = None


def queue_figures(
    stays: Iterable[Stay], target: int, since: int, until: int, measure: Measure = by_calendar
) -> QueueFigures:
    """Of those that ended from `since` to before `until`. An answer after exactly `target` ms is within it, and who
    leaves after exactly as long has left late.
    """
    waits: dict[End, list[int]] = {end: [] for end in End}
    for stay in stays:
        if since <= stay.ended_at < until:
            waits[stay.end].append(measure(stay.began_at, stay.ended_at))
    answered, abandoned = waits[End.ANSWERED], waits[End.ABANDONED]
    within = sum(wait <= target for wait in answered)
    late = sum(wait >= target for wait in abandoned)
    everybody = [wait for each in waits.values() for wait in each]
    counted = len(answered) + late
    return QueueFigures(
        answered=len(answered),
        within=within,
        abandoned_late=late,
        abandoned_short=len(abandoned) - late,
        moved=len(waits[End.MOVED]),
        closed=len(waits[End.CLOSED]),
        sla_percent=percent(within, counted),
        abandonment_percent=percent(late, counted),
        abandonment_of_all_percent=percent(len(abandoned), len(everybody)),
        asa=mean(answered),
        tme=mean(everybody),
    )


def percent(part: int, whole: int) -> float | None:
    """To one decimal, halves upwards, worked out in whole numbers; None of nothing."""
    return None if whole == 0 else ((2000 * part + whole) // (2 * whole)) / 10


def mean(values: list[int]) -> int | None:
    """In whole ms, rounded down."""
    return sum(values) // len(values) if values else None


def nearest_rank(values: list[int], percentile: int) -> int | None:
    """The smallest value that at least so many percent do not exceed; 50 is the median."""
    if not values:
        return None
    rank = max(1, -(-percentile * len(values) // 100))
    return sorted(values)[rank - 1]
