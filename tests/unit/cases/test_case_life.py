"""The life of a case in any order: one open at a time, its number kept, and the log tells all that the row does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from server_stub.contract.cases import CaseEvent, CaseMove, CaseState, CloseWay, Outcome
from server_stub.contract.queues import Queue
from server_stub.domain.case_log import replayed
from server_stub.services.cases import steps
from server_stub.services.cases.steps import Result, Step
from server_stub.storage.repositories.cases import CaseRow

QUEUE = Queue("general", "Geral", wrap_up_seconds=60, silence_minutes=30, answer_seconds=300, reply_seconds=900)
REOPEN_HOURS = 24
_EMPTY = CaseRow(**dict.fromkeys(CaseRow._fields))


def new_case(number: int, now: int, queue_id: str = QUEUE.id) -> CaseRow:
    """As `CaseRows.add` writes it."""
    return _EMPTY._replace(
        id=f"case{number}",
        conversation_id="talk",
        protocol=f"protocol{number}",
        state=CaseState.QUEUED.value,
        queue_id=queue_id,
        priority=0,
        language="",
        opened_at=now,
        queued_at=now,
        unanswered=0,
        agent_id="",
        disposition_id="",
        outcome="",
        parent_id="",
        reopened=0,
        transfers=0,
        closed_by="",
        close_way="",
    )


@dataclass(slots=True)
class Kept:
    """One case with its log."""

    row: CaseRow
    log: list[CaseEvent] = field(default_factory=list)

    def note(self, kind: CaseMove, now: int, account_id: str = "", detail: str = "") -> None:
        event = CaseEvent(len(self.log), self.row.id, kind, now, account_id or None, self.row.queue_id, detail)
        self.log.append(event)

    def take(self, step: Step, now: int) -> None:
        self.row = step.row
        for move in step.moves:
            self.note(move.kind, now, move.account_id, move.detail)


class Life(RuleBasedStateMachine):
    """One conversation. Time only goes on; routing is played by whoever takes what waits."""

    @initialize()
    def begin(self) -> None:
        self.now = 1_790_000_000_000
        self.cases: list[Kept] = []
        self.numbers: list[str] = []

    @property
    def open(self) -> Kept | None:
        return next((it for it in self.cases if it.row.is_open), None)

    def _new(self) -> Kept:
        kept = Kept(new_case(len(self.cases), self.now))
        kept.note(CaseMove.OPENED, self.now, detail="customer")
        kept.note(CaseMove.QUEUED, self.now, detail="opened")
        self.cases.append(kept)
        self.numbers.append(kept.row.protocol)
        return kept

    @rule(seconds=st.sampled_from([0, 1, 59, 61, 1_900, 3_600, 86_399, 86_401]))
    def time_passes(self, seconds: int) -> None:
        self.now += seconds * 1_000
        for kept in self.cases:
            row = kept.row
            if row.state == CaseState.WRAPPING_UP and row.wrap_until is not None and row.wrap_until <= self.now:
                kept.take(steps.closed(row, "", CloseWay.TIMER, Result(), self.now), self.now)
            elif row.is_open and row.silence_at is not None and row.silence_at <= self.now:
                assert row.waiting_since is None, "silence is the customer's, never ours"
                kept.take(
                    steps.closed(row, "", CloseWay.SILENCE, Result(outcome=Outcome.NO_ANSWER), self.now), self.now
                )

    @rule(messages=st.integers(min_value=1, max_value=3))
    def customer_writes(self, messages: int) -> None:
        kept = self.open
        if kept is None:
            last = self.cases[-1] if self.cases else None
            if last is not None and steps.may_reopen(last.row, REOPEN_HOURS, self.now):
                kept = last
                kept.take(steps.reopened(kept.row, "", QUEUE.id, self.now), self.now)
            else:
                kept = self._new()
        kept.take(steps.wrote(kept.row, messages, QUEUE, self.now), self.now)

    @precondition(lambda self: self.open is not None and self.open.row.state == CaseState.QUEUED)
    @rule(agent=st.sampled_from(["ana", "bia"]))
    def is_given(self, agent: str) -> None:
        kept = self._opened()
        kept.row = kept.row._replace(
            state=CaseState.ASSIGNED.value, agent_id=agent, assigned_at=self.now, queued_at=None, overflow_at=None
        )
        kept.note(CaseMove.ASSIGNED, self.now, agent, "routed")

    @precondition(lambda self: self.open is not None)
    @rule()
    def agent_answers(self) -> None:
        kept = self._opened()
        kept.take(steps.answered(kept.row, kept.row.agent_id or "ana", QUEUE, self.now), self.now)

    @precondition(lambda self: self.open is not None and self.open.row.state == CaseState.ASSIGNED)
    @rule()
    def talk_ends(self) -> None:
        kept = self._opened()
        kept.take(steps.wrap_up(kept.row, kept.row.agent_id, QUEUE, self.now), self.now)

    @precondition(lambda self: self.open is not None)
    @rule(way=st.sampled_from([CloseWay.AGENT, CloseWay.LEAD]))
    def is_closed(self, way: CloseWay) -> None:
        kept = self._opened()
        kept.take(steps.closed(kept.row, "ana", way, Result("d1", Outcome.SOLVED, resolved=True), self.now), self.now)

    @precondition(lambda self: self.open is not None)
    @rule()
    def another_subject(self) -> None:
        kept = self._opened()
        kept.take(steps.closed(kept.row, "ana", CloseWay.NEW_SUBJECT, Result(), self.now), self.now)
        self._new()

    @precondition(lambda self: self.open is not None)
    @rule(priority=st.integers(min_value=0, max_value=9))
    def is_urgent(self, priority: int) -> None:
        kept = self._opened()
        kept.take(steps.prioritised(kept.row, "ana", priority), self.now)

    def _opened(self) -> Kept:
        assert self.open is not None
        return self.open

    @invariant()
    def one_is_open(self) -> None:
        assert sum(it.row.is_open for it in self.cases) <= 1

    @invariant()
    def numbers_are_kept(self) -> None:
        assert [it.row.protocol for it in self.cases] == self.numbers

    @invariant()
    def the_log_tells_the_same(self) -> None:
        for kept in self.cases:
            told = replayed(kept.log)
            for name in told.__slots__:
                assert getattr(kept.row, name) == getattr(told, name), name

    @invariant()
    def clocks_fit_the_state(self) -> None:
        for kept in self.cases:
            row = kept.row
            assert (row.waiting_since is None) == (row.answer_due_at is None) == (row.unanswered == 0)
            assert (row.queued_at is not None) == (row.state == CaseState.QUEUED)
            assert (row.wrap_until is not None) == (row.state == CaseState.WRAPPING_UP)
            assert (row.closed_at is not None) == (row.retained_until is not None) == (not row.is_open)
            assert row.is_open or (row.silence_at is None and row.answer_due_at is None)


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def _after(*life: Callable[[CaseRow], Step]) -> CaseRow:
    row = new_case(1, 0)
    for step in life:
        row = step(row).row
    return row


def test_the_first_answer_has_a_target_of_its_own() -> None:
    waits = _after(lambda row: steps.wrote(row, 1, QUEUE, 1_000))
    assert waits.answer_due_at == 1_000 + 300_000
    again = _after(
        lambda row: steps.wrote(row, 1, QUEUE, 1_000),
        lambda row: steps.answered(row, "ana", QUEUE, 2_000),
        lambda row: steps.wrote(row, 1, QUEUE, 3_000),
    )
    assert again.answer_due_at == 3_000 + 900_000


def test_more_messages_move_no_clock() -> None:
    row = _after(lambda row: steps.wrote(row, 1, QUEUE, 1_000), lambda row: steps.wrote(row, 2, QUEUE, 9_000))
    assert (row.waiting_since, row.answer_due_at, row.unanswered, row.last_customer_at) == (1_000, 301_000, 3, 9_000)


def test_who_comes_back_waits_for_a_first_answer() -> None:
    closed = steps.closed(_after(lambda row: steps.wrote(row, 1, QUEUE, 0)), "ana", CloseWay.AGENT, Result(), 10)
    back = steps.wrote(steps.reopened(closed.row, "", "general", 20).row, 1, QUEUE, 20).row
    assert (back.protocol, back.reopened, back.answer_due_at) == ("protocol1", 1, 20 + 300_000)


def test_only_what_is_closed_and_fresh_goes_on() -> None:
    row = new_case(1, 0)
    assert not steps.may_reopen(row, 24, 0)
    closed = steps.closed(row, "", CloseWay.AGENT, Result(), 0).row
    assert steps.may_reopen(closed, 24, 24 * steps.HOUR - 1)
    assert not steps.may_reopen(closed, 24, 24 * steps.HOUR)
    assert not steps.may_reopen(closed, 0, 0)
    for way in (CloseWay.ERASED, CloseWay.NEW_SUBJECT):
        assert not steps.may_reopen(closed._replace(close_way=way.value), 24, 1)
