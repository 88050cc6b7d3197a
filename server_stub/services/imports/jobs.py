"""Dry runs, applying and undoing of imports in the background: small transactions, taken up again after a restart."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

import msgspec

from server_stub.contract.capture import ImportRow, ImportState
from server_stub.contract.errors import GatewayRefusal
from server_stub.services.imports.applying import Applying
from server_stub.services.imports.checking import Checking, count
from server_stub.services.imports.files import ListFiles, StoredList
from server_stub.services.imports.lines import Line, Table
from server_stub.services.imports.undoing import Undoing
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.imports import Batch, ImportRows
from server_stub.storage.vault import UnreadableError

CHECKED_AT_ONCE: Final = 500
APPLIED_AT_ONCE: Final = 50
"""Rows of one transaction: messages of customers wait for it."""
UNDONE_AT_ONCE: Final = 50
FILE_KEPT_MS: Final = 30 * 24 * 3_600_000
"""After the decision about it."""
_STRAY_MS: Final = 24 * 3_600_000
_WAIT_SECONDS: Final = 20.0
_DROPPED_AT_ONCE: Final = 10_000
_SKIPPED_AT_ONCE: Final = 5_000
_log = logging.getLogger(__name__)


class ImportJobs:
    """`begin` from requests; `run_checks` and `run` by the supervisor, each with one batch at a time: nobody's dry run
    waits for the end of a long list that is being applied.
    """

    def __init__(
        self,
        database: Database,
        rows: ImportRows,
        files: ListFiles,
        checking: Checking,
        applying: Applying,
        undoing: Undoing,
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._rows = rows
        self._files = files
        self._checking = checking
        self._applying = applying
        self._undoing = undoing
        self._clock = clock
        self._checks_wake = asyncio.Event()
        self._wake = asyncio.Event()
        self._ended: dict[str, asyncio.Event] = {}

    async def begin(self, start: Callable[[Tx], None]) -> None:
        """Commit the start of a job."""
        await self._database.write(start)
        self._checks_wake.set()
        self._wake.set()

    async def ended(self, batch_id: str) -> None:
        """Right after `begin`: wait for the end of the job, for some seconds. Most lists are short."""
        ended = self._ended.setdefault(batch_id, asyncio.Event())
        with suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), _WAIT_SECONDS)

    async def run_checks(self) -> None:
        """Dry runs, until cancelled."""
        await self._work_off(self._checks_wake, ImportState.CHECKING)

    async def run(self) -> None:
        """What was approved or is to be undone, until cancelled."""
        await self._work_off(self._wake, ImportState.APPLYING, ImportState.UNDOING)

    async def _work_off(self, wake: asyncio.Event, *states: ImportState) -> None:
        while True:
            wake.clear()
            batch = await self._database.read(partial(self._rows.next_job, states=states))
            if batch is None:
                await wake.wait()
                continue
            await self._work(batch)
            ended = self._ended.pop(batch.id, None)
            if ended is not None:
                ended.set()

    async def drop_old_files(self) -> None:
        """For upkeep: lists about which was decided 30 days ago."""
        before = self._clock() - FILE_KEPT_MS
        for batch in await self._database.read(self._rows.all):
            over = batch.applied_at is not None and batch.applied_at < before
            if over and batch.detail.file_kept and batch.state in _DECIDED:
                await self._files.remove(batch.id)
                detail = msgspec.structs.replace(batch.detail, file_kept=False, preview=[])
                await self._database.write(partial(self._save, replace(batch, detail=detail)))
        known = {batch.id for batch in await self._database.read(self._rows.all)}
        for name in await self._files.names(self._clock() - _STRAY_MS):
            if name not in known:  # the gateway was stopped between a file and its row
                await self._files.remove(name)

    async def _work(self, batch: Batch) -> None:
        works: dict[ImportState, Callable[[Batch], Awaitable[None]]] = {
            ImportState.CHECKING: self._check,
            ImportState.APPLYING: self._apply,
            ImportState.UNDOING: self._undo,
        }
        try:
            await works[batch.state](batch)
        except (UnreadableError, GatewayRefusal) as error:
            # The sealed file is missing or was changed: what was applied so far stays and can be undone.
            _log.error("an import could not be read: %s", type(error).__name__)
            ends = ImportState.REJECTED if batch.state is ImportState.CHECKING else ImportState.APPLIED
            await self._database.write(partial(self._end, batch.id, ends))

    async def _check(self, batch: Batch) -> None:
        """Always from the first row: nothing depends on what an earlier attempt found."""
        while await self._database.write(lambda tx: self._rows.drop_rows(tx, batch.id, _DROPPED_AT_ONCE)):
            pass
        table, counts, seen = self._table(batch), dict[str, int](), set[int]()
        done = 0
        while lines := await self._take(table, batch, done, CHECKED_AT_ONCE):
            now = self._clock()
            found = await self._database.read(
                partial(self._checking.rows, batch=batch, lines=lines, seen=seen, now=now)
            )
            count(counts, found)
            done += len(lines)
            await self._database.write(partial(self._keep, batch.id, found, done, dict(counts)))
        await self._database.write(partial(self._end, batch.id, ImportState.CHECKED))

    async def _apply(self, batch: Batch) -> None:
        """From the row after the last committed one; the sheet is read again up to there."""
        table, done, counts = self._table(batch), batch.done, dict(batch.counts)
        await self._skip(table, batch, done)
        while lines := await self._take(table, batch, done, APPLIED_AT_ONCE):
            done += len(lines)
            counts = await self._database.write(partial(self._applied, batch, lines, done, counts))
        await self._database.write(partial(self._finish, batch, counts))

    def _applied(self, batch: Batch, lines: list[Line], done: int, counts: dict[str, int], tx: Tx) -> dict[str, int]:
        found = self._applying.rows(tx, batch, lines, self._clock())
        counts = dict(counts)
        count(counts, found)
        self._keep(batch.id, found, done, counts, tx)
        return counts

    def _finish(self, batch: Batch, counts: dict[str, int], tx: Tx) -> None:
        self._applying.close(tx, batch, counts, self._clock())
        self._end(batch.id, ImportState.APPLIED, tx)

    async def _undo(self, batch: Batch) -> None:
        after, done = "", 0
        while True:
            work = partial(self._undoing.some, batch=batch, after=after, limit=UNDONE_AT_ONCE, now=self._clock())
            after = await self._database.write(work)
            if not after:
                break
            done += UNDONE_AT_ONCE
            await self._database.write(partial(self._progress, batch, min(done, batch.rows)))
        await self._database.write(partial(self._undone, batch))

    def _undone(self, batch: Batch, tx: Tx) -> None:
        self._undoing.close(tx, batch, self._clock())
        self._end(batch.id, ImportState.UNDONE, tx)

    def _table(self, batch: Batch) -> Table:
        stored = StoredList(batch.id, batch.detail.size, batch.sha256)
        return Table(self._files, stored, batch.detail.encoding)

    async def _skip(self, table: Table, batch: Batch, rows: int) -> None:
        """Header and rows that are done already."""
        left = rows + batch.detail.header if rows else 0
        while left:
            taken = len(await self._database.read(partial(table.take, count=min(left, _SKIPPED_AT_ONCE))))
            left = left - taken if taken else 0

    async def _take(self, table: Table, batch: Batch, done: int, most: int) -> list[Line]:
        """Rows without the header."""
        header = batch.detail.header and done == 0
        lines = await self._database.read(partial(table.take, count=most + header))
        return lines[1:] if header else lines

    def _keep(self, batch_id: str, found: list[ImportRow], done: int, counts: dict[str, int], tx: Tx) -> None:
        self._rows.put_rows(tx, batch_id, found)
        self._rows.note_progress(tx, batch_id, done, counts)

    def _progress(self, batch: Batch, done: int, tx: Tx) -> None:
        self._rows.note_progress(tx, batch.id, done, batch.counts)

    def _end(self, batch_id: str, state: ImportState, tx: Tx) -> None:
        batch = self._rows.get(tx, batch_id)
        if batch is not None:
            self._rows.save(tx, replace(batch, state=state))

    def _save(self, batch: Batch, tx: Tx) -> None:
        self._rows.save(tx, batch)


_DECIDED: Final = frozenset({ImportState.APPLIED, ImportState.REJECTED, ImportState.UNDONE})
