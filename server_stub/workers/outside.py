"""Hands e-mails and SMS over, one after the other per channel; while nothing gets through, one try after each pause."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from server_stub.channels.outcomes import Permanent, Temporary
from server_stub.services.outside.delivery import NO_PAUSE_MS, Deliveries, Work
from server_stub.storage.database import Database, StorageUnavailable
from server_stub.workers.rounds import Rounds

POLL_SECONDS: Final = 1.0
FAILURES_BEFORE_ALARM: Final = 3
_log = logging.getLogger(__name__)

HandOver = Callable[[Work, int], Awaitable[str]]
"""(message, now) → the provider's id, "" without one. Raises channels.outcomes.Temporary and Permanent."""


class OutsideSender:
    """One per channel. `wake` is called on the event loop, its hints may be lost."""

    def __init__(
        self, channel: str, hand_over: HandOver, database: Database, deliveries: Deliveries, clock: Callable[[], int]
    ) -> None:
        self._channel = channel
        self._hand_over = hand_over
        self._database = database
        self._deliveries = deliveries
        self._clock = clock
        self._rounds = Rounds()
        self._paused_until = 0
        self._failures = 0
        self._told_well = False

    def wake(self) -> None:
        self._rounds.wake()

    async def run(self) -> None:
        """Until cancelled; what was on its way then is in doubt, and treated so by the next start."""
        await self._database.write(lambda tx: self._deliveries.recover(tx, self._channel, self._clock()))
        await self._rounds.repeat(self._round)

    async def _round(self) -> float:
        while not self._pausing() and await self._next():
            pass
        return POLL_SECONDS

    def _pausing(self) -> bool:
        """A pause that ends later than any does was begun before the clock went back."""
        return 0 < self._paused_until - self._clock() <= NO_PAUSE_MS

    async def _next(self) -> bool:
        """False when there is nothing to do now."""
        now = self._clock()
        work = await self._database.write(lambda tx: self._deliveries.take(tx, self._channel, now))
        if work is None:
            return False
        try:
            provider_id = await self._hand_over(work, now)
        except Temporary as error:
            await self._later(work, error)
        except Permanent as error:
            refusal = error
            await self._keep(lambda: self._deliveries_refused(work, refusal))
            await self._works()
        else:
            await self._keep(lambda: self._deliveries_sent(work, provider_id))
            await self._works()
        return True

    async def _deliveries_sent(self, work: Work, provider_id: str) -> None:
        await self._database.write(lambda tx: self._deliveries.sent(tx, work.row, provider_id or None, self._clock()))

    async def _deliveries_refused(self, work: Work, error: Permanent) -> None:
        await self._database.write(lambda tx: self._deliveries.refused(tx, work.row, error, self._clock()))

    async def _later(self, work: Work, error: Temporary) -> None:
        """A failure of the line holds up the whole channel, one of a message only that message."""
        now = self._clock()
        _log.info("an outside message was not sent yet: %s %s", self._channel, error.code)
        await self._database.write(lambda tx: self._deliveries.not_sent(tx, work.row, error, now))
        if not error.line:
            await self._works()
            return
        self._failures += 1
        self._told_well = False
        self._paused_until = now + self._deliveries.pause_ms(self._failures)
        if self._failures >= FAILURES_BEFORE_ALARM:
            await self._database.write(lambda tx: self._deliveries.line(tx, self._channel, now, down=True))

    async def _works(self) -> None:
        """The other side answered: an alarm of this or an earlier process is over."""
        self._failures, self._paused_until = 0, 0
        if not self._told_well:
            await self._database.write(lambda tx: self._deliveries.line(tx, self._channel, self._clock(), down=False))
            self._told_well = True

    @staticmethod
    async def _keep(write: Callable[[], Awaitable[None]]) -> None:
        """What was learned is written down even where the store needs a moment."""
        for pause in (0.2, 1.0, 5.0, None):
            try:
                await write()
                return
            except StorageUnavailable:
                if pause is None:
                    raise
                await asyncio.sleep(pause)
