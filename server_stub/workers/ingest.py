"""The loop that processes what the journal holds, in order, also what was left over by a crash."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from server_stub.services.ingest.processing import Processing
from server_stub.storage.database import Database, StorageUnavailable
from server_stub.storage.repositories.journal import Journal, JournalRow

_LARGEST_BATCH: Final = 256
_ENOUGH: Final = 192
_LONGEST_GATHERING_MS: Final = 50
_REMEMBERED_BYTES: Final = 64 * 1024 * 1024
"""Bodies kept in memory between the journal and their processing; what does not fit is read from the journal again."""
_BATCH_BYTES: Final = 4 * 1024 * 1024
_FIRST_PAUSE: Final = 0.2
_LONGEST_PAUSE: Final = 5.0
_DAY_MS: Final = 24 * 3_600_000
_log = logging.getLogger(__name__)


class IngestWorker:
    """`deliver` is called by the intake on the event loop; `run` is the worker's loop."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        processing: Processing,
        clock: Callable[[], int],
        *,
        more_is_coming: Callable[[], bool] = lambda: False,
        journal_days: int = 7,
    ) -> None:
        self._database = database
        self._journal = journal
        self._processing = processing
        self._clock = clock
        self._more_is_coming = more_is_coming
        self._journal_ms = journal_days * _DAY_MS
        self._waiting: deque[JournalRow] = deque()
        self._waiting_bytes = 0
        self._on_disk = True
        self._skipped = 0
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()

    def deliver(self, first_id: int, bodies: Sequence[bytes], received_at: int) -> None:
        """These bodies are durable. They are kept at hand unless older ones are still only in the journal."""
        self._idle.clear()
        self._wake.set()
        if self._on_disk or self._waiting_bytes > _REMEMBERED_BYTES:
            self._on_disk = True
            self._skipped += 1
            return
        for offset, body in enumerate(bodies):
            self._waiting.append(JournalRow(first_id + offset, received_at, "", body))
            self._waiting_bytes += len(body)

    def look_again(self) -> None:
        """Something was put into the journal that was not delivered here."""
        self._idle.clear()
        self._on_disk = True
        self._skipped += 1
        self._wake.set()

    async def run(self) -> None:
        """Until cancelled. Anything that was not finished before, by this process or an earlier one, comes first."""
        self._on_disk = True
        self._waiting.clear()
        self._waiting_bytes = 0
        while True:
            self._wake.clear()
            if self._should_gather():
                await self._wake.wait()
                continue
            rows = self._at_hand() or await self._left_over()
            if rows:
                await self._process(rows)
            elif not self._on_disk and not self._waiting:
                self._idle.set()
                await self._wake.wait()

    async def finished(self) -> None:
        """Return when everything delivered so far is processed."""
        await self._idle.wait()

    async def expire_journal(self) -> None:
        """Delete processed bodies after their time and destroy the keys that sealed them."""
        now = self._clock()
        await self._database.write(partial(self._journal.expire, before=now - self._journal_ms, now=now))

    def _should_gather(self) -> bool:
        """Whether it pays to wait for more: under load the next bodies are being written this very moment.

        Large batches cost half of small ones per message. No timer is needed: while the intake is busy, its next
        delivery is never further away than one commit.
        """
        if not self._waiting or len(self._waiting) >= _ENOUGH or not self._more_is_coming():
            return False
        return self._clock() - self._waiting[0].received_at < _LONGEST_GATHERING_MS

    def _at_hand(self) -> list[JournalRow]:
        rows: list[JournalRow] = []
        size = 0
        while self._waiting and len(rows) < _LARGEST_BATCH and size < _BATCH_BYTES:
            row = self._waiting.popleft()
            size += len(row.body or b"")
            rows.append(row)
        self._waiting_bytes -= size
        return rows

    async def _left_over(self) -> list[JournalRow]:
        """From the journal; once nothing is left there, deliveries are kept at hand again."""
        if not self._on_disk:
            return []
        skipped = self._skipped
        rows = await self._database.read(partial(self._journal.waiting, after_id=0, limit=_LARGEST_BATCH))
        if not rows and skipped == self._skipped:
            self._on_disk = False
        return rows

    async def _process(self, rows: list[JournalRow]) -> None:
        """Until it is done: what was answered with 200 is never given up."""
        pause = _FIRST_PAUSE
        while True:
            try:
                await self._processing.run(rows)
            except StorageUnavailable as error:
                _log.error("processing waits for the database: %s", type(error.__cause__ or error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                return
