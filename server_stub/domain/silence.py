"""Whether a desktop has vanished, come back, or is given up: pure, by the gateway's clock alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Turn(StrEnum):
    VANISHED = "vanished"  # the grace begins
    FOUND = "found"  # back within the grace
    LOST = "lost"  # the grace is over
    BACK = "back"  # back after it


@dataclass(frozen=True, slots=True)
class Heard:
    """One account. Times in ms: `at` is when its desktop was last heard of, None where none is signed in; `since` when
    it entered its state, which is a sign of life too; `lost_since` when it was last heard of before the grace.
    """

    is_offline: bool
    was_lost: bool
    since: int
    lost_since: int | None
    grace_until: int | None
    at: int | None


def turn(heard: Heard, now: int, silent_after: int) -> Turn | None:
    """What changes now, None for nothing. Whoever went offline themselves stays so."""
    is_fresh = max(heard.at or 0, heard.since) > now - silent_after
    if heard.is_offline:
        is_back = heard.was_lost and heard.at is not None and heard.at > max(heard.since, now - silent_after)
        return Turn.BACK if is_back else None
    if heard.lost_since is None:
        return None if is_fresh else Turn.VANISHED
    if is_fresh:
        return Turn.FOUND
    return Turn.LOST if heard.grace_until is None or heard.grace_until <= now else None
