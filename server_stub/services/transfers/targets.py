"""Where a conversation can go: every queue and every colleague, with what they carry and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account
from server_stub.contract.queues import Queue
from server_stub.contract.team import AgentState, AgentStatus
from server_stub.contract.transfers import OfferKind, TargetAgent, TargetQueue, Targets
from server_stub.domain.routing.values import Agent
from server_stub.domain.transferring import (
    Obstacle,
    Receiver,
    agent_obstacle,
    queue_obstacle,
    stands_in_the_way,
    too_many,
)
from server_stub.services.transfers.floor import Chat, Floor, is_lead
from server_stub.storage.database import Tx

_WAITING: Final = "SELECT queue_id, count(*) FROM case_file WHERE state = 'queued' GROUP BY queue_id"


IsOpen = Callable[[Tx, Queue, int], bool]
"""(transaction, queue, now) → whether it is within its hours."""


class Seats(Protocol):
    """Everybody who may sign in, with what weighs on them; `SnapshotReader` of routing."""

    def agents(self, tx: Tx, now: int) -> tuple[Agent, ...]: ...


class Standings(Protocol):
    """How everybody stands, as `viewer` may read it; `AgentStates` of the team."""

    def statuses(self, tx: Tx, viewer: Account, now: int) -> list[AgentStatus]: ...


class TargetBook:
    """Answers who can take what; the same rules hold when something is really handed on."""

    def __init__(self, floor: Floor, seats: Seats, standings: Standings, is_open: IsOpen) -> None:
        self._floor = floor
        self._seats = seats
        self._standings = standings
        self._is_open = is_open

    def targets(
        self, tx: Tx, caller: Account, conversation_id: str, now: int, kind: OfferKind = OfferKind.TRANSFER
    ) -> Targets:
        """Queues by position, colleagues by name. Raises NOT_FOUND, also where the caller may not look, CASE_CLOSED."""
        chat = self._floor.chat(tx, caller, conversation_id)
        seats = {it.id: it for it in self._seats.agents(tx, now)}
        standings = self._standings.statuses(tx, caller, now)
        names = {it.id: it.name for it in self._floor.accounts.everyone(tx, with_disabled=False)}
        agents = [
            self._agent(tx, caller, chat, one, seats[one.account_id], names[one.account_id], kind)
            for one in standings
            if one.account_id in seats and one.account_id not in (caller.id, chat.agent_id)
        ]
        available = {it.account_id for it in standings if it.state is AgentState.AVAILABLE}
        return Targets(self._queues(tx, caller, chat, available, now), agents)

    def everybody(self, tx: Tx, now: int) -> tuple[Agent, ...]:
        """Who may sign in, at work or not."""
        return self._seats.agents(tx, now)

    def check_queue(self, tx: Tx, caller: Account, chat: Chat, queue_id: str, now: int) -> Queue:
        """The queue. Raises QUEUE_EMPTY, TARGET_UNAVAILABLE, TOO_MANY_TRANSFERS."""
        self._check_count(tx, caller, chat)
        queue = self._floor.queues.get(tx, queue_id)
        if queue is None:
            raise GatewayRefusal(ErrorCode.TARGET_UNAVAILABLE, why=Obstacle.GONE.value)
        obstacle = self._queue_obstacle(tx, chat, queue, now)
        if obstacle is Obstacle.NO_MEMBERS:
            raise GatewayRefusal(ErrorCode.QUEUE_EMPTY)
        _check(obstacle, caller)
        return queue

    def check_agent(
        self, tx: Tx, caller: Account, chat: Chat, account_id: str, now: int, kind: OfferKind = OfferKind.TRANSFER
    ) -> None:
        """Raises TARGET_UNAVAILABLE, TOO_MANY_TRANSFERS."""
        if kind is not OfferKind.CONSULT:
            self._check_count(tx, caller, chat)
        seat = next((it for it in self._seats.agents(tx, now) if it.id == account_id), None)
        if seat is None:
            raise GatewayRefusal(ErrorCode.TARGET_UNAVAILABLE, why=Obstacle.GONE.value)
        if account_id == chat.agent_id:
            raise GatewayRefusal(ErrorCode.TARGET_UNAVAILABLE, why=Obstacle.SAME.value)
        standing = next(it for it in self._standings.statuses(tx, caller, now) if it.account_id == account_id)
        _check(self._agent_obstacle(tx, chat, standing, seat, kind), caller)

    def _queues(self, tx: Tx, caller: Account, chat: Chat, available: set[str], now: int) -> list[TargetQueue]:
        book = self._floor.queues
        waiting = dict(tx.driver.execute(_WAITING).fetchall())
        many = self._too_many(tx, caller, chat)
        return [
            TargetQueue(
                it.id,
                it.name,
                waiting.get(it.id, 0),
                len(available.intersection(book.members(tx, it.id))),
                self._is_open(tx, it, now),
                self._queue_obstacle(tx, chat, it, now).value or (Obstacle.TOO_MANY_TRANSFERS.value if many else ""),
            )
            for it in book.all(tx)
            if it.enabled
        ]

    def _agent(
        self, tx: Tx, caller: Account, chat: Chat, one: AgentStatus, seat: Agent, name: str, kind: OfferKind
    ) -> TargetAgent:
        obstacle = self._agent_obstacle(tx, chat, one, seat, kind)
        if obstacle is Obstacle.NONE and kind is not OfferKind.CONSULT and self._too_many(tx, caller, chat):
            obstacle = Obstacle.TOO_MANY_TRANSFERS
        return TargetAgent(
            one.account_id, name, one.state.value, one.since, seat.load, seat.capacity, one.open_cases, obstacle.value
        )

    def _agent_obstacle(self, tx: Tx, chat: Chat, one: AgentStatus, seat: Agent, kind: OfferKind) -> Obstacle:
        book = self._floor.queues
        receiver = Receiver(
            one.state,
            book.is_member(tx, chat.case.queue_id, one.account_id),
            seat.load,
            seat.capacity,
            seat.active,
            seat.most_active,
        )
        return agent_obstacle(receiver, book.policy(tx).active_weight, kind)

    def _queue_obstacle(self, tx: Tx, chat: Chat, queue: Queue, now: int) -> Obstacle:
        is_open = queue.enabled and self._is_open(tx, queue, now)
        has_members = self._floor.queues.is_served(tx, queue.id)
        return queue_obstacle(is_same=queue.id == chat.case.queue_id, has_members=has_members, is_open=is_open)

    def _too_many(self, tx: Tx, caller: Account, chat: Chat) -> bool:
        most = self._floor.queues.policy(tx).most_transfers
        return too_many(chat.case.transfers, most, is_lead=is_lead(caller))

    def _check_count(self, tx: Tx, caller: Account, chat: Chat) -> None:
        if self._too_many(tx, caller, chat):
            limit = self._floor.queues.policy(tx).most_transfers
            raise GatewayRefusal(ErrorCode.TOO_MANY_TRANSFERS, limit=limit)


def _check(obstacle: Obstacle, caller: Account) -> None:
    if stands_in_the_way(obstacle, is_lead=is_lead(caller)):
        raise GatewayRefusal(ErrorCode.TARGET_UNAVAILABLE, why=obstacle.value)
