"""Do-not-contact lists of consumer agencies, for administrators: taken in, looked at, removed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account, Role
from server_stub.contract.registers import BlockList
from server_stub.domain.regions import STATES
from server_stub.domain.written import is_line
from server_stub.services.block_list_loading import BlockListLoading
from server_stub.services.imports.files import ListFiles
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.block_list_loads import BlockListLoads, Load
from server_stub.storage.repositories.block_lists import BlockListRows

WAIT_SECONDS: Final = 5.0
"""Most lists are short: so long their uploader waits for the result instead of looking again."""
_NAME_LIMIT: Final = 100


class BlockLists:
    """`wait_seconds`: how long an upload waits for its list to stand before it is answered with one still loading."""

    def __init__(
        self,
        database: Database,
        rows: BlockListRows,
        loads: BlockListLoads,
        files: ListFiles,
        loading: BlockListLoading,
        clock: Callable[[], int],
        *,
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        self._database = database
        self._rows = rows
        self._loads = loads
        self._files = files
        self._loading = loading
        self._clock = clock
        self.wait_seconds = wait_seconds

    async def all(self, caller: Account) -> list[BlockList]:
        """Those that stand, then those being read in and those that were refused."""
        _require(caller, Role.ADMIN, Role.LEAD)

        def look(tx: Tx) -> list[BlockList]:
            return [*self._rows.all(tx), *(it.to_wire() for it in self._loads.all(tx))]

        return await self._database.read(look)

    async def load(
        self, caller: Account, name: str, state: str, body: AsyncIterator[bytes], announced: int | None = None
    ) -> BlockList:
        """Replace the list of this name and state by the file. `state`: abbreviation, "" for the whole country.

        Answers with `loading` where that takes longer than some seconds. Raises FORBIDDEN, VALUE_INVALID (field),
        FILE_TOO_LARGE, and FILE_UNREADABLE also for a file without numbers: an empty list never replaces one.
        """
        _require(caller, Role.ADMIN)
        name, state = name.strip(), state.strip().upper()
        if not 0 < len(name) <= _NAME_LIMIT or not is_line(name):
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="name")
        if state and state not in STATES:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="state")
        now = self._clock()
        stored = await self._files.receive(new_id(now), body, announced)
        load = Load(stored.id, name, state, stored.sha256, stored.size, 0, now, caller.id)
        try:
            await self._loading.begin(load)
        except BaseException:
            await self._files.remove(stored.id)
            raise
        return await self._loading.ended(load.id, self.wait_seconds) or load.to_wire()

    async def remove(self, caller: Account, list_id: str) -> None:
        """Also one that is still being read in. Raises FORBIDDEN, NOT_FOUND."""
        _require(caller, Role.ADMIN)

        def drop(tx: Tx) -> bool:
            return self._rows.remove(tx, list_id) or self._loads.remove(tx, list_id)

        if not await self._database.write(drop):
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        await self._loading.drop_orphans()


def _require(caller: Account, *roles: Role) -> None:
    if caller.role not in roles:
        raise GatewayRefusal(ErrorCode.FORBIDDEN)
