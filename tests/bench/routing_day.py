"""One synthetic day of routing without a store: customers come by the hour, agents talk, pause and go home."""

from __future__ import annotations

import heapq
import random
import statistics
from collections import Counter
from dataclasses import dataclass, field

from msgspec.structs import replace

from server_stub.contract.queues import Strategy
from server_stub.domain.routing.assign import assign
from server_stub.domain.routing.values import Agent, Give, QueueRule, Snapshot, Waiting

_BEGIN = 1_795_428_000_000
_HOUR = 3_600_000
_DAY_MS = 8 * _HOUR
_WEIGHT = 25
_TALK_MS = 8 * 60_000
_STRATEGIES = (Strategy.LEAST_ACTIVE, Strategy.LONGEST_IDLE, Strategy.ROUND_ROBIN)


@dataclass(frozen=True, slots=True)
class Day:
    """Waits in seconds. `gini` 0: all agents had equally many cases, 1: one had all."""

    customers: int
    most: int
    fewest: int
    gini: float
    wait_median: float
    wait_longest: float


@dataclass(slots=True)
class _House:
    """What stands between two looks."""

    agents: dict[str, Agent]
    queues: dict[str, QueueRule]
    waiting: dict[str, Waiting] = field(default_factory=dict)
    waits: list[int] = field(default_factory=list)
    served: Counter[str] = field(default_factory=Counter)


def play(people: int, customers: int, seed: int = 1) -> Day:
    """Every agent serves three of six queues, pauses twenty minutes at a time of their own, and works all day."""
    chance = random.Random(seed)
    house = _open(people)
    events = _plan(chance, people, customers)
    while events:
        now = events[0][0]
        while events and events[0][0] == now:
            _happen(house, heapq.heappop(events), now)
        _give(house, events, chance, now)
    shares = [house.served[it] for it in house.agents]
    seconds = [it / 1000 for it in house.waits]
    return Day(customers, max(shares), min(shares), gini(shares), statistics.median(seconds), max(seconds))


def gini(shares: list[int]) -> float:
    """Half the mean difference between any two, relative to the mean."""
    ordered, total = sorted(shares), sum(shares)
    if not total:
        return 0.0
    weighted = sum((number + 1) * value for number, value in enumerate(ordered))
    return 2 * weighted / (len(ordered) * total) - (len(ordered) + 1) / len(ordered)


def _open(people: int) -> _House:
    agents = {f"a{number:03}": Agent(f"a{number:03}") for number in range(people)}
    serves: dict[str, dict[str, int]] = {f"q{number}": {} for number in range(6)}
    for place, name in enumerate(agents):
        for step in range(3):
            serves[f"q{(place + 2 * step) % 6}"][name] = place
    queues = {
        name: QueueRule(name, _STRATEGIES[number % 3], members=members, priority=number // 5)
        for number, (name, members) in enumerate(serves.items())
    }
    return _House(agents, queues)


def _plan(chance: random.Random, people: int, customers: int) -> list[tuple[int, str, str]]:
    """(moment, what, about whom) of the whole day; what cases bring is added as they are given."""
    events = [
        (_BEGIN + int(chance.triangular(0, _DAY_MS, _DAY_MS * 0.4)) // 1000 * 1000, "customer", f"c{number:05}")
        for number in range(customers)
    ]
    for number in range(people):
        pause = _BEGIN + chance.randrange(_HOUR, _DAY_MS - _HOUR, 1000)
        events += [(pause, "pause", f"a{number:03}"), (pause + 20 * 60_000, "back", f"a{number:03}")]
    heapq.heapify(events)
    return events


def _happen(house: _House, event: tuple[int, str, str], now: int) -> None:
    _, what, who = event
    if what == "customer":
        queue = f"q{int(who[1:]) % 6}"
        house.waiting[who] = Waiting(who, queue, now)
        return
    agent = house.agents[who]
    if what == "ended":
        changed = {"load": agent.load - _WEIGHT, "active": agent.active - 1, "freed_at": now}
    else:
        changed = {"available": what == "back"}
    house.agents[who] = replace(agent, **changed)


def _give(house: _House, events: list[tuple[int, str, str]], chance: random.Random, now: int) -> None:
    snapshot = Snapshot(tuple(house.agents.values()), tuple(house.queues.values()), tuple(house.waiting.values()))
    for it in assign(snapshot, now, 1_000).decisions:
        if not isinstance(it, Give):
            continue
        case = house.waiting.pop(it.case_id)
        agent = house.agents[it.agent_id]
        house.agents[it.agent_id] = replace(agent, load=agent.load + _WEIGHT, active=agent.active + 1, assigned_at=now)
        if it.position >= 0:
            house.queues[case.queue_id] = replace(house.queues[case.queue_id], last_served=it.position)
        house.waits.append(now - case.queued_at)
        house.served[it.agent_id] += 1
        ends = now + max(int(chance.expovariate(1 / _TALK_MS)) // 1000 * 1000, 1000)
        heapq.heappush(events, (ends, "ended", it.agent_id))
