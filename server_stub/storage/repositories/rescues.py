"""Open cases whose window closes soon or has just closed, and which of them were asked, in SQL."""

from __future__ import annotations

from typing import Final, NamedTuple

from server_stub.contract.model import Account
from server_stub.storage.database import Tx
from server_stub.storage.repositories.visibility import Viewer, visible_conversation

_COLUMNS: Final = """
SELECT conversation.id, case_file.protocol, case_file.queue_id, conversation.assignee_id, conversation.last_inbound_at,
       case_file.waiting_since, rescue.asked_at, shown.id, shown.key_id, shown.profile_enc
FROM case_file
JOIN conversation ON conversation.id = case_file.conversation_id
JOIN contact ON contact.id = conversation.contact_id
JOIN contact AS shown ON shown.id = CASE contact.merged_into WHEN '' THEN contact.id ELSE contact.merged_into END
LEFT JOIN rescue ON rescue.conversation_id = conversation.id AND rescue.window_until = conversation.last_inbound_at + ?
WHERE case_file.closed_at IS NULL AND conversation.last_inbound_at IS NOT NULL
"""
_ADD: Final = """
INSERT INTO rescue (conversation_id, window_until, account_id, asked_at, message_id) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING
"""


class Closing(NamedTuple):
    """An open case and its window. `profile_enc` is sealed under `name_key`. Times in ms."""

    conversation_id: str
    protocol: str
    queue_id: str
    agent_id: str | None
    last_inbound_at: int
    waiting_since: int | None
    asked_at: int | None
    contact_id: str
    name_key: str
    profile_enc: bytes | None


class RescueRows:
    """`window`: how long a window is, in ms."""

    def __init__(self, window: int) -> None:
        self._window = window

    def closing(self, tx: Tx, caller: Account, since: int, until: int, limit: int) -> list[Closing]:
        """Windows that close from `since` to `until`, the earliest first: all for leads, for agents their own."""
        viewer = Viewer.of(caller)
        allowed, parameters = visible_conversation(viewer)
        own = "" if viewer.sees_all else " AND conversation.assignee_id = ?"
        mine = () if viewer.sees_all else (caller.id,)
        sql = (
            f"{_COLUMNS} AND conversation.last_inbound_at BETWEEN ? AND ? AND {allowed}{own}"
            " ORDER BY conversation.last_inbound_at, conversation.id LIMIT ?"
        )
        span = (since - self._window, until - self._window)
        rows = tx.driver.execute(sql, (self._window, *span, *parameters, *mine, limit)).fetchall()
        return [Closing(*row) for row in rows]

    def of(self, tx: Tx, conversation_id: str) -> Closing | None:
        """The open case of this conversation. Not filtered by permission."""
        sql = f"{_COLUMNS} AND conversation.id = ?"
        row = tx.driver.execute(sql, (self._window, conversation_id)).fetchone()
        return None if row is None else Closing(*row)

    def add(self, tx: Tx, conversation_id: str, window_until: int, account_id: str, message_id: str, now: int) -> None:
        tx.driver.execute(_ADD, (conversation_id, window_until, account_id, now, message_id))
