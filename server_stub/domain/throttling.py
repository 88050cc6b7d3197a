"""How long somebody who guesses passwords has to wait: pure rules, counted per login name and per network address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FORGET_AFTER_MS: Final = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Policy:
    """`free` failures cost nothing, then the delay doubles from one second up to `longest_ms`."""

    free: int
    longest_ms: int


# An office shares one address, hence the larger allowance; a person mistypes a password three times, hardly ever five.
PER_LOGIN: Final = Policy(free=4, longest_ms=15 * 60 * 1000)
PER_ADDRESS: Final = Policy(free=20, longest_ms=5 * 60 * 1000)


@dataclass(frozen=True, slots=True)
class Standing:
    """Failures of one subject so far. Times in ms."""

    failures: int = 0
    blocked_until: int | None = None
    last_failure_at: int = 0


def wait_seconds(standing: Standing, now: int) -> int:
    """Whole seconds until the next try, 0 when it may be made now."""
    if standing.blocked_until is None or standing.blocked_until <= now:
        return 0
    return -(-(standing.blocked_until - now) // 1000)


def after_failure(standing: Standing, policy: Policy, now: int) -> Standing:
    """One more failure; older ones are forgotten after a day without any."""
    forgotten = now - standing.last_failure_at > FORGET_AFTER_MS
    failures = 1 if forgotten else standing.failures + 1
    beyond = failures - policy.free
    if beyond <= 0:
        return Standing(failures, None, now)
    delay = min(policy.longest_ms, 1000 * 2 ** min(beyond - 1, 30))
    return Standing(failures, now + delay, now)
