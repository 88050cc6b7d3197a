"""What a file really is, by its first bytes and never by its name; sizes of pictures and lengths of voice notes."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

import filetype  # type: ignore[import-untyped]

HEAD_BYTES: Final = 64 * 1024
"""How much of the beginning (and of the end) is looked at."""

_ALIASES: Final = {"audio/x-m4a": "audio/mp4", "audio/m4a": "audio/mp4", "video/x-m4v": "video/mp4"}
_OFFICE: Final = {
    b"word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: Final = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
}
_ALLOWED_CONTROLS: Final = frozenset("\t\n\r\f")
_OPUS_RATE: Final = 48


@dataclass(frozen=True, slots=True)
class Shape:
    """Pixels and milliseconds; 0 where it is not known."""

    width: int = 0
    height: int = 0
    duration_ms: int = 0
    animated: bool = False


def sniff(head: bytes) -> str | None:
    """The MIME type told by the content, "text/plain" for clean UTF-8 text, None for anything else."""
    if head.startswith(b"PK\x03\x04"):
        return _office(head) or "application/zip"
    if head.startswith(_OLE):
        return next((mime for name, mime in _OLE_STREAMS.items() if name.encode("utf-16-le") in head), None)
    found = filetype.guess_mime(head)
    if found is not None:
        return _ALIASES.get(found, str(found))
    return "text/plain" if _is_text(head) else None


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


def is_opus(head: bytes) -> bool:
    return head.startswith(b"OggS") and b"OpusHead" in head[:512]


def _office(head: bytes) -> str | None:
    """By the names of the archive's entries, wherever among the first ones they stand."""
    at = 0
    while at >= 0:
        length = int.from_bytes(head[at + 26 : at + 28], "little")
        name = head[at + 30 : at + 30 + length]
        for part, mime in _OFFICE.items():
            if name.startswith(part):
                return mime
        at = head.find(b"PK\x03\x04", at + 4)
    return None


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        # The end of the looked-at part may cut a character in two.
        if len(head) < HEAD_BYTES or error.start < len(head) - 4:
            return False
        text = head[: error.start].decode()
    return bool(text) and all(sign >= " " or sign in _ALLOWED_CONTROLS for sign in text)


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
        return Shape(width, height, animated=bool(head[20] & 0x02))
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
