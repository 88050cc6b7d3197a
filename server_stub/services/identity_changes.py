"""A contact with a new number or id: the identity moves to it, its permissions only where WhatsApp itself said so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from server_stub.contract.model import Account, Consent
from server_stub.domain.consent_events import EventType, State
from server_stub.domain.identity import match_key, shown_phone
from server_stub.services.merge_records import ENDPOINT_CHANGED, MergeRecords
from server_stub.storage.database import Tx
from server_stub.storage.repositories.contacts import Contacts
from server_stub.storage.repositories.identities import Identities
from server_stub.storage.repositories.merges import Merge, Moved, Proposal
from server_stub.storage.repositories.people import Owner, People, Profile

ConsentsOf = Callable[[Tx, str, int], tuple[list[Consent], int | None]]
_KINDS: Final = ("wa_id", "bsuid")
_LIVING: Final = frozenset({State.ACTIVE.value, State.PENDING.value, State.RENEWAL_NEEDED.value})


class IdentityChanges:
    def __init__(
        self,
        people: People,
        contacts: Contacts,
        identities: Identities,
        records: MergeRecords,
        consents_of: ConsentsOf,
    ) -> None:
        self._people = people
        self._contacts = contacts
        self._identities = identities
        self._records = records
        self._consents_of = consents_of

    def accept(self, tx: Tx, account: Account, found: Proposal, now: int) -> tuple[Moved, list[str]]:
        """What moved, and everybody who came under one of the new identities meanwhile.

        Opt-ins never migrate by guess: they stay only where the change is WhatsApp's own report (reference 3.5).
        """
        owner = self._identities.owner(tx, found.contact_id)
        changed_at = self._identities.changed_at(tx, owner.contact_id)
        added: list[int] = []
        closed: list[int] = []
        taken: list[tuple[int, str]] = []
        holders: list[str] = []
        for kind in _KINDS:
            value = found.detail.get(kind, "")
            if not value or (holder := self._people.owner_of(tx, kind, value)) == owner:
                continue
            closed += self._identities.close(tx, owner.contact_id, kind, now)
            if holder is None:
                self._people.add_identity(tx, owner, kind, value, now, match_key(value) if kind == "wa_id" else "")
                added += self._identities.current(tx, owner.contact_id, kind)
                if kind == "wa_id":
                    self._ask_about_namesakes(tx, owner, value, now)
            else:
                moved = self._identities.current_of(tx, kind, value, holder.contact_id)
                self._identities.give(tx, moved, holder, owner)
                taken.append((moved, holder.contact_id))
                holders.append(holder.contact_id)
        self._show_phone(tx, owner)
        self._people.confirm_identity(tx, owner.contact_id)
        payload = {"kind": found.kind, "proposal": found.id, "by_platform": found.by_platform}
        self._records.note(tx, owner.contact_id, ENDPOINT_CHANGED, account, now, payload)
        if (closed or added or taken) and not found.by_platform:
            self._invalidate(tx, account, owner.contact_id, 0, now)
        return Moved(added, closed, taken, changed_at), list(dict.fromkeys(holders))

    def restore(self, tx: Tx, account: Account, merge: Merge, now: int) -> None:
        """Back as it was; what was closed and belongs to somebody else by now stays theirs.

        What was agreed to meanwhile was agreed to under the other identity.
        """
        moved = merge.moved
        for identity_id, contact_id in moved.taken:
            current = self._identities.owner(tx, self._identities.contact_of(tx, identity_id))
            self._identities.give(tx, identity_id, current, self._identities.owner(tx, contact_id))
        for identity_id in moved.added:
            self._identities.end(tx, identity_id, now)
        for identity_id in moved.closed:
            self._identities.reopen(tx, identity_id)
        if moved.identity_changed_at is not None:
            self._people.mark_identity_changed(tx, merge.kept_id, moved.identity_changed_at)
        if moved.taken or moved.added or moved.closed:
            self._invalidate(tx, account, merge.kept_id, merge.merged_at // 1000 * 1000, now)
            payload = {"merge": merge.id, "undone": True}
            self._records.note(tx, merge.kept_id, ENDPOINT_CHANGED, account, now, payload)
            for contact_id in {merge.kept_id, *(it[1] for it in moved.taken)}:
                self._show_phone(tx, self._identities.owner(tx, contact_id))

    def _ask_about_namesakes(self, tx: Tx, owner: Owner, wa_id: str, now: int) -> None:
        """Somebody stated this number before, or it is the same but for its 9th digit: perhaps one person."""
        family = {it.contact_id for it in self._contacts.group(tx, owner.contact_id)}
        for other in self._people.sharing_key(tx, match_key(wa_id), owner.contact_id):
            if other not in family:
                pair = ":".join(sorted((owner.contact_id, other)))
                self._people.propose(tx, owner, "same_match_key", f"same:{pair}", {"wa_id": wa_id}, now, other)

    def _invalidate(self, tx: Tx, account: Account, contact_id: str, since: int, now: int) -> None:
        """Agreements that began at `since` or later need a new answer, of everybody whose messages go this way."""
        kind = EventType.INVALIDATED.value
        for owner in self._contacts.group(tx, contact_id):
            for consent in self._consents_of(tx, owner.contact_id, now)[0]:
                if consent.state in _LIVING and (consent.since or 0) >= since:
                    payload = {"reason": "endpoint_changed"}
                    self._records.note(tx, owner.contact_id, kind, account, now, payload, consent.purpose)

    def _show_phone(self, tx: Tx, owner: Owner) -> None:
        known = self._people.profile(tx, owner)
        number = self._identities.newest(tx, owner, "wa_id")
        phone = shown_phone(number) if number else None
        if phone != known.phone:
            self._people.set_profile(tx, owner, Profile(known.name, phone, known.username))
