"""Start in order, stop in the opposite order, each step with a bound, so that closing always returns."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from desktop.runtime.tasks import OnCrash

log = logging.getLogger("balcao.lifecycle")

STEP_SECONDS = 5.0
"""How long one step may take to stop; the outbox needs at most one request to finish what is in flight."""

Stop = Callable[[], Awaitable[object]]


class Lifecycle:
    """What must be undone at the end, and the event that says the end has come."""

    def __init__(self, on_crash: OnCrash) -> None:
        self._steps: list[tuple[str, Stop]] = []
        self._on_crash = on_crash
        self._ended = asyncio.Event()

    def on_stop(self, name: str, stop: Stop) -> None:
        """Remember how to undo what was just started."""
        self._steps.append((name, stop))

    def end(self) -> None:
        """The person closed the window: hide first, then `wait` returns and `stop` undoes everything."""
        self._ended.set()

    async def wait(self) -> None:
        await self._ended.wait()

    async def stop(self, step_seconds: float = STEP_SECONDS) -> None:
        """Undo in the opposite order. A step that fails or hangs is reported; the others still have their turn."""
        while self._steps:
            name, stop = self._steps.pop()
            try:
                async with asyncio.timeout(step_seconds):
                    await stop()
            except TimeoutError:
                log.warning("%s did not stop within %s s", name, step_seconds)
            except Exception as error:  # noqa: BLE001 - whatever it was, the next step must have its turn
                self._on_crash(f"stop {name}", error)
