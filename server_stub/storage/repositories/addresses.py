"""How a contact is reached on WhatsApp, and what WhatsApp's answers teach about it."""

from __future__ import annotations

from server_stub.domain.identity import match_key
from server_stub.domain.recipient import Recipient
from server_stub.storage.database import Tx
from server_stub.storage.repositories.people import Owner, People
from server_stub.storage.vault import UnreadableError, Vault


class Addresses:
    def __init__(self, vault: Vault, people: People) -> None:
        self._vault = vault
        self._people = people

    def of(self, tx: Tx, contact_id: str) -> Recipient:
        """The number last seen where one is known, and the business-scoped id; neither for an erased person.

        A contact whose only identity moved on to the one it is shown as is reached there.
        """
        found = self._own(tx, contact_id)
        if found.phone is None and found.user_id is None:
            sql = "SELECT merged_into FROM contact WHERE id = ? AND merged_into <> ''"
            row = tx.driver.execute(sql, (contact_id,)).fetchone()
            return found if row is None else self._own(tx, row[0])
        return found

    def _own(self, tx: Tx, contact_id: str) -> Recipient:
        sql = (
            "SELECT identity.kind, identity.value_enc, contact.key_id FROM identity"
            " JOIN contact ON contact.id = identity.contact_id"
            " WHERE identity.contact_id = ? AND identity.valid_to IS NULL"
            " AND identity.kind IN ('wa_id', 'dialled', 'bsuid')"
            " ORDER BY identity.last_seen_at, identity.id"
        )
        found: dict[str, str] = {}
        for kind, sealed, key_id in tx.driver.execute(sql, (contact_id,)):
            try:
                found[kind] = self._vault.open(tx, key_id, sealed, "identity.value").decode()
            except UnreadableError:
                return Recipient(None, None)
        return Recipient(found.get("wa_id") or found.get("dialled"), found.get("bsuid"))

    def learn(self, tx: Tx, contact_id: str, *, wa_id: str | None, user_id: str | None, now: int) -> None:
        """Keep the ids that WhatsApp answered with. One that belongs to somebody else is left to them."""
        sql = "SELECT key_id FROM contact WHERE id = ? AND erased_at IS NULL"
        row = tx.driver.execute(sql, (contact_id,)).fetchone()
        if row is None:  # erased while the message was on its way
            return
        key_id = row[0]
        for kind, value in (("wa_id", wa_id), ("bsuid", user_id)):
            if value and self._people.owner_of(tx, kind, value) is None:
                key = match_key(value) if kind == "wa_id" else ""
                self._people.add_identity(tx, Owner(contact_id, key_id), kind, value, now, key)
