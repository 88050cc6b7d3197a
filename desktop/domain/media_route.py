"""What has to be done with a file before WhatsApp takes it, told by its type (2.9)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from desktop.domain.errors import LocalProblem

_PICTURES: Final = frozenset(
    f"image/{name}" for name in ("jpeg", "png", "apng", "webp", "bmp", "tiff", "gif", "heic", "heif", "avif", "x-icon")
)
_SOUNDS: Final = frozenset(
    f"audio/{name}" for name in ("aac", "amr", "mpeg", "mp4", "ogg", "x-wav", "x-flac", "x-aiff")
)
_AS_DOCUMENT: Final = frozenset(
    ("image/jpeg", "image/png", "video/mp4", "video/3gpp", "audio/aac", "audio/amr", "audio/mpeg", "audio/mp4")
)
"""The platform judges an upload by its type, also where it is then sent as a document."""


class Route(StrEnum):
    KEEP = "keep"
    """The bytes go as they are."""
    PICTURE = "picture"
    SOUND = "sound"
    FILM = "film"


def route_of(mime_type: str, *, as_document: bool) -> Route:
    """`as_document`: the person wants the bytes unchanged. Raises LocalProblem `document_type_refused` (mime_type).

    What is no picture, sound or film is kept; whether WhatsApp takes it is said by `files.check`.
    """
    route = _route(mime_type)
    if not as_document or route is Route.KEEP:
        return route
    if mime_type not in _AS_DOCUMENT:
        raise LocalProblem("document_type_refused", mime_type=mime_type)
    return Route.KEEP


def may_be_document(mime_type: str) -> bool:
    """Whether there is a choice: what is a document anyway has none."""
    return mime_type in _AS_DOCUMENT


def _route(mime_type: str) -> Route:
    if mime_type in _PICTURES:
        return Route.PICTURE
    if mime_type in _SOUNDS:
        return Route.SOUND
    return Route.FILM if mime_type.startswith("video/") else Route.KEEP
