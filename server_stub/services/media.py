"""Files in and out of the sealed store: streamed, bounded, hashed and looked at on the way."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.file_types import HEAD_BYTES, sniff
from server_stub.domain.file_shape import Shape, shape
from server_stub.storage.database import Database, StorageUnavailable, Tx
from server_stub.storage.repositories.media import MediaRow, names, thumbnail_name
from server_stub.storage.sealed_files import PIECE, SealedFiles
from server_stub.storage.vault import UnreadableError

Limit = Callable[[str | None, bytes], int]
"""(sniffed MIME type, first bytes) → how many bytes the file may have. May raise GatewayRefusal."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that was written. `mime_type` is what the content says, None when it says nothing."""

    size: int
    digest: bytes
    mime_type: str | None
    shape: Shape


class MediaFiles:
    def __init__(self, database: Database, files: SealedFiles) -> None:
        self._database = database
        self._files = files

    def prepare(self) -> None:
        self._files.prepare()

    async def store(
        self, media_id: str, key_id: str, chunks: AsyncIterator[bytes], limit: Limit, name: str = ""
    ) -> Stored:
        """Seal a stream. Raises MEDIA_TOO_LARGE as soon as it is, StorageUnavailable when the disk does not take it.

        Nothing is left of a stream that fails. `name`: as `file_types.sniff` wants it.
        """
        try:
            stored = await self._pour(media_id, key_id, chunks, limit, name)
            await self._on_disk(lambda _: self._files.finish(media_id))
        except BaseException:
            self._files.abandon(media_id)
            raise
        return stored

    def remove(self, media_id: str) -> None:
        """With its small picture. Nothing happens where it is gone already."""
        for name in names([media_id]):
            self._files.remove(name)

    def is_whole(self, row: MediaRow) -> bool:
        return self._files.is_whole(row.stored_as, row.size)

    def has_thumbnail(self, row: MediaRow, size: int) -> bool:
        return size > 0 and self._files.is_whole(thumbnail_name(row.stored_as), size)

    async def store_thumbnail(self, media_id: str, key_id: str, drawn: bytes) -> None:
        """Raises StorageUnavailable, UnreadableError."""
        await self._database.read(lambda tx: self._files.write_whole(tx, thumbnail_name(media_id), key_id, drawn))

    async def thumbnail(self, row: MediaRow) -> bytes:
        """Raises UnreadableError where there is none."""
        name, size = thumbnail_name(row.stored_as), row.detail.thumbnail
        if not size:
            raise UnreadableError("thumbnail")
        return await self._database.read(lambda tx: self._files.read_piece(tx, name, row.key_id, size, 0))

    async def read(self, row: MediaRow, start: int, stop: int) -> AsyncIterator[bytes]:
        """Bytes from `start` up to `stop`. Raises UnreadableError."""
        for index in range(start // PIECE, -(-stop // PIECE)):
            piece = await self._database.read(partial(self._read_piece, row, index))
            begin = index * PIECE
            yield piece[max(0, start - begin) : stop - begin]

    async def read_all(self, row: MediaRow) -> bytes:
        """The whole file, up to 100 MB in memory."""
        return b"".join([piece async for piece in self.read(row, 0, row.size)])

    async def _pour(self, media_id: str, key_id: str, chunks: AsyncIterator[bytes], limit: Limit, name: str) -> Stored:
        digest, size, index = hashlib.sha256(), 0, 0
        head, tail, waiting = bytearray(), b"", bytearray()
        largest: int | None = None
        async for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            waiting += chunk
            if largest is None:
                head += chunk
                if len(head) >= HEAD_BYTES:
                    largest = limit(sniff(bytes(head[:HEAD_BYTES]), name), bytes(head[:HEAD_BYTES]))
            _check(size, largest)
            tail = (tail + chunk)[-HEAD_BYTES:]
            while len(waiting) >= PIECE:
                await self._piece(media_id, key_id, index, bytes(waiting[:PIECE]))
                del waiting[:PIECE]
                index += 1
        first = bytes(head[:HEAD_BYTES])
        mime_type = sniff(first, name)
        if largest is None:
            _check(size, limit(mime_type, first))
        if waiting or index == 0:
            await self._piece(media_id, key_id, index, bytes(waiting))
        return Stored(size, digest.digest(), mime_type, shape(first, tail))

    def _read_piece(self, row: MediaRow, index: int, tx: Tx) -> bytes:
        return self._files.read_piece(tx, row.stored_as, row.key_id, row.size, index)

    async def _piece(self, media_id: str, key_id: str, index: int, data: bytes) -> None:
        await self._on_disk(lambda tx: self._files.write_piece(tx, media_id, key_id, index, data))

    async def _on_disk(self, work: Callable[[Tx], None]) -> None:
        try:
            await self._database.read(work)
        except OSError as error:
            raise StorageUnavailable from error


def _check(size: int, largest: int | None) -> None:
    if largest is not None and size > largest:
        raise GatewayRefusal(ErrorCode.MEDIA_TOO_LARGE, limit=largest)
