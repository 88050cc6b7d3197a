"""Looks into media bytes the way Meta's processing does: a file must be what its type says."""

from __future__ import annotations

import struct

from server_stub.cloud_sim.media.store import LIMITS, Media

_STICKER_SIDE = 512
_STATIC_STICKER_LIMIT = 100 * 1024


def trouble_with(media: Media, kind: str) -> str | None:
    """Why `media` cannot be sent as `kind`, in Meta's manner; None when it can (error 131053)."""
    limit, types = LIMITS[kind]
    if media.base_type not in types and kind != "document":
        return f"Media of type {media.base_type} cannot be sent as {kind}."
    if len(media.data) > limit:
        return f"File is larger than {limit} bytes."
    if not looks_like(media.base_type, media.data):
        return f"File content does not match the type {media.base_type}."
    return _sticker_trouble(media.data) if kind == "sticker" else None


def looks_like(base_type: str, data: bytes) -> bool:
    """Whether the first bytes of a file agree with its type; types without a signature always agree."""
    checks = {
        "image/jpeg": data[:3] == b"\xff\xd8\xff",
        "image/png": data[:8] == b"\x89PNG\r\n\x1a\n",
        "image/webp": data[:4] == b"RIFF" and data[8:12] == b"WEBP",
        "audio/ogg": data[:4] == b"OggS" and b"OpusHead" in data[:64],
        "audio/amr": data[:5] == b"#!AMR",
        "application/pdf": data[:5] == b"%PDF-",
        "video/mp4": data[4:8] == b"ftyp",
        "video/3gpp": data[4:8] == b"ftyp",
        "audio/mp4": data[4:8] == b"ftyp",
    }
    return checks.get(base_type, True)


def _sticker_trouble(data: bytes) -> str | None:
    size = webp_size(data)
    if size != (_STICKER_SIDE, _STICKER_SIDE):
        return "Sticker must be 512 x 512 pixels."
    if not is_animated(data) and len(data) > _STATIC_STICKER_LIMIT:
        return "Static sticker is larger than 100 KB."
    return None


def is_animated(data: bytes) -> bool:
    """Whether a WebP file holds an animation."""
    return data[12:16] == b"VP8X" and bool(data[20] & 0x02)


def webp_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a WebP file of any of its three kinds; None when it is broken."""
    kind = data[12:16]
    if kind == b"VP8X" and len(data) >= 30:
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L" and len(data) >= 25:
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and len(data) >= 30:
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None
