"""Serves who waits: after each commit that may have changed something, and when the next moment is due."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from server_stub.services.routing import LARGEST_PLAN, Planned, Routing
from server_stub.storage.database import Database, StorageUnavailable
from server_stub.workers.rounds import Rounds

_GROUP: Final = 50
"""Decisions of one transaction: large enough to be cheap, small enough that nobody else waits for it."""
_LONGEST_PAUSE: Final = 5.0
"""Other gateway processes wake only their own workers: what they leave is found within so many seconds."""
_SHORTEST_PAUSE: Final = 0.05
"""Also where a plan failed as a whole, because the world had moved on: the next one sees the new world."""
_log = logging.getLogger(__name__)


class RoutingWorker:
    """`wake` is called on the event loop, `run` is the loop. Nothing is kept in memory: every moment is a column."""

    def __init__(self, database: Database, routing: Routing, clock: Callable[[], int]) -> None:
        self._database = database
        self._routing = routing
        self._clock = clock
        self._rounds = Rounds()

    def wake(self) -> None:
        self._rounds.wake()

    async def run(self) -> None:
        """Until cancelled."""
        await self._rounds.repeat(self._round)

    async def serve(self) -> float:
        """Until nothing more can be given; returns after how many seconds to look again."""
        while True:
            now = self._clock()
            plans = await self._database.read(partial(self._routing.plan, now=now))
            for group in _groups(plans.planned):
                await self._database.write(partial(self._routing.apply, planned=group, now=self._clock()))
            if plans.planned:
                if len(plans.planned) < LARGEST_PLAN:
                    return _SHORTEST_PAUSE
                continue
            if plans.again_at is None:
                return _LONGEST_PAUSE
            return min(max((plans.again_at - self._clock()) / 1000, _SHORTEST_PAUSE), _LONGEST_PAUSE)

    async def _round(self) -> float:
        try:
            await self._return_unanswered()
            return await self.serve()
        except StorageUnavailable as error:
            _log.error("giving cases waits for the database: %s", type(error.__cause__ or error).__name__)
            await asyncio.sleep(_SHORTEST_PAUSE)
            return _LONGEST_PAUSE

    async def _return_unanswered(self) -> None:
        now = self._clock()
        if await self._database.read(partial(self._routing.any_unanswered, now=now)):
            await self._database.write(partial(self._routing.return_unanswered, now=now))


def _groups(planned: Sequence[Planned]) -> Iterator[Sequence[Planned]]:
    for start in range(0, len(planned), _GROUP):
        yield planned[start : start + _GROUP]
