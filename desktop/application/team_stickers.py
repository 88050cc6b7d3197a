"""The team's stickers on this computer: the list as the events tell it, pictures fetched once, changes asked for."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from desktop.application.composing import Composing
from desktop.application.connection import Line
from desktop.application.media import MediaFiles
from desktop.application.state import State
from desktop.domain.errors import AppError
from desktop.domain.team_stickers import sticker_file
from server_stub.contract.model import Message
from server_stub.contract.stickers import Sticker, StickerWords

T = TypeVar("T")


class StickerGateway(Protocol):
    """Requests about the team's stickers; they raise what all requests raise."""

    def picture(self, sticker_id: str) -> AsyncGenerator[bytes, None]: ...
    async def add(self, path: Path, words: StickerWords) -> Sticker: ...
    async def describe(self, sticker_id: str, words: StickerWords) -> Sticker: ...
    async def remove(self, sticker_id: str) -> None: ...
    async def restore(self, sticker_id: str) -> None: ...


class StickerShelf:
    """Implements application.stickers.TeamStickers."""

    def __init__(
        self, state: State, gateway: StickerGateway, files: MediaFiles, composing: Composing, line: Line
    ) -> None:
        self._state = state
        self._gateway = gateway
        self._files = files
        self._composing = composing
        self._line = line

    def all(self) -> Sequence[Sticker]:
        return self._state.inbox.catalogue.stickers

    async def file(self, sticker: Sticker) -> Path:
        def download(_: str) -> AsyncGenerator[bytes, None]:
            return self._gateway.picture(sticker.id)

        return await self._files.kept(sticker_file(sticker.digest), f"{sticker.digest[:16]}.webp", download)

    async def send(self, conversation_id: str, sticker: Sticker, *, quote_id: str | None = None) -> Message:
        path = await self.file(sticker)
        return await self._composing.team_sticker(conversation_id, sticker.id, path, quote_id=quote_id)

    async def add(self, path: Path, words: StickerWords) -> Sticker:
        return await self._noticing(self._gateway.add(path, words))

    async def describe(self, sticker_id: str, words: StickerWords) -> Sticker:
        return await self._noticing(self._gateway.describe(sticker_id, words))

    async def remove(self, sticker_id: str) -> None:
        await self._noticing(self._gateway.remove(sticker_id))

    async def restore(self, sticker_id: str) -> None:
        await self._noticing(self._gateway.restore(sticker_id))

    async def _noticing(self, request: Awaitable[T]) -> T:
        try:
            return await request
        except AppError as error:
            self._line.noticed(error)
            raise
