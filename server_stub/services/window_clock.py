"""Corrects our idea of a customer service window when WhatsApp says that it is closed (131047)."""

from __future__ import annotations

from typing import Final

from server_stub.domain.window import WINDOW_MS
from server_stub.services.outlook import Outlooks
from server_stub.storage.database import Tx
from server_stub.storage.repositories.jobs import Job

# What the customer wrote after our message was accepted opened a new window, which a late report says nothing about.
_CLOSE: Final = """
UPDATE conversation SET last_inbound_at = message.sent_at - ? FROM message
WHERE message.id = ? AND conversation.id = message.conversation_id
  AND conversation.last_inbound_at BETWEEN message.sent_at - ? + 1 AND message.sent_at
"""


class WindowClock:
    def __init__(self, outlooks: Outlooks) -> None:
        self._outlooks = outlooks

    def close(self, tx: Tx, job: Job, now: int) -> None:
        """The window counts as closed since the refused message was written; the customer's next one opens it."""
        if tx.driver.execute(_CLOSE, (WINDOW_MS, job.message_id, WINDOW_MS)).rowcount:
            self._outlooks.conversation_changed(tx, job.conversation_id, now)
