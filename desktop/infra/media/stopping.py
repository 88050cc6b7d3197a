"""Work in threads that nobody wants any more: it looks now and then, and stops there."""

from __future__ import annotations

from desktop.domain.prepared import Watch


class Unwanted(Exception):
    """Whoever asked for the work has gone; what was begun is cleared away."""


def check_wanted(watch: Watch) -> None:
    """Raises Unwanted."""
    if watch.stopped:
        raise Unwanted
