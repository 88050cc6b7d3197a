"""Contacts, their identities, and the questions about them that somebody has to decide."""

from __future__ import annotations

import json
from typing import Final, NamedTuple

import msgspec

from server_stub.contract.ids import new_id
from server_stub.storage.database import Tx
from server_stub.storage.repositories import suppressions
from server_stub.storage.vault import UnreadableError, Vault

_CURRENT: Final = """
SELECT identity.contact_id, contact.key_id FROM identity JOIN contact ON contact.id = identity.contact_id
WHERE identity.kind = ? AND identity.value_hash = ? AND identity.valid_to IS NULL
"""
_ADD_IDENTITY: Final = """
INSERT INTO identity (contact_id, kind, value_hash, match_hash, value_enc, first_seen_at, last_seen_at)
VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_ADD_PROPOSAL: Final = """
INSERT INTO identity_proposal (kind, contact_id, other_contact_id, own_key, detail_enc, created_at)
VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_SHARING: Final = """
SELECT DISTINCT contact_id FROM identity WHERE match_hash = ? AND valid_to IS NULL AND contact_id <> ?
"""
_CHANGED: Final = """
UPDATE contact SET identity_changed_at = ? WHERE id = ? AND (identity_changed_at IS NULL OR identity_changed_at < ?)
"""
_TOUCH: Final = "UPDATE contact SET revision = (SELECT coalesce(max(revision), 0) + 1 FROM contact) WHERE id = ?"


class Owner(NamedTuple):
    """A contact and the data key that seals what belongs to it."""

    contact_id: str
    key_id: str


class Profile(msgspec.Struct, frozen=True):
    """`contact.profile_enc`, as shown to agents."""

    name: str = ""
    phone: str | None = None
    username: str | None = None


class People:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def owner_of(self, tx: Tx, kind: str, value: str) -> Owner | None:
        """Whose current identity this is."""
        row = tx.driver.execute(_CURRENT, (kind, self._vault.blind(value, kind))).fetchone()
        return None if row is None else Owner(row[0], row[1])

    def has_identity(self, tx: Tx, contact_id: str, kind: str) -> bool:
        sql = "SELECT 1 FROM identity WHERE contact_id = ? AND kind = ? AND valid_to IS NULL"
        return tx.driver.execute(sql, (contact_id, kind)).fetchone() is not None

    def create(self, tx: Tx, profile: Profile, now: int) -> Owner:
        """A new contact with a data key of its own."""
        owner = Owner(new_id(now), self._vault.create_key(tx, "contact", now))
        sql = "INSERT INTO contact (id, key_id, profile_enc, created_at) VALUES (?, ?, ?, ?)"
        tx.driver.execute(sql, (*owner, self._sealed_profile(tx, owner, profile), now))
        self.touch(tx, owner.contact_id)
        return owner

    def profile(self, tx: Tx, owner: Owner) -> Profile:
        row = tx.driver.execute("SELECT profile_enc FROM contact WHERE id = ?", (owner.contact_id,)).fetchone()
        try:
            opened = self._vault.open(tx, owner.key_id, row[0], "contact.profile")
        except UnreadableError:
            return Profile()
        return msgspec.json.decode(opened, type=Profile)

    def set_profile(self, tx: Tx, owner: Owner, profile: Profile) -> None:
        sql = "UPDATE contact SET profile_enc = ? WHERE id = ?"
        tx.driver.execute(sql, (self._sealed_profile(tx, owner, profile), owner.contact_id))
        self.touch(tx, owner.contact_id)

    @staticmethod
    def touch(tx: Tx, contact_id: str) -> None:
        """What this contact shows has changed: whoever keeps an index of names looks again."""
        tx.driver.execute(_TOUCH, (contact_id,))

    def add_identity(self, tx: Tx, owner: Owner, kind: str, value: str, at: int, match_key: str = "") -> None:
        """Nothing happens where somebody has it already: see `owner_of` first.

        Whoever had this identity before and was erased stays left alone: the new contact begins suppressed.
        """
        value_hash = self._vault.blind(value, kind)
        match_hash = self._vault.blind(match_key, "match") if match_key else None
        sealed = self._vault.seal(tx, owner.key_id, value.encode(), "identity.value")
        row = (owner.contact_id, kind, value_hash, match_hash, sealed, at, at)
        if int(tx.driver.execute(_ADD_IDENTITY, row).rowcount) == 1:
            suppressions.inherit(tx, self._vault, *owner, value_hash, match_hash, at)
            self.touch(tx, owner.contact_id)

    def close_identity(self, tx: Tx, kind: str, value: str, at: int) -> None:
        """It is nobody's from `at` on. For usernames: they change hands."""
        sql = "UPDATE identity SET valid_to = ? WHERE kind = ? AND value_hash = ? AND valid_to IS NULL"
        tx.driver.execute(sql, (at, kind, self._vault.blind(value, kind)))

    def close_kind(self, tx: Tx, contact_id: str, kind: str, at: int) -> None:
        sql = "UPDATE identity SET valid_to = ? WHERE contact_id = ? AND kind = ? AND valid_to IS NULL"
        tx.driver.execute(sql, (at, contact_id, kind))

    def sharing_key(self, tx: Tx, match_key: str, contact_id: str) -> list[str]:
        """Other contacts whose number may be the same one, written without or with the 9th digit."""
        rows = tx.driver.execute(_SHARING, (self._vault.blind(match_key, "match"), contact_id)).fetchall()
        return [row[0] for row in rows]

    def propose(
        self, tx: Tx, owner: Owner, kind: str, own_key: str, detail: dict[str, str], now: int, other: str | None = None
    ) -> bool:
        """Ask a person; False when the same question was asked before. `detail` may hold ids: it is sealed."""
        sealed = self._vault.seal(tx, owner.key_id, json.dumps(detail).encode(), "identity_proposal.detail")
        cursor = tx.driver.execute(_ADD_PROPOSAL, (kind, owner.contact_id, other, own_key, sealed, now))
        return int(cursor.rowcount) == 1

    def mark_identity_changed(self, tx: Tx, contact_id: str, at: int) -> None:
        """Business-initiated messages wait for a person from here on."""
        tx.driver.execute(_CHANGED, (at, contact_id, at))

    @staticmethod
    def confirm_identity(tx: Tx, contact_id: str) -> None:
        """Somebody made sure that it is still the same person."""
        tx.driver.execute("UPDATE contact SET identity_changed_at = NULL WHERE id = ?", (contact_id,))

    def _sealed_profile(self, tx: Tx, owner: Owner, profile: Profile) -> bytes:
        return self._vault.seal(tx, owner.key_id, msgspec.json.encode(profile), "contact.profile")
