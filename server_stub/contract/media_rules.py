"""Which files WhatsApp takes, as what, where, and how large they may be (2.9)."""

from __future__ import annotations

from typing import Final

from server_stub.contract.content import Kind

_KILOBYTE: Final = 1024
_MEGABYTE: Final = 1024 * _KILOBYTE
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
LARGEST: Final = 100 * _MEGABYTE
"""Bytes of the largest file of any kind, in either direction."""

ALLOWED: Final[dict[str, Kind]] = {
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
    _OFFICE + "wordprocessingml.document": Kind.DOCUMENT,
    _OFFICE + "spreadsheetml.sheet": Kind.DOCUMENT,
    _OFFICE + "presentationml.presentation": Kind.DOCUMENT,
}
"""As what a file of each type is sent."""

STATIC_STICKER_LIMIT: Final = 100 * _KILOBYTE
STICKER_SIDE: Final = 512
"""Pixels of both sides of a sticker."""

_LIMITS: Final = {
    Kind.IMAGE: 5 * _MEGABYTE,
    Kind.AUDIO: 16 * _MEGABYTE,
    Kind.VOICE: 16 * _MEGABYTE,
    Kind.VIDEO: 16 * _MEGABYTE,
    Kind.DOCUMENT: LARGEST,
    Kind.STICKER: 500 * _KILOBYTE,
}

HEADER_TYPES: Final = {
    "IMAGE": frozenset({"image/jpeg", "image/png"}),
    "VIDEO": frozenset({"video/mp4", "video/3gpp"}),
    "DOCUMENT": frozenset({"application/pdf"}),
}
"""What may stand above the text of a template, by the kind of its header: of documents only PDF."""


def base_type(mime_type: str) -> str:
    """Without parameters: "audio/ogg; codecs=opus" is "audio/ogg"."""
    return mime_type.partition(";")[0].strip().lower()


def kind_for(mime_type: str) -> Kind:
    """As what a file is sent; DOCUMENT for everything that is nothing else."""
    return ALLOWED.get(base_type(mime_type), Kind.DOCUMENT)


def limit_of(mime_type: str, *, animated: bool = False) -> int:
    """Bytes that a file of this type may have; `animated` counts for stickers only.

    Raises KeyError for a type that WhatsApp does not take.
    """
    kind = ALLOWED[base_type(mime_type)]
    return STATIC_STICKER_LIMIT if kind is Kind.STICKER and not animated else _LIMITS[kind]


def fits_header(header_kind: str, mime_type: str) -> bool:
    """Whether a file may stand above the text of a template whose header is of this kind."""
    return base_type(mime_type) in HEADER_TYPES.get(header_kind, ())
