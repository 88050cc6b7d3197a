"""The agents while one round of giving goes on: who has room, and whose turn it is by each queue's strategy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heapreplace
from typing import Final

from server_stub.contract.queues import Strategy
from server_stub.domain.routing.values import Agent, QueueRule, Snapshot

_NEVER: Final = -1
Turn = tuple[int, ...]
"""Smaller is served earlier. It only grows during a round, which is what makes one heap for each class enough."""


class Seat:
    """One agent and what the round has given them. Room only shrinks."""

    __slots__ = ("active", "agent", "load", "touched")

    def __init__(self, agent: Agent) -> None:
        self.agent = agent
        self.load = agent.load
        self.active = agent.active
        assigned = _NEVER if agent.assigned_at is None else agent.assigned_at
        freed = _NEVER if agent.freed_at is None else agent.freed_at
        self.touched = (max(assigned, freed), assigned)

    def has_room(self, weight: int) -> bool:
        agent = self.agent
        return agent.available and self.load + weight <= agent.capacity and self.active < agent.most_active

    def take(self, weight: int, moment: int) -> None:
        """`moment` grows with each giving: whoever was given something this round was served later than all others."""
        self.load += weight
        self.active += 1
        self.touched = (moment, moment)


class Seats:
    def __init__(self, snapshot: Snapshot, now: int) -> None:
        self.weight = snapshot.weight
        self.by_id = {agent.id: Seat(agent) for agent in sorted(snapshot.agents, key=_id)}
        self.moment = max((now, *(seat.touched[0] for seat in self.by_id.values())))

    def take(self, seat: Seat) -> None:
        self.moment += 1
        seat.take(self.weight, self.moment)


class Team:
    """The members of one queue who are at work and have what it needs, and in what order they are served."""

    def __init__(self, queue: QueueRule, seats: Seats) -> None:
        self._seats = seats
        self._strategy = queue.strategy
        self.queue = queue
        everyone = dict.fromkeys(seats.by_id, 0) if queue.everyone else {}
        self._places = {who: place for who, place in (everyone | dict(queue.members)).items() if who in seats.by_id}
        ring = sorted(self._places, key=lambda who: (self._places[who], who))
        self._positions = {who: position for position, who in enumerate(ring)}
        self._turns = _turns(ring, queue.last_served)
        members = (seats.by_id[who] for who in ring)
        self.seats = [it for it in members if it.agent.at_work and has_skills(it.agent, queue.needed)]
        self.anybody_preferred = any(has_skills(it.agent, queue.preferred) for it in self.seats)
        self._by_id = {it.agent.id: it for it in self.seats}
        self._spoken: dict[str, bool] = {}

    def speaks(self, language: str) -> bool:
        """Whether anybody of them does."""
        if language not in self._spoken:
            self._spoken[language] = any(speaks(it.agent, language) for it in self.seats)
        return self._spoken[language]

    def seat(self, agent_id: str) -> Seat | None:
        """None where that one is not at work, no member, or lacks what the queue needs."""
        return self._by_id.get(agent_id)

    def turn(self, seat: Seat) -> Turn:
        if self._strategy is Strategy.ROUND_ROBIN:
            return (self._turns[seat.agent.id],)
        if self._strategy is Strategy.LINEAR:
            return (self._positions[seat.agent.id],)
        if self._strategy is Strategy.LONGEST_IDLE:
            return (seat.touched[0], self._positions[seat.agent.id])
        return (seat.load, seat.touched[1], self._positions[seat.agent.id])

    def serve(self, seat: Seat) -> int:
        """Give one more to this one; their position where the queue serves by turns, else -1."""
        self._seats.take(seat)
        if self._strategy is not Strategy.ROUND_ROBIN:
            return -1
        self._turns[seat.agent.id] += len(self._turns)
        return self._positions[seat.agent.id]


class Choice:
    """Who may take the cases of one class, best first. Nobody who was full becomes free again within a round."""

    def __init__(self, team: Team, seats: Iterable[Seat], weight: int) -> None:
        self._team = team
        self._weight = weight
        self._heap = [(team.turn(seat), seat.agent.id, seat) for seat in seats if seat.has_room(weight)]
        heapify(self._heap)

    def best(self) -> Seat | None:
        heap = self._heap
        while heap:
            turn, identifier, seat = heap[0]
            if not seat.has_room(self._weight):
                heappop(heap)
                continue
            now = self._team.turn(seat)
            if now == turn:
                return seat
            heapreplace(heap, (now, identifier, seat))
        return None


def has_skills(agent: Agent, wanted: Mapping[str, int]) -> bool:
    """All of them, each with at least its level."""
    return all(agent.skills.get(name, 0) >= level for name, level in wanted.items())


def speaks(agent: Agent, language: str) -> bool:
    """Also who names no languages at all."""
    return not language or not agent.languages or language in agent.languages


def _turns(ring: list[str], last_served: int) -> dict[str, int]:
    """The absolute turn of each: the one after whoever was served last comes first."""
    size = len(ring)
    return {who: (position - last_served - 1) % size for position, who in enumerate(ring)}


def _id(agent: Agent) -> str:
    return agent.id
