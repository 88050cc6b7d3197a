"""Owns the long-lived loops of the gateway: named, restarted with back-off when they crash, stopped in order."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 30.0
_STEADY_SECONDS: Final = 60.0
_log = logging.getLogger(__name__)

Loop = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class _Worker:
    name: str
    loop: Loop
    alive: bool = False
    crashes: int = 0
    task: asyncio.Task[None] | None = field(default=None, repr=False)


class Supervisor:
    """A crash of one worker is reported and mended; it stops nothing else."""

    def __init__(self, *, first_pause: float = _FIRST_PAUSE) -> None:
        self._workers: list[_Worker] = []
        self._first_pause = first_pause

    def add(self, name: str, loop: Loop) -> None:
        """`loop` runs until cancelled; one that returns is restarted like one that crashed. Call before `start`."""
        self._workers.append(_Worker(name, loop))

    def start(self) -> None:
        for worker in self._workers:
            worker.alive = True
            worker.task = asyncio.create_task(self._keep(worker), name=f"worker {worker.name}")

    async def stop(self) -> None:
        """Cancel in the reverse order of adding and wait for each."""
        for worker in reversed(self._workers):
            worker.alive = False
            if worker.task is not None:
                worker.task.cancel()
                await asyncio.wait((worker.task,))
                worker.task = None

    def alive(self) -> dict[str, bool]:
        """By name; False while one waits to be restarted."""
        return {worker.name: worker.alive for worker in self._workers}

    def crashes(self) -> dict[str, int]:
        return {worker.name: worker.crashes for worker in self._workers}

    async def _keep(self, worker: _Worker) -> None:
        pause = self._first_pause
        while True:
            began = time.monotonic()
            worker.alive = True
            try:
                await worker.loop()
                _log.error("worker %s ended", worker.name)
            except Exception as error:  # noqa: BLE001 - whatever it was, the others go on and this one is restarted
                # Without the text of the exception, which may hold what a customer wrote.
                places = "".join(traceback.format_tb(error.__traceback__))
                _log.error("worker %s crashed: %s\n%s", worker.name, type(error).__name__, places)
            worker.alive = False
            worker.crashes += 1
            if time.monotonic() - began > _STEADY_SECONDS:
                pause = self._first_pause
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
