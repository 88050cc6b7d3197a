"""A sticker of the team goes to a person: from then on its copy is theirs, sealed and erased like any other file."""

from __future__ import annotations

import base64

from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.media_rules import STICKER_SIDE
from server_stub.contract.stickers import Sticker
from server_stub.services.stickers import WEBP
from server_stub.storage.database import Tx
from server_stub.storage.repositories.media import Detail, MediaRows
from server_stub.storage.repositories.stickers import StickerFiles, StickerRows
from server_stub.storage.sealed_files import SealedFiles
from server_stub.storage.vault import UnreadableError


class StickerSends:
    """`rows` and `files` are the team's, `media` and `media_files` those of conversations."""

    def __init__(self, rows: StickerRows, files: StickerFiles, media: MediaRows, media_files: SealedFiles) -> None:
        self.rows = rows
        self.files = files
        self._media = media
        self._media_files = media_files

    def named(self, tx: Tx, sticker_id: str) -> Sticker:
        """Raises STICKER_UNKNOWN, also where it was removed since it was chosen."""
        found = self.rows.get(tx, sticker_id)
        if found is None or found.removed_at is not None:
            raise GatewayRefusal(ErrorCode.STICKER_UNKNOWN)
        return found

    def copy(self, tx: Tx, sticker: Sticker, media_id: str, contact_id: str, key_id: str, now: int) -> None:
        """Its bytes as the file `media_id` of this person. Raises STICKER_UNKNOWN, StorageUnavailable."""
        try:
            data = self.files.read(tx, sticker)
        except UnreadableError:
            raise GatewayRefusal(ErrorCode.STICKER_UNKNOWN) from None
        self._media_files.write_whole(tx, media_id, key_id, data)
        detail = Detail(
            sha256=base64.b64encode(bytes.fromhex(sticker.digest)).decode(),
            width=STICKER_SIDE,
            height=STICKER_SIDE,
            animated=sticker.animated,
        )
        self._media.add_upload(tx, media_id, contact_id, key_id, WEBP, detail, sticker.size, now)


def sticker_content(media_id: str) -> Content:
    return Content(Kind.STICKER.value, media=Media(media_id, WEBP, "ready"))
