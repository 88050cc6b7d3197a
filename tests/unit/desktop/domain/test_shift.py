"""Breaks and pauses: what happens to open cases, when one is reminded and when left in peace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.shift import (
    LAST_CALL_MS,
    MINUTE,
    SNOOZE_MS,
    kept_and_returned,
    may_end,
    quiet_after,
    reminder,
    standing,
)
from server_stub.contract.cases import CaseBrief, CaseState
from server_stub.contract.model import Conversation
from server_stub.contract.queues import Policy
from server_stub.contract.team import AgentState, AgentStatus, Break, PauseReason, WorkDay

HOUR = 60 * MINUTE
FIRST = Break(PauseReason.REST_1, 10, HOUR, 3 * HOUR)
MEAL = Break(PauseReason.MEAL, 20, 2 * HOUR, 4 * HOUR)
DAY = WorkDay("ana", "Ana", "2026-11-23", 0, breaks=[FIRST, MEAL])
AT_WORK = AgentStatus("ana", AgentState.AVAILABLE)


def conversation(number: int, owner: str | None, state: CaseState, *, waits: bool = False) -> Conversation:
    brief = CaseBrief(f"c{number}", "", state, answer_due_at=1 if waits else None)
    return Conversation(f"v{number}", f"p{number}", "n", owner, case=brief)


HELD = (
    conversation(1, "ana", CaseState.ASSIGNED, waits=True),
    conversation(2, "ana", CaseState.ASSIGNED),
    conversation(3, "ana", CaseState.WRAPPING_UP),
    conversation(4, "ana", CaseState.CLOSED),
    conversation(5, "bia", CaseState.ASSIGNED, waits=True),
    conversation(6, None, CaseState.QUEUED, waits=True),
    Conversation("v7", "p7", "n", "ana"),
)


@pytest.mark.parametrize(
    ("policy", "told"), [(Policy.KEEP, (3, 0)), (Policy.RETURN_WAITING, (2, 1)), (Policy.RETURN_ALL, (0, 3))]
)
def test_what_a_pause_does_to_open_cases(policy: Policy, told: tuple[int, int]) -> None:
    assert kept_and_returned(policy, HELD, "ana") == told


def test_a_break_may_be_longer_but_not_shorter() -> None:
    resting = AgentStatus("ana", AgentState.PAUSE, PauseReason.REST_1, 0, 10 * MINUTE)
    assert not may_end(resting, 10 * MINUTE - 1)
    assert may_end(resting, 10 * MINUTE)
    assert may_end(AgentStatus("ana", AgentState.PAUSE, PauseReason.TOILET, 0), 0)


@pytest.mark.parametrize(("now", "state"), [(0, "planned"), (HOUR, "due"), (3 * HOUR, "due"), (3 * HOUR + 1, "missed")])
def test_time_goes_on_after_it_was_told(now: int, state: str) -> None:
    assert standing(FIRST, now) == state


def test_it_is_planned_for_a_time_of_its_own() -> None:
    later = Break(PauseReason.REST_1, 10, HOUR, 3 * HOUR, due_at=2 * HOUR)
    assert standing(later, 2 * HOUR - 1) == "planned"
    assert standing(later, 2 * HOUR) == "due"


def test_what_was_taken_stays_so() -> None:
    taken = Break(PauseReason.REST_1, 10, HOUR, 3 * HOUR, "taken", HOUR, 2 * HOUR)
    assert standing(taken, 9 * HOUR) == "taken"


def test_one_break_at_a_time_is_mentioned_and_only_at_work() -> None:
    assert reminder(DAY, AT_WORK, HOUR - 1, 0) is None
    assert reminder(DAY, AT_WORK, 2 * HOUR, 0) == FIRST
    assert reminder(DAY, AT_WORK, 3 * HOUR + 1, 0) == MEAL
    assert reminder(DAY, AgentStatus("ana", AgentState.PAUSE), 2 * HOUR, 0) is None
    assert reminder(DAY, AgentStatus("ana"), 2 * HOUR, 0) is None
    assert reminder(None, AT_WORK, 2 * HOUR, 0) is None


@given(st.integers(HOUR, 3 * HOUR), st.booleans())
def test_nobody_is_reminded_again_at_once(now: int, closed: bool) -> None:
    quiet = quiet_after(FIRST, now, closed=closed)
    assert quiet >= now + SNOOZE_MS
    assert reminder(DAY, AT_WORK, now + SNOOZE_MS - 1, quiet) is None


@given(st.integers(HOUR, 2 * HOUR))
def test_who_closed_it_is_told_once_more_before_it_is_too_late(now: int) -> None:
    assert quiet_after(FIRST, now, closed=True) == FIRST.latest_at - LAST_CALL_MS
