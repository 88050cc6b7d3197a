"""Pictures, voices and documents: sealed in the data folder, plain only in a private folder of this run.

The views get paths, because Qt and other programs read files. Plain copies lie in a folder that only this person may
enter (in memory where the system has XDG_RUNTIME_DIR), made for this run and removed at its end; what a crash left
behind is removed at the next start.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import tempfile
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

from desktop.domain.errors import LocalProblem
from desktop.infra.files import open_private
from desktop.infra.media.sources import open_chosen
from desktop.infra.sealed_file import PIECE_BYTES, Sealer, UnreadableFile, unsealed
from server_stub.contract.ids import new_id

T = TypeVar("T")
_PREFIX: Final = "balcao-media-"
_NAME_CHARACTERS: Final = 120


class SealedMediaCache:
    """Implements application.ports.MediaCache.

    `key` gives 32 bytes; it is asked with the first file that is sealed or opened, for sealing is imported only then.
    """

    def __init__(self, folder: Path, runtime: Path, key: Callable[[], bytes]) -> None:
        self._folder = folder
        self._runtime = runtime
        self._key = cache(key)
        self._plain: Path | None = None
        self._making_plain = threading.Lock()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def holds(self, media_id: str) -> bool:
        return await _threaded(self._sealed(media_id).exists)

    async def add(self, media_id: str, chunks: AsyncIterator[bytes]) -> None:
        target = self._beside(media_id)
        try:
            stream = await _threaded(lambda: open_private(target))
            try:
                sealer = Sealer(stream, self._key(), _CONTEXT)
                async for chunk in chunks:
                    await _threaded(partial(sealer.add, chunk))
                await _threaded(lambda: _finish(sealer, stream))
            finally:
                stream.close()
            await _threaded(lambda: target.replace(self._sealed(media_id)))
        finally:
            target.unlink(missing_ok=True)

    async def add_file(self, media_id: str, path: Path) -> int:
        def work() -> int:
            target, size = self._beside(media_id), 0
            try:
                with open_chosen(path) as source, open_private(target) as stream:
                    sealer = Sealer(stream, self._key(), _CONTEXT)
                    while chunk := source.read(PIECE_BYTES):
                        sealer.add(chunk)
                        size += len(chunk)
                    _finish(sealer, stream)
                target.replace(self._sealed(media_id))
            finally:
                target.unlink(missing_ok=True)
            return size

        return await _threaded(work)

    async def chunks(self, media_id: str) -> AsyncGenerator[bytes, None]:
        """Raises LocalProblem `file_lost` when the sealed file is gone or damaged."""
        pieces = self._pieces(media_id)
        try:
            while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
                yield piece
        except (OSError, UnreadableFile) as error:
            raise LocalProblem("file_lost") from error

    async def plain_file(self, media_id: str, file_name: str) -> Path:
        """Raises LocalProblem `file_lost` where it is damaged, gone, or removed while it is copied.

        Then nothing is left, neither sealed nor plain, and it can be fetched again.
        """
        try:
            return await _threaded(lambda: self._copied(media_id, file_name))
        except UnreadableFile as error:
            await self.remove([media_id])
            raise LocalProblem("file_lost") from error

    async def passing_file(self, key: str, file_name: str, chunks: AsyncIterator[bytes]) -> Path:
        """Written anew at each ask: what it shows may be gone from the gateway the next time."""
        plain = await _threaded(lambda: self._plain_folder() / _digest(key) / safe_name(file_name))
        beside = plain.with_name(f".{new_id()}.part")
        try:
            await _threaded(lambda: plain.parent.mkdir(mode=0o700, exist_ok=True))
            stream = await _threaded(lambda: open_private(beside))
            try:
                async for chunk in chunks:
                    await _threaded(partial(stream.write, chunk))
            finally:
                stream.close()
            await _threaded(lambda: beside.replace(plain))
        finally:
            beside.unlink(missing_ok=True)
        return plain

    async def rename(self, media_id: str, new_id: str) -> None:
        def work() -> None:
            with suppress(FileNotFoundError):
                self._sealed(media_id).replace(self._sealed(new_id))

        await _threaded(work)

    async def remove(self, media_ids: Sequence[str]) -> None:
        def work() -> None:
            for media_id in media_ids:
                self._sealed(media_id).unlink(missing_ok=True)
                if self._plain is not None:
                    shutil.rmtree(self._plain / _digest(media_id), ignore_errors=True)

        await _threaded(work)

    async def close(self) -> None:
        if self._plain is not None:
            await asyncio.to_thread(shutil.rmtree, self._plain, ignore_errors=True)
            self._plain = None

    def _copied(self, media_id: str, file_name: str) -> Path:
        """Blocks. Raises UnreadableFile, also where another thread removes it meanwhile."""
        plain = self._plain_folder() / _digest(media_id) / safe_name(file_name)
        if plain.exists():
            return plain
        # A name of its own for each ask: the list and the viewer may want the same picture at once.
        beside = plain.with_name(f".{new_id()}.part")
        try:
            plain.parent.mkdir(mode=0o700, exist_ok=True)
            with open_private(beside) as stream:
                stream.writelines(self._pieces(media_id))
            beside.replace(plain)
        except FileNotFoundError as error:
            raise UnreadableFile from error
        finally:
            beside.unlink(missing_ok=True)
        if not self._sealed(media_id).exists():  # it went after it was opened: so must this copy
            raise UnreadableFile
        return plain

    def _pieces(self, media_id: str) -> Iterator[bytes]:
        with self._sealed(media_id).open("rb") as source:
            yield from unsealed(source, self._key(), _CONTEXT)

    def _sealed(self, media_id: str) -> Path:
        return self._folder / _digest(media_id)

    def _beside(self, media_id: str) -> Path:
        return self._folder / f"{_digest(media_id)}.{new_id()}.part"

    def _plain_folder(self) -> Path:
        # First asks come from several threads at once; a second folder would outlive this run with plain files in it.
        with self._making_plain:
            if self._plain is None:
                remove_leftovers(self._runtime)
                self._plain = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=self._runtime))
            return self._plain


_CONTEXT: Final = "balcao/media"


def remove_leftovers(runtime: Path) -> None:
    """Plain copies of runs that did not end properly."""
    for folder in runtime.glob(f"{_PREFIX}*"):
        process = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if process.isdigit() and not _alive(int(process)) and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)


def safe_name(file_name: str) -> str:
    """A name that stays in its folder whatever the sender called the file."""
    name = "".join(letter if letter.isprintable() and letter not in '/\\:*?"<>|' else "_" for letter in file_name)
    stem, dot, suffix = name.strip(". ").rpartition(".")
    return f"{stem[: _NAME_CHARACTERS - len(suffix[:16])]}{dot}{suffix[:_NAME_CHARACTERS]}" or "file"


def _digest(media_id: str) -> str:
    return hashlib.sha256(media_id.encode()).hexdigest()[:40]


def _alive(process: int) -> bool:
    if os.name == "nt":
        # Signal 0 would end the process there; the folder of a live run is in use and cannot be removed anyway.
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _finish(sealer: Sealer, stream: BinaryIO) -> None:
    sealer.finish()
    stream.flush()
    os.fsync(stream.fileno())


async def _threaded(work: Callable[[], T]) -> T:
    """Disk work beside the loop. Raises LocalProblem `disk_full` or `file_unreadable`."""
    try:
        return await asyncio.to_thread(work)
    except OSError as error:
        raise LocalProblem("disk_full" if error.errno == 28 else "file_unreadable") from error
