"""What happens to every file once its bytes are here: the scanner looks, a small picture is drawn, one copy is kept."""

from __future__ import annotations

from typing import Final, Protocol

import msgspec

from server_stub.channels.clamd import Clamd
from server_stub.services.media import MediaFiles
from server_stub.storage.database import Database, StorageUnavailable, Tx
from server_stub.storage.repositories.media import Detail, Kept, MediaRow, MediaRows
from server_stub.storage.vault import Vault

_DOMAIN: Final = "media.same"


class Infected(Exception):
    """The virus scanner found something."""


class Pictures(Protocol):
    """Who draws small pictures of files; blocks nobody, and raises nothing for what is in them."""

    def can_draw(self, mime_type: str, size: int) -> bool: ...

    async def small(self, mime_type: str, data: bytes) -> bytes: ...


class Keeping:
    """`scanner` is None where the company has none."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        rows: MediaRows,
        files: MediaFiles,
        pictures: Pictures,
        scanner: Clamd | None,
    ) -> None:
        self._database = database
        self._vault = vault
        self._rows = rows
        self._files = files
        self._pictures = pictures
        self._scanner = scanner

    async def look(self, row: MediaRow, digest: bytes) -> Detail:
        """The row's detail, with the small picture that was drawn of it; before this nobody may see the file.

        `row` as it will be, `digest` the SHA-256 of its bytes. Raises Infected, ScannerUnavailable, UnreadableError.
        """
        if self._scanner is not None and not await self._scanner.is_clean(self._files.read(row, 0, row.size)):
            raise Infected
        twin = await self._database.read(lambda tx: self._twin(tx, row, self._mark(row, digest)))
        if twin is not None:
            return _with(row.detail, twin.detail.thumbnail)
        return _with(row.detail, await self._draw(row))

    def keep(self, tx: Tx, row: MediaRow, digest: bytes, looked: Detail) -> tuple[Detail, Kept]:
        """One copy of equal bytes of one person. Only the writer comes here, so that of two at once one is kept."""
        mark = self._mark(row, digest)
        twin = self._twin(tx, row, mark)
        if twin is None:
            # What it was to share has gone since it was looked at: with it went the small picture.
            there = self._files.has_thumbnail(row, looked.thumbnail)
            return (looked if there else _with(looked, 0)), Kept(row.id, mark)
        tx.after_commit(lambda: self._files.remove(row.id))
        return _with(looked, twin.detail.thumbnail), Kept(twin.stored_as, mark)

    def _twin(self, tx: Tx, row: MediaRow, mark: str) -> MediaRow | None:
        if not mark:
            return None
        twin = self._rows.twin(tx, row.contact_id or "", row.key_id, mark)
        return twin if twin is not None and twin.id != row.id and self._files.is_whole(twin) else None

    def _mark(self, row: MediaRow, digest: bytes) -> str:
        """Keyed, and of this person's: whoever reads the database learns of no file that two people share."""
        return self._vault.blind(f"{row.contact_id}\0{digest.hex()}", _DOMAIN).hex() if row.contact_id else ""

    async def _draw(self, row: MediaRow) -> int:
        """Bytes of the small picture, 0 where there is none: a file is no worse for it."""
        if not self._pictures.can_draw(row.mime_type, row.size):
            return 0
        drawn = await self._pictures.small(row.mime_type, await self._files.read_all(row))
        if not 0 < len(drawn) < row.size:
            return 0
        try:
            await self._files.store_thumbnail(row.id, row.key_id, drawn)
        except StorageUnavailable:
            return 0
        return len(drawn)


def _with(detail: Detail, thumbnail: int) -> Detail:
    return msgspec.structs.replace(detail, thumbnail=thumbnail)
