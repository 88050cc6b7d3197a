"""Which contacts were merged, and the questions about contacts that somebody has to decide."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from server_stub.domain.merging import shown_as
from server_stub.storage.database import Tx
from server_stub.storage.vault import UnreadableError, Vault

_PROPOSAL: Final = """
SELECT identity_proposal.id, identity_proposal.kind, identity_proposal.contact_id, identity_proposal.other_contact_id,
       identity_proposal.own_key, identity_proposal.created_at, identity_proposal.state, identity_proposal.settled_at,
       identity_proposal.detail_enc, contact.key_id
FROM identity_proposal JOIN contact ON contact.id = identity_proposal.contact_id
LEFT JOIN contact AS other ON other.id = identity_proposal.other_contact_id
WHERE contact.erased_at IS NULL AND other.erased_at IS NULL AND
"""
_ADD: Final = """
INSERT INTO contact_merge (kept_id, merged_id, proposal_id, moved, merged_by, merged_at) VALUES (?, ?, ?, ?, ?, ?)
"""
_STANDING: Final = """
SELECT id, kept_id, merged_id, moved, merged_at FROM contact_merge
WHERE proposal_id = ? AND undone_at IS NULL ORDER BY id DESC
"""
_POINT: Final = """
UPDATE contact SET merged_into = ?, revision = (SELECT coalesce(max(revision), 0) + 1 FROM contact)
WHERE id = ? AND merged_into <> ?
"""


class Moved(msgspec.Struct, frozen=True, omit_defaults=True):
    """What changed hands when a change of number or id was accepted: rows of `identity`, by id. Nothing personal."""

    added: list[int] = []
    closed: list[int] = []
    taken: list[tuple[int, str]] = []
    """(identity, contact that had it)."""
    identity_changed_at: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """`by_platform`: WhatsApp itself said so, as opposed to a conclusion of ours. Times in ms."""

    id: str
    kind: str
    contact_id: str
    other_id: str | None
    created_at: int
    state: str
    settled_at: int | None
    by_platform: bool
    detail: dict[str, str]


@dataclass(frozen=True, slots=True)
class Merge:
    """`merged_id` is "" where only an identity of `kept_id` changed."""

    id: int
    kept_id: str
    merged_id: str
    moved: Moved
    merged_at: int


class Merges:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def proposals(self, tx: Tx, settled_after: int) -> list[Proposal]:
        """Open ones, and accepted ones that were settled after `settled_after` (ms); newest first."""
        where = "(identity_proposal.state = 'open' OR (identity_proposal.state = 'accepted' AND settled_at > ?))"
        rows = tx.driver.execute(f"{_PROPOSAL} {where} ORDER BY identity_proposal.id DESC", (settled_after,)).fetchall()
        return [self._proposal(tx, row) for row in rows]

    def proposal(self, tx: Tx, proposal_id: str) -> Proposal | None:
        number = int(proposal_id) if proposal_id.isascii() and proposal_id.isdecimal() and len(proposal_id) < 16 else 0
        row = tx.driver.execute(f"{_PROPOSAL} identity_proposal.id = ?", (number,)).fetchone()
        return None if row is None else self._proposal(tx, row)

    def settle(self, tx: Tx, proposal_id: str, state: str, by: str, now: int) -> None:
        """`state`: open again, accepted or rejected."""
        at = None if state == "open" else now
        sql = "UPDATE identity_proposal SET state = ?, settled_by = ?, settled_at = ? WHERE id = ?"
        tx.driver.execute(sql, (state, by, at, int(proposal_id)))

    def add(
        self, tx: Tx, kept_id: str, merged_id: str, proposal_id: str, moved: Moved, merged_by: str, now: int
    ) -> None:
        packed = msgspec.json.encode(moved).decode()
        tx.driver.execute(_ADD, (kept_id, merged_id, proposal_id, packed, merged_by, now))
        self._point(tx)

    def standing(self, tx: Tx, proposal_id: str) -> list[Merge]:
        """What accepting this proposal did, unless it was undone: the last first, as it is to be taken back."""
        rows = tx.driver.execute(_STANDING, (proposal_id,)).fetchall()
        return [Merge(row[0], row[1], row[2], msgspec.json.decode(row[3], type=Moved), row[4]) for row in rows]

    def undo(self, tx: Tx, merge_id: int, now: int) -> None:
        tx.driver.execute("UPDATE contact_merge SET undone_at = ? WHERE id = ?", (now, merge_id))
        self._point(tx)

    def shown_as(self, tx: Tx, contact_id: str) -> tuple[str, int] | None:
        """The contact it is shown as, and since when we know that one; None for nobody, or somebody erased."""
        sql = (
            "SELECT shown.id, shown.created_at FROM contact AS own JOIN contact AS shown"
            " ON shown.id = CASE own.merged_into WHEN '' THEN own.id ELSE own.merged_into END"
            " WHERE own.id = ? AND shown.erased_at IS NULL AND own.erased_at IS NULL"
        )
        row = tx.driver.execute(sql, (contact_id,)).fetchone()
        return None if row is None else (row[0], row[1])

    @staticmethod
    def _point(tx: Tx) -> None:
        """The pointers follow from the merges that stand; whoever is shown as somebody else now has changed."""
        rows = tx.driver.execute(
            "SELECT merged_id, kept_id, undone_at FROM contact_merge WHERE merged_id <> ''"
        ).fetchall()
        found = shown_as((merged, kept) for merged, kept, undone_at in rows if undone_at is None)
        for contact_id in {row[0] for row in rows}:
            wanted = found.get(contact_id, "")
            tx.driver.execute(_POINT, (wanted, contact_id, wanted))

    def _proposal(self, tx: Tx, row: Sequence[Any]) -> Proposal:
        identifier, kind, contact_id, other_id, own_key, created_at, state, settled_at, sealed, key_id = row
        try:
            detail = json.loads(self._vault.open(tx, key_id, sealed or b"", "identity_proposal.detail"))
        except UnreadableError:
            detail = {}
        by_platform = str(own_key).startswith("system:")
        return Proposal(str(identifier), kind, contact_id, other_id, created_at, state, settled_at, by_platform, detail)
