"""Draws small pictures of what strangers sent: a program of its own, which knows no secret and may do nothing else.

It imports nothing of the gateway. Each job on standard input is a length of four bytes and the file; each answer on
standard output is the same with the small picture, of no length where none could be drawn.
"""

from __future__ import annotations

import io
import sys
import warnings
from typing import BinaryIO, Final

from PIL import Image, ImageOps

SIDE: Final = 640
"""Pixels of the longer side: what a timeline shows on a screen with two pixels to the point."""
MOST_PIXELS: Final = 64_000_000
"""Of the whole picture. Phones take 50 megapixels; what unpacks to more than that is a bomb."""
MEMORY_BYTES: Final = 1536 * 1024 * 1024
"""Of addresses, which is more than what is used."""
_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_QUALITY: Final = 72
_LENGTH_BYTES: Final = 4


def small(data: bytes) -> bytes:
    """WebP of the first frame, upright, at most SIDE pixels long; empty for what is no whole picture, or too large."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return b""
            picture.draft("RGB", (SIDE, SIDE))  # a JPEG is decoded no larger than needed
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((SIDE, SIDE))
            drawn = io.BytesIO()
            upright.convert("RGBA" if upright.has_transparency_data else "RGB").save(drawn, "WEBP", quality=_QUALITY)
            return drawn.getvalue()
    except Exception:  # noqa: BLE001 - whatever a decoder makes of a hostile file, there is no picture of it
        return b""


def serve(jobs: BinaryIO, answers: BinaryIO) -> None:
    """Until the jobs end."""
    while len(length := jobs.read(_LENGTH_BYTES)) == _LENGTH_BYTES:
        drawn = small(jobs.read(int.from_bytes(length, "big")))
        answers.write(len(drawn).to_bytes(_LENGTH_BYTES, "big") + drawn)
        answers.flush()


def limit_myself() -> None:
    """No more memory than a picture needs, and no file written; where the system knows such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    Image.preinit()
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    limit_myself()
    serve(sys.stdin.buffer, sys.stdout.buffer)
