"""Sound of any rate and number of channels, as one channel at 48,000 samples a second.

Pillow does the arithmetic: sound is a picture of one line for each moment and one column for each channel, and scaling
that picture with its Lanczos filter is what a good resampler does. A library for it would need numpy.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from desktop.infra.media.sndfile import OPUS_RATE

_CONTEXT: Final = 64
"""Samples on both sides of a block that the filter looks at beyond it; it needs 3 at equal rates, more when slowing."""


def mono(blocks: Iterable[array[float]], rate: int, channels: int) -> Iterator[array[float]]:
    """`blocks`: the samples of all channels in turn, whole frames, -1 to 1; so is what comes out, of one channel."""
    single = (_mixed(block, channels) for block in blocks)
    if rate == OPUS_RATE:
        yield from single
    else:
        yield from _at_opus_rate(single, rate)


def _mixed(block: array[float], channels: int) -> array[float]:
    if channels == 1:
        return block
    from PIL import Image

    frames = len(block) // channels
    picture = Image.frombuffer("F", (channels, frames), block.tobytes(), "raw", "F", 0, 1)
    return _samples(picture.resize((1, frames), Image.Resampling.BOX).tobytes())


def _at_opus_rate(blocks: Iterable[array[float]], rate: int) -> Iterator[array[float]]:
    """Each block is scaled together with what surrounds it, and cut where the next one begins."""
    step, context = Fraction(rate, OPUS_RATE), _CONTEXT * max(1, rate // OPUS_RATE + 1)
    held, begin = array("f"), 0
    """What is held, and where in the whole sound it begins."""
    made, have = 0, 0
    for block in blocks:
        held.extend(block)
        have += len(block)
        ready = int((have - context) / step)
        if ready > made:
            yield _scaled(held, begin, made, ready, step)
            made = ready
            spare = max(0, int(made * step) - context - begin)
            del held[:spare]
            begin += spare
    total = int(have / step)
    if total > made:
        yield _scaled(held, begin, made, total, step)


def _scaled(held: array[float], begin: int, first: int, last: int, step: Fraction) -> array[float]:
    """The new samples from `first` up to `last`."""
    from PIL import Image

    picture = Image.frombuffer("F", (1, len(held)), held.tobytes(), "raw", "F", 0, 1)
    top, bottom = float(first * step - begin), min(float(last * step - begin), float(len(held)))
    scaled = picture.resize((1, last - first), Image.Resampling.LANCZOS, box=(0, top, 1, bottom))
    return _samples(scaled.tobytes())


def _samples(data: bytes) -> array[float]:
    samples = array("f")
    samples.frombytes(data)
    return samples
