"""Rows of `identity` changing hands, when somebody decided that a contact has another number or id now."""

from __future__ import annotations

from server_stub.storage.database import Tx
from server_stub.storage.repositories.people import Owner
from server_stub.storage.vault import UnreadableError, Vault

CONTEXT = "identity.value"


class Identities:
    """Times in ms; rows are named by their ids."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def owner(self, tx: Tx, contact_id: str) -> Owner:
        return Owner(*tx.driver.execute("SELECT id, key_id FROM contact WHERE id = ?", (contact_id,)).fetchone())

    def changed_at(self, tx: Tx, contact_id: str) -> int | None:
        """Since when business-initiated messages wait for somebody to look."""
        row = tx.driver.execute("SELECT identity_changed_at FROM contact WHERE id = ?", (contact_id,)).fetchone()
        return None if row[0] is None else int(row[0])

    def contact_of(self, tx: Tx, identity_id: int) -> str:
        return str(tx.driver.execute("SELECT contact_id FROM identity WHERE id = ?", (identity_id,)).fetchone()[0])

    def current(self, tx: Tx, contact_id: str, kind: str) -> list[int]:
        sql = "SELECT id FROM identity WHERE contact_id = ? AND kind = ? AND valid_to IS NULL ORDER BY id"
        return [row[0] for row in tx.driver.execute(sql, (contact_id, kind)).fetchall()]

    def current_of(self, tx: Tx, kind: str, value: str, contact_id: str) -> int:
        sql = "SELECT id FROM identity WHERE contact_id = ? AND kind = ? AND value_hash = ? AND valid_to IS NULL"
        return int(tx.driver.execute(sql, (contact_id, kind, self._vault.blind(value, kind))).fetchone()[0])

    def close(self, tx: Tx, contact_id: str, kind: str, at: int) -> list[int]:
        """The contact's current ones of this kind are over; which they were."""
        found = self.current(tx, contact_id, kind)
        for identity_id in found:
            self.end(tx, identity_id, at)
        return found

    def end(self, tx: Tx, identity_id: int, at: int) -> None:
        tx.driver.execute("UPDATE identity SET valid_to = ? WHERE id = ?", (at, identity_id))

    def reopen(self, tx: Tx, identity_id: int) -> None:
        """Current again, unless somebody has it by now."""
        sql = (
            "UPDATE identity SET valid_to = NULL WHERE id = ? AND NOT EXISTS (SELECT 1 FROM identity AS held"
            " WHERE held.kind = identity.kind AND held.value_hash = identity.value_hash AND held.valid_to IS NULL)"
        )
        tx.driver.execute(sql, (identity_id,))

    def give(self, tx: Tx, identity_id: int, giver: Owner, taker: Owner) -> None:
        """Sealed anew under the key of who has it from now on."""
        sealed = tx.driver.execute("SELECT value_enc FROM identity WHERE id = ?", (identity_id,)).fetchone()[0]
        value = self._vault.open(tx, giver.key_id, sealed, CONTEXT)
        again = self._vault.seal(tx, taker.key_id, value, CONTEXT)
        sql = "UPDATE identity SET contact_id = ?, value_enc = ? WHERE id = ?"
        tx.driver.execute(sql, (taker.contact_id, again, identity_id))

    def newest(self, tx: Tx, owner: Owner, kind: str) -> str:
        """The current value seen last, "" where there is none."""
        sql = (
            "SELECT value_enc FROM identity WHERE contact_id = ? AND kind = ? AND valid_to IS NULL"
            " ORDER BY last_seen_at DESC, id DESC LIMIT 1"
        )
        row = tx.driver.execute(sql, (owner.contact_id, kind)).fetchone()
        try:
            return "" if row is None else self._vault.open(tx, owner.key_id, row[0], CONTEXT).decode()
        except UnreadableError:
            return ""
