"""Small loops that keep things true by the clock: polling, what has lapsed, phrases, old events."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from server_stub.contract.events import Alarm
from server_stub.contract.model import Phrase
from server_stub.services.alarms import Alarms
from server_stub.services.claims import Claims
from server_stub.services.phrases import Phrases
from server_stub.services.wakeups import WakeUps
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.event_rows import EventRepository
from server_stub.workers.supervisor import Loop

DAY_MS: Final = 24 * 3600 * 1000


def every(seconds: float, work: Callable[[], Awaitable[object]]) -> Loop:
    """A loop that does `work` now and then again `seconds` after each end."""

    async def loop() -> None:
        while True:
            await work()
            await asyncio.sleep(seconds)

    return loop


class Upkeep:
    """The works of these loops; `Gateway` gives each its pace and name."""

    def __init__(
        self,
        database: Database,
        events: EventRepository,
        alarms: Alarms,
        wakeups: WakeUps,
        claims: Claims,
        phrases: Phrases,
        tell_phrases: Callable[[Tx, Sequence[Phrase], int], None],
        clock: Callable[[], int],
        *,
        events_kept_days: int,
    ) -> None:
        self._database = database
        self._events = events
        self._alarms = alarms
        self._wakeups = wakeups
        self._claims = claims
        self._phrases = phrases
        self._tell_phrases = tell_phrases
        self._told_phrases: Sequence[Phrase] = phrases.current()
        self._clock = clock
        self._kept_ms = events_kept_days * DAY_MS
        self._pulse: tuple[int, int] | None = None
        self._untold: Alarm | None = None

    async def poll(self) -> None:
        """The safety net under the hints: also finds what another process wrote, e.g. the command line."""
        pulse = await self._database.read(self._events.pulse)
        if pulse != self._pulse:
            self._pulse = pulse
            self._wakeups.announce()

    async def drop_lapsed_claims(self) -> None:
        now = self._clock()
        if await self._database.read(lambda tx: self._claims.any_lapsed(tx, now)):
            await self._database.write(lambda tx: self._claims.drop_lapsed(tx, now))

    async def read_phrases(self) -> None:
        """What could not be written down is told at the next look."""
        alarm = self._untold = await asyncio.to_thread(self._phrases.refresh) or self._untold
        if alarm is not None:
            await self._database.write(lambda tx: self._alarms.tell(tx, alarm, self._clock()))
            self._untold = None
        before, current = self._told_phrases, self._phrases.current()
        if before != current:
            await self._database.write(lambda tx: self._tell_phrases(tx, before, self._clock()))
            self._told_phrases = current

    async def drop_lapsed_alarms(self) -> None:
        now = self._clock()
        if await self._database.read(lambda tx: self._alarms.any_lapsed(tx, now)):
            await self._database.write(lambda tx: self._alarms.clear_lapsed(tx, now))

    async def forget_old_events(self) -> None:
        before = self._clock() - self._kept_ms
        await self._database.write(lambda tx: self._events.prune(tx, before))
