"""Which place somebody has in a queue, and about how long it takes yet: only what may truthfully be said."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

_MINUTE_MS: Final = 60_000
_LEAST_KNOWN: Final = 3
"""With fewer waits than so many nobody can say how long it takes."""


def places(waiting: Sequence[tuple[str, int, int]], ageing_per_minute: int) -> dict[str, int]:
    """Place by id, from 1. `waiting`: (id, priority, waits since, ms).

    Somebody urgent stands before who came earlier, as far as the queue's ageing does not make up for it: hundredths of
    a step of priority for each minute.
    """

    def order(case: tuple[str, int, int]) -> tuple[int, str]:
        identifier, priority, since = case
        return max(ageing_per_minute, 1) * since - priority * 100 * _MINUTE_MS, identifier

    return {case[0]: place for place, case in enumerate(sorted(waiting, key=order), start=1)}


def minutes_left(waits: Sequence[int], waited: int) -> int | None:
    """Whole minutes, at least 1, from how long the last ones waited (ms); None where too little is known.

    Only those count who waited longer than this one has already: the others say nothing about the rest.
    """
    longer = [wait for wait in waits if wait > waited]
    if len(waits) < _LEAST_KNOWN or not longer:
        return None
    return max(-int(-(median(longer) - waited) // _MINUTE_MS), 1)
