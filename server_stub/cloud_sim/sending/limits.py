"""Rate limits as pure arithmetic on one number: when the last permitted sends will have been paid for."""

from __future__ import annotations


def take(paid_at: int, now: int, *, interval: int, burst: int) -> tuple[bool, int]:
    """Ask for one send; answers (allowed, new `paid_at`), all in ms.

    Each send costs `interval` ms. Up to `burst` sends may be taken in advance, borrowed from the future;
    a refused send costs nothing. `paid_at` is 0 for a pair that never sent.
    """
    start = max(paid_at, now)
    if start - now > (burst - 1) * interval:
        return False, paid_at
    return True, start + interval


def take_fine(paid_at: float, now: int, *, per_second: int) -> tuple[bool, float]:
    """The same rule for a whole number: `per_second` sends a second with one second's worth in advance."""
    interval = 1000 / per_second
    start = max(paid_at, float(now))
    if start - now > (per_second - 1) * interval:
        return False, paid_at
    return True, start + interval


class Limits:
    """Remembers the pairs (our number, user) and numbers of one stand-in."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[str, str], int] = {}
        self._numbers: dict[str, float] = {}

    def take_pair(self, number: str, user: str, now: int, *, interval: int, burst: int) -> bool:
        """Whether one more message may go from `number` to `user` now."""
        allowed, paid_at = take(self._pairs.get((number, user), 0), now, interval=interval, burst=burst)
        self._pairs[number, user] = paid_at
        return allowed

    def take_number(self, number: str, now: int, *, per_second: int) -> bool:
        """Whether `number` may carry one more message now; `per_second` 0 means no limit."""
        if per_second <= 0:
            return True
        allowed, paid_at = take_fine(self._numbers.get(number, 0.0), now, per_second=per_second)
        self._numbers[number] = paid_at
        return allowed

    def clear(self) -> None:
        """Forget all that was sent."""
        self._pairs.clear()
        self._numbers.clear()
