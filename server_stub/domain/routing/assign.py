"""The assignment: a pure, deterministic function from one snapshot to who gets what.

Cases of one queue that may go to the same agents form a class. Within a class the most urgent comes first; a heap holds
the head of each class, and each class a heap of its agents. As room only shrinks during a round, a class without an
agent is done for good. So a round costs n log n of the waiting and m for each class, never n times m.
"""

from __future__ import annotations

from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

from server_stub.contract.queues import Strategy
from server_stub.domain.routing.seats import Choice, Seat, Seats, Team, has_skills, speaks
from server_stub.domain.routing.urgency import urgency
from server_stub.domain.routing.values import SETTLED, Decision, Give, Overflow, Plan, QueueRule, Snapshot, Waiting

Rank = tuple[int, int, str]
"""(less urgency, queued at, id): smaller is served earlier."""


class Kind(NamedTuple):
    """What cases of one class have in common. `sticky`: only that agent; `fresh`: preferences still hold."""

    queue_id: str
    sticky: str
    fresh: bool
    language: str
    declined_by: frozenset[str]


def assign(snapshot: Snapshot, now: int, limit: int) -> Plan:
    """At most `limit` decisions at `now` (ms), the most urgent first; then what overflows.

    Never above capacity or the hard maximum, never to somebody away, outside the queue, unskilled, or who declined.
    The order of agents, queues and cases in the snapshot does not matter.
    """
    return _Round(snapshot, now).run(limit)


class _Class:
    __slots__ = ("_at", "_cases", "choice", "team")

    def __init__(self, team: Team, choice: Choice, cases: list[tuple[Rank, Waiting]]) -> None:
        self.team = team
        self.choice = choice
        self._cases = cases
        self._at = 0
        cases.sort()

    @property
    def rank(self) -> Rank:
        return self._cases[self._at][0]

    def next(self) -> bool:
        """False when it was the last one."""
        self._at += 1
        return self._at < len(self._cases)


class _Round:
    def __init__(self, snapshot: Snapshot, now: int) -> None:
        self._now = now
        self._again: int | None = None
        self._queues = {queue.id: queue for queue in snapshot.queues}
        self._waiting = snapshot.waiting
        self._seats = Seats(snapshot, now)
        self._teams = {queue.id: Team(queue, self._seats) for queue in snapshot.queues if _gives(queue)}
        self._decisions: list[Decision] = []
        self._given: set[str] = set()

    def run(self, limit: int) -> Plan:
        self._give(self._classes(), limit)
        self._overflow(limit)
        again = self._now if len(self._decisions) >= limit > 0 else self._again
        return Plan(self._decisions, again)

    def _give(self, classes: list[_Class], limit: int) -> None:
        heap = [(one.rank, number) for number, one in enumerate(classes)]
        heapify(heap)
        while heap and len(self._decisions) < limit:
            rank, number = heap[0]
            one = classes[number]
            seat = one.choice.best()
            if seat is None:
                heappop(heap)
                continue
            self._decisions.append(Give(rank[2], seat.agent.id, one.team.serve(seat)))
            self._given.add(rank[2])
            if one.next():
                heapreplace(heap, (one.rank, number))
            else:
                heappop(heap)

    def _classes(self) -> list[_Class]:
        found: dict[Kind, list[tuple[Rank, Waiting]]] = {}
        for case in self._waiting:
            team = self._teams.get(case.queue_id)
            if team is None:
                continue
            rank = (-urgency(case, team.queue, self._now), case.queued_at, case.id)
            found.setdefault(self._kind(case, team), []).append((rank, case))
        return [self._class(kind, found[kind]) for kind in sorted(found, key=_order)]

    def _kind(self, case: Waiting, team: Team) -> Kind:
        now, queue = self._now, team.queue
        sticky = case.sticky_agent
        if sticky and now < case.sticky_until and sticky not in case.declined_by and team.seat(sticky) is not None:
            self._look_again(case.sticky_until)
            return Kind(queue.id, sticky, False, "", frozenset())
        language = case.language if team.speaks(case.language) else ""
        wishes = bool(language) or (bool(queue.preferred) and team.anybody_preferred)
        fresh = wishes and now < case.queued_at + queue.drop_preferred_ms
        if fresh:
            self._look_again(case.queued_at + queue.drop_preferred_ms)
        return Kind(queue.id, "", fresh, language if fresh else "", case.declined_by)

    def _class(self, kind: Kind, cases: list[tuple[Rank, Waiting]]) -> _Class:
        team = self._teams[kind.queue_id]
        return _Class(team, Choice(team, _suitable(team, kind), self._seats.weight), cases)

    def _overflow(self, limit: int) -> None:
        by_queue: dict[str, list[Waiting]] = {}
        for case in self._waiting:
            if case.id not in self._given and self._target(case.queue_id):
                by_queue.setdefault(case.queue_id, []).append(case)
        for queue_id in sorted(by_queue):
            for case in self._leaving(self._queues[queue_id], by_queue[queue_id]):
                if len(self._decisions) >= limit:
                    return
                self._decisions.append(Overflow(case.id, self._queues[queue_id].overflow_to))

    def _leaving(self, queue: QueueRule, cases: list[Waiting]) -> list[Waiting]:
        """Those whose time has come, longest wait first; then the newest of more than may wait here."""
        movable = sorted((it for it in cases if it.overflow_at != SETTLED), key=lambda it: (it.queued_at, it.id))
        due = [it for it in movable if it.overflow_at is not None and it.overflow_at <= self._now]
        stay = [it for it in movable if it.overflow_at is None or it.overflow_at > self._now]
        for case in stay:
            self._look_again(case.overflow_at)
        excess = len(cases) - len(due) - queue.overflow_waiting if queue.overflow_waiting else 0
        return due + stay[::-1][: max(excess, 0)]

    def _target(self, queue_id: str) -> bool:
        """Only to a queue that is open: nobody is sent where nobody comes."""
        queue = self._queues.get(queue_id)
        other = None if queue is None else self._queues.get(queue.overflow_to)
        return queue is not None and other is not None and other.is_open and other.id != queue.id

    def _look_again(self, at: int | None) -> None:
        if at is not None and at > self._now and (self._again is None or at < self._again):
            self._again = at


def _gives(queue: QueueRule) -> bool:
    return queue.is_open and queue.strategy is not Strategy.PULL


def _suitable(team: Team, kind: Kind) -> list[Seat]:
    if kind.sticky:
        seat = team.seat(kind.sticky)
        return [] if seat is None else [seat]
    seats = team.seats
    if kind.declined_by:
        seats = [it for it in seats if it.agent.id not in kind.declined_by]
    if not kind.fresh:
        return seats
    wanted = team.queue.preferred if team.anybody_preferred else {}
    return [it for it in seats if has_skills(it.agent, wanted) and speaks(it.agent, kind.language)]


def _order(kind: Kind) -> tuple[str, str, bool, str, list[str]]:
    return kind.queue_id, kind.sticky, kind.fresh, kind.language, sorted(kind.declined_by)
