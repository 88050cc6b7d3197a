"""When a webhook that was not answered with 200 is sent again."""

from __future__ import annotations

from server_stub.cloud_sim.config import DAY, HOUR, MINUTE, SECOND

HORIZON = 7 * DAY
GAPS: tuple[int, ...] = (0, 5 * SECOND, 30 * SECOND, 5 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR)
LAST_GAP = 8 * HOUR


def next_attempt(first_at: int, failed_at: int, attempts: int) -> int | None:
    """The moment (ms) of the next attempt after `attempts` failed ones; None when it is dropped.

    At once, then with growing gaps, for seven days from the first attempt (Meta's webhook overview).
    """
    gap = GAPS[attempts - 1] if attempts <= len(GAPS) else LAST_GAP
    moment = failed_at + gap
    return moment if moment - first_at <= HORIZON else None
