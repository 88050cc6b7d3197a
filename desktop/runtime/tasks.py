"""Background work with an owner and a name: one crash is reported and stops nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

OnCrash = Callable[[str, BaseException], None]
"""Called with the name of the task and what it raised."""


class Tasks:
    """Keeps a strong reference to every task: asyncio itself holds them weakly and may drop one that waits.

    Built inside the running loop, which it keeps: Qt may paint, and painting may spawn, while the loop itself rests.
    """

    def __init__(self, on_crash: OnCrash) -> None:
        self._loop = asyncio.get_running_loop()
        self._live: set[asyncio.Task[Any]] = set()
        self._on_crash = on_crash
        self._closing = False

    def spawn(self, work: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any] | None:
        """Start `work` and answer at once. After `aclose` has begun nothing new starts and None is answered."""
        if self._closing:
            work.close()
            return None
        task = self._loop.create_task(work, name=name)
        self._live.add(task)
        task.add_done_callback(self._finished)
        return task

    def names(self) -> frozenset[str]:
        """Names of what runs now."""
        return frozenset(task.get_name() for task in self._live)

    async def aclose(self, grace_seconds: float = 3.0) -> frozenset[str]:
        """Ask every task to stop and wait at most `grace_seconds`; the names of those that did not are answered."""
        self._closing = True
        for task in self._live:
            task.cancel()
        if self._live:
            await asyncio.wait(self._live, timeout=grace_seconds)
        return self.names()

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._live.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._on_crash(task.get_name(), error)
