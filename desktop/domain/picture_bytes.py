"""Takes out of a JPEG or PNG what tells more than the picture shows (place, camera, words), without touching a pixel.

The pictures are walked through part by part; nothing is decoded. Sources: ITU T.81 annex B, PNG specification 11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_JPEG_START: Final = b"\xff\xd8"
_END_OF_IMAGE: Final = 0xD9
_START_OF_SCAN: Final = 0xDA
_COMMENT: Final = 0xFE
_APPLICATION: Final = range(0xE0, 0xF0)
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length."""
_MARKER_IN_SCAN: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""In the data of a scan 0xFF is followed by zero, by a restart mark, or it is filling."""
_JPEG_KEPT: Final = ((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
"""Of the parts for applications those that say how the colours are meant."""
_PNG_START: Final = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = frozenset(
    (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"sBIT", b"bKGD")
)


class PictureBroken(ValueError):
    """It ends too early, or its parts do not follow each other."""


def without_metadata(data: bytes) -> bytes:
    """The same picture, bare; what follows its end goes too, which often is a short film with a place of its own.

    Raises PictureBroken, also for what is neither JPEG nor PNG.
    """
    if data.startswith(_JPEG_START):
        return _JPEG_START + b"".join(part for part in _jpeg_parts(data) if _is_picture(part))
    if data.startswith(_PNG_START):
        return _PNG_START + b"".join(part for part in _png_parts(data) if part[4:8] in _PNG_KEPT)
    raise PictureBroken("neither JPEG nor PNG")


def _is_picture(part: bytes) -> bool:
    marker = part[1]
    if marker == _COMMENT:
        return False
    return marker not in _APPLICATION or any(marker == kept and part[4:].startswith(name) for kept, name in _JPEG_KEPT)


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    """From behind the start to the end mark, each beginning with its marker."""
    at = len(_JPEG_START)
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if at + 2 > len(data) or data[at] != 0xFF:
            raise PictureBroken("no marker")
        end = _jpeg_part_end(data, at)
        yield data[at:end]
        if data[at + 1] == _END_OF_IMAGE:
            return
        at = end


def _jpeg_part_end(data: bytes, at: int) -> int:
    marker = data[at + 1]
    if marker == _END_OF_IMAGE or marker in _ALONE:
        return at + 2
    end = at + 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    if marker == _START_OF_SCAN:
        following = _MARKER_IN_SCAN.search(data, end)
        end = len(data) + 1 if following is None else following.start()
    if end > len(data):
        raise PictureBroken("cut off")
    return end


def _png_parts(data: bytes) -> Iterator[bytes]:
    """Chunks with length and checksum, up to the one that ends the picture."""
    at = len(_PNG_START)
    while True:
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if end > len(data):
            raise PictureBroken("cut off")
        yield data[at:end]
        if data[at + 4 : at + 8] == b"IEND":
            return
        at = end
