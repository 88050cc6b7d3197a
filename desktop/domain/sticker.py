"""What a sticker has to be, and one that was made (Cloud API, "supported media types": sticker)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from server_stub.contract.media_rules import STICKER_SIDE, limit_of

SIDE: Final = STICKER_SIDE
STILL_BYTES: Final = limit_of("image/webp")
MOVING_BYTES: Final = limit_of("image/webp", animated=True)
LONGEST_MS: Final = 10_000
"""What moves for longer is cut there: phones show no more of it."""


class Fit(StrEnum):
    """How a picture that is not square fills the square."""

    WHOLE = "whole"
    """All of it, with nothing around it."""
    CROP = "crop"
    """The middle, up to every edge."""


@dataclass(frozen=True, slots=True)
class MadeSticker:
    """`size` in bytes; `frames` it has now, `was_frames` the picture had, both 1 where nothing moves."""

    path: Path
    size: int
    limit: int
    frames: int = 1
    was_frames: int = 1
    is_cut: bool = False
    """The picture moved for longer than a sticker may."""

    @property
    def is_moving(self) -> bool:
        return self.frames > 1
