"""Fetches customers' files as soon as they are known: an address at Meta lives five minutes, the file seven days."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final

from server_stub.services.downloads import Downloads
from server_stub.services.hooks import Inbound
from server_stub.storage.database import Tx
from server_stub.storage.repositories.media import MediaRow
from server_stub.workers.rounds import Rounds

_POLL_SECONDS: Final = 2.0


class MediaFetcher:
    """One per process. `hook` is an InboundHook that spares the wait for the next look."""

    def __init__(self, downloads: Downloads, *, parallel: int = 4) -> None:
        self._downloads = downloads
        self._parallel = parallel
        self._rounds = Rounds()
        self._running: set[asyncio.Task[None]] = set()

    def hook(self, tx: Tx, inbound: Inbound) -> None:
        if inbound.content.media is not None:
            tx.after_commit(self._rounds.wake)

    async def run(self) -> None:
        """Until cancelled; what is half fetched then comes up again."""
        try:
            await self._rounds.repeat(self._fill)
        finally:
            for task in self._running:
                task.cancel()
            if self._running:
                await asyncio.wait(list(self._running))

    async def _fill(self) -> float:
        free = self._parallel - len(self._running)
        for row in await self._downloads.claim(free) if free else []:
            self._start(row)
        return _POLL_SECONDS

    def _start(self, row: MediaRow) -> None:
        task = asyncio.create_task(self._downloads.fetch(row), name=f"fetch {row.id}")
        self._running.add(task)
        task.add_done_callback(partial(self._ended))

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._rounds.wake()
        if not task.cancelled():
            # Marks the exception as seen; the file comes up again when its lease has run out.
            task.exception()
