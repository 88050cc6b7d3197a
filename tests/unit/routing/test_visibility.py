"""Random assignments, queues, offers and visits against a model: a stream tells an agent what that agent may see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server_stub.contract.content import Content, Kind
from server_stub.contract.errors import GatewayRefusal
from server_stub.contract.events import DATA_TYPES, Alarm, Event, EventKind, MessageChanged, Refresh
from server_stub.contract.model import Account, Conversation, Role
from server_stub.contract.queues import Queue
from server_stub.contract.requests import Assign
from server_stub.contract.transfers import HandOver, OfferKind, Participant, Presence
from server_stub.domain.routing.permission import may_assign
from server_stub.services.assignment import Assignment
from server_stub.services.claims import Claims
from server_stub.services.lines import Lines
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Database, Tx, create_engine
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.accounts import AccountRepository
from server_stub.storage.repositories.cases import CaseRows
from server_stub.storage.repositories.claims import ClaimRepository
from server_stub.storage.repositories.event_rows import EventRepository
from server_stub.storage.repositories.offers import OfferRows
from server_stub.storage.repositories.participants import ParticipantRows
from server_stub.storage.repositories.queues import QueueRows
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer
from server_stub.storage.tables import metadata
from server_stub.storage.vault import Vault
from tests.helpers.world import World

NOW = 1_790_000_000_000
TEAM = [
    Account("ana", "ana", "Ana", Role.AGENT),
    Account("bruno", "bruno", "Bruno", Role.AGENT),
    Account("lia", "lia", "Lia", Role.LEAD),
]
QUEUES = ("general", "sales", "support")
"""The first is served by all, the others by their members."""


@dataclass
class Place:
    """One conversation as it truly is."""

    assignee: str | None
    queue: str = QUEUES[0]
    offered_to: str | None = None
    visitors: set[str] = field(default_factory=set)


@dataclass
class Truth:
    places: dict[str, Place]
    members: dict[str, set[str]] = field(default_factory=lambda: {"sales": set(), "support": set()})

    def sees(self, account: Account, name: str) -> bool:
        if account.role is not Role.AGENT:
            return True
        place, who = self.places[name], account.id
        served = place.queue == QUEUES[0] or who in self.members[place.queue]
        own = place.assignee == who or (place.assignee is None and served)
        return own or place.offered_to == who or who in place.visitors

    def known_to(self, account: Account) -> dict[str, tuple[object, ...]]:
        seen = (name for name in self.places if self.sees(account, name))
        return {name: self.told(self.places[name]) for name in seen}

    @staticmethod
    def told(place: Place) -> tuple[object, ...]:
        return place.assignee, place.queue, place.offered_to, frozenset(place.visitors)


def as_known(conversation: Conversation) -> tuple[object, ...]:
    asked = None if conversation.offer is None else conversation.offer.to_account
    visitors = frozenset(one.account_id for one in conversation.participants)
    return conversation.assignee_id, conversation.queue_id, asked, visitors


class House:
    """A store used from one thread, and the services under test."""

    def __init__(self, path: Path) -> None:
        self.vault = vault = Vault(bytes(range(32)))
        self.engine = create_engine(path, vault.page_key_hex, read_only=False)
        metadata.create_all(self.engine)
        self.world = World(Database(path, vault.page_key_hex), vault, NOW)
        self.log = EventLog(vault, lambda: None)
        self.events = EventRepository(vault)
        self.reading = Reading(vault)
        accounts, rows = AccountRepository(), ClaimRepository()
        self.claims = Claims(rows, self.reading, self.log)
        self.assignment = Assignment(
            accounts,
            rows,
            self.claims,
            self.reading,
            self.log,
            Lines(vault, self.reading, self.log),
            QueueBook(QueueRows()),
        )
        self.offers, self.participants, self.cases = OfferRows(vault), ParticipantRows(), CaseRows()
        self.moment = count(NOW)
        self.names = count()
        with self.engine.begin() as connection:
            for member in TEAM:
                accounts.add(Tx(connection), member, "x", NOW)
            for queue in QUEUES:
                QueueRows().save(Tx(connection), Queue(queue, queue, everyone=queue == QUEUES[0]), "", NOW)

    def say(self, tx: Tx, conversation: str) -> int:
        message_id = self.world.add_message(tx, conversation, Content("text", "oi"), next(self.moment))
        message = self.reading.message(tx, message_id)
        assert message is not None
        key = self.world.keys[conversation]
        data = MessageChanged(message)
        return self.log.append(tx, EventKind.MESSAGE, data, key_id=key, now=NOW, conversation_id=conversation)

    def move(self, tx: Tx, conversation: str, queue: str) -> None:
        """To where those wait who are served by others."""
        self.assignment.requeue(tx, conversation, NOW, by="", why="transfer", queue_id=queue)

    def offer(self, tx: Tx, conversation: str, to: str | None, before: str | None) -> None:
        """Ask somebody, or nobody any more."""
        known, case = self.offers.of(tx, conversation), self.cases.open_of(tx, conversation)
        assert case is not None
        if known is not None:
            self.offers.remove(tx, known.id)
        if to is not None:
            ends = {"key_id": self.world.keys[conversation], "now": NOW, "expires_at": None}
            self.offers.add(tx, conversation, case.id, OfferKind.TRANSFER, to, "", HandOver(), **ends)
        self.assignment.announce(tx, conversation, before, NOW)

    def visit(self, tx: Tx, conversation: str, who: str, before: str | None, *, comes: bool) -> None:
        if comes:
            self.participants.add(tx, conversation, Participant(who, Presence.CONSULT, "", NOW))
        else:
            self.participants.remove(tx, conversation, who)
        self.assignment.announce(tx, conversation, before, NOW)

    def serve(self, tx: Tx, who: str, queue: str, *, serves: bool) -> None:
        """From now on somebody serves a queue, or does not; they are told to look anew."""
        here = "queue_id = ? AND account_id = ?"
        tx.driver.execute(f"DELETE FROM queue_member WHERE {here}", (queue, who))
        if serves:
            tx.driver.execute("INSERT INTO queue_member (queue_id, account_id) VALUES (?, ?)", (queue, who))
        key = next(iter(self.world.keys.values()))
        self.log.append(tx, EventKind.REFRESH, Refresh("queues"), key_id=key, now=NOW, account_id=who)


class Desktop:
    """What one person's desktop knows of each conversation it was told of."""

    def __init__(self, account: Account, cursor: int, known: dict[str, tuple[object, ...]]) -> None:
        self.account, self.cursor, self.known = account, cursor, known

    def read(self, house: House, tx: Tx, truth: Truth) -> set[int]:
        """Follow to the end of the log; answers with the seqs of what was said, lines about it aside."""
        told = house.events.after(tx, Viewer.of(self.account), self.cursor, 10_000)
        messages = set()
        for seq, raw in told:
            assert raw is not None
            event = msgspec.json.decode(raw, type=Event)
            assert event.seq == seq
            data = msgspec.json.decode(event.data, type=DATA_TYPES[event.kind])
            if event.kind == EventKind.CONVERSATION_LEFT:
                self.known.pop(data.conversation_id, None)
                continue
            if event.kind == EventKind.REFRESH:
                self.look(house, tx, truth)
                continue
            assert event.conversation_id is not None
            assert truth.sees(self.account, event.conversation_id), "an event of somebody else's conversation"
            if isinstance(data, Conversation):
                self.known[data.id] = as_known(data)
            is_said = isinstance(data, MessageChanged) and data.message.content.kind != Kind.SYSTEM
            messages |= {seq} if is_said else set()
        self.cursor = house.events.bounds(tx)[1]
        return messages

    def look(self, house: House, tx: Tx, truth: Truth) -> None:
        """All of it anew, as a snapshot tells it."""
        viewer = Viewer.of(self.account)
        found = [house.reading.conversation_for(tx, viewer, name) for name in truth.places]
        self.known = {one.id: as_known(one) for one in found if one is not None}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("house") / "gateway.db")
    yield house
    house.engine.dispose()


