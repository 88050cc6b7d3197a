"""Two contacts that are one person, or one that changed number: a lead decides, and can take it back for 30 days."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account, Contact
from server_stub.contract.people import MergeProposal
from server_stub.domain.identity import shown_phone
from server_stub.domain.merging import PAIRS, UNDO_MS, kept_of
from server_stub.services.identity_changes import IdentityChanges
from server_stub.services.merge_records import MergeRecords
from server_stub.services.outlook import Outlooks
from server_stub.services.roles import require_lead
from server_stub.storage.database import Tx
from server_stub.storage.repositories.contacts import Contacts
from server_stub.storage.repositories.merges import Merge, Merges, Moved, Proposal
from server_stub.storage.repositories.people import People
from server_stub.storage.repositories.reading import Reading

_COMPARED: Final = ("name", "phone", "username", "email", "minor")


class Merging:
    """Leads and administrators. `forget`: ingest remembers who is who and must look again.

    Raises FORBIDDEN, NOT_FOUND, STATE_CONFLICT where the proposal is not in the state that this needs.
    """

    def __init__(
        self,
        merges: Merges,
        contacts: Contacts,
        people: People,
        changes: IdentityChanges,
        records: MergeRecords,
        reading: Reading,
        outlooks: Outlooks,
        forget: Callable[[], None],
    ) -> None:
        self._merges = merges
        self._contacts = contacts
        self._people = people
        self._changes = changes
        self._records = records
        self._reading = reading
        self._outlooks = outlooks
        self._forget = forget

    def proposals(self, tx: Tx, account: Account, now: int) -> list[MergeProposal]:
        """Open ones and those that can still be undone, newest first."""
        require_lead(account)
        return [self._to_wire(tx, it, now) for it in self._merges.proposals(tx, now - UNDO_MS)]

    def accept(self, tx: Tx, account: Account, proposal_id: str, now: int) -> MergeProposal:
        found = self._in_state(tx, account, proposal_id, "open")
        if found.kind in PAIRS:
            touched = self._merge_pair(tx, account, found, now)
        else:
            touched = self._change(tx, account, found, now)
        self._merges.settle(tx, found.id, "accepted", account.id, now)
        self._tell(tx, touched, now)
        return self._answer(tx, found.id, now)

    def reject(self, tx: Tx, account: Account, proposal_id: str, now: int) -> MergeProposal:
        """Never proposed again; what waits for the identity to be confirmed goes on waiting."""
        found = self._in_state(tx, account, proposal_id, "open")
        self._merges.settle(tx, found.id, "rejected", account.id, now)
        self._tell(tx, [found.contact_id], now)
        return self._answer(tx, found.id, now)

    def undo(self, tx: Tx, account: Account, proposal_id: str, now: int) -> MergeProposal:
        """Exactly what was moved goes back; an opt-out of the time together stays with both."""
        found = self._in_state(tx, account, proposal_id, "accepted")
        if found.settled_at is None or now >= found.settled_at + UNDO_MS:
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, state="final")
        touched = [found.contact_id, *([found.other_id] if found.other_id else [])]
        for merge in self._merges.standing(tx, proposal_id):
            touched += self._take_apart(tx, account, merge, now)
        self._merges.settle(tx, found.id, "open", account.id, now)
        self._tell(tx, touched, now)
        return self._answer(tx, found.id, now)

    def _merge_pair(self, tx: Tx, account: Account, found: Proposal, now: int) -> list[str]:
        """Those whom the two are shown as by now become one; nothing is to be done where they are already."""
        one = self._merges.shown_as(tx, found.contact_id)
        other = None if found.other_id is None else self._merges.shown_as(tx, found.other_id)
        if one is None or other is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if one[0] == other[0]:
            return [one[0]]
        kept_id, merged_id = kept_of(one[::-1], other[::-1])
        self._merges.add(tx, kept_id, merged_id, found.id, Moved(), account.id, now)
        self._records.merged(tx, kept_id, merged_id, found.id, account, now)
        return [kept_id, merged_id]

    def _change(self, tx: Tx, account: Account, found: Proposal, now: int) -> list[str]:
        """An identity is the contact's from now on; all who came under it meanwhile are the same person.

        The number may be known of one contact and the id of another: each is merged by a row of its own.
        """
        moved, holders = self._changes.accept(tx, account, found, now)
        one = self._merges.shown_as(tx, found.contact_id)
        if one is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        merged: list[str] = []
        for holder_id in holders:
            other = self._merges.shown_as(tx, holder_id)
            if other is not None and other[0] not in (one[0], *merged):
                merged.append(other[0])
        for index, merged_id in enumerate(merged or [""]):
            self._merges.add(tx, one[0], merged_id, found.id, Moved() if index else moved, account.id, now)
            if merged_id:
                self._records.merged(tx, one[0], merged_id, found.id, account, now)
        return [one[0], found.contact_id, *merged]

    def _take_apart(self, tx: Tx, account: Account, merge: Merge, now: int) -> list[str]:
        together = [it.contact_id for it in self._contacts.group(tx, self._shown(tx, merge.kept_id))]
        self._merges.undo(tx, merge.id, now)
        self._changes.restore(tx, account, merge, now)
        if merge.merged_id:
            left = {it.contact_id for it in self._contacts.group(tx, self._shown(tx, merge.merged_id))}
            self._records.split(tx, merge, [it for it in together if it not in left], sorted(left), account, now)
        return together

    def _shown(self, tx: Tx, contact_id: str) -> str:
        found = self._merges.shown_as(tx, contact_id)
        if found is None:
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, state="erased")
        return found[0]

    def _in_state(self, tx: Tx, account: Account, proposal_id: str, state: str) -> Proposal:
        require_lead(account)
        found = self._merges.proposal(tx, proposal_id)
        if found is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if found.state != state:
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, state=found.state)
        return found

    def _tell(self, tx: Tx, contact_ids: list[str], now: int) -> None:
        self._forget()
        shown = {
            it[0] for it in (self._merges.shown_as(tx, contact_id) for contact_id in contact_ids) if it is not None
        }
        for contact_id in dict.fromkeys([*contact_ids, *sorted(shown)]):
            self._people.touch(tx, contact_id)
        for contact_id in sorted(shown):
            self._outlooks.contact_changed(tx, contact_id, now)
            for owner in self._contacts.group(tx, contact_id):
                sql = "SELECT id FROM conversation WHERE contact_id = ? ORDER BY id"
                for (conversation_id,) in tx.driver.execute(sql, (owner.contact_id,)).fetchall():
                    self._outlooks.conversation_changed(tx, conversation_id, now)

    def _answer(self, tx: Tx, proposal_id: str, now: int) -> MergeProposal:
        found = self._merges.proposal(tx, proposal_id)
        if found is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return self._to_wire(tx, found, now)

    def _to_wire(self, tx: Tx, found: Proposal, now: int) -> MergeProposal:
        contact = self._reading.contact_itself(tx, found.contact_id, now)
        other = None if found.other_id is None else self._reading.contact_itself(tx, found.other_id, now)
        if contact is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        undoable = found.state == "accepted" and found.settled_at is not None
        return MergeProposal(
            id=found.id,
            kind=found.kind,
            contact=contact,
            other=other,
            created_at=found.created_at,
            state=found.state,
            undo_until=found.settled_at + UNDO_MS if undoable and found.settled_at is not None else None,
            differs=_differences(contact, other),
            new_phone=shown_phone(found.detail.get("wa_id", "")) or "",
            by_platform=found.by_platform,
        )


def _differences(contact: Contact, other: Contact | None) -> list[str]:
    if other is None:
        return []
    return [name for name in _COMPARED if getattr(contact, name) != getattr(other, name)]
