"""Whose message it is: resolves the ids of an item to a contact, and asks a person wherever that is not certain."""

from __future__ import annotations

from typing import Final

from server_stub.domain.identity import match_key, shown_phone
from server_stub.storage.database import Tx
from server_stub.storage.repositories.people import Owner, People, Profile
from server_stub.whatsapp.webhook_types import IdentityChange, Person

WA_ID: Final = "wa_id"
BSUID: Final = "bsuid"
PARENT_BSUID: Final = "parent_bsuid"
USERNAME: Final = "username"
GROUP: Final = "group"
ANONYMOUS: Final = "anonymous"
_RENAMED: Final = {
    "user_changed_user_id": "user_id_changed",
    "customer_identity_changed": "identity_changed",
}


class Recognition:
    """Order of trust: business-scoped id, then WhatsApp's number; the 9th digit only makes a candidate (3.2).

    Nothing is ever merged here. Two contacts that may be one person become a proposal.
    """

    def __init__(self, people: People) -> None:
        self._people = people

    def find(self, tx: Tx, person: Person) -> Owner | None:
        """Who it is, if anybody we know; changes nothing."""
        for kind, value in _ids(person):
            if kind != PARENT_BSUID:
                owner = self._people.owner_of(tx, kind, value)
                if owner is not None:
                    return owner
        return None

    def resolve(self, tx: Tx, person: Person, wamid: str, at: int, now: int) -> tuple[Owner, bool]:
        """The contact, and whether it was made just now. An item that names nobody makes a contact of its own."""
        if not (person.wa_id or person.bsuid or person.group_id):
            return self._lone(tx, ANONYMOUS, wamid, person, at, now)
        if person.group_id:
            return self._lone(tx, GROUP, person.group_id, person, at, now)
        by_bsuid = self._people.owner_of(tx, BSUID, person.bsuid) if person.bsuid else None
        by_number = self._people.owner_of(tx, WA_ID, person.wa_id) if person.wa_id else None
        if by_bsuid is not None:
            self._attach_number(tx, by_bsuid, by_number, person, at, now)
            return by_bsuid, False
        if by_number is not None and not self._is_of_another(tx, by_number, person):
            self._attach_bsuid(tx, by_number, person, at)
            return by_number, False
        return self._create(tx, person, by_number, at, now), True

    def note_change(self, tx: Tx, owner: Owner, change: IdentityChange, own_key: str, at: int, now: int) -> None:
        """WhatsApp says that this person has other ids now: a person decides, marketing waits meanwhile.

        The id that they had before may be known of another contact than the one the report came under: both wait then,
        and whether they are one is asked as well.
        """
        kind = _RENAMED.get(change.kind, "number_changed")
        detail = {"wa_id": change.wa_id, "bsuid": change.bsuid, "previous_bsuid": change.previous_bsuid}
        told = {name: value for name, value in detail.items() if value}
        self._people.propose(tx, owner, kind, f"system:{own_key}", told, now)
        self._people.mark_identity_changed(tx, owner.contact_id, at)
        before = self._people.owner_of(tx, BSUID, change.previous_bsuid) if change.previous_bsuid else None
        if before is not None and before.contact_id != owner.contact_id:
            self._ask_if_one(tx, owner, before, {"bsuid": change.previous_bsuid}, at, now)

    def rename(self, tx: Tx, owner: Owner, person: Person, at: int) -> bool:
        """Show the name and username of the newest message; False when they are the same."""
        known = self._people.profile(tx, owner)
        wanted = Profile(person.name, known.phone, person.username or None)
        if wanted == known:
            return False
        self._people.set_profile(tx, owner, wanted)
        if wanted.username != known.username:
            self._people.close_kind(tx, owner.contact_id, USERNAME, at)
            self._add_username(tx, owner, person, at)
        return True

    def _create(self, tx: Tx, person: Person, by_number: Owner | None, at: int, now: int) -> Owner:
        phone = shown_phone(person.wa_id)
        owner = self._people.create(tx, Profile(person.name, phone, person.username or None), now)
        for kind, value in _ids(person):
            if kind != WA_ID or by_number is None:
                key = match_key(value) if kind == WA_ID else ""
                self._people.add_identity(tx, owner, kind, value, at, key)
        self._add_username(tx, owner, person, at)
        if by_number is not None:
            self._conflict(tx, owner, by_number, person, at, now)
        elif person.wa_id:
            self._propose_namesakes(tx, owner, person, now)
        return owner

    def _propose_namesakes(self, tx: Tx, owner: Owner, person: Person, now: int) -> None:
        """The same Brazilian number with and without its 9th digit: perhaps one person, perhaps not."""
        key = match_key(person.wa_id)
        for other in self._people.sharing_key(tx, key, owner.contact_id):
            pair = ":".join(sorted((owner.contact_id, other)))
            self._people.propose(tx, owner, "same_match_key", f"same:{pair}", {"wa_id": person.wa_id}, now, other)

    def _attach_number(self, tx: Tx, owner: Owner, by_number: Owner | None, person: Person, at: int, now: int) -> None:
        """Both ids came together: keep the number with the contact, unless one of them says otherwise."""
        if by_number is not None:
            if by_number.contact_id != owner.contact_id:
                self._conflict(tx, owner, by_number, person, at, now)
        elif person.wa_id and self._people.has_identity(tx, owner.contact_id, WA_ID):
            own_key = f"number:{owner.contact_id}:{person.wa_id}"
            if self._people.propose(tx, owner, "number_changed", own_key, {"wa_id": person.wa_id}, now):
                self._people.mark_identity_changed(tx, owner.contact_id, at)
        elif person.wa_id:
            self._people.add_identity(tx, owner, WA_ID, person.wa_id, at, match_key(person.wa_id))
            known = self._people.profile(tx, owner)
            self._people.set_profile(tx, owner, Profile(known.name, shown_phone(person.wa_id), known.username))
            self._propose_namesakes(tx, owner, person, now)
        if person.parent_bsuid:
            self._people.add_identity(tx, owner, PARENT_BSUID, person.parent_bsuid, at)

    def _attach_bsuid(self, tx: Tx, owner: Owner, person: Person, at: int) -> None:
        if person.bsuid:
            self._people.add_identity(tx, owner, BSUID, person.bsuid, at)
        if person.parent_bsuid:
            self._people.add_identity(tx, owner, PARENT_BSUID, person.parent_bsuid, at)

    def _is_of_another(self, tx: Tx, by_number: Owner, person: Person) -> bool:
        """The number came under a business-scoped id that its contact does not have: numbers change hands."""
        return bool(person.bsuid) and self._people.has_identity(tx, by_number.contact_id, BSUID)

    def _conflict(self, tx: Tx, owner: Owner, by_number: Owner, person: Person, at: int, now: int) -> None:
        """Two contacts for the ids of one message. The number's contact may have a new owner now."""
        self._ask_if_one(tx, owner, by_number, {"wa_id": person.wa_id, "bsuid": person.bsuid}, at, now)

    def _ask_if_one(self, tx: Tx, owner: Owner, holder: Owner, detail: dict[str, str], at: int, now: int) -> None:
        pair = ":".join(sorted((owner.contact_id, holder.contact_id)))
        other = holder.contact_id
        if self._people.propose(tx, owner, "conflicting_ids", f"conflict:{pair}", detail, now, other):
            self._people.mark_identity_changed(tx, other, at)

    def _lone(self, tx: Tx, kind: str, value: str, person: Person, at: int, now: int) -> tuple[Owner, bool]:
        owner = self._people.owner_of(tx, kind, value)
        if owner is not None:
            return owner, False
        owner = self._people.create(tx, Profile(person.name, None, person.username or None), now)
        self._people.add_identity(tx, owner, kind, value, at)
        return owner, True

    def _add_username(self, tx: Tx, owner: Owner, person: Person, at: int) -> None:
        """Usernames are for the eyes only: whoever used it last has it."""
        if person.username:
            self._people.close_identity(tx, USERNAME, person.username.lower(), at)
            self._people.add_identity(tx, owner, USERNAME, person.username.lower(), at)


def _ids(person: Person) -> list[tuple[str, str]]:
    """The identities of a person in the order of trust."""
    named = ((BSUID, person.bsuid), (WA_ID, person.wa_id), (PARENT_BSUID, person.parent_bsuid))
    return [(kind, value) for kind, value in named if value]
