"""Internal notes: written between the messages for colleagues; nothing of them is ever given to the dispatcher."""

from __future__ import annotations

import hashlib
from typing import Final

import msgspec

from server_stub.contract.content import Content, Kind
from server_stub.contract.delivery import Status
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import EventKind, MessageChanged
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account, Conversation, Message, Role
from server_stub.contract.requests import WriteNote
from server_stub.contract.sendable import TEXT_LIMIT, check_length
from server_stub.services.leads.audit import Action, Audit
from server_stub.services.mentions import Mentions
from server_stub.services.sending import check_client_id
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.outbound import Outbound
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer
from server_stub.storage.vault import UnreadableError, Vault

# No send_job and no wamid: the dispatcher, which begins with a job, cannot come upon it.
_ADD: Final = """
INSERT INTO message (id, conversation_id, channel_number_id, direction, kind, wa_type, origin, status, sent_at,
                     received_at, client_id, client_digest, author_id, content_enc)
SELECT ?, id, channel_number_id, 'out', 'note', '', 'note', ?, ?, ?, ?, ?, ?, ? FROM conversation WHERE id = ?
"""
_MOST_MENTIONS: Final = 20


class Notes:
    """What a lead writes into a conversation of somebody else is a whisper, and in the audit log as one."""

    def __init__(
        self, vault: Vault, outbound: Outbound, reading: Reading, events: EventLog, mentions: Mentions, audit: Audit
    ) -> None:
        self._vault = vault
        self._outbound = outbound
        self._reading = reading
        self._events = events
        self._mentions = mentions
        self._audit = audit

    def write(self, tx: Tx, caller: Account, conversation_id: str, note: WriteNote, now: int) -> Message:
        """The note as it stands in the conversation; the same `client_id` with the same words answers the same again.

        Raises GatewayRefusal: NOT_FOUND, TEXT_EMPTY, TEXT_TOO_LONG, MENTION_UNSEEN, CLIENT_ID_REUSED.
        """
        check_client_id(note.client_id)
        digest = hashlib.sha256(msgspec.json.encode((conversation_id, note))).hexdigest()
        known = self._outbound.by_client_id(tx, note.client_id)
        if known is not None:
            if known.digest != digest or known.author_id != caller.id:
                raise GatewayRefusal(ErrorCode.CLIENT_ID_REUSED)
            return self._told(tx, known.message_id)
        seen = self._reading.conversation_for(tx, Viewer.of(caller), conversation_id)
        key_id = self._reading.key_of(tx, conversation_id)
        if seen is None or key_id is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        _check_words(note.text)
        self._check_mentions(tx, seen, note.mentions)
        try:
            return self._add(tx, caller, seen, key_id, note, digest, now)
        except UnreadableError:  # erased a moment ago
            raise GatewayRefusal(ErrorCode.NOT_FOUND) from None

    def _add(
        self, tx: Tx, caller: Account, seen: Conversation, key_id: str, note: WriteNote, digest: str, now: int
    ) -> Message:
        content = Content(Kind.NOTE.value, note.text, mentions=list(dict.fromkeys(note.mentions)))
        sealed = self._vault.seal(tx, key_id, msgspec.json.encode(content), "message.content")
        identifier, at = new_id(now), self._outbound.moment(tx, seen.id, now)
        origin = (note.client_id, digest, caller.id, sealed, seen.id)
        tx.driver.execute(_ADD, (identifier, Status.SENT.value, at, now, *origin))
        message = self._told(tx, identifier)
        called = [each for each in content.mentions if each != caller.id]
        self._mentions.call(tx, seen.id, called, now)
        if Viewer.of(caller).sees_all and seen.assignee_id not in (None, caller.id):
            self._audit.write(tx, caller.id, Action.WHISPER, seen.id, identifier, now)
        told = MessageChanged(message, self._reading.conversation(tx, seen.id) if called else None)
        self._events.append(tx, EventKind.MESSAGE, told, key_id=key_id, now=now, conversation_id=seen.id)
        return message

    def _check_mentions(self, tx: Tx, seen: Conversation, mentions: list[str]) -> None:
        """Somebody who may not see the conversation would never learn of the note: the author has to know."""
        if len(mentions) > _MOST_MENTIONS:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="mentions")
        for account_id in mentions:
            sql = "SELECT role FROM account WHERE id = ? AND disabled_at IS NULL"
            row = tx.driver.execute(sql, (account_id,)).fetchone()
            if row is None:
                raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="mentions")
            if self._reading.conversation_for(tx, Viewer(account_id, Role(row[0])), seen.id) is None:
                raise GatewayRefusal(ErrorCode.MENTION_UNSEEN, account_id=account_id)

    def _told(self, tx: Tx, message_id: str) -> Message:
        message = self._reading.message(tx, message_id)
        if message is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return message


def _check_words(text: str) -> None:
    if not text.strip():
        raise GatewayRefusal(ErrorCode.TEXT_EMPTY)
    check_length(text, TEXT_LIMIT)
