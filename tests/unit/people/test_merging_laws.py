"""No sequence of merging and splitting ever lets a message through that was not allowed, or loses an opt-out (N11)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server_stub.contract.errors import GatewayRefusal
from server_stub.domain.merging import shown_as
from server_stub.storage.database import Tx
from server_stub.storage.repositories.merges import Merges
from server_stub.storage.repositories.people import Owner, Profile
from tests.helpers.people_store import LEAD, PeopleStore
from tests.helpers.people_store import PROMOTIONS as PURPOSE

PEOPLE: Final = 4
Step = tuple[str, int, int]


class Shop(PeopleStore):
    """Each step is one transaction a second later."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.merges = Merges(self.core.vault)
        self.numbers = count(1)
        self.forgotten = 0
        self.gateway.people.forget_people = self._forget

    def _forget(self) -> None:
        self.forgotten += 1

    @contextmanager
    def step(self) -> Iterator[Tx]:
        self.now += 1000
        with self.engine.begin() as connection:
            yield Tx(connection)

    def person(self, name: str) -> Owner:
        with self.step() as tx:
            owner = self.people.create(tx, Profile(name), self.now)
            self.people.add_identity(tx, owner, "wa_id", f"5511{next(self.numbers):09}", self.now)
            return owner

    def says(self, owner: Owner, kind: str, purpose: str, source: str) -> None:
        with self.step() as tx:
            self.record(tx, owner, kind, purpose, source)

    def ask(self, one: Owner, other: Owner, key: str = "") -> str:
        with self.step() as tx:
            return self.propose(tx, one, other, key)

    def sendable(self, people: list[Owner]) -> set[int]:
        with self.step() as tx:
            return {
                index
                for index, owner in enumerate(people)
                for consent in self.core.gatekeeper.consents_of(tx, owner.contact_id, self.now)[0]
                if consent.purpose == PURPOSE and consent.state == "ACTIVE"
            }

    def group_of(self, people: list[Owner], index: int) -> set[int]:
        with self.step() as tx:
            shown = [self.merges.shown_as(tx, owner.contact_id) for owner in people]
        return {it for it, one in enumerate(shown) if one == shown[index]}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One store for all: everybody in it is somebody else."""
    shop = Shop(tmp_path_factory.mktemp("shop"))
    yield shop
    shop.close()


index = st.integers(0, PEOPLE - 1)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), index, index),
        st.tuples(st.just("undo"), st.integers(0, 5), st.just(0)),
        st.tuples(st.just("leave"), index, st.integers(0, 2)),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(granted=st.sets(index), taken=steps)
def test_nobody_becomes_sendable_and_no_opt_out_is_lost(shop: Shop, granted: set[int], taken: list[Step]) -> None:
    people = [shop.person(f"P{n}") for n in range(PEOPLE)]
    for number in sorted(granted):
        shop.says(people[number], "GRANTED", PURPOSE, "button")
    allowed = shop.sendable(people)
    assert allowed == granted
    accepted: list[str] = []
    for kind, one, other in taken:
        if kind == "leave":
            allowed -= shop.group_of(people, one)
            scope = (PURPOSE, "mkt.*", "*")[other]
            shop.says(people[one], "REVOKED", scope, "keyword")
        elif kind == "merge" and one != other:
            proposal = shop.ask(people[one], people[other])
            with shop.step() as tx:
                shop.merging.accept(tx, LEAD, proposal, shop.now)
            accepted.append(proposal)
        elif kind == "undo" and accepted:
            with shop.step() as tx:
                shop.merging.undo(tx, LEAD, accepted.pop(one % len(accepted)), shop.now)
        assert shop.sendable(people) <= allowed


def test_a_merge_binds_both_ways_and_an_undo_gives_back(shop: Shop) -> None:
    kept, merged, before = shop.person("A"), shop.person("B"), shop.forgotten
    people = [kept, merged]
    shop.says(kept, "GRANTED", PURPOSE, "button")
    shop.says(merged, "REVOKED", "*", "keyword")
    proposal = shop.ask(merged, kept)
    with shop.step() as tx:
        told = shop.merging.accept(tx, LEAD, proposal, shop.now)
    assert (told.state, told.other and told.other.id) == ("accepted", kept.contact_id)
    assert shop.group_of(people, 0) == {0, 1}
    assert shop.sendable(people) == set()
    with shop.step() as tx:
        rows = tx.driver.execute("SELECT contact_id, type FROM consent_event").fetchall()
    assert {(kept.contact_id, "CONTACT_MERGED"), (merged.contact_id, "CONTACT_MERGED")} <= set(rows)
    with shop.step() as tx:
        assert shop.merging.undo(tx, LEAD, proposal, shop.now).state == "open"
    assert shop.sendable(people) == {0}
    assert shop.forgotten == before + 2


def test_what_one_says_while_they_are_one_binds_both_afterwards(shop: Shop) -> None:
    people = [shop.person("A"), shop.person("B")]
    for owner in people:
        shop.says(owner, "GRANTED", PURPOSE, "button")
    proposal = shop.ask(*people)
    with shop.step() as tx:
        shop.merging.accept(tx, LEAD, proposal, shop.now)
    shop.says(people[1], "REVOKED", "mkt.*", "keyword")
    with shop.step() as tx:
        shop.merging.undo(tx, LEAD, proposal, shop.now)
    assert shop.sendable(people) == set()
    shop.says(people[0], "GRANTED", PURPOSE, "button")
    assert shop.sendable(people) == {0}


@pytest.mark.parametrize("late", [False, True])
def test_an_acceptance_can_be_undone_for_thirty_days(shop: Shop, *, late: bool) -> None:
    people = [shop.person("A"), shop.person("B")]
    proposal = shop.ask(*people)
    with shop.step() as tx:
        until = shop.merging.accept(tx, LEAD, proposal, shop.now).undo_until
    assert until is not None
    shop.now = until - (1000 if late else 2000)
    with shop.step() as tx:
        if late:
            with pytest.raises(GatewayRefusal, match="state_conflict"):
                shop.merging.undo(tx, LEAD, proposal, shop.now)
        else:
            shop.merging.undo(tx, LEAD, proposal, shop.now)


def test_a_rejected_question_is_never_asked_again(shop: Shop) -> None:
    one, other = shop.person("A"), shop.person("B")
    key = f"same:{one.contact_id}:{other.contact_id}"
    proposal = shop.ask(one, other, key)
    with shop.step() as tx:
        assert shop.merging.reject(tx, LEAD, proposal, shop.now).state == "rejected"
    with shop.step() as tx:
        assert not shop.people.propose(tx, one, "same_match_key", key, {}, shop.now, other.contact_id)
        assert proposal not in [it.id for it in shop.merging.proposals(tx, LEAD, shop.now)]
        with pytest.raises(GatewayRefusal, match="state_conflict"):
            shop.merging.accept(tx, LEAD, proposal, shop.now)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12))
def test_everybody_is_shown_as_exactly_one(pairs: list[tuple[int, int]]) -> None:
    """Merges are made between those who are shown as themselves, as the service does it."""
    made: list[tuple[str, str]] = []
    for one, other in pairs:
        found = shown_as(made)
        merged, kept = found.get(str(one), str(one)), found.get(str(other), str(other))
        if merged != kept:
            made.append((merged, kept))
    found = shown_as(made)
    assert not set(found.values()) & found.keys()
