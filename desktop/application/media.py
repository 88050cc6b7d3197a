"""The bytes of pictures, voices and documents: fetched once, kept sealed, plain only while the program runs."""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from pathlib import Path
from typing import Final

from desktop.application.applied import Applied
from desktop.application.connection import Line
from desktop.application.ports import GatewayApi, MediaCache, Spawn
from desktop.application.state import State
from desktop.domain.errors import AppError, LocalProblem, Refused
from server_stub.contract.content import Media
from server_stub.contract.errors import ErrorCode

Download = Callable[[str], AsyncGenerator[bytes, None]]
_SMALL: Final = ".small"
_AT_ONCE: Final = 2
"""Downloads beside each other: the line also carries events and sends."""


class MediaFiles:
    def __init__(self, state: State, gateway: GatewayApi, cache: MediaCache, line: Line, spawn: Spawn) -> None:
        self._state = state
        self._gateway = gateway
        self._cache = cache
        self._line = line
        self._spawn = spawn
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._locks: dict[str, asyncio.Lock] = {}
        state.follow(self._take)

    async def file(self, media_id: str) -> Path:
        """A plain copy. Raises Refused (`media_not_ready`, `not_found`), GatewayUnreachable, LocalProblem."""
        media = await self._state.store.read(lambda tx: tx.messages.media(media_id))
        return await self.kept(media_id, file_name(media_id, media), self._gateway.download)

    async def picture(self, media_id: str) -> Path:
        """As `file`, but the small picture that the gateway drew where that saves fetching the whole.

        A film without one has no picture that a row could show: `not_found`, and nothing is fetched for it.
        """
        media = await self._state.store.read(lambda tx: tx.messages.media(media_id))
        is_film = media is not None and media.mime_type.startswith("video/")
        if media is None or media.animated or (not is_film and await self._cache.holds(media_id)):
            return await self.file(media_id)
        if media.thumbnail:
            try:
                return await self.kept(_small(media_id), f"{media_id}.webp", self._thumbnail)
            except Refused as refused:
                if refused.code != ErrorCode.NOT_FOUND:
                    raise
        if is_film:
            raise Refused(ErrorCode.NOT_FOUND)
        return await self.file(media_id)

    async def kept(self, media_id: str, name: str, download: Download) -> Path:
        """A plain copy called `name` of what is kept here under `media_id`; downloaded once, whoever asks."""
        try:
            return await self._plain(media_id, name, download)
        except LocalProblem as problem:
            if problem.code != "file_lost":
                raise
        # Damaged on this disk, or removed in this moment: whether there is a whole one, the gateway knows.
        return await self._plain(media_id, name, download)

    async def _plain(self, media_id: str, name: str, download: Download) -> Path:
        lock = self._locks.setdefault(media_id, asyncio.Lock())
        try:
            async with lock:
                if not await self._cache.holds(media_id):
                    await self._fetch(media_id, download)
        finally:
            if not lock.locked():
                self._locks.pop(media_id, None)
        return await self._cache.plain_file(media_id, name)

    async def _thumbnail(self, key: str) -> AsyncGenerator[bytes, None]:
        yield await self._gateway.thumbnail(key.removesuffix(_SMALL))

    async def _fetch(self, media_id: str, download: Download) -> None:
        async with self._turns:
            try:
                async with aclosing(download(media_id)) as chunks:
                    await self._cache.add(media_id, chunks)
            except AppError as error:
                self._line.noticed(error)
                raise

    def _take(self, applied: Applied) -> None:
        """A file that was sent from here need not be fetched again; one that may no longer be seen goes."""
        for item, message in applied.settled:
            if item.file is not None and message.content.media is not None:
                rename = self._cache.rename(item.file.media_id, message.content.media.id)
                self._spawn(rename, name=f"keep sent file {item.client_id}")
        if applied.media_gone:
            gone = [key for media_id in applied.media_gone for key in (media_id, _small(media_id))]
            self._spawn(self._cache.remove(gone), name="remove media")


def _small(media_id: str) -> str:
    """Where the cache keeps its small picture."""
    return f"{media_id}{_SMALL}"


def file_name(media_id: str, media: Media | None) -> str:
    """What other programs see: the sender's name for it, or one with the suffix of its type."""
    if media is None:
        return media_id
    if media.file_name:
        return media.file_name
    return media_id + (mimetypes.guess_extension(media.mime_type.partition(";")[0]) or "")
