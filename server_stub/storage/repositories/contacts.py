"""Contacts as the contacts view needs them: found under a permission, listed for an index, edited."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

import msgspec

from server_stub.storage.database import Tx
from server_stub.storage.repositories.people import Owner, Profile
from server_stub.storage.repositories.visibility import Viewer, visible_contact
from server_stub.storage.vault import UnreadableError, Vault

_CHANGED: Final = """
SELECT id, key_id, profile_enc, revision, merged_into, erased_at IS NOT NULL FROM contact
WHERE (revision, id) > (?, ?) ORDER BY revision, id LIMIT ?
"""
_IDENTITIES: Final = """
SELECT identity.kind, identity.value_enc, contact.key_id FROM identity JOIN contact ON contact.id = identity.contact_id
WHERE identity.contact_id = ? AND identity.valid_to IS NULL ORDER BY identity.id
"""
_HISTORY: Final = """
SELECT identity.kind, identity.value_enc, identity.first_seen_at, identity.last_seen_at, identity.valid_to,
       contact.key_id
FROM identity JOIN contact ON contact.id = identity.contact_id WHERE identity.contact_id = ? ORDER BY identity.id
"""
_HEADS: Final = "SELECT contact_id, max(seq) FROM consent_event GROUP BY contact_id"
_NAMESAKES: Final = """
WITH shared AS (
  SELECT match_hash FROM identity WHERE match_hash IS NOT NULL AND valid_to IS NULL
  GROUP BY match_hash HAVING min(contact_id) < max(contact_id)
)
SELECT own.contact_id, other.contact_id FROM shared
JOIN identity AS own ON own.match_hash = shared.match_hash AND own.valid_to IS NULL
JOIN identity AS other ON other.match_hash = shared.match_hash AND other.valid_to IS NULL
WHERE own.contact_id <> other.contact_id AND 'dialled' IN (own.kind, other.kind)
"""
_FRESHNESS: Final = """
SELECT (SELECT count(*) FROM notice_version), (SELECT max(retired_at) FROM notice_version),
       (SELECT max(updated_at) FROM purpose), (SELECT min(retired_at) FROM notice_version WHERE retired_at > ?)
"""
_OF_PROTOCOL: Final = """
SELECT CASE contact.merged_into WHEN '' THEN contact.id ELSE contact.merged_into END
FROM case_file JOIN conversation ON conversation.id = case_file.conversation_id
JOIN contact ON contact.id = conversation.contact_id WHERE case_file.protocol = ?
"""


class Changed(NamedTuple):
    """A contact whose face changed. `gone`: erased."""

    contact_id: str
    profile: Profile
    identities: list[tuple[str, str]]
    revision: int
    merged_into: str
    gone: bool


class Contacts:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def visible(self, tx: Tx, viewer: Viewer, contact_id: str) -> Owner | None:
        """The contact and its key; None where it does not exist, was erased, or the viewer may not look."""
        allowed, parameters = visible_contact(viewer)
        sql = f"SELECT contact.id, contact.key_id FROM contact WHERE contact.id = ? AND {allowed}"  # noqa: S608
        row = tx.driver.execute(sql, (contact_id, *parameters)).fetchone()
        return None if row is None else Owner(*row)

    def all_visible(self, tx: Tx, viewer: Viewer) -> set[str]:
        """Everybody whom this viewer may see, by the contact they are shown as."""
        allowed, parameters = visible_contact(viewer)
        sql = f"SELECT contact.id FROM contact WHERE contact.merged_into = '' AND {allowed}"  # noqa: S608
        return {row[0] for row in tx.driver.execute(sql, parameters).fetchall()}

    def group(self, tx: Tx, contact_id: str) -> list[Owner]:
        """The contact and those that are shown as it, itself first."""
        sql = (
            "SELECT id, key_id FROM contact WHERE id = ? UNION ALL"
            " SELECT id, key_id FROM contact WHERE merged_into != '' AND merged_into = ?"
        )
        return [Owner(*row) for row in tx.driver.execute(sql, (contact_id, contact_id)).fetchall()]

    def changed(self, tx: Tx, after: tuple[int, str], limit: int) -> list[Changed]:
        """In the order of their changes, opened; `after`: revision and id of the last one known."""
        rows = tx.driver.execute(_CHANGED, (*after, limit)).fetchall()
        return [self._changed(tx, *row) for row in rows]

    def of_protocol(self, tx: Tx, protocol: str) -> str | None:
        """The contact, as it is shown, whose case has this number. Not filtered by permission."""
        row = tx.driver.execute(_OF_PROTOCOL, (protocol,)).fetchone()
        return None if row is None else str(row[0])

    def identities(self, tx: Tx, contact_id: str) -> list[tuple[str, str]]:
        """(kind, value) of what the contact is recognised by now; nothing for somebody erased."""
        return list(self._identities(tx, contact_id))

    def identity_history(self, tx: Tx, contact_id: str) -> Iterator[tuple[str, str, int, int, int | None]]:
        """(kind, value, first and last seen, until when it was theirs), also what is over."""
        for kind, sealed, first, last, until, key_id in tx.driver.execute(_HISTORY, (contact_id,)).fetchall():
            try:
                yield kind, self._vault.open(tx, key_id, sealed, "identity.value").decode(), first, last, until
            except UnreadableError:
                return

    def heads(self, tx: Tx) -> dict[str, int]:
        """The newest ledger entry of everybody who has any."""
        return dict(tx.driver.execute(_HEADS).fetchall())

    def namesakes(self, tx: Tx) -> list[tuple[str, str]]:
        """(contact, other) of all pairs whose number may be the same one, where somebody only stated it."""
        return [(str(one), str(other)) for one, other in tx.driver.execute(_NAMESAKES).fetchall()]

    def freshness(self, tx: Tx, now: int) -> tuple[Any, ...]:
        """What besides the ledger decides about states: texts retired, purposes changed; last the next retirement."""
        return tuple(tx.driver.execute(_FRESHNESS, (now,)).fetchone())

    def settings(self, tx: Tx, contact_id: str) -> tuple[str, int | None, str, str]:
        """("" unknown, minor or adult; since when a legal block stands; time zone; language)."""
        sql = "SELECT minor, legal_block_at, zone, language FROM contact WHERE id = ?"
        found: tuple[str, int | None, str, str] = tx.driver.execute(sql, (contact_id,)).fetchone()
        return found

    def set_settings(
        self, tx: Tx, contact_ids: Iterable[str], minor: str, legal_block_at: int | None, zone: str, language: str
    ) -> None:
        sql = (
            "UPDATE contact SET minor = ?, legal_block_at = ?, zone = ?, language = ?"
            " WHERE id IN (SELECT value FROM json_each(?))"
        )
        tx.driver.execute(sql, (minor, legal_block_at, zone, language, json.dumps(list(contact_ids))))

    def _changed(
        self, tx: Tx, contact_id: str, key_id: str, profile_enc: bytes | None, revision: int, merged: str, gone: int
    ) -> Changed:
        try:
            opened = self._vault.open(tx, key_id, profile_enc or b"", "contact.profile")
            profile = msgspec.json.decode(opened, type=Profile)
        except UnreadableError:
            profile = Profile()
        return Changed(contact_id, profile, self.identities(tx, contact_id), revision, merged, bool(gone))

    def _identities(self, tx: Tx, contact_id: str) -> Iterator[tuple[str, str]]:
        for kind, sealed, key_id in tx.driver.execute(_IDENTITIES, (contact_id,)).fetchall():
            try:
                yield kind, self._vault.open(tx, key_id, sealed, "identity.value").decode()
            except UnreadableError:
                return
