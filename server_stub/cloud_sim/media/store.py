"""Media: what may be uploaded, how long it lives, and the short-lived addresses it is fetched from."""

from __future__ import annotations

import base64
import hashlib
from typing import Any, Literal

import msgspec

from server_stub.cloud_sim.config import DAY, MINUTE
from server_stub.cloud_sim.graph.errors import GraphError, unknown_object
from server_stub.cloud_sim.ids import Ids

UPLOAD_LIFE = 30 * DAY
INBOUND_LIFE = 7 * DAY
ADDRESS_LIFE = 5 * MINUTE
_MEGABYTE = 1024 * 1024
_OFFICE = "application/vnd.openxmlformats-officedocument."

LIMITS: dict[str, tuple[int, frozenset[str]]] = {
    "audio": (16 * _MEGABYTE, frozenset({"audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"})),
    "image": (5 * _MEGABYTE, frozenset({"image/jpeg", "image/png"})),
    "video": (16 * _MEGABYTE, frozenset({"video/mp4", "video/3gpp"})),
    "sticker": (500 * 1024, frozenset({"image/webp"})),
    "document": (
        100 * _MEGABYTE,
        frozenset(
            {
                "text/plain",
                "application/pdf",
                "application/msword",
                "application/vnd.ms-excel",
                "application/vnd.ms-powerpoint",
                _OFFICE + "wordprocessingml.document",
                _OFFICE + "spreadsheetml.sheet",
                _OFFICE + "presentationml.presentation",
            }
        ),
    ),
}


class Media(msgspec.Struct):
    """One stored file. `expires_at` is in ms since the epoch; `origin` decides the length of its life."""

    id: str
    data: bytes
    mime_type: str
    number_id: str
    origin: Literal["upload", "inbound"]
    expires_at: int
    filename: str | None = None

    @property
    def base_type(self) -> str:
        """The MIME type without parameters."""
        return self.mime_type.split(";")[0].strip().lower()

    @property
    def digest(self) -> bytes:
        """SHA-256 of the bytes."""
        return hashlib.sha256(self.data).digest()

    @property
    def sha256(self) -> str:
        """SHA-256 as webhooks write it (base64)."""
        return base64.b64encode(self.digest).decode()


def kind_of(mime_type: str) -> str | None:
    """The message kind that may carry this MIME type, or None when the platform takes it nowhere."""
    base = mime_type.split(";")[0].strip().lower()
    return next((kind for kind, (_, types) in LIMITS.items() if base in types), None)


def check_upload(mime_type: str, size: int) -> None:
    """Raise GraphError for a type the platform does not take (100) or a file too large for it (131053)."""
    kind = kind_of(mime_type)
    if kind is None:
        allowed = ", ".join(sorted(name for _, types in LIMITS.values() for name in types))
        raise GraphError(100, f"Param file must be a file with one of the following types: {allowed}.")
    largest = LIMITS[kind][0]
    if size > largest:
        raise GraphError(131053, f"File size {size} is larger than the {largest} bytes allowed for {kind}.")
    if size == 0:
        raise GraphError(131053, "The file is empty.")


class MediaStore:
    """All files of one stand-in, by media id, and the download addresses given out for them."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._files: dict[str, Media] = {}
        self._addresses: dict[str, tuple[str, int]] = {}

    def add_upload(self, number_id: str, data: bytes, mime_type: str, filename: str | None, now: int) -> Media:
        """Keep a file the business uploaded; its id lives 30 days. Raises GraphError."""
        check_upload(mime_type, len(data))
        return self._add(Media("", data, mime_type, number_id, "upload", now + UPLOAD_LIFE, filename))

    def add_inbound(self, number_id: str, data: bytes, mime_type: str, filename: str | None, now: int) -> Media:
        """Keep a file a user sent; its id lives 7 days."""
        return self._add(Media("", data, mime_type, number_id, "inbound", now + INBOUND_LIFE, filename))

    def _add(self, media: Media) -> Media:
        media.id = self._ids.number()
        self._files[media.id] = media
        return media

    def get(self, media_id: str, now: int, number_id: str | None = None) -> Media:
        """The living file; raises GraphError 100/33 when unknown, expired or another number's."""
        media = self._files.get(media_id)
        if media is None or media.expires_at <= now or number_id not in (None, media.number_id):
            raise unknown_object(media_id)
        return media

    def delete(self, media_id: str, now: int, number_id: str | None = None) -> None:
        """Forget a file; raises GraphError like `get`."""
        del self._files[self.get(media_id, now, number_id).id]

    def describe(self, media: Media, base_url: str, now: int) -> dict[str, Any]:
        """The look-up answer, with a fresh address that is good for five minutes."""
        return {
            "messaging_product": "whatsapp",
            "url": self.address(media, base_url, now),
            "mime_type": media.mime_type,
            "sha256": media.digest.hex(),
            "file_size": len(media.data),
            "id": media.id,
        }

    def address(self, media: Media, base_url: str, now: int) -> str:
        """A new download address for the file."""
        token = self._ids.token()
        self._addresses[token] = (media.id, now + ADDRESS_LIFE)
        return f"{base_url}/media-download/{token}"

    def fetch(self, token: str, now: int) -> Media | None:
        """The file behind an address; None when the address is unknown or older than five minutes."""
        media_id, expires_at = self._addresses.get(token, ("", 0))
        media = self._files.get(media_id)
        if media is None or expires_at <= now or media.expires_at <= now:
            return None
        return media
