"""Files to and from the gateway: written all or not at all, readable by this person only, with progress."""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

from desktop.application.office import Progress
from desktop.domain.errors import LocalProblem
from desktop.infra.files import open_private
from desktop.infra.gateway.calling import Caller
from desktop.infra.gateway.codec import answer
from server_stub.contract.errors import ErrorCode
from server_stub.contract.ids import new_id

T = TypeVar("T")
PIECE_BYTES: Final = 256 * 1024


def silent(done: int, total: int | None) -> None:
    """Nobody watches."""


async def fetch_file(caller: Caller, path: str, target: Path, progress: Progress | None) -> Path:
    """Raises LocalProblem `download_unwritable` or `disk_full`, and what requests raise; then nothing is left there."""
    told = progress or silent
    async with caller.stream(path) as (pieces, total):
        await _keep(target, pieces, lambda done: told(done, total))
    return target


async def send_file(
    caller: Caller,
    address: str,
    path: Path,
    kind: type[T],
    progress: Progress | None,
    *,
    most: int | None = None,
    **params: str | int,
) -> T:
    """`most`: bytes. Raises LocalProblem `file_unreadable`, `file_empty`, `file_too_large`, and what requests raise."""
    size = await asyncio.to_thread(_size_of, path)
    if most is not None and size > most:
        raise LocalProblem(ErrorCode.FILE_TOO_LARGE.value, limit=most)
    async with aclosing(_pieces_of(path, size, progress or silent)) as pieces:
        return answer(await caller.send_bytes(address, pieces, size, **params), kind)


async def _keep(target: Path, pieces: AsyncIterator[bytes], told: Callable[[int], None]) -> None:
    beside = target.with_name(f".{new_id()}.part")
    done = 0
    try:
        stream = await asyncio.to_thread(open_private, beside)
        try:
            async for piece in pieces:
                await asyncio.to_thread(stream.write, piece)
                done += len(piece)
                told(done)
            await asyncio.to_thread(_settle, stream)
        finally:
            stream.close()
        await asyncio.to_thread(beside.replace, target)
    except OSError as error:
        raise LocalProblem("disk_full" if error.errno == errno.ENOSPC else "download_unwritable") from error
    finally:
        await asyncio.to_thread(_remove, beside)


def _size_of(path: Path) -> int:
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        raise LocalProblem("file_unreadable") from error
    if not size:
        raise LocalProblem("file_empty")
    return size


async def _pieces_of(path: Path, size: int, told: Progress) -> AsyncGenerator[bytes, None]:
    """Never more than was announced: a file that grows meanwhile must not break the request."""
    done = 0
    try:
        with path.open("rb") as stream:
            while done < size and (piece := await asyncio.to_thread(stream.read, min(PIECE_BYTES, size - done))):
                done += len(piece)
                yield piece
                told(done, size)
    except OSError as error:
        raise LocalProblem("file_unreadable") from error


def _settle(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
