"""Drafts on the gateway: nobody overwrites another's, and what nobody finished is forgotten after thirty days."""

from __future__ import annotations

from typing import Final

from server_stub.contract.drafts import LONGEST_DRAFT, Draft, SaveDraft
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account
from server_stub.contract.sendable import check_length
from server_stub.storage.database import Tx
from server_stub.storage.repositories.drafts import DraftRows
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer

KEPT_MS: Final = 30 * 24 * 3_600_000


class Drafts:
    """All raise NOT_FOUND where the caller may not look."""

    def __init__(self, rows: DraftRows, reading: Reading) -> None:
        self._rows = rows
        self._reading = reading

    def all(self, tx: Tx, caller: Account, conversation_id: str, now: int) -> list[Draft]:
        """One's own and those of colleagues, newest first."""
        key_id = self._key(tx, caller, conversation_id)
        found = self._rows.of_conversation(tx, conversation_id, key_id)
        return [draft for draft in found if draft.changed_at > now - KEPT_MS]

    def save(self, tx: Tx, caller: Account, conversation_id: str, given: SaveDraft, now: int) -> None:
        """One's own. A clock that is ahead counts as now. Raises TEXT_TOO_LONG (limit, length)."""
        key_id = self._key(tx, caller, conversation_id)
        check_length(given.text, LONGEST_DRAFT)
        self._rows.put(tx, conversation_id, key_id, caller.id, given.text, min(given.changed_at, now))

    def discard(self, tx: Tx, caller: Account, conversation_id: str, account_id: str, changed_at: int) -> None:
        """A colleague's, as it was seen. Raises STATE_CONFLICT (state: changed) where it was written on since."""
        self._key(tx, caller, conversation_id)
        if not self._rows.empty(tx, conversation_id, account_id, changed_at):
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, state="changed")

    def forget_old(self, tx: Tx, now: int) -> None:
        self._rows.forget(tx, now - KEPT_MS)

    def _key(self, tx: Tx, caller: Account, conversation_id: str) -> str:
        seen = self._reading.conversation_for(tx, Viewer.of(caller), conversation_id)
        key_id = self._reading.key_of(tx, conversation_id)
        if seen is None or key_id is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return key_id
