"""What our reactions look like on the message they are about: on their way, taken by WhatsApp, or given up."""

from __future__ import annotations

from typing import Final, NamedTuple

import msgspec

from server_stub.contract.content import Content, Kind
from server_stub.contract.events import EventKind, MessageChanged
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories import statuses
from server_stub.storage.repositories.message_rows import OURS, OURS_PENDING
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.statuses import Target
from server_stub.storage.vault import UnreadableError, Vault

_SENT: Final = """
SELECT channel_number_id, quoted_wamid, content_enc, sent_at, wamid FROM message WHERE id = ? AND kind = ?
"""
_PUT_PENDING: Final = """
INSERT INTO reaction (message_id, actor, emoji_enc, own_wamid, at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (message_id, actor) DO UPDATE SET emoji_enc = excluded.emoji_enc, own_wamid = excluded.own_wamid,
  at = excluded.at
"""
_DROP: Final = "DELETE FROM reaction WHERE message_id = ? AND actor = ? AND own_wamid = ?"


class _Sent(NamedTuple):
    channel_number_id: str
    quoted_wamid: str
    content_enc: bytes
    sent_at: int
    wamid: str | None


class OwnReactions:
    def __init__(self, vault: Vault, reading: Reading, events: EventLog) -> None:
        self._vault = vault
        self._reading = reading
        self._events = events

    def shown(self, tx: Tx, target: Target) -> str:
        """The emoji that people see as ours now, also one on its way; "" for none. Raises UnreadableError."""
        sql = "SELECT emoji_enc FROM reaction WHERE message_id = ? AND actor IN (?, ?) ORDER BY actor DESC LIMIT 1"
        row = tx.driver.execute(sql, (target.id, OURS, OURS_PENDING)).fetchone()
        if row is None or row[0] is None:
            return ""
        return self._vault.open(tx, target.key_id, row[0], "reaction.emoji").decode()

    def begin(self, tx: Tx, target: Target, reaction_id: str, emoji: str, now: int) -> None:
        """It was accepted: shown as on its way. The newest one counts."""
        sealed = self._vault.seal(tx, target.key_id, emoji.encode(), "reaction.emoji") if emoji else None
        tx.driver.execute(_PUT_PENDING, (target.id, OURS_PENDING, sealed, reaction_id, now))
        self._tell(tx, target, now)

    def taken(self, tx: Tx, reaction_id: str, now: int) -> None:
        """WhatsApp has it; nothing happens for a message that is no reaction."""
        sent, target = self._find(tx, reaction_id)
        if sent is None or target is None:
            return
        try:
            opened = self._vault.open(tx, target.key_id, sent.content_enc, "message.content")
        except UnreadableError:
            return
        emoji = msgspec.json.decode(opened, type=Content).text
        sealed = self._vault.seal(tx, target.key_id, emoji.encode(), "reaction.emoji") if emoji else None
        tx.driver.execute(_DROP, (target.id, OURS_PENDING, reaction_id))
        statuses.react(tx, target.id, OURS, sealed, sent.wamid or reaction_id, sent.sent_at)
        self._tell(tx, target, now)

    def given_up(self, tx: Tx, reaction_id: str, now: int) -> None:
        """It did not arrive, or will not: what stood before shows again, if it is known."""
        sent, target = self._find(tx, reaction_id)
        if sent is None or target is None:
            return
        tx.driver.execute(_DROP, (target.id, OURS_PENDING, reaction_id))
        tx.driver.execute(_DROP, (target.id, OURS, sent.wamid or reaction_id))
        self._tell(tx, target, now)

    def _find(self, tx: Tx, reaction_id: str) -> tuple[_Sent | None, Target | None]:
        row = tx.driver.execute(_SENT, (reaction_id, Kind.REACTION.value)).fetchone()
        if row is None:
            return None, None
        sent = _Sent(*row)
        return sent, statuses.by_wamid(tx, sent.channel_number_id, sent.quoted_wamid)

    def _tell(self, tx: Tx, target: Target, now: int) -> None:
        message = self._reading.message(tx, target.id)
        if message is not None:
            told = MessageChanged(message)
            where = target.conversation_id
            self._events.append(tx, EventKind.MESSAGE, told, key_id=target.key_id, now=now, conversation_id=where)
