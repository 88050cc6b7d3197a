"""The 24-hour service window: free replies are possible until it closes; here as a countdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MINUTE_MS: Final = 60_000
HOUR_MS: Final = 60 * MINUTE_MS
CLOSING_SOON_MS: Final = 2 * HOUR_MS
"""From here on the countdown is shown as a warning."""


@dataclass(frozen=True, slots=True)
class WindowLeft:
    """Time left in whole minutes, rounded up, so that an open window never shows 0:00."""

    hours: int
    minutes: int
    soon: bool
    changes_at: int
    """When the shown value is next different, ms: nothing has to be asked before."""


def window_left(window_until: int | None, now: int) -> WindowLeft | None:
    """None where the window is closed or was never opened (the customer has not written)."""
    if window_until is None or window_until <= now:
        return None
    left = window_until - now
    whole = -(-left // MINUTE_MS)
    return WindowLeft(
        hours=whole // 60,
        minutes=whole % 60,
        soon=left <= CLOSING_SOON_MS,
        changes_at=window_until - (whole - 1) * MINUTE_MS,
    )