people = st.sampled_from(TEAM)
places = st.integers(0, 2)
targets = st.sampled_from([None, "ana", "bruno", "lia"])
queues = st.sampled_from(QUEUES)
own_queues = st.sampled_from(QUEUES[1:])
agents = st.sampled_from(["ana", "bruno"])
steps = st.one_of(
    st.tuples(st.just("say"), places),
    st.tuples(st.just("assign"), people, places, targets),
    st.tuples(st.just("claim"), people, places),
    st.tuples(st.just("read"), people),
    st.tuples(st.just("move"), places, queues),
    st.tuples(st.just("offer"), places, targets),
    st.tuples(st.just("visit"), places, agents, st.booleans()),
    st.tuples(st.just("serve"), agents, own_queues, st.booleans()),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.lists(targets, min_size=3, max_size=3), script=st.lists(steps, max_size=25))
def test_a_desktop_knows_exactly_what_its_person_may_see(house: House, start: list[str | None], script: list) -> None:
    with house.engine.begin() as connection:
        tx = Tx(connection)
        tx.driver.execute("DELETE FROM queue_member")
        house.events = EventRepository(house.vault)  # it remembers what an example that failed took back
        truth = Truth({f"c{next(house.names)}": Place(who) for who in start})
        for name, place in truth.places.items():
            house.world.add_conversation(tx, name, place.assignee, NOW)
            for table, column in (("conversation", "id"), ("case_file", "conversation_id")):
                tx.driver.execute(f"UPDATE {table} SET queue_id = ? WHERE {column} = ?", (QUEUES[0], name))
        cursor = house.events.bounds(tx)[1]
        desktops = {person.id: Desktop(person, cursor, truth.known_to(person)) for person in TEAM}
        said: list[tuple[int, str]] = []
        for step in [*script, *(("read", person) for person in TEAM)]:
            play(house, tx, step, truth, desktops, said)


