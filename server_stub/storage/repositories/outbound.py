"""Outbound messages: written with their job in one go, found again by client id, moved along the status ladder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec

from server_stub.contract.content import Content
from server_stub.contract.delivery import Status, advance
from server_stub.contract.gate import SendKind
from server_stub.contract.model import Failure, Hold, Preview
from server_stub.storage.database import Tx
from server_stub.storage.vault import UnreadableError, Vault

PREVIEW_LENGTH: Final = 160
_encode: Final = msgspec.json.Encoder().encode

_INSERT_MESSAGE: Final = """
INSERT INTO message (id, conversation_id, channel_number_id, direction, kind, status, sent_at, received_at, client_id,
                     client_digest, author_id, quoted_wamid, template_id, content_enc)
VALUES (?, ?, ?, 'out', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_JOB: Final = """
INSERT INTO send_job (message_id, channel_number_id, contact_id, conversation_id, state, kind, purpose,
                      next_attempt_at, created_at, hold_reason)
VALUES (?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?)
"""
_INSERT_STATUS: Final = """
INSERT INTO message_status (message_id, status, participant, at) VALUES (?, ?, '', ?)
ON CONFLICT (message_id, status, participant) DO NOTHING
"""
_SHOW_AS_LAST: Final = """
UPDATE conversation SET last_at = ?, last_message_id = ?, preview_enc = ?
WHERE id = ? AND (last_at IS NULL OR last_at <= ?)
"""


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message that the gate allowed or holds. Times in ms; `author_id` is None for what the gateway says by itself.

    `hold`: why and until when it waits.
    """

    id: str
    conversation_id: str
    contact_id: str
    key_id: str
    channel_number_id: str
    content: Content
    kind: SendKind
    purpose: str
    sent_at: int
    client_id: str | None = None
    client_digest: str | None = None
    author_id: str | None = None
    quoted_wamid: str | None = None
    template_id: str | None = None
    composed_at: int = 0
    hold: Hold | None = None
    unseen: bool = False
    """Not a message of its own in the conversation: a reaction, which shows on the message that it is about."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a client id was used for."""

    message_id: str
    digest: str
    author_id: str | None


class Outbound:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def by_client_id(self, tx: Tx, client_id: str) -> Known | None:
        sql = "SELECT id, client_digest, author_id FROM message WHERE client_id = ?"
        row = tx.driver.execute(sql, (client_id,)).fetchone()
        return None if row is None else Known(row[0], row[1] or "", row[2])

    def moment(self, tx: Tx, conversation_id: str, now: int) -> int:
        """`now`, moved on where two messages of one conversation would share a millisecond and so lose their order."""
        sql = (
            "SELECT max(sent_at) FROM message WHERE conversation_id = ? AND direction = 'out'"
            " AND sent_at BETWEEN ? AND ?"
        )
        newest = tx.driver.execute(sql, (conversation_id, now, now + 1_000)).fetchone()[0]
        return now if newest is None else int(newest) + 1

    def add(self, tx: Tx, new: NewMessage) -> None:
        """Message, job, first statuses and the conversation's preview."""
        sealed = self._vault.seal(tx, new.key_id, _encode(new.content), "message.content")
        identity = (new.id, new.conversation_id, new.channel_number_id, new.content.kind, Status.ACCEPTED.value)
        origin = (new.client_id, new.client_digest, new.author_id, new.quoted_wamid, new.template_id)
        tx.driver.execute(_INSERT_MESSAGE, (*identity, new.sent_at, new.sent_at, *origin, sealed))
        place = (new.id, new.channel_number_id, new.contact_id, new.conversation_id)
        due, reason = (new.sent_at, None) if new.hold is None else (new.hold.not_before, new.hold.reason)
        tx.driver.execute(_INSERT_JOB, (*place, new.kind.value, new.purpose, due, new.sent_at, reason))
        if 0 < new.composed_at < new.sent_at:
            tx.driver.execute(_INSERT_STATUS, (new.id, Status.PENDING.value, new.composed_at))
        tx.driver.execute(_INSERT_STATUS, (new.id, Status.ACCEPTED.value, new.sent_at))
        if new.unseen:
            return
        text = new.content.text[:PREVIEW_LENGTH]
        preview = Preview(new.id, new.content.kind, text, "out", Status.ACCEPTED.value, new.sent_at, new.author_id)
        shown = self._vault.seal(tx, new.key_id, _encode(preview), "conversation.preview")
        tx.driver.execute(_SHOW_AS_LAST, (new.sent_at, new.id, shown, new.conversation_id, new.sent_at))

    def report(self, tx: Tx, message_id: str, reported: Status, at: int, failure: Failure | None = None) -> Status:
        """Move up the ladder as far as `reported` says; returns the status that holds now."""
        sql = (
            "SELECT message.status, message.conversation_id, contact.key_id FROM message"
            " JOIN conversation ON conversation.id = message.conversation_id"
            " JOIN contact ON contact.id = conversation.contact_id WHERE message.id = ?"
        )
        current, conversation_id, key_id = tx.driver.execute(sql, (message_id,)).fetchone()
        status = advance(Status(current), reported)
        tx.driver.execute(_INSERT_STATUS, (message_id, reported.value, at))
        if status is Status(current):
            return status
        sealed = None if failure is None else self._vault.seal(tx, key_id, _encode(failure), "message.failure")
        update = "UPDATE message SET status = ?, failure_enc = ? WHERE id = ?"
        tx.driver.execute(update, (status.value, sealed, message_id))
        self._show_status(tx, conversation_id, key_id, message_id, status)
        return status

    def sent_as(self, tx: Tx, message_id: str, wamid: str) -> None:
        """Keep WhatsApp's id. A status webhook that knows our own id may have told it before the answer did."""
        tx.driver.execute("UPDATE message SET wamid = ? WHERE id = ? AND wamid IS NULL", (wamid, message_id))

    def content(self, tx: Tx, message_id: str, key_id: str) -> Content:
        """Raises UnreadableError once the person was erased."""
        sql = "SELECT content_enc FROM message WHERE id = ?"
        sealed = tx.driver.execute(sql, (message_id,)).fetchone()[0]
        return msgspec.json.decode(self._vault.open(tx, key_id, sealed, "message.content"), type=Content)

    def _show_status(self, tx: Tx, conversation_id: str, key_id: str, message_id: str, status: Status) -> None:
        sql = "SELECT preview_enc FROM conversation WHERE id = ? AND last_message_id = ?"
        row = tx.driver.execute(sql, (conversation_id, message_id)).fetchone()
        if row is None or row[0] is None:
            return
        try:
            opened = self._vault.open(tx, key_id, row[0], "conversation.preview")
        except UnreadableError:
            return
        preview = msgspec.structs.replace(msgspec.json.decode(opened, type=Preview), status=status.value)
        sealed = self._vault.seal(tx, key_id, _encode(preview), "conversation.preview")
        tx.driver.execute("UPDATE conversation SET preview_enc = ? WHERE id = ?", (sealed, conversation_id))
