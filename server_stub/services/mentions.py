"""Called by a colleague's note: the conversation says so to the one who is called, until they have looked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import EventKind
from server_stub.contract.model import Account
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer

_CALL: Final = """
INSERT INTO mention (conversation_id, account_id, called_at) VALUES (?, ?, ?)
ON CONFLICT (conversation_id, account_id) DO UPDATE SET called_at = excluded.called_at
"""


class Mentions:
    def __init__(self, reading: Reading, events: EventLog) -> None:
        self._reading = reading
        self._events = events

    def call(self, tx: Tx, conversation_id: str, account_ids: Iterable[str], now: int) -> None:
        """Who is called twice looks once. The event of the note carries the conversation as it then stands."""
        tx.driver.executemany(_CALL, [(conversation_id, account_id, now) for account_id in account_ids])

    def seen(self, tx: Tx, caller: Account, conversation_id: str, now: int) -> None:
        """The caller has looked: their other desktops are told. Raises NOT_FOUND where they may not look."""
        key_id = self._reading.key_of(tx, conversation_id)
        if key_id is None or self._reading.conversation_for(tx, Viewer.of(caller), conversation_id) is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        sql = "DELETE FROM mention WHERE conversation_id = ? AND account_id = ?"
        if not tx.driver.execute(sql, (conversation_id, caller.id)).rowcount:
            return
        told = self._reading.conversation(tx, conversation_id)
        if told is not None:
            self._events.append(
                tx, EventKind.CONVERSATION, told, key_id=key_id, now=now, conversation_id=conversation_id
            )
