"""Loads do-not-contact lists of any length in small steps; until the last one the older list stands."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account, Role
from server_stub.contract.registers import BlockList
from server_stub.domain.listing import read_listing
from server_stub.domain.regions import STATES
from server_stub.domain.written import is_line
from server_stub.services.imports.files import ListFiles, StoredList
from server_stub.services.imports.lines import Table
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.block_lists import BlockListRows, Entry

_AT_ONCE: Final = 2_000
"""Lines of one transaction: messages of customers wait for it."""
_SORTED_AT_ONCE: Final = 100_000
_MOST_LINES: Final = 5_000_000
_NAME_LIMIT: Final = 100
_ZONE: Final = ZoneInfo("America/Sao_Paulo")


class BlockLists:
    """One list is loaded at a time."""

    def __init__(self, database: Database, rows: BlockListRows, files: ListFiles, clock: Callable[[], int]) -> None:
        self._database = database
        self._rows = rows
        self._files = files
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()
        self._loading = ""

    async def all(self, caller: Account) -> list[BlockList]:
        _require(caller, Role.ADMIN, Role.LEAD)
        return await self._database.read(self._rows.all)

    async def load(
        self, caller: Account, name: str, state: str, body: AsyncIterator[bytes], announced: int | None = None
    ) -> BlockList:
        """Replace the list of this name and state by the file. `state`: abbreviation, "" for the whole country.

        Raises FORBIDDEN, VALUE_INVALID (field), FILE_TOO_LARGE, and FILE_UNREADABLE also for a file without numbers:
        an empty list never replaces one.
        """
        _require(caller, Role.ADMIN)
        name, state = name.strip(), state.strip().upper()
        if not 0 < len(name) <= _NAME_LIMIT or not is_line(name):
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="name")
        if state and state not in STATES:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="state")
        list_id = new_id(self._clock())
        stored = await self._files.receive(list_id, body, announced)
        try:
            async with self._one_at_a_time:
                self._loading = stored.id
                try:
                    return await self._replace(caller, name, state, stored)
                finally:
                    self._loading = ""
        finally:
            await self._files.remove(list_id)

    async def remove(self, caller: Account, list_id: str) -> None:
        """Raises FORBIDDEN, NOT_FOUND."""
        _require(caller, Role.ADMIN)
        if not await self._database.write(lambda tx: self._rows.remove(tx, list_id)):
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        await self.drop_orphans()

    async def drop_orphans(self) -> None:
        """What replaced and removed lists, or a load that was cut off, left behind."""
        await self._database.write(lambda tx: None if self._loading else self._rows.end(tx))
        while await self._database.write(lambda tx: self._rows.drop_orphans(tx, self._loading, _AT_ONCE)):
            pass

    async def _replace(self, caller: Account, name: str, state: str, stored: StoredList) -> BlockList:
        now = self._clock()
        earlier = await self._database.read(lambda tx: self._rows.find(tx, name, state))
        # Half a list cannot tell that somebody is not on it: what it may forbid waits until it stands or is given up.
        await self._database.write(lambda tx: self._rows.begin(tx, state))
        try:
            skipped = await self._fill(stored, "" if earlier is None else earlier.id, now)
            entries = await self._database.read(lambda tx: self._rows.count(tx, stored.id))
            if not entries:
                raise GatewayRefusal(ErrorCode.FILE_UNREADABLE, reason="empty")
            loaded = BlockList(stored.id, name, state, entries, now, caller.id, skipped)
            await self._database.write(lambda tx: self._rows.stand(tx, loaded, stored.sha256))
        finally:
            await self._database.write(self._rows.end)
        await self.drop_orphans()
        return loaded

    async def _fill(self, stored: StoredList, earlier_id: str, now: int) -> int:
        """Line by line into the store; how many held no number. A first line without one is a header."""
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
                await self._put(stored.id, earlier_id, waiting, now)
                waiting = []
        await self._put(stored.id, earlier_id, waiting, now)
        return skipped

    async def _put(self, list_id: str, earlier_id: str, entries: list[Entry], now: int) -> None:
        """In the order of their hashes: neighbours share pages, which otherwise are written once for each entry."""
        entries = await self._database.read(lambda _: sorted(entries))
        for start in range(0, len(entries), _AT_ONCE):
            some = entries[start : start + _AT_ONCE]
            put = partial(self._rows.put, list_id=list_id, earlier_id=earlier_id, entries=some, now=now)
            await self._database.write(put)

    def _take(self, table: Table, tx: Tx) -> list[Entry | None]:
        listings = (None if it.broken else read_listing(it.cells, _ZONE) for it in table.take(tx, _AT_ONCE))
        return [None if listing is None else self._rows.hashed(listing) for listing in listings]


def _require(caller: Account, *roles: Role) -> None:
    if caller.role not in roles:
        raise GatewayRefusal(ErrorCode.FORBIDDEN)
