"""How urgent a waiting case is: priority of queue and case, ageing, and a window that is about to close."""

from __future__ import annotations

from typing import Final

from server_stub.domain.routing.values import QueueRule, Waiting

STEP: Final = 100 * 60_000
"""One step of priority. Ageing counts hundredths of a step per minute, times are in ms: whole numbers throughout."""
CLOSING_MS: Final = 2 * 3_600_000
CLOSING_STEPS: Final = 2
"""What a window gains while its last two hours run out (consent rules 6.1): after it nobody may answer freely."""


def urgency(case: Waiting, queue: QueueRule, now: int) -> int:
    """Larger is served earlier. Grows with every ms of waiting by at least 1: nothing waits for ever.

    A clock that was set back never makes a wait negative.
    """
    waited = now - case.queued_at
    score = (queue.priority + case.priority) * STEP + max(queue.ageing, 1) * max(waited, 0)
    if case.window_until is not None and now < case.window_until < now + CLOSING_MS:
        score += CLOSING_STEPS * STEP * (now + CLOSING_MS - case.window_until) // CLOSING_MS
    return score
