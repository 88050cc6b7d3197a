"""Reads do-not-contact lists into the store in the background; until the last step the older list stands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.registers import BlockList
from server_stub.domain.listing import read_listing
from server_stub.services.imports.files import ListFiles, StoredList
from server_stub.services.imports.lines import Table
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.block_list_loads import BlockListLoads, Load
from server_stub.storage.repositories.block_lists import BlockListRows, Entry
from server_stub.storage.vault import UnreadableError

AT_ONCE: Final = 2_000
"""Lines of one transaction: messages of customers wait for it."""
_SORTED_AT_ONCE: Final = 100_000
_MOST_LINES: Final = 5_000_000
_ZONE: Final = ZoneInfo("America/Sao_Paulo")


class BlockListLoading:
    """`run` by the supervisor, one list after the other; what a restart cut off is begun again, which changes nothing
    that is there already.
    """

    def __init__(
        self,
        database: Database,
        rows: BlockListRows,
        loads: BlockListLoads,
        files: ListFiles,
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._rows = rows
        self._loads = loads
        self._files = files
        self._clock = clock
        self._wake = asyncio.Event()
        self._ended: dict[str, asyncio.Future[BlockList]] = {}

    async def begin(self, load: Load) -> None:
        """Its file is there: from this commit on it is read in, whatever happens to the gateway."""
        self._ended[load.id] = asyncio.get_running_loop().create_future()
        await self._database.write(lambda tx: self._loads.add(tx, load))
        self._wake.set()

    async def ended(self, load_id: str, seconds: float) -> BlockList | None:
        """Right after `begin`: the list as it stands now, or None when it takes longer. Raises why it was refused."""
        future = self._ended[load_id]
        try:
            return await asyncio.wait_for(asyncio.shield(future), seconds)
        except TimeoutError:
            # Taken out by the one that ends it: the end is a matter of moments, and nobody else will be told of it.
            return None if load_id in self._ended else await future
        finally:
            self._ended.pop(load_id, None)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._wake.clear()
            load = await self._database.read(self._loads.next)
            if load is None:
                await self._wake.wait()
                continue
            await self._work(load)

    async def drop_orphans(self) -> None:
        """What replaced, removed and refused lists left behind."""
        await self._database.write(self._loads.mark)
        while await self._database.write(lambda tx: self._rows.drop_orphans(tx, AT_ONCE)):
            pass

    async def _work(self, load: Load) -> None:
        loaded: BlockList | None = None
        refusal: GatewayRefusal | None = None
        try:
            loaded = await self._replace(load)
        except GatewayRefusal as refused:
            refusal = refused
        except UnreadableError:
            refusal = GatewayRefusal(ErrorCode.FILE_UNREADABLE)
        waits = self._ended.pop(load.id, None)
        if refusal is not None:
            # Whoever waits for the answer is told; otherwise it stays to be seen in the list.
            fail = partial(self._loads.fail, load_id=load.id, failure=refusal.code.value)
            await self._database.write(fail if waits is None else partial(self._loads.remove, load_id=load.id))
        await self._files.remove(load.id)
        await self.drop_orphans()
        if waits is not None:
            _answer(waits, loaded, refusal)

    async def _replace(self, load: Load) -> BlockList | None:
        """None where it was given up meanwhile."""
        earlier = await self._database.read(lambda tx: self._rows.find(tx, load.name, load.state))
        skipped = await self._fill(load, "" if earlier is None else earlier.id)
        entries = await self._database.read(lambda tx: self._rows.count(tx, load.id))
        if not entries:
            raise GatewayRefusal(ErrorCode.FILE_UNREADABLE, reason="empty")
        loaded = BlockList(load.id, load.name, load.state, entries, load.begun_at, load.begun_by, skipped)

        def stand(tx: Tx) -> BlockList | None:
            if not self._loads.remove(tx, load.id):
                return None
            self._rows.stand(tx, loaded, load.sha256)
            return loaded

        return await self._database.write(stand)

    async def _fill(self, load: Load, earlier_id: str) -> int:
        """Line by line into the store; how many held no number. A first line without one is a header."""
        stored = StoredList(load.id, load.size, load.sha256)
        table, lines, skipped = Table(self._files, stored), 0, 0
        waiting: list[Entry] = []
        while found := await self._database.read(partial(self._take, table)):
            entries = [entry for entry in found if entry is not None]
            skipped += len(found) - len(entries) - (lines == 0 and found[0] is None)
            lines += len(found)
            if lines > _MOST_LINES:
                raise GatewayRefusal(ErrorCode.FILE_TOO_LARGE, limit=_MOST_LINES)
            waiting += entries
            if len(waiting) >= _SORTED_AT_ONCE:
                await self._put(load, earlier_id, waiting, lines)
                waiting = []
        await self._put(load, earlier_id, waiting, lines)
        return skipped

    async def _put(self, load: Load, earlier_id: str, entries: list[Entry], lines: int) -> None:
        """In the order of their hashes: neighbours share pages, which otherwise are written once for each entry."""
        entries = await self._database.read(lambda _: sorted(entries))
        for start in range(0, len(entries), AT_ONCE):
            some = entries[start : start + AT_ONCE]
            put = partial(self._rows.put, list_id=load.id, earlier_id=earlier_id, entries=some, now=load.begun_at)
            await self._database.write(put)
        await self._database.write(partial(self._loads.note, load_id=load.id, done=lines))

    def _take(self, table: Table, tx: Tx) -> list[Entry | None]:
        if not self._loads.is_wanted(tx, table.stored_id):
            return []
        listings = (None if it.broken else read_listing(it.cells, _ZONE) for it in table.take(tx, AT_ONCE))
        return [None if listing is None else self._rows.hashed(listing) for listing in listings]


def _answer(waits: asyncio.Future[BlockList], loaded: BlockList | None, refusal: GatewayRefusal | None) -> None:
    if waits.done():
        return
    if loaded is not None:
        waits.set_result(loaded)
        return
    waits.set_exception(refusal or GatewayRefusal(ErrorCode.NOT_FOUND))
    waits.exception()  # nobody may be waiting any more
