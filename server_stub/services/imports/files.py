"""Uploaded lists, sealed on disk under the team key and read back piece by piece."""

from __future__ import annotations

import hashlib
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.storage.database import Database, StorageUnavailable, Tx
from server_stub.storage.sealed_files import PIECE, SealedFiles
from server_stub.storage.setup import team_key

LARGEST: Final = 200 * 1024 * 1024
"""Bytes of an uploaded list."""


@dataclass(frozen=True, slots=True)
class StoredList:
    """A file that was taken in: its bytes and their digest."""

    id: str
    size: int
    sha256: str


class SealedReader(io.RawIOBase):
    """The bytes of one sealed file, one piece in memory. Give it the transaction in which it may read: `tx`."""

    def __init__(self, files: SealedFiles, stored: StoredList) -> None:
        super().__init__()
        self._files = files
        self._stored = stored
        self._at = 0
        self._piece: tuple[int, bytes] = (-1, b"")
        self.tx: Tx | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Raises UnreadableError where the file is missing or was changed."""
        index, offset = divmod(self._at, PIECE)
        if self._at >= self._stored.size or self.tx is None:
            return 0
        if self._piece[0] != index:
            key_id = team_key(self.tx)
            piece = self._files.read_piece(self.tx, self._stored.id, key_id, self._stored.size, index)
            self._piece = (index, piece)
        part = self._piece[1][offset : offset + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)


class ListFiles:
    """`receive` and `remove` from coroutines; `open` in a reader's transaction."""

    def __init__(self, database: Database, files: SealedFiles) -> None:
        self._database = database
        self._files = files

    async def prepare(self) -> None:
        await self._on_disk(lambda _: self._files.prepare())

    async def receive(self, list_id: str, chunks: AsyncIterator[bytes], announced: int | None = None) -> StoredList:
        """Seal a stream; `announced` is its Content-Length.

        Raises FILE_TOO_LARGE as soon as it is, StorageUnavailable; nothing is left of a failure.
        """
        if announced is not None and announced > LARGEST:
            raise GatewayRefusal(ErrorCode.FILE_TOO_LARGE, limit=LARGEST)
        digest, size, index, waiting = hashlib.sha256(), 0, 0, bytearray()
        try:
            async for chunk in chunks:
                size += len(chunk)
                if size > LARGEST:
                    raise GatewayRefusal(ErrorCode.FILE_TOO_LARGE, limit=LARGEST)
                digest.update(chunk)
                waiting += chunk
                while len(waiting) >= PIECE:
                    await self._write(list_id, index, bytes(waiting[:PIECE]))
                    del waiting[:PIECE]
                    index += 1
            if waiting or index == 0:
                await self._write(list_id, index, bytes(waiting))
            await self._on_disk(lambda _: self._files.finish(list_id))
        except BaseException:
            self._files.abandon(list_id)
            raise
        return StoredList(list_id, size, digest.hexdigest())

    def open(self, stored: StoredList) -> SealedReader:
        return SealedReader(self._files, stored)

    async def names(self, before: int) -> list[str]:
        """Ids of the files that were written before this time (ms)."""
        return await self._database.read(lambda _: self._files.names(before))

    async def remove(self, list_id: str) -> None:
        await self._on_disk(lambda _: self._files.remove(list_id))

    async def _write(self, list_id: str, index: int, data: bytes) -> None:
        await self._on_disk(lambda tx: self._files.write_piece(tx, list_id, team_key(tx), index, data))

    async def _on_disk(self, work: Any) -> None:
        try:
            await self._database.read(work)
        except OSError as error:
            raise StorageUnavailable from error
