"""Who is given what, strategy by strategy and wish by wish."""

from __future__ import annotations

import pytest

from server_stub.contract.queues import Strategy
from server_stub.domain.routing.assign import assign
from server_stub.domain.routing.values import SETTLED, Agent, Give, Overflow, Plan, QueueRule, Snapshot, Waiting

NOW = 1_795_400_000_000
MINUTE = 60_000
ANA, BRUNO = Agent("ana"), Agent("bruno")


def plan(agents: list[Agent], queue: QueueRule, *cases: Waiting, others: tuple[QueueRule, ...] = ()) -> Plan:
    return assign(Snapshot(tuple(agents), (queue, *others), cases), NOW, 100)


def gives(agents: list[Agent], queue: QueueRule, *cases: Waiting) -> list[tuple[str, str]]:
    return [(it.case_id, it.agent_id) for it in plan(agents, queue, *cases).decisions if isinstance(it, Give)]


def case(name: str, waited: int = 0, **more: object) -> Waiting:
    return Waiting(name, "q", NOW - waited, **more)


def all_of(strategy: Strategy = Strategy.LEAST_ACTIVE, **more: object) -> QueueRule:
    return QueueRule("q", strategy, everyone=True, **more)


@pytest.mark.parametrize(
    ("strategy", "agents", "expected"),
    [
        (Strategy.LEAST_ACTIVE, [Agent("a", load=50), Agent("b", load=10)], "b"),
        (Strategy.LEAST_ACTIVE, [Agent("a", assigned_at=5), Agent("b", assigned_at=3)], "b"),
        (Strategy.LEAST_ACTIVE, [Agent("a", assigned_at=0), Agent("b")], "b"),
        (Strategy.LONGEST_IDLE, [Agent("a", freed_at=9, load=0), Agent("b", freed_at=5, load=50)], "b"),
        (Strategy.LONGEST_IDLE, [Agent("a", freed_at=9), Agent("b", freed_at=5, assigned_at=20)], "a"),
        (Strategy.LINEAR, [Agent("a", load=70), Agent("b")], "a"),
        (Strategy.ROUND_ROBIN, [Agent("a"), Agent("b", load=70)], "a"),
    ],
)
def test_strategies(strategy: Strategy, agents: list[Agent], expected: str) -> None:
    assert gives(agents, all_of(strategy), case("c")) == [("c", expected)]


def test_a_queue_that_is_pulled_from_gives_nothing() -> None:
    assert gives([ANA], all_of(Strategy.PULL), case("c")) == []


def test_a_line_is_asked_by_place_until_each_is_full() -> None:
    queue = QueueRule("q", Strategy.LINEAR, members={"ana": 2, "bruno": 1})
    told = gives([ANA, BRUNO], queue, *(case(f"c{number}", 9 - number) for number in range(9)))
    assert [who for _, who in told] == ["bruno"] * 4 + ["ana"] * 4


def test_turns_go_on_after_whoever_was_served_last() -> None:
    team = [Agent(name) for name in "abc"]
    told = gives(team, all_of(Strategy.ROUND_ROBIN, last_served=1), case("c1", 2), case("c2", 1))
    assert told == [("c1", "c"), ("c2", "a")]


def test_priority_then_age_then_name() -> None:
    cases = [case("b", 5), case("a", 5), case("old", 9), case("first", 0, priority=1)]
    told = gives([Agent("ana", capacity=75)], all_of(), *cases)
    assert [name for name, _ in told] == ["first", "old", "a"]


def test_a_window_that_is_about_to_close_goes_first() -> None:
    soon = case("soon", window_until=NOW + 10 * MINUTE)
    told = gives([Agent("ana", capacity=25)], all_of(), case("older", 30 * MINUTE), soon)
    assert told == [("soon", "ana")]


def test_whoever_served_last_is_waited_for_and_not_for_ever() -> None:
    full = Agent("ana", load=90)
    known = case("c", sticky_agent="ana", sticky_until=NOW + MINUTE)
    waits = plan([full, BRUNO], all_of(), known)
    assert waits == Plan([], NOW + MINUTE)
    assert gives([ANA, BRUNO], all_of(), known) == [("c", "ana")]
    assert gives([full, BRUNO], all_of(), case("c", sticky_agent="ana", sticky_until=NOW)) == [("c", "bruno")]
    gone = Agent("ana", available=False, at_work=False)
    assert gives([gone, BRUNO], all_of(), known) == [("c", "bruno")]


def test_preferred_skills_are_dropped_after_a_time() -> None:
    busy = Agent("ana", available=False, skills={"wine": 3})
    queue = all_of(preferred={"wine": 2}, drop_preferred_ms=MINUTE)
    assert plan([busy, BRUNO], queue, case("c")) == Plan([], NOW + MINUTE)
    assert gives([busy, BRUNO], queue, case("c", MINUTE)) == [("c", "bruno")]
    assert gives([BRUNO], queue, case("c")) == [("c", "bruno")], "nobody here has it"


def test_needed_skills_are_never_dropped() -> None:
    queue = all_of(needed={"wine": 2})
    assert gives([Agent("ana", skills={"wine": 1})], queue, case("c", 99 * MINUTE)) == []


def test_a_language_is_wished_for() -> None:
    team = [Agent("ana", languages=frozenset({"pt-BR"})), Agent("bruno", load=50, languages=frozenset({"es"}))]
    assert gives(team, all_of(), case("c", language="es")) == [("c", "bruno")]
    assert gives(team, all_of(), case("c", language="de")) == [("c", "ana")]


def test_what_waits_too_long_goes_to_the_other_queue_once() -> None:
    other = QueueRule("other")
    queue = QueueRule("q", overflow_to="other")
    due, settled = case("c", 9, overflow_at=NOW), case("d", 9, overflow_at=SETTLED)
    told = plan([ANA], queue, due, settled, case("e", overflow_at=NOW + 5), others=(other,))
    assert told == Plan([Overflow("c", "other")], NOW + 5)
    assert plan([ANA], queue, due, others=(QueueRule("other", is_open=False),)).decisions == []
    assert plan([ANA], queue, due).decisions == [], "the other queue was removed"


def test_of_too_many_the_newest_go_to_the_other_queue() -> None:
    queue = QueueRule("q", overflow_to="other", overflow_waiting=2)
    cases = [case(f"c{number}", 9 - number) for number in range(4)]
    told = plan([ANA], queue, *cases, others=(QueueRule("other"),))
    assert told.decisions == [Overflow("c3", "other"), Overflow("c2", "other")]


def test_ten_thousand_waiting_are_one_quick_look() -> None:
    team = [Agent(f"a{number}", capacity=10**6, most_active=10**6) for number in range(200)]
    cases = tuple(case(f"c{number}", number, declined_by=frozenset({f"a{number % 7}"})) for number in range(10_000))
    assert len(plan(team, all_of(), *cases).decisions) == 100
    queue = all_of()
    assert len(assign(Snapshot(tuple(team), (queue,), cases), NOW, 10_000).decisions) == 10_000
