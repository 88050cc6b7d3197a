"""Random assignments against a model: what a stream tells an agent is exactly what that agent may see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server_stub.contract.content import Content, Kind
from server_stub.contract.errors import GatewayRefusal
from server_stub.contract.events import DATA_TYPES, Alarm, Event, EventKind, MessageChanged
from server_stub.contract.model import Account, Conversation, Role
from server_stub.domain.routing.permission import may_assign
from server_stub.services.assignment import Assignment
from server_stub.services.claims import Claims
from server_stub.services.lines import Lines
from server_stub.storage.database import Database, Tx, create_engine
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.accounts import AccountRepository
from server_stub.storage.repositories.claims import ClaimRepository
from server_stub.storage.repositories.event_rows import EventRepository
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


class House:
    """A store used from one thread, and the services under test."""

    def __init__(self, path: Path) -> None:
        vault = Vault(bytes(range(32)))
        self.engine = create_engine(path, vault.page_key_hex, read_only=False)
        metadata.create_all(self.engine)
        self.world = World(Database(path, vault.page_key_hex), vault, NOW)
        self.log = EventLog(vault, lambda: None)
        self.events = EventRepository(vault)
        self.reading = Reading(vault)
        accounts, rows = AccountRepository(), ClaimRepository()
        self.claims = Claims(rows, self.reading, self.log)
        self.assignment = Assignment(
            accounts, rows, self.claims, self.reading, self.log, Lines(vault, self.reading, self.log)
        )
        self.moment = count(NOW)
        self.names = count()
        with self.engine.begin() as connection:
            for member in TEAM:
                accounts.add(Tx(connection), member, "x", NOW)

    def say(self, tx: Tx, conversation: str) -> int:
        message_id = self.world.add_message(tx, conversation, Content("text", "oi"), next(self.moment))
        message = self.reading.message(tx, message_id)
        assert message is not None
        key = self.world.keys[conversation]
        data = MessageChanged(message)
        return self.log.append(tx, EventKind.MESSAGE, data, key_id=key, now=NOW, conversation_id=conversation)


class Desktop:
    """What one person's desktop knows: who is in charge of each conversation it was told of."""

    def __init__(self, account: Account, cursor: int, known: dict[str, str | None]) -> None:
        self.account, self.cursor, self.known = account, cursor, known

    def may_see(self, assignee: str | None) -> bool:
        return self.account.role is not Role.AGENT or assignee in (None, self.account.id)

    def read(self, house: House, tx: Tx, truth: dict[str, str | None]) -> set[int]:
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
            assert event.conversation_id is not None
            assert self.may_see(truth[event.conversation_id]), "an event of somebody else's conversation"
            if isinstance(data, Conversation):
                self.known[data.id] = data.assignee_id
            is_said = isinstance(data, MessageChanged) and data.message.content.kind != Kind.SYSTEM
            messages |= {seq} if is_said else set()
        self.cursor = house.events.bounds(tx)[1]
        return messages


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("house") / "gateway.db")
    yield house
    house.engine.dispose()


people = st.sampled_from(TEAM)
places = st.integers(0, 2)
targets = st.sampled_from([None, "ana", "bruno", "lia"])
steps = st.one_of(
    st.tuples(st.just("say"), places),
    st.tuples(st.just("assign"), people, places, targets),
    st.tuples(st.just("claim"), people, places),
    st.tuples(st.just("read"), people),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.lists(targets, min_size=3, max_size=3), script=st.lists(steps, max_size=25))
def test_a_desktop_knows_exactly_what_its_person_may_see(house: House, start: list[str | None], script: list) -> None:
    with house.engine.begin() as connection:
        tx = Tx(connection)
        names = [f"c{next(house.names)}" for _ in start]
        truth = dict(zip(names, start, strict=True))
        for name, assignee in truth.items():
            house.world.add_conversation(tx, name, assignee, NOW)
        cursor = house.events.bounds(tx)[1]
        desktops = {person.id: Desktop(person, cursor, {}) for person in TEAM}
        for desktop in desktops.values():
            desktop.known = {name: who for name, who in truth.items() if desktop.may_see(who)}
        said: list[tuple[int, str]] = []
        for step in [*script, *(("read", person) for person in TEAM)]:
            play(house, tx, step, names, truth, desktops, said)


def play(
    house: House,
    tx: Tx,
    step: tuple,
    names: list[str],
    truth: dict[str, str | None],
    desktops: dict[str, Desktop],
    said: list[tuple[int, str]],
) -> None:
    match step:
        case ("say", place):
            said.append((house.say(tx, names[place]), names[place]))
        case ("claim", person, place):
            if desktops[person.id].may_see(truth[names[place]]):
                with suppress(GatewayRefusal):  # somebody else may be there
                    house.claims.take(tx, person, names[place], NOW)
            else:
                with pytest.raises(GatewayRefusal, match="not_found"):
                    house.claims.take(tx, person, names[place], NOW)
        case ("assign", person, place, target):
            name, role = names[place], person.role
            visible = desktops[person.id].may_see(truth[name])
            allowed = may_assign(actor_id=person.id, actor_role=role, current_id=truth[name], target_id=target)
            elsewhere = house.claims.holder(tx, name, NOW) not in (None, person.id, target)
            moves = target not in (None, truth[name])
            if visible and allowed and role is Role.AGENT and moves and elsewhere:
                with pytest.raises(GatewayRefusal, match="claimed_by_other"):
                    house.assignment.assign(tx, person, name, target, NOW)
            elif visible and allowed:
                assert house.assignment.assign(tx, person, name, target, NOW).assignee_id == target
                truth[name] = target
            else:
                with pytest.raises(GatewayRefusal, match=r"not_found|forbidden"):
                    house.assignment.assign(tx, person, name, target, NOW)
        case ("read", person):
            desktop = desktops[person.id]
            due = {seq for seq, name in said if seq > desktop.cursor and desktop.may_see(truth[name])}
            assert desktop.read(house, tx, truth) == due
            assert desktop.known == {name: who for name, who in truth.items() if desktop.may_see(who)}


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
