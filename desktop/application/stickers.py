"""Stickers: made out of pictures on this computer, and shared by the team."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from desktop.domain.prepared import Watch
from desktop.domain.sticker import Fit, MadeSticker
from server_stub.contract.model import Message
from server_stub.contract.stickers import Sticker, StickerWords


class StickerMaking(Protocol):
    async def make(self, path: Path, *, fit: Fit, watch: Watch) -> MadeSticker:
        """Done beside the loop; cancelling it leaves nothing behind.

        Raises LocalProblem: `file_unreadable`, `file_not_ordinary`, `file_empty`, `file_damaged`, `disk_full`,
        `picture_too_large` (megapixels), `picture_not_small_enough` (limit_bytes).
        """

    async def clear(self, path: Path) -> None:
        """Remove what was made here; any other file is left alone."""

    async def close(self) -> None: ...


class TeamStickers(Protocol):
    """What changes a sticker needs the line; every desktop learns of it as a change of the catalogue. All raise
    AppError only.
    """

    def all(self) -> Sequence[Sticker]:
        """As known here, also without the line."""

    async def file(self, sticker: Sticker) -> Path:
        """A plain copy of its picture, fetched when it is wanted first."""

    async def send(self, conversation_id: str, sticker: Sticker, *, quote_id: str | None = None) -> Message:
        """Durable in the outbox when this returns. Needs the line only for a picture that is not here yet."""

    async def add(self, path: Path, words: StickerWords) -> Sticker:
        """`path`: WebP as WhatsApp wants a sticker. The same picture in the same pack is there once."""

    async def describe(self, sticker_id: str, words: StickerWords) -> Sticker: ...
    async def remove(self, sticker_id: str) -> None: ...
    async def restore(self, sticker_id: str) -> None:
        """Bring back what was removed."""
