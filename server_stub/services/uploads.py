"""Files that agents upload for a conversation: judged by content, kept sealed, shown to whom they may be shown."""

from __future__ import annotations

import base64
import re
from collections.abc import AsyncIterator, Callable
from typing import Final

from server_stub.channels.clamd import ScannerUnavailable
from server_stub.contract.content import Kind
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.file_types import is_opus
from server_stub.contract.ids import new_id
from server_stub.contract.media_rules import ALLOWED, LARGEST, STICKER_SIDE, limit_of
from server_stub.contract.model import Account
from server_stub.contract.requests import Uploaded
from server_stub.domain.file_shape import shape
from server_stub.services.media import MediaFiles, Stored
from server_stub.services.media_keeping import Infected, Keeping
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.media import Detail, MediaRow, MediaRows
from server_stub.storage.repositories.people import Owner
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer
from server_stub.storage.vault import UnreadableError

_NAME_LIMIT: Final = 240
_UNATTACHED_MS: Final = 24 * 3_600_000
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


class Uploads:
    def __init__(
        self,
        database: Database,
        rows: MediaRows,
        files: MediaFiles,
        keeping: Keeping,
        reading: Reading,
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._rows = rows
        self._files = files
        self._keeping = keeping
        self._reading = reading
        self._clock = clock

    async def take(
        self, caller: Account, conversation_id: str, file_name: str, announced: int | None, body: AsyncIterator[bytes]
    ) -> Uploaded:
        """`announced`: Content-Length. Raises NOT_FOUND, MEDIA_TYPE_REFUSED, MEDIA_TOO_LARGE, MEDIA_BLOCKED where the
        virus scanner found something, MEDIA_UNSCANNED while it does not answer. Nothing is left of a refused file.
        """
        if announced is not None and announced > LARGEST:
            raise GatewayRefusal(ErrorCode.MEDIA_TOO_LARGE, limit=LARGEST)
        owner = await self._database.read(lambda tx: self._owner(tx, caller, conversation_id))
        now = self._clock()
        media_id = new_id(now)
        try:
            stored = await self._files.store(media_id, owner.key_id, body, allowed_size, file_name)
        except UnreadableError:  # erased while the file came in
            raise GatewayRefusal(ErrorCode.NOT_FOUND) from None
        row = _row(media_id, owner, safe_name(file_name), stored, now)
        try:
            return Uploaded((await self._keep(row, stored.digest)).to_wire())
        except Exception:
            self._files.remove(media_id)
            raise

    async def _keep(self, row: MediaRow, digest: bytes) -> MediaRow:
        try:
            looked = await self._keeping.look(row, digest)
            return await self._database.write(lambda tx: self._add(tx, row, digest, looked))
        except UnreadableError:  # erased while it was looked at
            raise GatewayRefusal(ErrorCode.NOT_FOUND) from None
        except Infected:
            raise GatewayRefusal(ErrorCode.MEDIA_BLOCKED) from None
        except ScannerUnavailable:
            raise GatewayRefusal(ErrorCode.MEDIA_UNSCANNED) from None

    def _add(self, tx: Tx, row: MediaRow, digest: bytes, looked: Detail) -> MediaRow:
        detail, kept = self._keeping.keep(tx, row, digest, looked)
        contact_id = row.contact_id or ""
        return self._rows.add_upload(
            tx, row.id, contact_id, row.key_id, row.mime_type, detail, row.size, row.created_at, kept
        )

    async def remove_unattached(self) -> int:
        """Upkeep: files that no message took within a day. How many."""
        before = self._clock() - _UNATTACHED_MS
        count, files = await self._database.write(lambda tx: self._rows.drop_unattached(tx, before))
        for file_id in files:
            self._files.remove(file_id)
        return count

    def visible(self, tx: Tx, caller: Account, media_id: str) -> MediaRow:
        """Raises NOT_FOUND where the caller may not look, MEDIA_NOT_READY while the bytes are not here,
        MEDIA_BLOCKED where the virus scanner found something.
        """
        row = self._rows.visible(tx, Viewer.of(caller), media_id)
        if row is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if row.state == "blocked":
            raise GatewayRefusal(ErrorCode.MEDIA_BLOCKED)
        if row.state != "ready":
            raise GatewayRefusal(ErrorCode.MEDIA_NOT_READY, state=row.state)
        return row

    def _owner(self, tx: Tx, caller: Account, conversation_id: str) -> Owner:
        """The contact whose conversation it is, which may be shown as another: the keys are not theirs to share."""
        owner = None
        if self._reading.conversation_for(tx, Viewer.of(caller), conversation_id) is not None:
            owner = self._reading.owner_of(tx, conversation_id)
        if owner is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return owner


def _row(media_id: str, owner: Owner, file_name: str, stored: Stored, now: int) -> MediaRow:
    detail = Detail(
        file_name=file_name,
        sha256=base64.b64encode(stored.digest).decode(),
        width=stored.shape.width,
        height=stored.shape.height,
        duration_ms=stored.shape.duration_ms,
        animated=stored.shape.animated,
    )
    mime_type, size = stored.mime_type or "", stored.size
    return MediaRow(
        media_id, owner.contact_id, None, "out", owner.key_id, mime_type, "ready", None, size, 0, now, detail
    )


def allowed_size(mime_type: str | None, head: bytes) -> int:
    """A Limit: what WhatsApp takes (2.9). Raises MEDIA_TYPE_REFUSED."""
    if mime_type not in ALLOWED or (mime_type == "audio/ogg" and not is_opus(head)):
        raise GatewayRefusal(ErrorCode.MEDIA_TYPE_REFUSED, type=mime_type or "unknown")
    if ALLOWED[mime_type] is not Kind.STICKER:
        return limit_of(mime_type)
    picture = shape(head, b"")
    if (picture.width, picture.height) != (STICKER_SIDE, STICKER_SIDE):
        raise GatewayRefusal(ErrorCode.MEDIA_TYPE_REFUSED, type="image/webp")
    return limit_of(mime_type, animated=picture.animated)


def safe_name(name: str) -> str:
    """A file name without folders, control characters or signs that some system does not allow."""
    last = re.split(r"[/\\]", name)[-1]
    return _UNSAFE.sub("_", last).strip(". ")[:_NAME_LIMIT]
