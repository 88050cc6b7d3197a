"""Contacts as people look for them and edit them."""

from __future__ import annotations

import zoneinfo
from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account, Contact
from server_stub.contract.people import ContactPage, EditContact
from server_stub.domain.protocol_number import digits_of, is_protocol_number
from server_stub.services.outlook import Outlooks
from server_stub.services.outside.addresses import read_address
from server_stub.services.people_index import ConsentStates, PeopleIndex
from server_stub.services.roles import require_lead
from server_stub.storage.database import Tx
from server_stub.storage.repositories.contacts import Contacts
from server_stub.storage.repositories.people import Owner, People
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer

LARGEST_PAGE: Final = 200
_LONGEST_QUERY: Final = 200
_LANGUAGES: Final = ("", "pt", "en", "es")
_NONE: Final = "NONE"
EMAIL: Final = "email"


class ContactBook:
    """Answers for one viewer: nobody is told of whom they may not see."""

    def __init__(
        self,
        contacts: Contacts,
        people: People,
        index: PeopleIndex,
        states: ConsentStates,
        reading: Reading,
        outlooks: Outlooks,
    ) -> None:
        self._contacts = contacts
        self._people = people
        self._index = index
        self._states = states
        self._reading = reading
        self._outlooks = outlooks

    def page(
        self, tx: Tx, account: Account, query: str, purpose: str, state: str, page: str | None, limit: int, now: int
    ) -> ContactPage:
        """By name. `state` of `purpose`, or of any purpose where none is named; NONE: without a history.

        Raises BAD_REQUEST with the `field` that is wrong.
        """
        if not 1 <= limit <= LARGEST_PAGE:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="limit")
        if len(query) > _LONGEST_QUERY:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="query")
        seen = self._contacts.all_visible(tx, Viewer.of(account))
        found = [it for it in self._found(tx, query) if it in seen]
        if purpose or state:
            found = self._with_state(tx, found, purpose, state, now)
        start = _start(found, page)
        shown = found[start : start + limit]
        following = f"{start + limit}.{shown[-1]}" if len(found) > start + limit else None
        people = (self._reading.contact(tx, it, now) for it in shown)
        return ContactPage([it for it in people if it is not None], following, len(found))

    def _found(self, tx: Tx, query: str) -> list[str]:
        """Whose case has this protocol number, in any spacing; else who has these words or this telephone number."""
        number = digits_of(query)
        by_case = self._contacts.of_protocol(tx, number) if is_protocol_number(number) else None
        return self._index.find(tx, query) if by_case is None else [by_case]

    def visible(self, tx: Tx, account: Account, contact_id: str) -> Owner:
        """Raises NOT_FOUND, also where the caller may not look."""
        owner = self._contacts.visible(tx, Viewer.of(account), contact_id)
        if owner is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return owner

    def confirm_identity(self, tx: Tx, account: Account, contact_id: str, now: int) -> Contact:
        """Somebody made sure that this is still the same person: what waited for that may be sent again."""
        self.visible(tx, account, contact_id)
        for owner in self._contacts.group(tx, contact_id):
            self._people.confirm_identity(tx, owner.contact_id)
        return self._changed(tx, contact_id, now)

    def edit(self, tx: Tx, account: Account, contact_id: str, changes: EditContact, now: int) -> Contact:
        """Leads and administrators. Raises FORBIDDEN, NOT_FOUND, VALUE_INVALID, ADDRESS_INVALID, STATE_CONFLICT."""
        require_lead(account)
        owner = self.visible(tx, account, contact_id)
        minor, blocked_at, zone, language = self._contacts.settings(tx, contact_id)
        if changes.minor is not None:
            minor = "minor" if changes.minor else "adult"
        if changes.legal_block is not None:
            blocked_at = (blocked_at or now) if changes.legal_block else None
        zone = zone if changes.zone is None else _zone(changes.zone)
        language = language if changes.language is None else _language(changes.language)
        ids = [it.contact_id for it in self._contacts.group(tx, contact_id)]
        self._contacts.set_settings(tx, ids, minor, blocked_at, zone, language)
        if changes.email is not None:
            self._set_email(tx, owner, changes.email, now)
        return self._changed(tx, contact_id, now)

    def _set_email(self, tx: Tx, owner: Owner, email: str, now: int) -> None:
        """One mailbox is one person's: what belongs to somebody else stays theirs."""
        address = read_address(EMAIL, email) if email.strip() else ""
        holder = self._people.owner_of(tx, EMAIL, address) if address else None
        if holder is not None and holder.contact_id != owner.contact_id:
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, field="email")
        if holder is None:
            self._people.close_kind(tx, owner.contact_id, EMAIL, now)
            self._people.touch(tx, owner.contact_id)
            if address:
                self._people.add_identity(tx, owner, EMAIL, address, now)

    def _with_state(self, tx: Tx, found: list[str], purpose: str, state: str, now: int) -> list[str]:
        known = self._states.of_all(tx, found, self._index.shown_as(), now)

        def fits(contact_id: str) -> bool:
            states = known.get(contact_id, {})
            if not purpose:
                return state in states.values() or (state == _NONE and not states)
            return states.get(purpose, _NONE) == state if state else purpose in states

        return [it for it in found if fits(it)]

    def _changed(self, tx: Tx, contact_id: str, now: int) -> Contact:
        self._outlooks.contact_changed(tx, contact_id, now)
        contact = self._reading.contact(tx, contact_id, now)
        if contact is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return contact


def _start(found: list[str], page: str | None) -> int:
    """Where the page begins: after the person it names, wherever that person stands by now."""
    if page is None:
        return 0
    offset, _, last = page.partition(".")
    if not (offset.isascii() and offset.isdecimal() and len(offset) <= 9 and last):
        raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="page")
    at = int(offset)
    if 0 < at <= len(found) and found[at - 1] == last:
        return at
    return found.index(last) + 1 if last in found else min(at, len(found))


def _zone(name: str) -> str:
    if name and name not in zoneinfo.available_timezones():
        raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="zone")
    return name


def _language(name: str) -> str:
    if name not in _LANGUAGES:
        raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="language")
    return name
