"""How fast voice messages may be played; preferences know it before anything else is loaded."""

from __future__ import annotations

from typing import Final

SPEEDS: Final = (100, 150, 200)
"""Per cent of the speed at which it was spoken."""


def next_speed(percent: int) -> int:
    """The next one, and after the fastest the first again; the first for a speed that does not exist."""
    return SPEEDS[(SPEEDS.index(percent) + 1) % len(SPEEDS)] if percent in SPEEDS else SPEEDS[0]
