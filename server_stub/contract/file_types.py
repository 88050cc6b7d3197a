"""What a file really is, told by its first bytes; its name only tells apart what begins alike."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

import filetype  # type: ignore[import-untyped]

HEAD_BYTES: Final = 64 * 1024
"""How much of the beginning (and of the end) is looked at."""

_ALIASES: Final = {"audio/x-m4a": "audio/mp4", "audio/m4a": "audio/mp4", "video/x-m4v": "video/mp4"}
_ZIP: Final = b"PK\x03\x04"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_ZIP_PARTS: Final = {
    b"word/": _OFFICE + "wordprocessingml.document",
    b"xl/": _OFFICE + "spreadsheetml.sheet",
    b"ppt/": _OFFICE + "presentationml.presentation",
}
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_STREAMS: Final = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
}
_OLE_SUFFIXES: Final = {
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
}
_ALLOWED_CONTROLS: Final = frozenset("\t\n\r\f")
_WEBP_ANIMATION_FLAG: Final = 0x02


def sniff(head: bytes, name: str = "") -> str | None:
    """The MIME type told by the content, "text/plain" for clean UTF-8 text, None for what cannot be told.

    `head`: the first HEAD_BYTES. `name` serves old office files alone, which name their streams anywhere.
    """
    if head.startswith(_ZIP):
        return _office(head) or "application/zip"
    if head.startswith(_OLE):
        return _old_office(head, name)
    found = filetype.guess_mime(head)
    if found is not None:
        return _ALIASES.get(found, str(found))
    return "text/plain" if _is_text(head) else None


def is_opus(head: bytes) -> bool:
    """Whether an OGG file holds Opus with one channel, the only kind of it that WhatsApp takes (2.9; RFC 7845, 5.1)."""
    begin = head.find(b"OpusHead", 0, 512)
    return head.startswith(b"OggS") and begin > 0 and head[begin + 9 : begin + 10] == b"\x01"


def is_animated_webp(head: bytes) -> bool:
    return head[12:16] == b"VP8X" and bool(head[20:21]) and bool(head[20] & _WEBP_ANIMATION_FLAG)


def _office(head: bytes) -> str | None:
    """By the names of the archive's entries, wherever among the first ones they stand."""
    at = 0
    while at >= 0:
        length = int.from_bytes(head[at + 26 : at + 28], "little")
        name = head[at + 30 : at + 30 + length]
        for part, mime_type in _ZIP_PARTS.items():
            if name.startswith(part):
                return mime_type
        at = head.find(_ZIP, at + 4)
    return None


def _old_office(head: bytes, name: str) -> str | None:
    """By the streams in sight; by the suffix where there are none, or several because one file lies in another."""
    named = _OLE_SUFFIXES.get(PurePath(name).suffix.lower())
    inside = [mime_type for stream, mime_type in _OLE_STREAMS.items() if stream.encode("utf-16-le") in head]
    return named if named in inside or not inside else inside[0]


def _is_text(head: bytes) -> bool:
    """Letters in UTF-8 without control characters; the head may end inside a character of up to four bytes."""
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        if len(head) < HEAD_BYTES or error.start < len(head) - 4:
            return False
        text = head[: error.start].decode()
    return bool(text) and all(sign >= " " or sign in _ALLOWED_CONTROLS for sign in text)
