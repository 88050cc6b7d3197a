"""Changes of messages that exist: delivery reports, edits, deletions, reactions; and those that came too early."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from server_stub.storage.database import Tx

_TARGET: Final = """
SELECT message.id, message.conversation_id, message.direction, message.status, message.client_id, message.sent_at,
       message.deleted_at, message.wamid, contact.key_id, conversation.last_message_id
FROM message JOIN conversation ON conversation.id = message.conversation_id
JOIN contact ON contact.id = conversation.contact_id WHERE """
_BY_WAMID: Final = _TARGET + "message.channel_number_id = ? AND message.wamid = ?"
_BY_OWN_ID: Final = _TARGET + (
    "message.id = ? AND message.channel_number_id = ? AND message.direction = 'out' AND message.wamid IS NULL"
)
_ADD_STATUS: Final = """
INSERT INTO message_status (message_id, status, participant, at, raw_enc) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (message_id, status, participant) DO UPDATE SET at = excluded.at, raw_enc = excluded.raw_enc
WHERE excluded.at < message_status.at OR message_status.raw_enc IS NULL
"""
_FINISH_JOB: Final = """
UPDATE send_job SET state = 'done', lease_owner = NULL, lease_until = NULL
WHERE message_id = ? AND state NOT IN ('done', 'failed')
"""
_REACT: Final = """
INSERT INTO reaction (message_id, actor, emoji_enc, own_wamid, at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (message_id, actor) DO UPDATE SET emoji_enc = excluded.emoji_enc, own_wamid = excluded.own_wamid,
  at = excluded.at WHERE (excluded.at, excluded.own_wamid) > (reaction.at, reaction.own_wamid)
"""
_ADD_VERSION: Final = """
INSERT INTO message_version (wamid, message_id, content_enc, edited_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_NEWEST_VERSION: Final = """
SELECT content_enc, edited_at FROM message_version WHERE message_id = ? ORDER BY edited_at DESC, wamid DESC LIMIT 1
"""
ORIGINAL: Final = 0
"""Time of the version that the message was sent as: before every edit, whatever the clocks say."""
_VERSIONS: Final = "SELECT content_enc, edited_at FROM message_version WHERE message_id = ? ORDER BY edited_at, wamid"
_ADD_UPDATE: Final = """
INSERT INTO waiting_update (channel_number_id, target_wamid, own_key, kind, callback, key_id, data_enc, at, applied_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_WAITING: Final = """
SELECT id, kind, key_id, data_enc FROM waiting_update
WHERE channel_number_id = ? AND target_wamid IN (SELECT value FROM json_each(?)) AND applied_at IS NULL ORDER BY id
"""


class Target(NamedTuple):
    """The message that an update is about. Times in ms."""

    id: str
    conversation_id: str
    direction: str
    status: str
    client_id: str | None
    sent_at: int
    deleted_at: int | None
    wamid: str | None
    key_id: str
    last_message_id: str | None


class WaitingRow(NamedTuple):
    id: int
    kind: str
    key_id: str
    data_enc: bytes


def by_wamid(tx: Tx, number_id: str, wamid: str) -> Target | None:
    row = tx.driver.execute(_BY_WAMID, (number_id, wamid)).fetchone()
    return None if row is None else Target(*row)


def by_own_id(tx: Tx, number_id: str, message_id: str) -> Target | None:
    """A message of ours that WhatsApp's id is not known of yet: its send was not answered, or not yet."""
    row = tx.driver.execute(_BY_OWN_ID, (message_id, number_id)).fetchone()
    return None if row is None else Target(*row)


def by_id(tx: Tx, message_id: str) -> Target | None:
    row = tx.driver.execute(_TARGET + "message.id = ?", (message_id,)).fetchone()
    return None if row is None else Target(*row)


def set_wamid(tx: Tx, message_id: str, wamid: str) -> None:
    tx.driver.execute("UPDATE message SET wamid = ? WHERE id = ?", (wamid, message_id))


def finish_job(tx: Tx, message_id: str) -> None:
    """WhatsApp has it: whatever the state of the send was, nothing is left to do or to doubt."""
    tx.driver.execute(_FINISH_JOB, (message_id,))


def add_status(tx: Tx, message_id: str, status: str, participant: str, at: int, raw_enc: bytes) -> bool:
    """The earliest report of each status counts; False when this one tells nothing new."""
    row = (message_id, status, participant, at, raw_enc)
    return int(tx.driver.execute(_ADD_STATUS, row).rowcount) == 1


def set_status(tx: Tx, message_id: str, status: str, failure_enc: bytes | None) -> None:
    tx.driver.execute("UPDATE message SET status = ?, failure_enc = ? WHERE id = ?", (status, failure_enc, message_id))


def react(tx: Tx, message_id: str, actor: str, emoji_enc: bytes | None, wamid: str, at: int) -> bool:
    """The newest reaction of each side counts; False when this one is not it."""
    return int(tx.driver.execute(_REACT, (message_id, actor, emoji_enc, wamid, at)).rowcount) == 1


def add_version(tx: Tx, message_id: str, wamid: str, content_enc: bytes, at: int) -> None:
    tx.driver.execute(_ADD_VERSION, (wamid, message_id, content_enc, at))


def newest_version(tx: Tx, message_id: str) -> tuple[bytes, int]:
    """The content that holds now, and since when."""
    row = tx.driver.execute(_NEWEST_VERSION, (message_id,)).fetchone()
    return row[0], int(row[1])


def versions(tx: Tx, message_id: str) -> list[tuple[bytes, int]]:
    """What an edited message said, sealed, oldest first, each with its time (ms; ORIGINAL for the first)."""
    return [(row[0], int(row[1])) for row in tx.driver.execute(_VERSIONS, (message_id,)).fetchall()]


def content_of(tx: Tx, message_id: str) -> bytes | None:
    row = tx.driver.execute("SELECT content_enc FROM message WHERE id = ?", (message_id,)).fetchone()
    return None if row is None else row[0]


def set_content(tx: Tx, message_id: str, content_enc: bytes, edited_at: int) -> None:
    sql = "UPDATE message SET content_enc = ?, edited_at = ? WHERE id = ?"
    tx.driver.execute(sql, (content_enc, edited_at, message_id))


def set_deleted(tx: Tx, message_id: str, at: int) -> None:
    """The earliest deletion counts."""
    sql = "UPDATE message SET deleted_at = min(coalesce(deleted_at, ?), ?) WHERE id = ?"
    tx.driver.execute(sql, (at, at, message_id))


def add_update(tx: Tx, row: tuple[Any, ...]) -> bool:
    """Row as in _ADD_UPDATE; False when this very update is known."""
    return int(tx.driver.execute(_ADD_UPDATE, row).rowcount) == 1


def waiting_for(tx: Tx, number_id: str, wamids: str) -> list[WaitingRow]:
    """Updates that came before these messages (a JSON list of ids), in the order they came."""
    return [WaitingRow(*row) for row in tx.driver.execute(_WAITING, (number_id, wamids)).fetchall()]


def mark_applied(tx: Tx, update_id: int, now: int) -> None:
    tx.driver.execute("UPDATE waiting_update SET applied_at = ? WHERE id = ?", (now, update_id))


def drop_waiting(tx: Tx, update_id: int) -> None:
    tx.driver.execute("DELETE FROM waiting_update WHERE id = ?", (update_id,))


def preview_of(tx: Tx, conversation_id: str) -> bytes | None:
    row = tx.driver.execute("SELECT preview_enc FROM conversation WHERE id = ?", (conversation_id,)).fetchone()
    return None if row is None else row[0]


def set_preview(tx: Tx, conversation_id: str, preview_enc: bytes) -> None:
    tx.driver.execute("UPDATE conversation SET preview_enc = ? WHERE id = ?", (preview_enc, conversation_id))
