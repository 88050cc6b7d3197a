"""The sizes in which everything can be shown."""

from __future__ import annotations

from typing import Final

STEPS: Final = (80, 90, 100, 115, 130, 150, 175, 200)
"""Per cent of the usual size."""
USUAL: Final = 100


def next_step(percent: int, direction: int) -> int:
    """The next larger step for a positive direction, the next smaller one else; at the end it stays."""
    if direction > 0:
        return next((step for step in STEPS if step > percent), STEPS[-1])
    return next((step for step in reversed(STEPS) if step < percent), STEPS[0])


def nearest_step(percent: int) -> int:
    """The step that shows best what was chosen by other means."""
    return min(STEPS, key=lambda step: abs(step - percent))
