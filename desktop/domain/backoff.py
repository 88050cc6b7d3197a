"""How long to wait before trying again: doubling with full jitter, so that many desktops do not come back at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

FIRST_MS: Final = 500
LONGEST_MS: Final = 30_000
SHORTEST_MS: Final = 100

Chance = Callable[[], float]
"""A number from 0 up to, not including, 1."""


def delay_ms(failures: int, chance: Chance) -> int:
    """Wait after the `failures`-th failure in a row (from 1)."""
    ceiling = min(LONGEST_MS, FIRST_MS * 2 ** min(failures - 1, 16))
    return max(SHORTEST_MS, int(ceiling * chance()))
