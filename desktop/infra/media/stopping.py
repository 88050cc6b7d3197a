"""Work in threads that may not be wanted any more: it looks now and then, and stops there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
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
        # Not after the wait below: whoever closes the window may cancel this a second time.
        running.add_done_callback(partial(_undone, undo))
        await asyncio.wait([running])
        raise


def _undone(undo: Callable[[T], None] | None, ended: asyncio.Future[T]) -> None:
    """What it ends with is of no interest to anybody."""
    if not ended.cancelled() and ended.exception() is None and undo is not None:
        undo(ended.result())
