"""What makes stickers out of pictures on this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop.domain.prepared import Watch
from desktop.domain.sticker import Fit, MadeSticker


class StickerMaking(Protocol):
    async def make(self, path: Path, *, fit: Fit, watch: Watch) -> MadeSticker:
        """Done beside the loop; cancelling it leaves nothing behind.

        Raises LocalProblem: `file_unreadable`, `file_not_ordinary`, `file_empty`, `file_damaged`, `disk_full`,
        `picture_too_large` (megapixels), `picture_not_small_enough` (limit_bytes).
        """

    async def clear(self, path: Path) -> None:
        """Remove what was made here; any other file is left alone."""

    async def close(self) -> None: ...
