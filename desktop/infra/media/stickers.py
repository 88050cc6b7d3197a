"""Any picture as a sticker: WebP of 512 by 512, small enough for WhatsApp; implements application.stickers."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import LocalProblem
from desktop.domain.file_names import plain_name, split_suffix
from desktop.domain.prepared import Watch
from desktop.domain.sticker import MOVING_BYTES, STILL_BYTES, Fit, MadeSticker
from desktop.infra.files import open_private
from desktop.infra.media.picture_reading import open_picture
from desktop.infra.media.sources import open_chosen, size_of
from desktop.infra.media.sticker_frames import Frames, frames_of
from desktop.infra.media.stopping import Unwanted, check_wanted, in_thread
from desktop.infra.media.trouble import disk_trouble
from desktop.infra.media.workshop import Workshop

if TYPE_CHECKING:
    from PIL import Image

_STILL: Final = (90, 80, 70, 60, 50, 40, 30, 20, 10, 1)
"""Qualities, best first."""
_MOVING: Final = ((75, 1), (60, 1), (45, 1), (45, 2), (30, 2), (30, 3), (20, 4), (10, 6), (5, 10))
"""Qualities, and every how many frames one is kept."""
_EVEN_AT_NONE: Final = 20
"""Bytes grow with the quality, but do not begin at nothing."""
_SURELY: Final = 1.5
"""A guess may be wrong by so much."""


class StickerMaker:
    """One at a time: each needs tens of megabytes. `runtime`: where plain files may lie while the program runs."""

    def __init__(self, runtime: Path) -> None:
        self._workshop = Workshop(runtime)
        self._turn = asyncio.Lock()

    async def make(self, path: Path, *, fit: Fit, watch: Watch) -> MadeSticker:
        async with self._turn:
            try:
                return await in_thread(lambda: _make(path, fit, self._workshop, watch), watch, undo=self._undo)
            except Unwanted as error:
                raise LocalProblem("not_wanted") from error

    async def clear(self, path: Path) -> None:
        await asyncio.to_thread(self._workshop.clear, path)

    async def close(self) -> None:
        await asyncio.to_thread(self._workshop.close)

    def _undo(self, made: MadeSticker) -> None:
        self._workshop.clear(made.path)


def _make(path: Path, fit: Fit, workshop: Workshop, watch: Watch) -> MadeSticker:
    with open_chosen(path) as stream:
        if not size_of(stream):
            raise LocalProblem("file_empty")
        frames = frames_of(open_picture(stream), fit, watch)
    if len(frames.images) > 1:
        data, shown = _moving(frames, watch)
        limit = MOVING_BYTES
    else:
        data, shown, limit = _still(frames.images[0], watch), 1, STILL_BYTES
    watch.told(1.0)
    name = split_suffix(plain_name(path.name))[0] + ".webp"
    target = _kept(data, workshop, name)
    return MadeSticker(target, len(data), limit, shown, frames.seen, frames.is_cut)


def _still(image: Image.Image, watch: Watch) -> bytes:
    for number, quality in enumerate(_STILL):
        check_wanted(watch)
        watch.told(0.5 + number / (2 * len(_STILL)))
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=4)
        if out.tell() <= STILL_BYTES:
            return out.getvalue()
    raise LocalProblem("picture_not_small_enough", limit_bytes=STILL_BYTES)


def _moving(frames: Frames, watch: Watch) -> tuple[bytes, int]:
    """The best that fits, and of how many frames. What is sure to be too large by the last try is not tried."""
    was: tuple[int, float] | None = None
    for number, (quality, step) in enumerate(_MOVING):
        check_wanted(watch)
        watch.told(0.5 + number / (2 * len(_MOVING)))
        kept, weight = frames.thinned(step), (quality + _EVEN_AT_NONE) / step
        if len(kept.images) < 2:
            break
        if was is not None and was[0] * weight / was[1] > _SURELY * MOVING_BYTES:
            continue
        data = _written(kept, quality)
        if len(data) <= MOVING_BYTES:
            return data, len(kept.images)
        was = len(data), weight
    raise LocalProblem("picture_not_small_enough", limit_bytes=MOVING_BYTES)


def _written(frames: Frames, quality: int) -> bytes:
    out = io.BytesIO()
    first, *others = frames.images
    how = {"append_images": others, "duration": frames.durations, "loop": 0, "quality": quality, "method": 2}
    first.save(out, "WEBP", save_all=True, **how)
    return out.getvalue()


def _kept(data: bytes, workshop: Workshop, name: str) -> Path:
    try:
        target = workshop.place(name)
        with open_private(target) as stream:
            stream.write(data)
    except OSError as error:
        raise disk_trouble(error) from error
    return target
