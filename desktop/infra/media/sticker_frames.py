"""The frames of a picture as stickers have them: square, upright, transparent around, not more than fit into memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from desktop.domain.prepared import Watch
from desktop.domain.sticker import LONGEST_MS, SIDE, Fit
from desktop.infra.media.picture_reading import guarded
from desktop.infra.media.stopping import check_wanted

if TYPE_CHECKING:
    from PIL import Image

MOST_FRAMES: Final = 60
"""One needs a megabyte; a longer film keeps every second, fourth, eighth … frame."""
_MOST_LOOKED_AT: Final = 1_000
_UNTOLD_MS: Final = 100
_SHORTEST_MS: Final = 20
"""Browsers and phones show frames that claim less for a tenth of a second."""


@dataclass(slots=True)
class Frames:
    """`durations` in ms, one for each image; `seen` counts what the picture had as far as it was looked at."""

    images: list[Image.Image] = field(default_factory=list)
    durations: list[int] = field(default_factory=list)
    seen: int = 0
    is_cut: bool = False

    def thinned(self, step: int) -> Frames:
        """Every `step`th one, shown for so much longer."""
        spans = range(0, len(self.images), step)
        durations = [sum(self.durations[at : at + step]) for at in spans]
        return Frames([self.images[at] for at in spans], durations, self.seen, self.is_cut)


def frames_of(image: Image.Image, fit: Fit, watch: Watch) -> Frames:
    """Raises Unwanted, and LocalProblem `file_damaged`."""
    found, stride = Frames(), 1
    for duration in _walk(image, watch):
        shown_for = duration if duration >= _SHORTEST_MS else _UNTOLD_MS
        if sum(found.durations) + shown_for > LONGEST_MS and found.images:
            found.is_cut = True
            break
        if found.seen % stride == 0:
            found.images.append(guarded(partial(square, image, fit)))
            found.durations.append(shown_for)
        else:
            found.durations[-1] += shown_for
        found.seen += 1
        if len(found.images) > MOST_FRAMES:
            found, stride = found.thinned(2), stride * 2
    return found


def square(image: Image.Image, fit: Fit) -> Image.Image:
    """A new picture of 512 by 512 with transparency."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(image).convert("RGBA")
    method = Image.Resampling.LANCZOS
    if fit is Fit.CROP:
        return ImageOps.fit(upright, (SIDE, SIDE), method)
    scale = SIDE / max(upright.size)
    size = tuple(max(1, round(side * scale)) for side in upright.size)
    small = upright.resize(size, method, reducing_gap=2.0)
    whole = Image.new("RGBA", (SIDE, SIDE))
    whole.paste(small, ((SIDE - size[0]) // 2, (SIDE - size[1]) // 2))
    return whole


def _walk(image: Image.Image, watch: Watch) -> Iterator[int]:
    """Stands on one frame after the other; answers for how many ms each is shown."""
    count = guarded(lambda: min(int(getattr(image, "n_frames", 1)), _MOST_LOOKED_AT))
    for number in range(count):
        check_wanted(watch)
        watch.told(0.5 * number / count)
        guarded(partial(_stand_on, image, number))
        yield int(image.info.get("duration") or 0)


def _stand_on(image: Image.Image, number: int) -> None:
    image.seek(number)
    image.load()
