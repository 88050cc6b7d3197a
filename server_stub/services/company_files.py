"""Files of the company itself: uploaded once, sealed under the team's key, kept while something holds them."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Callable
from typing import Final, Protocol

from server_stub.contract.content import Media
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.ids import new_id
from server_stub.contract.media_rules import LARGEST
from server_stub.contract.model import Account
from server_stub.services.media import Limit, MediaFiles
from server_stub.services.uploads import safe_name
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.company_files import CompanyFileRows, company_row
from server_stub.storage.repositories.media import Detail, MediaRow
from server_stub.storage.sealed_files import SealedFiles
from server_stub.storage.setup import team_key

FOLDER: Final = "company-files"
UNHELD_MS: Final = 24 * 3_600_000
"""How long a file waits to be held: an upload for what is being written, and what a deletion may bring back."""


class Holder(Protocol):
    """A kind of record that names company files, such as a phrase."""

    def holds(self, tx: Tx, file_id: str) -> bool:
        """Some record names it."""

    def shows(self, tx: Tx, file_id: str, account_id: str) -> bool:
        """A record that this account may use names it."""


class CompanyFiles:
    """`hold_for` is told of each kind of holder once, before anything runs."""

    def __init__(
        self, database: Database, rows: CompanyFileRows, files: SealedFiles, limit: Limit, clock: Callable[[], int]
    ) -> None:
        self._database = database
        self._rows = rows
        self._files = files
        self.stream: Final = MediaFiles(database, files)
        self._limit = limit
        self._clock = clock
        self._holders: list[Holder] = []

    def hold_for(self, holder: Holder) -> None:
        self._holders.append(holder)

    async def prepare(self) -> None:
        await self._database.read(lambda _: self._files.prepare())

    async def store(self, caller: Account, file_name: str, announced: int | None, body: AsyncIterator[bytes]) -> Media:
        """`announced`: Content-Length. Raises MEDIA_TYPE_REFUSED, and MEDIA_TOO_LARGE as soon as it is."""
        if announced is not None and announced > LARGEST:
            raise GatewayRefusal(ErrorCode.MEDIA_TOO_LARGE, limit=LARGEST)
        now = self._clock()
        file_id = new_id(now)
        key_id = await self._database.read(team_key)
        stored = await self.stream.store(file_id, key_id, body, self._limit, file_name)
        detail = Detail(
            file_name=safe_name(file_name),
            sha256=base64.b64encode(stored.digest).decode(),
            width=stored.shape.width,
            height=stored.shape.height,
            duration_ms=stored.shape.duration_ms,
            animated=stored.shape.animated,
        )
        row = company_row(file_id, key_id, stored.mime_type or "", detail, stored.size, now)
        try:
            await self._database.write(lambda tx: self._rows.add(tx, row, caller.id))
        except BaseException:
            self.stream.remove(file_id)
            raise
        return row.to_wire()

    def usable(self, tx: Tx, caller: Account, file_id: str) -> MediaRow:
        """One's own upload, or what a record holds that the caller may use. Raises NOT_FOUND."""
        row = self._rows.get(tx, file_id)
        if row is None or not (
            self._rows.is_own(tx, file_id, caller.id)
            or any(holder.shows(tx, file_id, caller.id) for holder in self._holders)
        ):
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return row

    def known(self, tx: Tx, file_id: str) -> Media | None:
        """As it travels; not filtered by permission."""
        row = self._rows.get(tx, file_id)
        return None if row is None else row.to_wire()

    async def remove_unheld(self) -> int:
        """Upkeep: what nothing holds a day after it came, and files that a crash left without a row. How many."""
        before = self._clock() - UNHELD_MS
        found = await self._database.write(lambda tx: self._drop(tx, before))
        for file_id in found:
            self._files.remove(file_id)
        return len(found)

    def _drop(self, tx: Tx, before: int) -> list[str]:
        unheld = [it for it in self._rows.older(tx, before) if not any(by.holds(tx, it) for by in self._holders)]
        self._rows.remove(tx, unheld)
        lost = [it for it in self._files.names(before) if self._rows.get(tx, it) is None]
        return sorted({*unheld, *lost})
