"""Virtual time, and the agenda of what is due on it."""

from __future__ import annotations

import asyncio
import heapq
import time
from collections.abc import Awaitable, Callable

Job = Callable[[], None]


class VirtualClock:
    """Milliseconds since the epoch that run at a chosen rate, stand still, or jump forward."""

    def __init__(
        self,
        *,
        start_at: int | None = None,
        rate: float = 1.0,
        frozen: bool = False,
        source: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source = source
        self._base = int(time.time() * 1000) if start_at is None else start_at
        self._anchor = source()
        self.rate = rate
        self.frozen = frozen

    def now(self) -> int:
        """The present, in ms since the epoch."""
        if self.frozen:
            return self._base
        return self._base + int((self._source() - self._anchor) * 1000 * self.rate)

    def jump_to(self, moment: int) -> None:
        """Go forward to `moment`; a moment in the past changes nothing."""
        self._base = max(self.now(), moment)
        self._anchor = self._source()

    def freeze(self) -> None:
        """Stand still at the present moment."""
        self.jump_to(self.now())
        self.frozen = True

    def run(self, rate: float | None = None) -> None:
        """Let time pass, `rate` virtual seconds for each real one."""
        self.jump_to(self.now())
        self.rate = self.rate if rate is None else rate
        self.frozen = False

    def seconds_until(self, moment: int) -> float | None:
        """Real seconds from now to `moment`; None while the clock stands still before it."""
        ahead = moment - self.now()
        if ahead <= 0:
            return 0.0
        return None if self.frozen else ahead / 1000 / self.rate


class Agenda:
    """Runs jobs when the virtual clock reaches them, in order of time and then of arrival."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self._heap: list[tuple[int, int, Job]] = []
        self._count = 0
        self._wake = asyncio.Event()
        self._advancing = asyncio.Lock()
        self._settle: list[Callable[[], Awaitable[None]]] = []

    def call_at(self, moment: int, job: Job) -> None:
        """Run `job` once when the clock reaches `moment` (ms since the epoch)."""
        self._count += 1
        heapq.heappush(self._heap, (moment, self._count, job))
        self._wake.set()

    def call_in(self, delay: int, job: Job) -> None:
        """Run `job` once after `delay` virtual ms."""
        self.call_at(self.clock.now() + delay, job)

    async def sleep(self, delay: int) -> None:
        """Wait `delay` virtual ms."""
        passed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def arrive() -> None:
            if not passed.done():
                passed.set_result(None)

        self.call_in(delay, arrive)
        await passed

    def settle_with(self, waiter: Callable[[], Awaitable[None]]) -> None:
        """Register what must come to rest before `advance` moves on to the next moment."""
        self._settle.append(waiter)

    def wake(self) -> None:
        """Look at the clock again, after it was changed from outside."""
        self._wake.set()

    @property
    def next_due(self) -> int | None:
        """When the next job is due, in ms since the epoch."""
        return self._heap[0][0] if self._heap else None

    async def advance(self, delay: int) -> None:
        """Jump `delay` ms ahead, stopping at every moment on the way to do what is due there."""
        async with self._advancing:
            target = self.clock.now() + delay
            was_frozen = self.clock.frozen
            self.clock.freeze()
            await self._settled()
            while self._heap and self._heap[0][0] <= target:
                self.clock.jump_to(self._heap[0][0])
                self._run_due()
                await self._settled()
            self.clock.jump_to(target)
            if not was_frozen:
                self.clock.run()
        self._wake.set()

    async def run_forever(self) -> None:
        """Do what is due as real time passes; end by cancelling the task."""
        while True:
            self._wake.clear()
            self._run_due()
            due = self.next_due
            pause = None if due is None else self.clock.seconds_until(due)
            try:
                async with asyncio.timeout(pause):
                    await self._wake.wait()
            except TimeoutError:
                continue

    def _run_due(self) -> None:
        while self._heap and self._heap[0][0] <= self.clock.now():
            _, _, job = heapq.heappop(self._heap)
            job()

    async def _settled(self) -> None:
        for waiter in self._settle:
            await waiter()
