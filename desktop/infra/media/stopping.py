"""Work in threads that may not be wanted any more: it looks now and then, and stops there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from desktop.domain.prepared import Watch

T = TypeVar("T")


class Unwanted(Exception):
    """Whoever asked for the work has gone; what was begun is cleared away."""


def check_wanted(watch: Watch) -> None:
    """Raises Unwanted."""
    if watch.stopped:
        raise Unwanted


async def in_thread(work: Callable[[], T], watch: Watch, *, undo: Callable[[T], None] | None = None) -> T:
    """`work` beside the loop. When cancelled, it is told through `watch` and waited for; `undo` gets what it made."""
    running = asyncio.get_running_loop().run_in_executor(None, work)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        watch.stop()
        with suppress(Exception):
            made = await running
            if undo is not None:
                undo(made)
        raise
