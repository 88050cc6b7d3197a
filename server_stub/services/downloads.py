"""Files that customers sent: fetched from Meta at once, checked against their hash, kept sealed."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from server_stub.channels.clamd import ScannerUnavailable
from server_stub.contract.errors import GatewayRefusal
from server_stub.contract.events import EventKind, MessageChanged
from server_stub.contract.media_rules import LARGEST, base_type
from server_stub.services.media import MediaFiles, Stored
from server_stub.services.media_keeping import Infected, Keeping
from server_stub.storage.database import Database, Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.media import Detail, MediaRow, MediaRows
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.vault import UnreadableError
from server_stub.whatsapp.client import GraphClient
from server_stub.whatsapp.outcomes import GraphRefusal, Refused

TRIES: Final = 60
"""Over about five days; Meta keeps the file for seven."""
_LEASE_MS: Final = 5 * 60_000
_FIRST_WAIT_MS: Final = 5_000
_LONGEST_WAIT_MS: Final = 2 * 3_600_000
_GONE: Final = frozenset({33, 100, 131052})
_MISLEADING: Final = ("image/", "video/", "audio/")


class Downloads:
    def __init__(
        self,
        database: Database,
        rows: MediaRows,
        files: MediaFiles,
        client: GraphClient,
        reading: Reading,
        events: EventLog,
        clock: Callable[[], int],
        keeping: Keeping,
    ) -> None:
        self._database = database
        self._rows = rows
        self._files = files
        self._client = client
        self._reading = reading
        self._events = events
        self._clock = clock
        self._keeping = keeping

    async def claim(self, limit: int) -> list[MediaRow]:
        """What to fetch now; a file whose worker dies comes up again after the lease."""
        now = self._clock()
        due_at = await self._database.read(self._rows.next_moment)
        if due_at is None or due_at > now:
            return []
        return await self._database.write(lambda tx: self._rows.claim_due(tx, now, now + _LEASE_MS, limit))

    async def fetch(self, row: MediaRow) -> None:
        """Bring one file here, or note when to try again, or that it is lost. Never raises for what Meta does."""
        number_id = await self._database.read(lambda tx: self._number_of(tx, row))
        try:
            address = await self._client.media_address(row.wa_media_id or "", number_id)
            stored = await self._files.store(
                row.id, row.key_id, self._client.download(address), lambda _type, _head: LARGEST
            )
        except UnreadableError:  # erased while it came in
            return
        except GatewayRefusal:
            await self._database.write(lambda tx: self._fail(tx, row))
        except GraphRefusal as refusal:
            lost = isinstance(refusal.outcome, Refused) and refusal.outcome.code in _GONE
            await self._database.write(lambda tx: self._again(tx, row, lost=lost))
        else:
            await self._settle(row, stored)

    async def _settle(self, row: MediaRow, stored: Stored) -> None:
        """Nobody sees the file before the scanner, where there is one, has looked at it."""
        if not _matches(row.detail.sha256, stored.digest):
            await self._give_back(row)
            return
        present = _present(row, stored)
        try:
            looked = await self._keeping.look(present, stored.digest)
        except UnreadableError:  # erased while it was looked at
            self._files.remove(row.id)
        except ScannerUnavailable:
            await self._give_back(row)
        except Infected:
            await self._database.write(lambda tx: self._withhold(tx, row))
        else:
            await self._database.write(lambda tx: self._done(tx, present, stored.digest, looked))

    async def _give_back(self, row: MediaRow) -> None:
        """Fetched anew with the next try: what is not what was sent, or what nobody looked at, is not kept."""
        self._files.remove(row.id)
        await self._database.write(lambda tx: self._again(tx, row, lost=False))

    def _withhold(self, tx: Tx, row: MediaRow) -> None:
        """The scanner found something: the bytes go, the message says why there is no file."""
        self._files.remove(row.id)
        if self._rows.get(tx, row.id) is not None:
            self._rows.blocked(tx, row.id)
            self._tell(tx, row)

    def _done(self, tx: Tx, row: MediaRow, digest: bytes, looked: Detail) -> None:
        if self._rows.get(tx, row.id) is None:
            self._files.remove(row.id)
            return
        detail, kept = self._keeping.keep(tx, row, digest, looked)
        self._rows.fetched(tx, row, row.mime_type, detail, row.size, kept)
        self._tell(tx, row)

    def _again(self, tx: Tx, row: MediaRow, *, lost: bool) -> None:
        if lost or row.attempts >= TRIES:
            self._fail(tx, row)
            return
        wait = min(_FIRST_WAIT_MS * 6 ** min(row.attempts - 1, 9), _LONGEST_WAIT_MS)
        self._rows.again(tx, row.id, self._clock() + wait)

    def _fail(self, tx: Tx, row: MediaRow) -> None:
        if self._rows.get(tx, row.id) is None:  # erased meanwhile
            return
        self._rows.failed(tx, row.id)
        self._tell(tx, row)

    def _tell(self, tx: Tx, row: MediaRow) -> None:
        """The message again: its file is there now, or is lost."""
        message = None if row.message_id is None else self._reading.message(tx, row.message_id)
        if message is not None:
            self._events.append(
                tx,
                EventKind.MESSAGE,
                MessageChanged(message),
                key_id=row.key_id,
                now=self._clock(),
                conversation_id=message.conversation_id,
            )

    @staticmethod
    def _number_of(tx: Tx, row: MediaRow) -> str:
        sql = "SELECT channel_number_id FROM message WHERE id = ?"
        found = tx.driver.execute(sql, (row.message_id,)).fetchone()
        return "" if found is None else str(found[0])


def _present(row: MediaRow, stored: Stored) -> MediaRow:
    """The row as it is with the bytes that came."""
    detail = Detail(
        file_name=row.detail.file_name,
        sha256=base64.b64encode(stored.digest).decode(),
        width=stored.shape.width,
        height=stored.shape.height,
        duration_ms=stored.shape.duration_ms,
        animated=row.detail.animated or stored.shape.animated,
        caption=row.detail.caption,
    )
    return replace(row, size=stored.size, mime_type=_true_type(row.mime_type, stored.mime_type), detail=detail)


def _matches(announced: str, digest: bytes) -> bool:
    """Meta writes SHA-256 in base64 or in hexadecimal digits (2.9); without one there is nothing to compare."""
    if not announced:
        return True
    if len(announced) == 64 and announced.lower() == digest.hex():
        return True
    try:
        return base64.b64decode(announced, validate=True) == digest
    except binascii.Error:
        return False


def _true_type(announced: str, sniffed: str | None) -> str:
    """What the content says; a claim to be picture or sound that the content does not bear out is not believed."""
    base = base_type(announced)
    if sniffed == base:
        return announced
    if sniffed is None and not base.startswith(_MISLEADING):
        return announced
    return sniffed or "application/octet-stream"
