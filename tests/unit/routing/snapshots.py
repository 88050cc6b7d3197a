"""Random snapshots for routing, and the laws that every plan keeps."""

from __future__ import annotations

from hypothesis import strategies as st

from server_stub.contract.queues import Strategy
from server_stub.domain.routing.seats import has_skills
from server_stub.domain.routing.urgency import urgency
from server_stub.domain.routing.values import SETTLED, Agent, Give, Overflow, Plan, QueueRule, Snapshot, Waiting

NOW = 1_795_400_000_000
NAMES = [f"a{number}" for number in range(6)]
QUEUES = [f"q{number}" for number in range(4)]

_skills = st.dictionaries(st.sampled_from(["sales", "billing"]), st.integers(1, 5), max_size=2)
_languages = st.frozensets(st.sampled_from(["es", "pt-BR"]), max_size=2)
_moments = st.integers(NOW - 400_000, NOW + 1_000)  # also "later": a clock was set back
agents = st.builds(
    Agent,
    id=st.just(""),
    available=st.booleans(),
    at_work=st.booleans(),
    load=st.integers(0, 120),
    capacity=st.sampled_from([0, 25, 100, 200]),
    active=st.integers(0, 4),
    most_active=st.integers(0, 5),
    skills=_skills,
    languages=_languages,
    freed_at=st.none() | _moments,
    assigned_at=st.none() | _moments,
)
queues = st.builds(
    QueueRule,
    id=st.just(""),
    strategy=st.sampled_from(Strategy),
    members=st.dictionaries(st.sampled_from(NAMES), st.integers(0, 2)),
    everyone=st.booleans(),
    is_open=st.booleans(),
    priority=st.integers(0, 3),
    ageing=st.integers(0, 300),
    needed=_skills,
    preferred=_skills,
    overflow_to=st.sampled_from(["", *QUEUES]),
    overflow_waiting=st.integers(0, 3),
    last_served=st.integers(-1, 8),
)
cases = st.builds(
    Waiting,
    id=st.just(""),
    queue_id=st.sampled_from([*QUEUES, "removed"]),
    queued_at=_moments,
    priority=st.integers(0, 9),
    language=st.sampled_from(["", "", "es", "pt-BR"]),
    sticky_agent=st.sampled_from(["", "", *NAMES, "gone"]),
    sticky_until=_moments,
    declined_by=st.frozensets(st.sampled_from(NAMES), max_size=2),
    window_until=st.none() | st.integers(NOW - 1, NOW + 9_000_000),
    overflow_at=st.none() | st.just(SETTLED) | _moments,
)


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    def named(kind: st.SearchStrategy, names: list[str]) -> tuple:
        found = draw(st.lists(kind, max_size=len(names)))
        return tuple(_named(it, name) for it, name in zip(found, names, strict=False))

    waiting = named(cases, [f"c{number:02}" for number in range(12)])
    return Snapshot(named(agents, NAMES), named(queues, QUEUES), waiting, draw(st.sampled_from([0, 25, 40])))


def _named(value: Agent | QueueRule | Waiting, name: str) -> Agent | QueueRule | Waiting:
    fields = {field: getattr(value, field) for field in value.__struct_fields__}
    return type(value)(**fields | {"id": name})


def may_have(case: Waiting, queue: QueueRule, agent: Agent) -> bool:
    """Said anew, plainly: whether this agent may be given this case by its queue at all."""
    member = queue.everyone or agent.id in queue.members
    gives = queue.is_open and queue.strategy is not Strategy.PULL
    able = has_skills(agent, queue.needed) and agent.id not in case.declined_by
    return gives and member and able and agent.available and agent.at_work


def check(snapshot: Snapshot, plan: Plan) -> None:
    """The laws that need no more than the plan itself."""
    agents = {it.id: it for it in snapshot.agents}
    queues = {it.id: it for it in snapshot.queues}
    cases = {it.id: it for it in snapshot.waiting}
    load = {it.id: it.load for it in snapshot.agents}
    active = {it.id: it.active for it in snapshot.agents}
    decided = [it.case_id for it in plan.decisions]
    assert len(set(decided)) == len(decided), "one owner"
    for it in plan.decisions:
        case = cases[it.case_id]
        queue = queues[case.queue_id]
        if isinstance(it, Overflow):
            assert queues[it.to_queue].is_open
            assert it.to_queue == queue.overflow_to != queue.id
            assert case.overflow_at != SETTLED
            continue
        agent = agents[it.agent_id]
        load[agent.id] += snapshot.weight
        active[agent.id] += 1
        assert may_have(case, queue, agent)
        assert load[agent.id] <= agent.capacity
        assert active[agent.id] <= agent.most_active


def nobody_waits_beside_room(snapshot: Snapshot, plan: Plan, now: int) -> None:
    """What nobody was given, though it may have anybody by now, has nobody who may take it and has room."""
    queues = {it.id: it for it in snapshot.queues}
    given = [it for it in plan.decisions if isinstance(it, Give)]
    taken = {it.case_id for it in given}
    for case in snapshot.waiting:
        queue = queues.get(case.queue_id)
        if case.id in taken or queue is None or _waits_for_better(case, queue, now):
            continue
        for agent in snapshot.agents:
            more = sum(it.agent_id == agent.id for it in given)
            full = (
                agent.load + (more + 1) * snapshot.weight > agent.capacity or agent.active + more >= agent.most_active
            )
            assert full or not may_have(case, queue, agent), f"{case.id} waits though {agent.id} is free"


def _waits_for_better(case: Waiting, queue: QueueRule, now: int) -> bool:
    wishes = bool(case.language or queue.preferred) and now < case.queued_at + queue.drop_preferred_ms
    return now < case.sticky_until or wishes


def in_order(snapshot: Snapshot, plan: Plan, now: int) -> None:
    """Of two that were given, the more urgent went first; of equal ones whoever waited longer."""
    cases = {it.id: it for it in snapshot.waiting}
    queues = {it.id: it for it in snapshot.queues}
    given = [cases[it.case_id] for it in plan.decisions if isinstance(it, Give)]
    ranks = [(-urgency(it, queues[it.queue_id], now), it.queued_at, it.id) for it in given]
    assert ranks == sorted(ranks)