def play(
    house: House,
    tx: Tx,
    step: tuple,
    truth: Truth,
    desktops: dict[str, Desktop],
    said: list[tuple[int, str]],
) -> None:
    names = list(truth.places)
    match step:
        case ("say", index):
            said.append((house.say(tx, names[index]), names[index]))
        case ("claim", person, index):
            if truth.sees(person, names[index]):
                with suppress(GatewayRefusal):  # somebody else may be there
                    house.claims.take(tx, person, names[index], NOW)
            else:
                with pytest.raises(GatewayRefusal, match="not_found"):
                    house.claims.take(tx, person, names[index], NOW)
        case ("assign", person, index, target):
            assign(house, tx, person, names[index], target, truth)
        case ("read", person):
            desktop = desktops[person.id]
            due = {seq for seq, name in said if seq > desktop.cursor and truth.sees(person, name)}
            assert desktop.read(house, tx, truth) == due
            assert desktop.known == truth.known_to(person)
        case _:
            change(house, tx, step, truth)


def assign(house: House, tx: Tx, person: Account, name: str, target: str | None, truth: Truth) -> None:
    place, role = truth.places[name], person.role
    allowed = may_assign(actor_id=person.id, actor_role=role, current_id=place.assignee, target_id=target)
    elsewhere = house.claims.holder(tx, name, NOW) not in (None, person.id, target)
    moves = target not in (None, place.assignee)
    if truth.sees(person, name) and allowed and role is Role.AGENT and moves and elsewhere:
        with pytest.raises(GatewayRefusal, match="claimed_by_other"):
            house.assignment.assign(tx, person, name, Assign(target), NOW)
    elif truth.sees(person, name) and allowed:
        assert house.assignment.assign(tx, person, name, Assign(target), NOW).assignee_id == target
        place.assignee = target
    else:
        with pytest.raises(GatewayRefusal, match=r"not_found|forbidden"):
            house.assignment.assign(tx, person, name, Assign(target), NOW)


def change(house: House, tx: Tx, step: tuple, truth: Truth) -> None:
    """What else decides who sees a conversation."""
    names = list(truth.places)
    match step:
        case ("move", index, queue):
            place = truth.places[names[index]]
            house.move(tx, names[index], queue)
            place.queue, place.assignee = queue, None
        case ("offer", index, target):
            place = truth.places[names[index]]
            house.offer(tx, names[index], target, place.assignee)
            place.offered_to = target
        case ("visit", index, who, comes):
            place = truth.places[names[index]]
            house.visit(tx, names[index], who, place.assignee, comes=comes)
            place.visitors = place.visitors | {who} if comes else place.visitors - {who}
        case ("serve", who, queue, serves):
            house.serve(tx, who, queue, serves=serves)
            others = truth.members[queue] - {who}
            truth.members[queue] = others | {who} if serves else others


def test_the_store_filters_not_the_caller(house: House) -> None:
    """An event written without conversation and addressee reaches no agent, except the kinds for the whole team."""
    with house.engine.begin() as connection:
        tx = Tx(connection)
        house.world.add_conversation(tx, "alone", "ana", NOW)
        key = house.world.keys["alone"]
        cursor = house.events.bounds(tx)[1]
        contact = house.reading.contact(tx, "p-alone", NOW)
        assert contact is not None
        house.log.append(tx, EventKind.CONTACT, contact, key_id=key, now=NOW)
        house.log.append(tx, EventKind.ALARM, Alarm("quarantine"), key_id=key, now=NOW)
        team = house.log.append(tx, EventKind.ACCOUNT, TEAM[0], key_id=key, now=NOW)
        seen = {p.id: [seq for seq, _ in house.events.after(tx, Viewer.of(p), cursor, 10)] for p in TEAM}
    assert seen == {"ana": [team], "bruno": [team], "lia": [team - 2, team - 1, team]}
