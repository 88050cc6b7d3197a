"""Rows of the table `draft`, sealed under the key of the person who is written to."""

from __future__ import annotations

from typing import Final

from server_stub.contract.drafts import Draft
from server_stub.storage.database import Tx
from server_stub.storage.vault import UnreadableError, Vault

CONTEXT: Final = "draft.text"
# A late one from another computer must not win over what was typed after it.
_PUT: Final = """
INSERT INTO draft (conversation_id, account_id, text_enc, changed_at) VALUES (?, ?, ?, ?)
ON CONFLICT (conversation_id, account_id) DO UPDATE SET text_enc = excluded.text_enc, changed_at = excluded.changed_at
WHERE draft.changed_at < excluded.changed_at
"""
_OF_CONVERSATION: Final = """
SELECT draft.account_id, account.name, draft.text_enc, draft.changed_at FROM draft
JOIN account ON account.id = draft.account_id
WHERE draft.conversation_id = ? AND draft.text_enc IS NOT NULL ORDER BY draft.changed_at DESC, draft.account_id
"""


class DraftRows:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def put(self, tx: Tx, conversation_id: str, key_id: str, account_id: str, text: str, at: int) -> None:
        """Nothing happens where a newer one is kept."""
        sealed = self._vault.seal(tx, key_id, text.encode(), CONTEXT) if text else None
        tx.driver.execute(_PUT, (conversation_id, account_id, sealed, at))

    def of_conversation(self, tx: Tx, conversation_id: str, key_id: str) -> list[Draft]:
        """Newest first."""
        found: list[Draft] = []
        for account_id, name, sealed, at in tx.driver.execute(_OF_CONVERSATION, (conversation_id,)).fetchall():
            try:
                text = self._vault.open(tx, key_id, sealed, CONTEXT).decode()
            except UnreadableError:
                continue
            found.append(Draft(conversation_id, account_id, name, text, at))
        return found

    def empty(self, tx: Tx, conversation_id: str, account_id: str, changed_at: int) -> bool:
        """False where it is not the one of `changed_at` any more."""
        sql = "UPDATE draft SET text_enc = NULL WHERE conversation_id = ? AND account_id = ? AND changed_at = ?"
        return int(tx.driver.execute(sql, (conversation_id, account_id, changed_at)).rowcount) == 1

    def forget(self, tx: Tx, before: int) -> None:
        tx.driver.execute("DELETE FROM draft WHERE changed_at < ?", (before,))
