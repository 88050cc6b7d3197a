"""The contacts list filters by the very states that the panel shows, whatever was said, stated, merged or undone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server_stub.contract.model import Contact
from server_stub.domain.consent_events import State
from server_stub.domain.identity import match_key
from server_stub.services.people import LARGEST_PAGE
from server_stub.storage.database import Tx
from server_stub.storage.repositories.people import Owner, Profile
from tests.helpers.people_store import LEAD, PROMOTIONS, PeopleStore

HOUR: Final = 3_600_000
PURPOSES: Final = (PROMOTIONS, "txn.order")
STATES: Final = [state.value for state in State]
PEOPLE: Final = 4
Step = tuple[str, int, int, int]


class Book(PeopleStore):
    """The contacts, and what has been done with them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.contacts = self.gateway.people.book
        self.rounds = count(1)

    def begin(self, tx: Tx) -> list[Owner]:
        """Two who wrote, two of whom somebody stated a number; a number of each pair is the same but for a digit."""
        turn = next(self.rounds)
        found = []
        for index in range(PEOPLE):
            self.now += 1000  # who of two stays is whom we know longer
            owner = self.people.create(tx, Profile(f"turma{turn} p{index}"), self.now)
            self.state(tx, owner, "dialled" if index % 2 else "wa_id", turn, index // 2, index % 2)
            found.append(owner)
        self.query = f"turma{turn}"
        return found

    def state(self, tx: Tx, owner: Owner, kind: str, turn: int, pair: int, ninth: int) -> None:
        digits = f"5511{'9' if ninth else ''}8{turn:05}{pair:02}"
        if self.people.owner_of(tx, kind, digits) is None:
            self.people.add_identity(tx, owner, kind, digits, self.now, match_key(digits))

    def take(self, tx: Tx, people: list[Owner], step: Step) -> None:
        what, one, other, detail = step
        owner, purpose = people[one], (*PURPOSES, "mkt.*", "*")[detail]
        match what:
            case "yes":
                self.record(tx, owner, "GRANTED", PURPOSES[detail % 2], lasts_ms=2 * HOUR)
            case "no" | "stated no":
                self.record(tx, owner, "REVOKED", purpose, "import" if what == "stated no" else "keyword")
            case "platform":
                self.record(tx, owner, ("PLATFORM_STOP", "PLATFORM_RESUME")[detail % 2], "mkt.*", "platform")
            case "merge" if one != other:
                self.merging.accept(tx, LEAD, self.propose(tx, owner, people[other]), self.now)
            case "split":
                self._undo(tx)
            case "number":
                turn = int(self.query.removeprefix("turma"))
                self.state(tx, owner, "dialled", turn, other // 2, detail % 2)
            case "no number":
                self.people.close_kind(tx, owner.contact_id, "dialled", self.now)

    def _undo(self, tx: Tx) -> None:
        sql = "SELECT max(id) FROM identity_proposal WHERE state = 'accepted'"
        (proposal_id,) = tx.driver.execute(sql).fetchone()
        if proposal_id is not None:
            self.merging.undo(tx, LEAD, str(proposal_id), self.now)

    def listed(self, tx: Tx, purpose: str = "", state: str = "") -> list[Contact]:
        page = self.contacts.page(tx, LEAD, self.query, purpose, state, None, LARGEST_PAGE, self.now)
        return page.contacts

    def agrees(self, tx: Tx) -> None:
        """What a filter finds is what the panels of all of them say."""
        panels = {it.id: {consent.purpose: consent.state for consent in it.consents} for it in self.listed(tx)}
        for state in STATES:
            for purpose in PURPOSES:
                expected = {it for it, said in panels.items() if said.get(purpose, "NONE") == state}
                assert {it.id for it in self.listed(tx, purpose, state)} == expected, (purpose, state)
            anywhere = {it for it, said in panels.items() if state in said.values() or (state == "NONE" and not said)}
            assert {it.id for it in self.listed(tx, "", state)} == anywhere, state


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One store for all: everybody in it is somebody else."""
    made = Book(tmp_path_factory.mktemp("book"))
    yield made
    made.close()


index = st.integers(0, PEOPLE - 1)
kinds = st.sampled_from(
    ["yes", "yes", "no", "stated no", "stated no", "platform", "merge", "split", "number", "no number"]
)
steps = st.lists(st.tuples(kinds, index, index, st.integers(0, 3)), max_size=8)


def play(book: Book, history: list[Step]) -> None:
    with book.engine.begin() as connection:
        tx = Tx(connection)
        people = book.begin(tx)
        book.agrees(tx)
        for step in history:
            book.now += 1000
            book.take(tx, people, step)
            book.agrees(tx)
        book.now += 3 * HOUR
        book.agrees(tx)


@settings(max_examples=25, deadline=None)
@given(history=steps)
def test_filter_and_panel_agree_at_every_moment(book: Book, history: list[Step]) -> None:
    play(book, history)


def test_a_no_that_came_for_the_number_alone_is_found(book: Book) -> None:
    with book.engine.begin() as connection:
        tx = Tx(connection)
        wrote, stated, *_ = book.begin(tx)
        assert book.listed(tx, "txn.order", "REVOKED") == []
        book.now += 1000
        book.take(tx, [wrote, stated], ("stated no", 1, 0, 3))
        found = [it.id for it in book.listed(tx, "txn.order", "REVOKED")]
        assert found == [wrote.contact_id, stated.contact_id]
        book.agrees(tx)


def test_whoever_was_merged_before_goes_along_to_the_next(book: Book) -> None:
    """The third is shown as the second, then both as the first; nobody names the third again, and its no counts."""
    play(book, [("merge", 1, 2, 0), ("merge", 0, 1, 0), ("no", 2, 0, 3), ("split", 0, 0, 0)])


def test_a_number_that_is_stated_later_brings_its_no_along(book: Book) -> None:
    """Nobody's ledger has changed then: who speaks for whom has."""
    play(book, [("stated no", 1, 0, 3), ("yes", 2, 0, 0), ("no number", 1, 0, 0), ("number", 3, 0, 1)])
