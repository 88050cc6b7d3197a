"""Sizes of pictures and lengths of voice notes, read from the beginning and the end of a file."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

from server_stub.contract.file_types import is_animated_webp

_OPUS_RATE: Final = 48


@dataclass(frozen=True, slots=True)
class Shape:
    """Pixels and milliseconds; 0 where it is not known."""

    width: int = 0
    height: int = 0
    duration_ms: int = 0
    animated: bool = False


def shape(head: bytes, tail: bytes) -> Shape:
    """Reads headers only; `tail` is the end of the file."""
    if head.startswith(b"\x89PNG\r\n\x1a\n") and len(head) >= 24:
        width, height = struct.unpack(">II", head[16:24])
        return Shape(width, height, animated=b"acTL" in head[:2048])
    if head.startswith(b"\xff\xd8"):
        return _jpeg(head)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _webp(head)
    if head.startswith(b"OggS"):
        return Shape(duration_ms=_opus_duration(head, tail))
    return Shape()


def _jpeg(head: bytes) -> Shape:
    at = 2
    while at + 9 <= len(head) and head[at] == 0xFF:
        marker, length = head[at + 1], int.from_bytes(head[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return Shape(width, height)
        at += 2 + max(length, 2)
    return Shape()


def _webp(head: bytes) -> Shape:
    kind = head[12:16]
    if kind == b"VP8X" and len(head) >= 30:
        width = int.from_bytes(head[24:27], "little") + 1
        height = int.from_bytes(head[27:30], "little") + 1
        return Shape(width, height, animated=is_animated_webp(head))
    if kind == b"VP8 " and len(head) >= 30:
        width, height = struct.unpack("<HH", head[26:30])
        return Shape(width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L" and len(head) >= 25:
        bits = int.from_bytes(head[21:25], "little")
        return Shape((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    return Shape()


def _opus_duration(head: bytes, tail: bytes) -> int:
    """Opus counts 48 kHz samples; the last page holds the total, the header how many to skip at the beginning."""
    begin, last = head.find(b"OpusHead"), tail.rfind(b"OggS")
    if begin < 0 or last < 0 or last + 14 > len(tail) or begin + 12 > len(head):
        return 0
    skipped = int.from_bytes(head[begin + 10 : begin + 12], "little")
    samples = int.from_bytes(tail[last + 6 : last + 14], "little", signed=True)
    return max(0, samples - skipped) // _OPUS_RATE
