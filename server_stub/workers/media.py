"""Fetches customers' files as soon as they are known: an address at Meta lives five minutes, the file seven days."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final

from server_stub.services.downloads import Downloads
from server_stub.services.hooks import Inbound
from server_stub.storage.database import Tx
from server_stub.storage.repositories.media import MediaRow

_POLL_SECONDS: Final = 2.0


class MediaFetcher:
    """One per process. `hook` is an InboundHook that spares the wait for the next look."""

    def __init__(self, downloads: Downloads, *, parallel: int = 4) -> None:
        self._downloads = downloads
        self._parallel = parallel
        self._awake = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()

    def hook(self, tx: Tx, inbound: Inbound) -> None:
        if inbound.content.media is not None:
            tx.after_commit(self._awake.set)

    async def run(self) -> None:
        """Until cancelled; what is half fetched then comes up again."""
        try:
            while True:
                self._awake.clear()
                free = self._parallel - len(self._running)
                for row in await self._downloads.claim(free) if free else []:
                    self._start(row)
                try:
                    await asyncio.wait_for(self._awake.wait(), _POLL_SECONDS)
                except TimeoutError:
                    continue
        finally:
            for task in self._running:
                task.cancel()
            if self._running:
                await asyncio.wait(list(self._running))

    def _start(self, row: MediaRow) -> None:
        task = asyncio.create_task(self._downloads.fetch(row), name=f"fetch {row.id}")
        self._running.add(task)
        task.add_done_callback(partial(self._ended))

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._awake.set()
        if not task.cancelled():
            # Marks the exception as seen; the file comes up again when its lease has run out.
            task.exception()
