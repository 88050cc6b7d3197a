"""How fast may messages leave: token buckets per number and per pair of number and person (4.5).

A bucket is one moment: until when the sends made so far are paid for. Each send costs `interval_ms`; up to `burst`
of them may be taken in advance.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

PAIR_INTERVAL_MS: Final = 6_000
PAIR_BURST: Final = 45
NUMBER_PER_SECOND: Final = 80
_SLOWED_MS: Final = 60_000
_IDLE_PAIRS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` sends at once, then one per `interval_ms`."""

    interval_ms: float
    burst: int


PAIR_RATE: Final = Rate(PAIR_INTERVAL_MS, PAIR_BURST)


def wait_for(paid_until: float, now: int, rate: Rate) -> int:
    """Milliseconds until one more send fits, 0 when it fits now."""
    advance = max(paid_until, now) - now
    return max(0, -int(-(advance - (rate.burst - 1) * rate.interval_ms) // 1))


def spend(paid_until: float, now: int, rate: Rate) -> float:
    """The bucket after one more send."""
    return max(paid_until, now) + rate.interval_ms


@dataclass(slots=True)
class Pacing:
    """The buckets of one process. What was sent before it started is unknown to it; Meta's own refusals cover that."""

    number_per_second: int = NUMBER_PER_SECOND
    pair: Rate = PAIR_RATE
    _numbers: dict[str, float] = field(default_factory=dict)
    _slowed_until: dict[str, int] = field(default_factory=dict)
    _pairs: dict[tuple[str, str], float] = field(default_factory=dict)
    _halved: dict[str, float] = field(default_factory=dict)

    def wait(self, number_id: str, contact_id: str, now: int, *, halved: bool = False) -> int:
        """Milliseconds until a message from the number to the person may leave; nothing is taken.

        `halved`: marketing from a number of medium quality has half of the number's rate for itself (3.4), and holds
        up nothing else.
        """
        own = wait_for(self._numbers.get(number_id, 0), now, self._rate(number_id, now))
        pair = wait_for(self._pairs.get((number_id, contact_id), 0), now, self.pair)
        half = wait_for(self._halved.get(number_id, 0), now, self._half_rate(number_id, now)) if halved else 0
        return max(own, pair, half)

    def take(self, number_id: str, contact_id: str, now: int, *, halved: bool = False) -> None:
        """Count one message."""
        if halved:
            self._halved[number_id] = spend(self._halved.get(number_id, 0), now, self._half_rate(number_id, now))
        self._numbers[number_id] = spend(self._numbers.get(number_id, 0), now, self._rate(number_id, now))
        self._forget_idle(now)
        pair = (number_id, contact_id)
        self._pairs[pair] = spend(self._pairs.get(pair, 0), now, self.pair)

    def slow_down(self, number_id: str, now: int) -> None:
        """WhatsApp said "too fast" (130429): half the rate for a minute."""
        self._slowed_until[number_id] = now + _SLOWED_MS

    def _rate(self, number_id: str, now: int) -> Rate:
        slowed = now < self._slowed_until.get(number_id, 0)
        per_second = self.number_per_second / 2 if slowed else self.number_per_second
        return Rate(1000 / per_second, max(1, int(per_second) // 4))

    def _half_rate(self, number_id: str, now: int) -> Rate:
        whole = self._rate(number_id, now)
        return Rate(whole.interval_ms * 2, max(1, whole.burst // 2))

    def _forget_idle(self, now: int) -> None:
        if len(self._pairs) >= _IDLE_PAIRS:
            self._pairs = {pair: paid for pair, paid in self._pairs.items() if paid > now}
