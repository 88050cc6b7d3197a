"""The beat of a worker: a round now, the next when it is woken or after the pause that the round asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import NoReturn


class Rounds:
    def __init__(self) -> None:
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """There is something to do. Called on the event loop; during a round it means another one at once."""
        self._awake.set()

    async def repeat(self, work: Callable[[], Awaitable[float]]) -> NoReturn:
        """Until cancelled. `work` answers after how many seconds to come again at the latest."""
        while True:
            self._awake.clear()
            pause = await work()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._awake.wait(), pause)
