"""Writing what came in: channel numbers, conversations, cases, messages and their files, many rows at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from server_stub.contract.ids import new_id
from server_stub.storage.database import Tx
from server_stub.storage.repositories.conversation_parts import PARTS, PARTS_FROM

_KNOWN: Final = """
SELECT wamid, wa_type, sent_at, id FROM message
WHERE channel_number_id = ? AND wamid IN (SELECT value FROM json_each(?))
"""
_STATES: Final = f"""
SELECT conversation.id, CASE contact.merged_into WHEN '' THEN contact.id ELSE contact.merged_into END,
       conversation.channel_number_id, conversation.assignee_id, conversation.unread,
       conversation.last_inbound_at, conversation.named_at, conversation.last_at, conversation.last_message_id,
       conversation.preview_enc, claim.account_id, account.name, claim.until,
       doubt.message_id, doubt.rule, doubt.opened_at, doubt.expires_at, {PARTS}
FROM json_each(?) AS wanted JOIN conversation ON conversation.id = wanted.value
JOIN contact ON contact.id = conversation.contact_id
LEFT JOIN claim ON claim.conversation_id = conversation.id LEFT JOIN account ON account.id = claim.account_id
LEFT JOIN optout_doubt AS doubt ON doubt.contact_id = conversation.contact_id AND doubt.settled_at IS NULL
      AND doubt.conversation_id = conversation.id
{PARTS_FROM}"""  # noqa: S608 - constants of ours
_UPDATE_STATE: Final = """
UPDATE conversation SET assignee_id = ?, unread = ?, last_inbound_at = ?, named_at = ?, last_at = ?,
       last_message_id = ?, preview_enc = ? WHERE id = ?
"""
_ADD_MESSAGE: Final = """
INSERT INTO message (id, conversation_id, channel_number_id, direction, kind, wa_type, origin, status, sent_at,
                     received_at, wamid, quoted_wamid, content_enc, raw_enc)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_ADD_MEDIA: Final = """
INSERT INTO media (id, contact_id, message_id, direction, key_id, mime_type, state, wa_media_id, detail_enc,
                   next_attempt_at, created_at, file_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_RAW: Final = """
SELECT contact.key_id, message.raw_enc FROM message JOIN conversation ON conversation.id = message.conversation_id
JOIN contact ON contact.id = conversation.contact_id WHERE message.id = ?
"""
_ADD_NUMBER: Final = """
INSERT INTO channel_number (id, waba_id, display_phone, created_at, disabled_at, disabled_reason)
VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
  waba_id = CASE channel_number.waba_id WHEN '' THEN excluded.waba_id ELSE channel_number.waba_id END,
  display_phone = CASE channel_number.display_phone WHEN '' THEN excluded.display_phone
                  ELSE channel_number.display_phone END
"""


class KnownMessage(NamedTuple):
    wamid: str
    wa_type: str
    sent_at: int
    id: str


class StateRow(NamedTuple):
    """A conversation as it stands in the running transaction, with the contact it is shown under. Times in ms."""

    id: str
    contact_id: str
    channel_number_id: str
    assignee_id: str | None
    unread: int
    last_inbound_at: int | None
    named_at: int | None
    last_at: int | None
    last_message_id: str | None
    preview_enc: bytes | None
    claimant_id: str | None
    claimant_name: str | None
    claimed_until: int | None
    doubt_message_id: str | None
    doubt_rule: str | None
    doubted_at: int | None
    doubted_until: int | None
    parts: tuple[Any, ...]


_OWN_WIDTH: Final = len(StateRow._fields) - 1


def known_messages(tx: Tx, number_id: str, wamids: Iterable[str]) -> dict[str, KnownMessage]:
    """Those of the ids that are stored already, by id."""
    rows = tx.driver.execute(_KNOWN, (number_id, json.dumps(list(wamids)))).fetchall()
    return {row[0]: KnownMessage(*row) for row in rows}


def states(tx: Tx, conversation_ids: Iterable[str]) -> list[StateRow]:
    rows = tx.driver.execute(_STATES, (json.dumps(list(conversation_ids)),)).fetchall()
    return [StateRow._make((*row[:_OWN_WIDTH], row[_OWN_WIDTH:])) for row in rows]


def update_states(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Rows as in _UPDATE_STATE."""
    tx.driver.executemany(_UPDATE_STATE, rows)


def add_messages(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Rows as in _ADD_MESSAGE."""
    tx.driver.executemany(_ADD_MESSAGE, rows)


def add_media(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Rows as in _ADD_MEDIA."""
    tx.driver.executemany(_ADD_MEDIA, rows)


def add_channel_number(tx: Tx, number_id: str, waba_id: str, display_phone: str, now: int) -> None:
    """Fills what is not known of it yet. A stand-in for a number that WhatsApp did not name cannot send."""
    unnamed = number_id.startswith("account:")
    disabled = (now, "unknown_number") if unnamed else (None, None)
    tx.driver.execute(_ADD_NUMBER, (number_id, waba_id, display_phone, now, *disabled))


def conversation_with(tx: Tx, contact_id: str, number_id: str) -> str | None:
    sql = "SELECT id FROM conversation WHERE contact_id = ? AND channel_number_id = ?"
    row = tx.driver.execute(sql, (contact_id, number_id)).fetchone()
    return None if row is None else str(row[0])


def add_conversation(tx: Tx, contact_id: str, number_id: str, now: int) -> str:
    conversation_id = new_id(now)
    sql = "INSERT INTO conversation (id, contact_id, channel_number_id) VALUES (?, ?, ?)"
    tx.driver.execute(sql, (conversation_id, contact_id, number_id))
    return conversation_id


def conversations_of(tx: Tx, contact_id: str) -> list[str]:
    rows = tx.driver.execute("SELECT id FROM conversation WHERE contact_id = ?", (contact_id,)).fetchall()
    return [row[0] for row in rows]


def name_told_at(tx: Tx, contact_id: str) -> int | None:
    """WhatsApp's time of the newest message that told the contact's name, in any conversation."""
    sql = "SELECT max(named_at) FROM conversation WHERE contact_id = ?"
    found = tx.driver.execute(sql, (contact_id,)).fetchone()[0]
    return None if found is None else int(found)


class SealedRaw(NamedTuple):
    key_id: str
    raw_enc: bytes


def sealed_raw(tx: Tx, message_id: str) -> SealedRaw | None:
    """The copy of a message as it came, with the key that opens it; None where none was kept."""
    row = tx.driver.execute(_RAW, (message_id,)).fetchone()
    return None if row is None or row[1] is None else SealedRaw(row[0], row[1])
