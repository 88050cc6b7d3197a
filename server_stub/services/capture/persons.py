"""Whose consent a telephone number speaks of: a contact we know, or a new one that only has a number so far."""

from __future__ import annotations

from typing import Final

from server_stub.domain.identity import match_key
from server_stub.services.consent import Subject
from server_stub.storage.database import Tx
from server_stub.storage.repositories.people import Owner, People, Profile

WA_ID: Final = "wa_id"
DIALLED: Final = "dialled"
"""A number that somebody stated and that WhatsApp has not confirmed."""


class Persons:
    def __init__(self, people: People) -> None:
        self._people = people

    def of_phone(self, tx: Tx, phone: str, name: str, now: int) -> Subject:
        """`phone`: E.164. The contact with exactly this number, else a new one.

        A number that differs in the 9th digit makes a proposal to a person, never a match (reference 3.2).
        """
        found = self.known(tx, phone)
        if found is not None:
            return found
        digits = phone.removeprefix("+")
        owner = self._people.create(tx, Profile(name, phone), now)
        self._people.add_identity(tx, owner, DIALLED, digits, now, match_key(digits))
        self._propose_namesakes(tx, owner, digits, now)
        return Subject(owner.contact_id, owner.key_id)

    def known(self, tx: Tx, phone: str) -> Subject | None:
        digits = phone.removeprefix("+")
        for kind in (WA_ID, DIALLED):
            owner = self._people.owner_of(tx, kind, digits)
            if owner is not None:
                return Subject(owner.contact_id, owner.key_id)
        return None

    def _propose_namesakes(self, tx: Tx, owner: Owner, digits: str, now: int) -> None:
        for other in self._people.sharing_key(tx, match_key(digits), owner.contact_id):
            pair = ":".join(sorted((owner.contact_id, other)))
            self._people.propose(tx, owner, "same_match_key", f"same:{pair}", {"dialled": digits}, now, other)
