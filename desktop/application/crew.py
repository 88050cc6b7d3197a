"""The running tasks of one desk: a part of the program's tasks that can be stopped before the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from desktop.application.ports import Spawn


class Crew:
    """A `Spawn` that remembers what it started."""

    def __init__(self, spawn: Spawn) -> None:
        self._spawn = spawn
        self._members: set[asyncio.Task[Any]] = set()
        self._leaving = False

    def __call__(self, work: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any] | None:
        if self._leaving:
            work.close()
            return None
        task = self._spawn(work, name=name)
        if task is not None:
            self._members.add(task)
            task.add_done_callback(self._members.discard)
        return task

    async def stop(self) -> None:
        """Cancel all and wait for them; nothing starts any more."""
        self._leaving = True
        members = tuple(self._members)
        for task in members:
            task.cancel()
        await asyncio.gather(*members, return_exceptions=True)
