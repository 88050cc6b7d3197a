"""Something asked for again and again while somebody looks at it: calmly, and more seldom while it fails."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Generic, TypeVar

from desktop.domain.errors import AppError

T = TypeVar("T")
LONGEST_SECONDS: Final = 30.0


class Polling(Generic[T]):
    """`run` in a task for as long as it is looked at; whoever stops looking cancels it.

    `tell` gets each answer and `trouble` each failure, in the loop's thread. After a failure the pause doubles up to
    `longest` seconds; the next answer makes it `seconds` again.
    """

    def __init__(
        self,
        ask: Callable[[], Awaitable[T]],
        tell: Callable[[T], None],
        trouble: Callable[[AppError], None],
        *,
        seconds: float,
        longest: float = LONGEST_SECONDS,
    ) -> None:
        self._ask, self._tell, self._trouble = ask, tell, trouble
        self._seconds, self._longest = seconds, max(seconds, longest)
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Something changed, or the line is back: ask now."""
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled."""
        pause = self._seconds
        while True:
            self._woken.clear()
            try:
                answer = await self._ask()
            except AppError as problem:
                self._trouble(problem)
                pause = min(self._longest, pause * 2)
            else:
                self._tell(answer)
                pause = self._seconds
            await self._rest(pause)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return
