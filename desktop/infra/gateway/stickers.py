"""Requests about the team's stickers."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

from desktop.domain.sticker import MOVING_BYTES
from desktop.infra.gateway.calling import Caller
from desktop.infra.gateway.codec import answer
from desktop.infra.gateway.transfer import send_file
from server_stub.contract.stickers import Sticker, StickerWords, tidy


class HttpStickers(Caller):
    """Implements application.team_stickers.StickerGateway."""

    async def picture(self, sticker_id: str) -> AsyncGenerator[bytes, None]:
        async with aclosing(self.whole(f"/v1/stickers/{sticker_id}/file")) as pieces:
            async for piece in pieces:
                yield piece

    async def add(self, path: Path, words: StickerWords) -> Sticker:
        """Raises LocalProblem too: `file_unreadable`, `file_empty`, `file_too_large`."""
        words = tidy(words)
        told = {"pack": words.pack, "name": words.name, "keywords": ",".join(words.keywords)}
        return await send_file(self, "/v1/stickers", path, Sticker, None, most=MOVING_BYTES, **told)

    async def describe(self, sticker_id: str, words: StickerWords) -> Sticker:
        return answer(await self.write("PUT", f"/v1/stickers/{sticker_id}", words), Sticker)

    async def remove(self, sticker_id: str) -> None:
        await self.request("DELETE", f"/v1/stickers/{sticker_id}")

    async def restore(self, sticker_id: str) -> None:
        await self.request("POST", f"/v1/stickers/{sticker_id}/restore")
