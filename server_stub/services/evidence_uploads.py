"""Files that prove what a person agreed to: uploaded first, named in a recording of consent afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account
from server_stub.contract.people import EvidenceFile
from server_stub.services.media import MediaFiles, Stored
from server_stub.services.uploads import safe_name
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.contacts import Contacts
from server_stub.storage.repositories.evidence_uploads import EvidenceUploadRows, Upload
from server_stub.storage.repositories.ledger import Evidence
from server_stub.storage.repositories.people import Owner
from server_stub.storage.repositories.visibility import Viewer
from server_stub.storage.sealed_files import PIECE, SealedFiles
from server_stub.storage.vault import UnreadableError

LARGEST: Final = 16 * 1024 * 1024
"""Bytes of one file."""
UNUSED_MS: Final = 24 * 3_600_000
"""How long an upload waits to be used."""
FOLDER: Final = "evidence-uploads"
_DOCUMENTS: Final = frozenset({"application/pdf", "text/plain"})


class EvidenceUploads:
    """Sealed under the contact's key from the first byte on; gone with the contact."""

    def __init__(
        self,
        database: Database,
        rows: EvidenceUploadRows,
        files: SealedFiles,
        contacts: Contacts,
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._rows = rows
        self._files = files
        self._stream = MediaFiles(database, files)
        self._contacts = contacts
        self._clock = clock

    async def prepare(self) -> None:
        await self._database.read(lambda _: self._files.prepare())

    async def store(
        self, caller: Account, contact_id: str, file_name: str, announced: int | None, body: AsyncIterator[bytes]
    ) -> EvidenceFile:
        """`announced`: Content-Length. Raises NOT_FOUND, MEDIA_TYPE_REFUSED, FILE_TOO_LARGE as soon as it is."""
        if announced is not None and announced > LARGEST:
            raise GatewayRefusal(ErrorCode.FILE_TOO_LARGE, limit=LARGEST)
        owner = await self._database.read(lambda tx: self._owner(tx, caller, contact_id))
        now = self._clock()
        upload_id = new_id(now)
        whole = hashlib.sha256()
        stored = await self._pour(upload_id, owner.key_id, _watched(body, whole.update))
        kind = stored.mime_type or ""
        upload = Upload(
            upload_id,
            owner.contact_id,
            owner.key_id,
            kind,
            whole.hexdigest(),
            stored.size,
            now,
            safe_name(file_name),
        )
        try:
            await self._database.write(lambda tx: self._add(tx, upload, caller))
        except BaseException:
            self._files.remove(upload_id)
            raise
        return EvidenceFile(upload_id, kind, stored.size, upload.sha256, upload.file_name)

    def take(self, tx: Tx, viewer: Viewer, contact_id: str, file_id: str, now: int) -> Evidence:
        """The uploaded file as evidence of what is recorded in this transaction; it can be used once.

        Raises EVIDENCE_REQUIRED where there is no such file of this person, or the viewer may not see the person.
        """
        upload = self._rows.unused(tx, file_id)
        group = {it.contact_id for it in self._contacts.group(tx, contact_id)}
        seen = self._contacts.visible(tx, viewer, contact_id) is not None
        if upload is None or not seen or upload.contact_id not in group:
            raise GatewayRefusal(ErrorCode.EVIDENCE_REQUIRED)
        try:
            pieces = range(max(1, -(-upload.size // PIECE)))
            body = b"".join(
                self._files.read_piece(tx, upload.id, upload.key_id, upload.size, index) for index in pieces
            )
        except UnreadableError:
            raise GatewayRefusal(ErrorCode.EVIDENCE_REQUIRED) from None
        self._rows.use(tx, upload.id, now)
        return Evidence(upload.media_type, body, upload.created_at, upload.file_name)

    async def remove_unused(self) -> int:
        """Upkeep: what nobody used in a day, and what a ledger entry holds by now. How many."""
        before = self._clock() - UNUSED_MS
        found = await self._database.read(lambda tx: self._rows.over(tx, before))
        if found:
            await self._database.write(partial(self._forget, found))
            for upload_id in found:
                self._files.remove(upload_id)
        return len(found)

    def _forget(self, found: list[str], tx: Tx) -> None:
        self._rows.remove(tx, found)

    def _owner(self, tx: Tx, caller: Account, contact_id: str) -> Owner:
        owner = self._contacts.visible(tx, Viewer.of(caller), contact_id)
        if owner is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return owner

    def _add(self, tx: Tx, upload: Upload, caller: Account) -> None:
        self._owner(tx, caller, upload.contact_id)  # erased while the file came in
        self._rows.add(tx, upload, caller.id)

    async def _pour(self, upload_id: str, key_id: str, body: AsyncIterator[bytes]) -> Stored:
        try:
            return await self._stream.store(upload_id, key_id, body, _allowed)
        except UnreadableError:
            raise GatewayRefusal(ErrorCode.NOT_FOUND) from None
        except GatewayRefusal as refusal:
            if refusal.code is ErrorCode.MEDIA_TOO_LARGE:
                raise GatewayRefusal(ErrorCode.FILE_TOO_LARGE, limit=LARGEST) from None
            raise


def _allowed(mime_type: str | None, _: bytes) -> int:
    """A Limit: pictures, recordings, PDF and plain text. Raises MEDIA_TYPE_REFUSED."""
    kind = mime_type or "unknown"
    if kind not in _DOCUMENTS and not kind.startswith(("image/", "audio/")):
        raise GatewayRefusal(ErrorCode.MEDIA_TYPE_REFUSED, type=kind)
    return LARGEST


async def _watched(body: AsyncIterator[bytes], watch: Callable[[bytes], object]) -> AsyncIterator[bytes]:
    async for chunk in body:
        watch(chunk)
        yield chunk
