"""Who can be found by what: names and numbers are sealed in the store, so the gateway keeps an index in memory.

It is built in the time of the first reader who asks, and follows the contacts' revisions from then on: whatever process
wrote them, and whatever was rolled back, the table decides.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from server_stub.contract.model import Consent
from server_stub.domain.searching import Findable, Query
from server_stub.storage.database import Tx
from server_stub.storage.repositories.contacts import Changed, Contacts

_BATCH: Final = 2000
_NUMBERS: Final = frozenset({"wa_id", "dialled"})
_WORDS: Final = frozenset({"username", "email"})
_LONGEST_MS: Final = 3_600_000

ConsentsOf = Callable[[Tx, str, int], tuple[list[Consent], int | None]]


class PeopleIndex:
    """Asked from several reader threads: each look brings it up to date first, one thread at a time."""

    def __init__(self, contacts: Contacts) -> None:
        self._contacts = contacts
        self._lock = threading.Lock()
        self._known: tuple[int, str] = (-1, "")
        self._people: dict[str, Findable] = {}
        self._shown_as: dict[str, str] = {}
        self._order: list[str] | None = None

    def find(self, tx: Tx, query: str) -> list[str]:
        """Everybody who matches, by the contact they are shown as, in the order of their names."""
        asked = Query(query)
        with self._lock:
            self._refresh(tx)
            found = {self._shown_as.get(it, it) for it, person in self._people.items() if asked.matches(person)}
            return [it for it in self._sorted() if it in found]

    def shown_as(self) -> dict[str, str]:
        """Contacts that were merged into others, as of the last look."""
        with self._lock:
            return dict(self._shown_as)

    def _refresh(self, tx: Tx) -> None:
        while changed := self._contacts.changed(tx, self._known, _BATCH):
            for one in changed:
                self._take(one)
            self._known, self._order = (changed[-1].revision, changed[-1].contact_id), None

    def _take(self, one: Changed) -> None:
        self._shown_as.pop(one.contact_id, None)
        if one.gone:
            self._people.pop(one.contact_id, None)
            return
        if one.merged_into:
            self._shown_as[one.contact_id] = one.merged_into
        profile = one.profile
        others = [value for kind, value in one.identities if kind in _WORDS]
        numbers = [value for kind, value in one.identities if kind in _NUMBERS]
        self._people[one.contact_id] = Findable.of(
            profile.name, [*others, profile.username or ""], [*numbers, profile.phone or ""]
        )

    def _sorted(self) -> list[str]:
        """People without a name come last."""
        if self._order is None:
            people = self._people
            self._order = sorted(people, key=lambda it: (people[it].name == "", people[it].name, it))
        return self._order


class ConsentStates:
    """The state of each purpose of everybody with a history, so that a filter need not derive it each time.

    Kept until the ledger of anybody who speaks for the person changes, a notice or a purpose does, or the clock: the
    same people as for the panel and the send gate (`GateFacts.family`).
    """

    def __init__(self, contacts: Contacts, consents_of: ConsentsOf) -> None:
        self._contacts = contacts
        self._consents_of = consents_of
        self._lock = threading.Lock()
        self._fresh: tuple[object, ...] = ()
        self._states_of: dict[str, tuple[tuple[int, ...], int, dict[str, str]]] = {}

    def of_all(self, tx: Tx, contact_ids: list[str], shown_as: dict[str, str], now: int) -> dict[str, dict[str, str]]:
        """State by purpose of those of these people who have any history."""
        with self._lock:
            *fresh, next_change = self._contacts.freshness(tx, now)
            if tuple(fresh) != self._fresh:
                self._states_of.clear()
                self._fresh = tuple(fresh)
            heads = self._heads(tx, shown_as)
            limit = min(now + _LONGEST_MS, next_change or now + _LONGEST_MS)
            return {it: self._states(tx, it, heads[it], now, limit) for it in contact_ids if it in heads}

    def _heads(self, tx: Tx, shown_as: dict[str, str]) -> dict[str, tuple[int, ...]]:
        """The newest entry of each contact that speaks for a person: themselves, those shown as them, namesakes."""
        heads = self._contacts.heads(tx)
        found: dict[str, set[int]] = {}
        for contact_id, seq in heads.items():
            found.setdefault(shown_as.get(contact_id, contact_id), set()).add(seq)
        for contact_id, other in self._contacts.namesakes(tx):
            if other in heads:
                found.setdefault(shown_as.get(contact_id, contact_id), set()).add(heads[other])
        return {contact_id: tuple(sorted(newest)) for contact_id, newest in found.items()}

    def _states(self, tx: Tx, contact_id: str, heads: tuple[int, ...], now: int, limit: int) -> dict[str, str]:
        known = self._states_of.get(contact_id)
        if known is not None and known[0] == heads and now < known[1]:
            return known[2]
        consents, _ = self._consents_of(tx, contact_id, now)
        ends = [it.valid_until for it in consents if it.valid_until is not None and it.valid_until > now]
        states = {it.purpose: it.state for it in consents}
        self._states_of[contact_id] = (heads, min([limit, *ends]), states)
        return states
