"""Which files WhatsApp takes, as what, and how large they may be (2.9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.contract.content import Kind

_KILOBYTE: Final = 1024
_MEGABYTE: Final = 1024 * _KILOBYTE
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
LARGEST: Final = 100 * _MEGABYTE
"""Bytes of the largest file of any kind, in either direction."""


@dataclass(frozen=True, slots=True)
class Allowed:
    kind: Kind
    limit: int
    """Bytes."""


_IMAGE: Final = Allowed(Kind.IMAGE, 5 * _MEGABYTE)
_AUDIO: Final = Allowed(Kind.AUDIO, 16 * _MEGABYTE)
_VIDEO: Final = Allowed(Kind.VIDEO, 16 * _MEGABYTE)
_DOCUMENT: Final = Allowed(Kind.DOCUMENT, LARGEST)

ALLOWED: Final[dict[str, Allowed]] = {
    "image/jpeg": _IMAGE,
    "image/png": _IMAGE,
    "image/webp": Allowed(Kind.STICKER, 500 * _KILOBYTE),
    "audio/aac": _AUDIO,
    "audio/amr": _AUDIO,
    "audio/mpeg": _AUDIO,
    "audio/mp4": _AUDIO,
    "audio/ogg": Allowed(Kind.VOICE, 16 * _MEGABYTE),
    "video/mp4": _VIDEO,
    "video/3gpp": _VIDEO,
    "text/plain": _DOCUMENT,
    "application/pdf": _DOCUMENT,
    "application/msword": _DOCUMENT,
    "application/vnd.ms-excel": _DOCUMENT,
    "application/vnd.ms-powerpoint": _DOCUMENT,
    _OFFICE + "wordprocessingml.document": _DOCUMENT,
    _OFFICE + "spreadsheetml.sheet": _DOCUMENT,
    _OFFICE + "presentationml.presentation": _DOCUMENT,
}

STATIC_STICKER_LIMIT: Final = 100 * _KILOBYTE
STICKER_SIDE: Final = 512
"""Pixels of both sides of a sticker."""


def base_type(mime_type: str) -> str:
    """Without parameters: "audio/ogg; codecs=opus" is "audio/ogg"."""
    return mime_type.partition(";")[0].strip().lower()


def kind_for(mime_type: str) -> Kind:
    """As what a file is sent; DOCUMENT for everything that is nothing else."""
    allowed = ALLOWED.get(base_type(mime_type))
    return Kind.DOCUMENT if allowed is None else allowed.kind
