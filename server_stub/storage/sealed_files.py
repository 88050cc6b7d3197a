"""Files of customers, sealed in pieces under the contact's key, so that any part can be read without the rest."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

from server_stub.storage.database import StorageUnavailable, Tx
from server_stub.storage.vault import UnreadableError, Vault

PIECE: Final = 1024 * 1024
"""Bytes of every piece but the last, before sealing."""
_OVERHEAD: Final = 12 + 16
_UNFINISHED: Final = ".part"


class SealedFiles:
    """Blocking: call it in a thread. Until `finish` returned a file is a part that nobody reads."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._folder = folder
        self._vault = vault

    def prepare(self) -> None:
        """Make the folder and clear what a crash left unfinished."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for leftover in self._folder.glob(f"*{_UNFINISHED}"):
            leftover.unlink(missing_ok=True)

    def write_piece(self, tx: Tx, media_id: str, key_id: str, index: int, data: bytes) -> None:
        """Append a piece; the first one begins the file anew."""
        sealed = self._vault.seal(tx, key_id, data, _context(media_id, index))
        if index == 0:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._part(media_id).open("wb" if index == 0 else "ab") as file:
            file.write(sealed)

    def write_whole(self, tx: Tx, media_id: str, key_id: str, data: bytes) -> None:
        """A file of one piece, durable when this returns. Raises StorageUnavailable; then nothing is left of it."""
        try:
            self.write_piece(tx, media_id, key_id, 0, data)
            self.finish(media_id)
        except OSError as error:
            self.abandon(media_id)
            raise StorageUnavailable from error

    def finish(self, media_id: str) -> None:
        """Make it durable and visible."""
        part = self._part(media_id)
        with part.open("ab") as file:
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o600)
        part.replace(self._path(media_id))
        with contextlib.suppress(OSError):  # a directory cannot be opened on Windows
            folder = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def abandon(self, media_id: str) -> None:
        """What the disk does not let go of is cleared at the next start: why it was abandoned is what is told."""
        with contextlib.suppress(OSError):
            self._part(media_id).unlink(missing_ok=True)

    def remove(self, media_id: str) -> None:
        self._path(media_id).unlink(missing_ok=True)

    def names(self, before: int) -> list[str]:
        """The finished files that were last written before this time (ms)."""
        if not self._folder.exists():
            return []
        old = (it for it in self._folder.iterdir() if it.name.isalnum() and it.stat().st_mtime_ns < before * 1_000_000)
        return sorted(it.name for it in old)

    def is_whole(self, media_id: str, size: int) -> bool:
        """A file of `size` bytes is there at its full length; whether it was changed, only reading tells."""
        try:
            return self._path(media_id).stat().st_size == size + _OVERHEAD * -(-size // PIECE)
        except OSError:
            return False

    def read_piece(self, tx: Tx, media_id: str, key_id: str, size: int, index: int) -> bytes:
        """Piece `index` of a file of `size` bytes. Raises UnreadableError where it is missing, cut or changed."""
        expected = min(PIECE, size - index * PIECE)
        try:
            with self._path(media_id).open("rb") as file:
                file.seek(index * (PIECE + _OVERHEAD))
                sealed = file.read(expected + _OVERHEAD)
        except OSError as error:
            raise UnreadableError("media file") from error
        plain = self._vault.open(tx, key_id, sealed, _context(media_id, index))
        if len(plain) != expected:
            raise UnreadableError("media file")
        return plain

    def _path(self, media_id: str) -> Path:
        if not media_id.isalnum():
            raise UnreadableError("media id")
        return self._folder / media_id

    def _part(self, media_id: str) -> Path:
        path = self._path(media_id)
        return path.with_name(path.name + _UNFINISHED)


def _context(media_id: str, index: int) -> str:
    return f"media:{media_id}:{index}"
