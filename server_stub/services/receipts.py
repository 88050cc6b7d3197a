"""Tells WhatsApp that somebody reads or types, and keeps the count of unread messages."""

from __future__ import annotations

import logging
from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import EventKind
from server_stub.contract.model import Account
from server_stub.storage.database import Database, Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer
from server_stub.whatsapp.client import GraphClient
from server_stub.whatsapp.outcomes import GraphRefusal
from server_stub.whatsapp.payloads import read_body

_UP_TO: Final = """
SELECT id, wamid, sent_at FROM message
WHERE conversation_id = ? AND direction = 'in' AND wamid IS NOT NULL AND kind NOT IN ('system', 'call')
      AND (sent_at, id) <= (?, ?)
ORDER BY sent_at DESC, id DESC LIMIT 1
"""
_UNREAD_AFTER: Final = """
SELECT count(*) FROM message
WHERE conversation_id = ? AND direction = 'in' AND kind <> 'system' AND (sent_at, id) > (?, ?)
"""
_END: Final = (2**62, "~")
_log = logging.getLogger(__name__)


class Receipts:
    """Read marks are a courtesy: one that WhatsApp does not take is not repeated."""

    def __init__(self, database: Database, client: GraphClient, reading: Reading, events: EventLog) -> None:
        self._database = database
        self._client = client
        self._reading = reading
        self._events = events

    async def mark_read(self, caller: Account, conversation_id: str, up_to_message_id: str, now: int) -> None:
        """Everything up to this message was seen. Raises NOT_FOUND where the caller may not look."""
        found = await self._database.write(lambda tx: self._count(tx, caller, conversation_id, up_to_message_id, now))
        if found is not None:
            await self._tell_whatsapp(*found, typing=False)

    async def typing(self, caller: Account, conversation_id: str) -> None:
        """Show that an answer is being written, for 25 s or until it comes; this marks as read, too (2.5)."""
        found = await self._database.read(lambda tx: self._newest(tx, caller, conversation_id))
        if found is not None:
            await self._tell_whatsapp(*found, typing=True)

    def _count(
        self, tx: Tx, caller: Account, conversation_id: str, up_to_message_id: str, now: int
    ) -> tuple[str, str] | None:
        """Number id and wamid to mark at WhatsApp; None where everything was read before."""
        number_id = self._number(tx, caller, conversation_id)
        sql = "SELECT sent_at, id FROM message WHERE id = ? AND conversation_id = ?"
        place = tx.driver.execute(sql, (up_to_message_id, conversation_id)).fetchone()
        if place is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        left = tx.driver.execute(_UNREAD_AFTER, (conversation_id, *place)).fetchone()[0]
        sql = "UPDATE conversation SET unread = ? WHERE id = ? AND unread > ?"
        if not tx.driver.execute(sql, (left, conversation_id, left)).rowcount:
            return None
        conversation = self._reading.conversation(tx, conversation_id)
        key_id = self._reading.key_of(tx, conversation_id)
        if conversation is not None and key_id is not None:
            self._events.append(
                tx, EventKind.CONVERSATION, conversation, key_id=key_id, now=now, conversation_id=conversation_id
            )
        row = tx.driver.execute(_UP_TO, (conversation_id, *place)).fetchone()
        return None if row is None else (number_id, str(row[1]))

    def _newest(self, tx: Tx, caller: Account, conversation_id: str) -> tuple[str, str] | None:
        number_id = self._number(tx, caller, conversation_id)
        row = tx.driver.execute(_UP_TO, (conversation_id, *_END)).fetchone()
        return None if row is None else (number_id, str(row[1]))

    def _number(self, tx: Tx, caller: Account, conversation_id: str) -> str:
        conversation = self._reading.conversation_for(tx, Viewer.of(caller), conversation_id)
        if conversation is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return conversation.channel_number_id

    async def _tell_whatsapp(self, number_id: str, wamid: str, *, typing: bool) -> None:
        try:
            await self._client.mark_read(number_id, read_body(wamid, typing=typing))
        except GraphRefusal as refusal:
            _log.info("a read mark was not taken: %s", refusal)
