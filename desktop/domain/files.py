"""Which files WhatsApp takes, told by their first bytes (limits: Cloud API, "supported media types")."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

import filetype  # type: ignore[import-untyped]

from desktop.domain.errors import LocalProblem
from server_stub.contract.content import Kind
from server_stub.contract.errors import ErrorCode

HEAD_BYTES: Final = 64 * 1024
"""How much of the beginning is needed to know the type."""
_MB: Final = 1024 * 1024
_STICKER_BYTES: Final = 100 * 1024
_ANIMATED_STICKER_BYTES: Final = 500 * 1024
_WEBP_ANIMATION_FLAG: Final = 0x02

_LIMITS: Final = {
    Kind.IMAGE: 5 * _MB,
    Kind.AUDIO: 16 * _MB,
    Kind.VOICE: 16 * _MB,
    Kind.VIDEO: 16 * _MB,
    Kind.DOCUMENT: 100 * _MB,
}
_KINDS: Final = {
    "image/jpeg": Kind.IMAGE,
    "image/png": Kind.IMAGE,
    "image/webp": Kind.STICKER,
    "audio/aac": Kind.AUDIO,
    "audio/amr": Kind.AUDIO,
    "audio/mpeg": Kind.AUDIO,
    "audio/mp4": Kind.AUDIO,
    "audio/ogg": Kind.VOICE,
    "video/mp4": Kind.VIDEO,
    "video/3gpp": Kind.VIDEO,
    "text/plain": Kind.DOCUMENT,
    "application/pdf": Kind.DOCUMENT,
    "application/msword": Kind.DOCUMENT,
    "application/vnd.ms-excel": Kind.DOCUMENT,
    "application/vnd.ms-powerpoint": Kind.DOCUMENT,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Kind.DOCUMENT,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Kind.DOCUMENT,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": Kind.DOCUMENT,
}
_HEADERS: Final = {
    "IMAGE": frozenset({"image/jpeg", "image/png"}),
    "VIDEO": frozenset({"video/mp4", "video/3gpp"}),
    "DOCUMENT": frozenset({"application/pdf"}),
}
_ALIASES: Final = {
    "audio/x-m4a": "audio/mp4",
    "audio/m4a": "audio/mp4",
    "video/x-m4v": "video/mp4",
}
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIP_MAGIC: Final = b"PK\x03\x04"
_ZIP_BY_PART: Final = {
    b"word/": _OFFICE + "wordprocessingml.document",
    b"xl/": _OFFICE + "spreadsheetml.sheet",
    b"ppt/": _OFFICE + "presentationml.presentation",
}
_TEXT_CONTROLS: Final = frozenset("\t\n\r\f")
_OLE_MAGIC: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_BY_SUFFIX: Final = {
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
}


@dataclass(frozen=True, slots=True)
class FileFacts:
    kind: Kind
    mime_type: str
    animated: bool = False


def check(head: bytes, size: int, name: str) -> FileFacts:
    """What the file is. `head`: its first HEAD_BYTES; `size` in bytes.

    Raises LocalProblem: `file_empty`; `media_type_refused` (mime_type); `media_too_large` (limit_bytes).
    """
    if size == 0:
        raise LocalProblem("file_empty")
    mime_type = sniff(head, name)
    kind = _KINDS.get(mime_type)
    if kind is None or (mime_type == "audio/ogg" and not is_opus(head)):
        raise LocalProblem(ErrorCode.MEDIA_TYPE_REFUSED.value, mime_type=mime_type)
    animated = kind is Kind.STICKER and head[12:16] == b"VP8X" and bool(head[20] & _WEBP_ANIMATION_FLAG)
    limit = limit_of(mime_type, animated=animated)
    if size > limit:
        raise LocalProblem(ErrorCode.MEDIA_TOO_LARGE.value, limit_bytes=limit)
    return FileFacts(kind, mime_type, animated)


def check_header(head: bytes, size: int, name: str, header_kind: str) -> FileFacts:
    """What the file is that shall stand above the text of a template. `header_kind`: IMAGE, VIDEO or DOCUMENT.

    Raises LocalProblem: `file_empty`; `template_file_wrong` (kind) for another type, of documents for all but PDF,
    which is what WhatsApp takes there; `media_too_large` (limit_bytes).
    """
    if size == 0:
        raise LocalProblem("file_empty")
    mime_type = sniff(head, name)
    if mime_type not in _HEADERS[header_kind]:
        raise LocalProblem(ErrorCode.TEMPLATE_FILE_WRONG.value, kind=header_kind)
    return check(head, size, name)


def limit_of(mime_type: str, *, animated: bool = False) -> int:
    """Bytes that a file of this type may have; KeyError for one that WhatsApp does not take."""
    return _LIMITS.get(_KINDS[mime_type], _ANIMATED_STICKER_BYTES if animated else _STICKER_BYTES)


def is_opus(head: bytes) -> bool:
    """Whether an OGG file holds Opus, the only kind of it that WhatsApp plays, and with one channel."""
    begin = head.find(b"OpusHead", 0, 512)
    return head.startswith(b"OggS") and begin > 0 and head[begin + 9 : begin + 10] == b"\x01"


def sniff(head: bytes, name: str) -> str:
    """The media type by content. The name only tells old office formats apart, which all begin alike."""
    if head.startswith(_OLE_MAGIC):
        return _OLE_BY_SUFFIX.get(PurePath(name).suffix.lower(), "application/x-ole-storage")
    if head.startswith(_ZIP_MAGIC):
        return _office(head) or "application/zip"
    guessed = filetype.guess_mime(head)
    if guessed is None:
        return "text/plain" if _is_text(head) else "application/octet-stream"
    return _ALIASES.get(guessed, str(guessed))


def _office(head: bytes) -> str | None:
    """By the names of the first parts in the archive."""
    at = 0
    while at >= 0:
        length = int.from_bytes(head[at + 26 : at + 28], "little")
        part = head[at + 30 : at + 30 + length]
        for beginning, mime_type in _ZIP_BY_PART.items():
            if part.startswith(beginning):
                return mime_type
        at = head.find(_ZIP_MAGIC, at + 4)
    return None


def _is_text(head: bytes) -> bool:
    """Letters in UTF-8 without control characters; the head may end inside a character of up to four bytes."""
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        if len(head) < HEAD_BYTES or error.start < len(head) - 4:
            return False
        text = head[: error.start].decode()
    return all(sign >= " " or sign in _TEXT_CONTROLS for sign in text)
