"""What the picker shows of one sticker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.ui.models.cells import Cell


@dataclass(frozen=True, slots=True)
class StickerCell(Cell):
    """`name` is all that is spoken of it; `title` and `more` are shown below the grid."""

    title: str = ""
    more: str = ""
    moves: bool = False
    is_liked: bool = False


@dataclass(frozen=True, slots=True)
class StickerGroup:
    """A pack, what was used last, or what is liked."""

    title: str
    cells: Sequence[StickerCell]
