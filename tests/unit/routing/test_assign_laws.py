"""Laws of the assignment, over random teams, queues and waiting cases."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from server_stub.contract.queues import Strategy
from server_stub.domain.routing.assign import assign
from server_stub.domain.routing.urgency import STEP, urgency
from server_stub.domain.routing.values import Agent, Give, QueueRule, Snapshot, Waiting
from tests.unit.routing.snapshots import NOW, check, in_order, nobody_waits_beside_room, snapshots

PLENTY = 1_000


@settings(max_examples=300, deadline=None)
@given(snapshots(), st.integers(0, 6))
def test_no_plan_breaks_a_rule(snapshot: Snapshot, limit: int) -> None:
    check(snapshot, assign(snapshot, NOW, limit))
    plan = assign(snapshot, NOW, PLENTY)
    check(snapshot, plan)
    nobody_waits_beside_room(snapshot, plan, NOW)
    in_order(snapshot, plan, NOW)


@settings(max_examples=100, deadline=None)
@given(snapshots(), st.integers(0, 9), st.integers())
def test_the_order_of_what_is_looked_at_does_not_matter(snapshot: Snapshot, limit: int, seed: int) -> None:
    chance = random.Random(seed)

    def mixed(values: tuple) -> tuple:
        return tuple(chance.sample(values, len(values)))

    other = Snapshot(mixed(snapshot.agents), mixed(snapshot.queues), mixed(snapshot.waiting), snapshot.weight)
    assert assign(other, NOW, limit) == assign(snapshot, NOW, limit)


@settings(max_examples=100, deadline=None)
@given(snapshots())
def test_few_at_a_time_are_the_same_first_ones(snapshot: Snapshot) -> None:
    given_all = [it for it in assign(snapshot, NOW, PLENTY).decisions if isinstance(it, Give)]
    for limit in range(len(given_all) + 1):
        assert assign(snapshot, NOW, limit).decisions == given_all[:limit]


@settings(max_examples=100, deadline=None)
@given(snapshots())
def test_a_look_is_asked_for_only_later(snapshot: Snapshot) -> None:
    plan = assign(snapshot, NOW, PLENTY)
    assert plan.again_at is None or plan.again_at > NOW


@given(st.integers(0, 3), st.integers(0, 9), st.integers(0, 500))
def test_ageing_beats_any_priority_in_bounded_time(queue_priority: int, priority: int, ageing: int) -> None:
    """Whoever waits that long is before the newest of the highest priority, in any queue with the same ageing."""
    plain = QueueRule("plain", ageing=ageing)
    favoured = QueueRule("favoured", ageing=ageing, priority=queue_priority)
    bound = (queue_priority + priority + 1) * STEP // max(ageing, 1)
    old = Waiting("old", "plain", NOW - bound)
    new = Waiting("new", "favoured", NOW, priority=priority)
    assert urgency(old, plain, NOW) > urgency(new, favoured, NOW)


@given(st.integers(0, 10**9))
def test_a_clock_that_was_set_back_makes_no_wait_negative(back: int) -> None:
    queue = QueueRule("q")
    assert urgency(Waiting("c", "q", NOW + back), queue, NOW) >= urgency(Waiting("d", "q", NOW), queue, NOW) == 0


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from([Strategy.LEAST_ACTIVE, Strategy.ROUND_ROBIN, Strategy.LONGEST_IDLE]),
    st.integers(1, 7),
    st.integers(0, 40),
    st.integers(-1, 10),
)
def test_equal_agents_get_equally_many(strategy: Strategy, people: int, count: int, last: int) -> None:
    team = tuple(Agent(f"a{number}", capacity=10_000, most_active=100) for number in range(people))
    queue = QueueRule("q", strategy, everyone=True, last_served=last)
    waiting = tuple(Waiting(f"c{number}", "q", NOW) for number in range(count))
    shares = Counter(it.agent_id for it in assign(Snapshot(team, (queue,), waiting), NOW, PLENTY).decisions)
    assert sum(shares.values()) == count
    assert max(shares.values(), default=0) - min((shares[it.id] for it in team), default=0) <= 1


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=12), st.integers(1, 6))
def test_turns_go_on_where_the_last_round_ended(rounds: list[int], people: int) -> None:
    """Round robin remembers one number between rounds, and is as fair as without a break."""
    team = tuple(Agent(f"a{number}", capacity=10_000, most_active=100) for number in range(people))
    last, shares = -1, Counter[str]()
    for count in rounds:
        queue = QueueRule("q", Strategy.ROUND_ROBIN, everyone=True, last_served=last)
        waiting = tuple(Waiting(f"c{number}", "q", NOW) for number in range(count))
        for it in assign(Snapshot(team, (queue,), waiting), NOW, PLENTY).decisions:
            assert isinstance(it, Give)
            shares[it.agent_id] += 1
            last = it.position
    assert max(shares.values()) - min(shares[it.id] for it in team) <= 1
