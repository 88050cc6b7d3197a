"""Breaks of NR-17: planned inside every day's work, judged by what was taken."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.contract.team import AgentState, Break, PauseReason
from server_stub.domain.breaks import (
    EDGE_MS,
    HOUR_MS,
    LEAST_MINUTES,
    MINUTE_MS,
    SHORT_DAY_MS,
    Stint,
    effective,
    goes_soon,
    judged,
    may_begin,
    over_at,
    planned,
    runs,
)

NINE = 1_795_435_200_000
DAY = planned(NINE, NINE + 6 * HOUR_MS, 6 * HOUR_MS)
lengths = st.integers(0, 12 * 60).map(lambda minutes: minutes * MINUTE_MS)


def rest(reason: str, minute: int, length: int | None) -> Stint:
    began = NINE + minute * MINUTE_MS
    return Stint(AgentState.PAUSE, reason, began, None if length is None else began + length * MINUTE_MS)


def state_of(stints: list[Stint], minute: int, reason: str = PauseReason.REST_1) -> str:
    found = judged(DAY, stints, NINE + minute * MINUTE_MS)
    return next(it.state for it in found if it.reason == reason)


def test_a_full_day_has_three() -> None:
    assert [(it.reason, it.minutes) for it in DAY] == [("nr17_1", 10), ("meal", 20), ("nr17_2", 10)]
    assert {it.earliest_at for it in DAY} == {NINE + HOUR_MS}
    assert [(it.latest_at - NINE) // MINUTE_MS for it in DAY] == [290, 280, 290]
    assert [(it.due_at - NINE) // MINUTE_MS for it in DAY] == [110, 170, 240]


@given(lengths, lengths)
def test_none_lies_in_the_first_or_last_hour_and_none_in_another(length: int, effective_ms: int) -> None:
    found = planned(NINE, NINE + length, effective_ms)
    whole = 3 if effective_ms > SHORT_DAY_MS else 1
    needed = 2 * EDGE_MS + (40 if whole == 3 else 10) * MINUTE_MS
    assert len(found) == (whole if length >= needed else 0)
    for it in found:
        assert it.earliest_at >= NINE + EDGE_MS
        assert it.latest_at + it.minutes * MINUTE_MS <= NINE + length - EDGE_MS
        assert it.earliest_at <= it.due_at <= it.latest_at
        assert it.minutes == LEAST_MINUTES[PauseReason(it.reason)]
    for before, after in pairwise(found):
        assert before.due_at + before.minutes * MINUTE_MS <= after.due_at


@pytest.mark.parametrize(
    ("stints", "minute", "state"),
    [
        ([], 60, "planned"),
        ([], 110, "due"),
        ([], 291, "missed"),
        ([rest("nr17_1", 100, None)], 105, "running"),
        ([rest("nr17_1", 100, 10)], 120, "taken"),
        ([rest("nr17_1", 100, 9)], 120, "short"),
        ([rest("nr17_1", 100, 9), rest("nr17_1", 130, 12)], 200, "taken"),
        ([rest("toilet", 100, 15)], 120, "due"),
        ([rest("nr17_2", 100, 15)], 120, "due"),
    ],
)
def test_what_became_of_the_first_break(stints: list[Stint], minute: int, state: str) -> None:
    assert state_of(stints, minute) == state


@pytest.mark.parametrize(
    ("minute", "stints", "may"),
    [
        (59, [], False),
        (60, [], True),
        (290, [], True),
        (291, [], False),
        (150, [rest("nr17_1", 100, 10)], False),
        (150, [rest("nr17_1", 100, 5)], True),
    ],
)
def test_when_it_may_begin(minute: int, stints: list[Stint], *, may: bool) -> None:
    now = NINE + minute * MINUTE_MS
    assert may_begin(judged(DAY, stints, now), PauseReason.REST_1, now) is may


def test_what_is_no_break_has_no_least_time_and_no_hours() -> None:
    assert over_at(PauseReason.TOILET, NINE) is None
    assert over_at(PauseReason.MEAL, NINE) == NINE + 20 * MINUTE_MS
    assert not may_begin([], PauseReason.REST_1, NINE)


@pytest.mark.parametrize(("minute", "soon"), [(104, False), (105, True), (110, True), (119, True), (120, False)])
def test_nothing_new_is_given_just_before_a_break(minute: int, *, soon: bool) -> None:
    now = NINE + minute * MINUTE_MS
    assert goes_soon(judged(DAY[:1], [], now), now) is soon


def test_the_meal_is_not_worked_and_the_toilet_is() -> None:
    stints = [
        Stint(AgentState.AVAILABLE, "", NINE, NINE + HOUR_MS),
        rest("meal", 60, 20),
        rest("toilet", 80, 20),
        rest("nr17_1", 100, 10),
        Stint(AgentState.OFFLINE, "", NINE + 2 * HOUR_MS, NINE + 3 * HOUR_MS),
        Stint(AgentState.BUSY, "", NINE + 3 * HOUR_MS, None),
    ]
    assert effective(stints, NINE + 4 * HOUR_MS) == (60 + 20 + 10 + 60) * MINUTE_MS


@given(st.lists(st.tuples(st.sampled_from([*LEAST_MINUTES, PauseReason.TOILET]), st.integers(1, 40)), max_size=8))
def test_a_break_is_taken_only_when_it_was_whole(taken: list[tuple[PauseReason, int]]) -> None:
    stints, minute = [], 60
    for reason, length in taken:
        stints.append(rest(reason, minute, length))
        minute += length + 1
    for it in judged(DAY, stints, NINE + 6 * HOUR_MS):
        lengths = [length for reason, length in taken if reason == it.reason]
        expected = "taken" if any(length >= it.minutes for length in lengths) else "short" if lengths else "missed"
        assert it.state == expected
        assert isinstance(it, Break)


def test_a_night_without_a_fixed_shift_is_one_day() -> None:
    def on(hour: float, until: float | None, state: str = AgentState.AVAILABLE) -> Stint:
        return Stint(state, "", int(hour * HOUR_MS), None if until is None else int(until * HOUR_MS))

    evening = [on(22, 23.5), on(23.5, 24.5, AgentState.OFFLINE), on(24.5, 27)]
    assert runs(evening) == [[evening[0], evening[2]]]
    morning = [on(34, 36, AgentState.BUSY), on(36, None)]
    assert runs([*evening, on(27, 34, AgentState.OFFLINE), *morning]) == [[evening[0], evening[2]], morning]
    never_gone = [on(0, 10), on(10, 14), on(14, 20), on(20, None)]
    assert runs(never_gone) == [never_gone[:2], never_gone[2:]]
    assert runs([]) == []
