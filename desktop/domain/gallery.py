"""Which messages a conversation's gallery holds, and how each of their files is shown."""

from __future__ import annotations

import codecs
from enum import StrEnum
from typing import Final

from server_stub.contract.content import Kind, Media
from server_stub.contract.model import Message

TEXT_BYTES: Final = 256 * 1024
"""Of a text file that much is shown."""
_KINDS: Final = frozenset({Kind.IMAGE, Kind.VIDEO, Kind.DOCUMENT})


class Show(StrEnum):
    PICTURE = "picture"
    FILM = "film"
    """Sounds too: they play without a picture."""
    PAGES = "pages"
    TEXT = "text"
    NOTHING = "nothing"
    """Only other programs know what it is."""


def is_in_gallery(message: Message) -> bool:
    content = message.content
    return content.media is not None and content.kind in _KINDS and message.deleted_at is None


def show_as(media: Media) -> Show:
    mime_type = media.mime_type.partition(";")[0].strip().lower()
    if mime_type.startswith("image/") and "svg" not in mime_type:
        return Show.PICTURE
    if mime_type.startswith(("video/", "audio/")):
        return Show.FILM
    if mime_type == "application/pdf":
        return Show.PAGES
    if mime_type.startswith("text/") or mime_type in ("application/json", "application/xml"):
        return Show.TEXT
    return Show.NOTHING


def readable(data: bytes) -> str | None:
    """The text of a file's first TEXT_BYTES, in UTF-8, UTF-16 with its mark, or Windows-1252; None for what is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[: len(data) & ~1].decode("utf-16", "replace")
    if b"\0" in data:
        return None
    try:
        # Where it goes on, its last letter may be cut in two.
        return codecs.getincrementaldecoder("utf-8-sig")().decode(data, final=len(data) < TEXT_BYTES)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
