"""Cases in a real store, in any order of events: the rows, the log and the conversation never disagree."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import Any, cast

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from server_stub.contract.cases import CaseState, CloseCase, NewSubject, OpenCase
from server_stub.contract.errors import GatewayRefusal
from server_stub.contract.model import Account, Role
from server_stub.contract.queues import Queue
from server_stub.core import Core
from server_stub.domain.case_log import replayed
from server_stub.domain.protocol_number import day_of
from server_stub.services.cases.beginning import Beginning
from server_stub.services.cases.clocks import Clocks
from server_stub.services.cases.closing import Around, Closing
from server_stub.services.cases.desk import CaseDesk
from server_stub.services.cases.dispositions import DispositionTree
from server_stub.services.cases.issued import issued_on
from server_stub.services.cases.opening import CaseOpening
from server_stub.services.cases.telling import CaseWords
from server_stub.services.own_words import OwnWords
from server_stub.services.protocol import next_protocol
from server_stub.storage.database import Tx, create_engine
from server_stub.storage.repositories import inbound
from server_stub.storage.repositories.cases import CaseRow
from server_stub.storage.repositories.dispositions import DispositionRows
from server_stub.storage.repositories.history_jobs import HistoryRows
from server_stub.storage.repositories.people import People, Profile
from server_stub.storage.repositories.surveys import SurveyRows
from tests.helpers.blank_store import KEY, place_store
from tests.helpers.gateway import quick_passwords

NOW = 1_795_400_000_000
NOBODY_SPEAKS = cast("OwnWords", None)
"""No queue here has a text."""
PEOPLE = (Account("ana", "ana", "Ana", Role.AGENT), Account("lia", "lia", "Lia", Role.LEAD))
ANY = st.sampled_from(PEOPLE)


class Counter:
    """The services of cases over one store."""

    def __init__(self, folder: Path) -> None:
        path = place_store(folder)
        self.core = core = Core(folder, KEY, clock=lambda: NOW, passwords=quick_passwords())
        self.engine = create_engine(path, core.vault.page_key_hex, read_only=False)
        rows, jobs, tree = core.cases, HistoryRows(), DispositionTree(DispositionRows(), core.queues, core.events)
        words = CaseWords(rows, core.queues, NOBODY_SPEAKS, lambda tx, talk: "")
        self.clocks = Clocks(rows, core.queues)
        self.opening = CaseOpening(rows, core.queues, next_protocol, core.lines, lambda tx, row, now: None)
        desk = CaseDesk(rows, jobs, SurveyRows(), core.reading, core.vault, core.events)
        around = Around(core.account_rows, core.claims, core.lines, core.assignment, core.routing, [])
        self.closing = Closing(rows, desk, self.clocks, tree, words, around)
        self.beginning = Beginning(
            rows, core.queues, desk, self.opening, self.closing, core.assignment, core.routing, core.claims
        )


class Store(RuleBasedStateMachine):
    """One conversation. Each example happens in a transaction that is taken back."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.counter = Counter(Path(self._folder.name))
        self.connection = self.counter.engine.connect()
        self.connection.begin()
        self.tx = Tx(self.connection)
        self.now = NOW
        self.given: dict[str, str] = {}

    def teardown(self) -> None:
        self.connection.close()
        self.counter.engine.dispose()
        self._folder.cleanup()

    @initialize(available=st.booleans(), silence=st.sampled_from([0, 30]), wrap=st.sampled_from([0, 60]))
    def begin(self, available: bool, silence: int, wrap: int) -> None:
        core, tx = self.counter.core, self.tx
        for person in PEOPLE:
            core.account_rows.add(tx, person, "", NOW)
            tx.driver.execute(
                "INSERT INTO agent_state (account_id, state, since) VALUES (?, ?, ?)",
                (person.id, "available" if available and person.role is Role.AGENT else "offline", NOW),
            )
        tx.driver.execute("UPDATE account SET available = ?", (int(available),))
        queue = core.queues.get(tx, "general") or Queue("general", "Geral", everyone=True)
        queue = msgspec.structs.replace(queue, silence_minutes=silence, wrap_up_seconds=wrap)
        core.queue_rows.save(tx, queue, "test", NOW)
        core.queue_rows.save(tx, Queue("other", "Outra", everyone=True), "test", NOW)
        owner = People(core.vault).create(tx, Profile("Carla"), NOW)
        inbound.add_channel_number(tx, "n1", "w1", "+55 11 4000-0000", NOW)
        self.talk = inbound.add_conversation(tx, owner.contact_id, "n1", NOW)

    @rule(seconds=st.sampled_from([0, 1, 61, 1_900, 86_399]))
    def time_passes(self, seconds: int) -> None:
        self.now += seconds * 1_000
        self.counter.closing.close_due(self.tx, self.now, 10)
        assert not self.counter.closing.any_due(self.tx, self.now)

    @rule(messages=st.integers(1, 3))
    def customer_writes(self, messages: int) -> None:
        """As ingest does it."""
        counter, tx = self.counter, self.tx
        row = counter.core.cases.open_of(tx, self.talk)
        if row is None:
            begun = counter.opening.begin(tx, self.talk, "n1", self.now)
            (row,) = counter.clocks.customers_wrote(tx, [(begun.case, messages)], self.now)
            counter.core.routing.place(tx, self.talk, self.now)
            counter.opening.tell(tx, begun, self.now)
        else:
            counter.clocks.customers_wrote(tx, [(row, messages)], self.now)

    @rule(who=ANY)
    def somebody_answers(self, who: Account) -> None:
        self.counter.clocks.answered(self.tx, self.talk, who.id, self.now)

    @rule(who=ANY, to=ANY)
    def is_given(self, who: Account, to: Account) -> None:
        row = self.counter.core.cases.open_of(self.tx, self.talk)
        if row is not None:
            self.counter.core.assignment.give(self.tx, self.talk, to.id, self.now, by=who.id, why="by_lead")

    @rule(queue=st.sampled_from(["", "other"]))
    def goes_back(self, queue: str) -> None:
        self.counter.core.assignment.requeue(self.tx, self.talk, self.now, by="", why="returned", queue_id=queue)

    @rule(who=ANY)
    def talk_ends(self, who: Account) -> None:
        self._tried(lambda row: self.counter.closing.wrap_up(self.tx, who, row.id, self.now))

    @rule(who=ANY, resolved=st.sampled_from([None, True, False]))
    def is_closed(self, who: Account, resolved: bool | None) -> None:
        wish = CloseCase(summary="Tudo certo", resolved=resolved)
        self._tried(lambda row: self.counter.closing.close(self.tx, who, row.id, wish, self.now))

    @rule(who=ANY)
    def is_taken_up(self, who: Account) -> None:
        self._tried(lambda row: self.counter.beginning.reopen(self.tx, who, row.id, self.now))

    @rule(who=ANY, queue=st.sampled_from(["", "other"]))
    def another_subject(self, who: Account, queue: str) -> None:
        wish = NewSubject(CloseCase(), queue)
        self._tried(lambda row: self.counter.beginning.new_subject(self.tx, who, row.id, wish, self.now))

    @rule(who=ANY, queue=st.sampled_from(["", "other", "nowhere"]))
    def is_started(self, who: Account, queue: str) -> None:
        with contextlib.suppress(GatewayRefusal):
            self.counter.beginning.open(self.tx, who, self.talk, OpenCase(queue, 2), self.now)

    @rule(who=ANY, priority=st.integers(-1, 10))
    def is_urgent(self, who: Account, priority: int) -> None:
        self._tried(lambda row: self.counter.closing.set_priority(self.tx, who, row.id, priority, self.now))

    def _tried(self, act: Any) -> None:
        """On the case of the moment; what is refused changes nothing."""
        row = self.counter.core.cases.last_of(self.tx, self.talk)
        if row is None:
            return
        before = self._rows()
        try:
            act(row)
        except GatewayRefusal:
            assert self._rows() == before

    def _rows(self) -> list[CaseRow]:
        return self.counter.core.cases.of_conversation(self.tx, self.talk) if hasattr(self, "talk") else []

    @invariant()
    def one_is_open_and_it_is_whose_the_conversation_is(self) -> None:
        rows = self._rows()
        still = [row for row in rows if row.is_open]
        assert len(still) <= 1
        if not rows:
            return
        sql = "SELECT assignee_id, queue_id FROM conversation WHERE id = ?"
        owner, queue = self.tx.driver.execute(sql, (self.talk,)).fetchone()
        current = self.counter.core.cases.last_of(self.tx, self.talk)
        assert current is not None
        assert queue == current.queue_id
        has_owner = current.is_open and current.state != CaseState.QUEUED
        assert (owner is not None) == has_owner
        assert owner is None or owner == current.agent_id

    @invariant()
    def numbers_are_kept_and_none_is_missing(self) -> None:
        for row in self._rows():
            assert self.given.setdefault(row.id, row.protocol) == row.protocol
        days = {day_of(row.opened_at) for row in self._rows()}
        assert all(not it.missing for day in days for it in issued_on(self.tx, day))
        assert len(set(self.given.values())) == len(self.given)

    @invariant()
    def the_log_tells_what_the_row_says(self) -> None:
        for row in self._rows():
            told = replayed(self.counter.core.cases.events(self.tx, row.id))
            assert {name: getattr(row, name) for name in told.__slots__ if name != "priority"} == {
                name: getattr(told, name) for name in told.__slots__ if name != "priority"
            }
            assert (row.waiting_since is None) == (row.answer_due_at is None)


TestStore = Store.TestCase
TestStore.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)


def test_of_two_closed_in_one_millisecond_the_later_number_counts() -> None:
    """Ids of one millisecond are in no order; whose it is, and what is taken up again, must not be a matter of luck."""
    store = Store()
    try:
        Store.begin(store, available=False, silence=0, wrap=0)
        lead = PEOPLE[1]
        for queue in ["", "other"] * 8:
            begun = store.counter.beginning.open(store.tx, lead, store.talk, OpenCase(queue, 2), NOW).brief
            store.counter.closing.close(store.tx, lead, begun.id, CloseCase(), NOW)
            store.one_is_open_and_it_is_whose_the_conversation_is()
            last = store.counter.core.cases.last_of(store.tx, store.talk)
            assert last is not None
            assert last.id == begun.id == store.counter.core.cases.of_conversation(store.tx, store.talk)[0].id
    finally:
        store.teardown()
