"""The moment that routing decides over, read from the store with few statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from server_stub.contract.cases import CaseMove
from server_stub.contract.queues import AgentProfile, Queue, Strategy
from server_stub.contract.team import AgentState
from server_stub.domain.routing.values import Agent, QueueRule, Snapshot, Waiting
from server_stub.domain.window import closes_at
from server_stub.services.team.queue_book import Kept, QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.repositories.routing_rows import AgentRow, PassedRow, RoutingRows, WaitingRow

DECLINE_HOLDS_MS: Final = 10 * 60_000
"""Whoever declined a case, or gave it away, is not given it again for so long; then rather them than nobody."""
EXPIRY_HOLDS_MS: Final = 5 * 60_000
"""As above for whoever let an offer run out, or was given it and did not answer."""
_GIVEN_AWAY: Final = frozenset({"released", "transfer"})
_LET_LIE: Final = frozenset({"returned"})
_DAY_MS: Final = 86_400_000

IsOpen = Callable[[Tx, Queue, int], bool]
"""(transaction, queue, now) → whether it is within its hours."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A snapshot, and the rows that it was made of by case id."""

    snapshot: Snapshot
    rows: dict[str, WaitingRow]


class SnapshotReader:
    """`is_open` is given by whoever knows hours and holidays; until then a queue is always open."""

    def __init__(self, rows: RoutingRows, queues: QueueBook) -> None:
        self._rows = rows
        self._queues = queues
        self.is_open: IsOpen = _always

    def read(self, tx: Tx, now: int, only: Sequence[str] = ()) -> Moment:
        """All that wait, or those `only` of these conversations."""
        kept = self._queues.kept(tx)
        sticky_ms = max((it.sticky_wait_seconds for it in kept.queues if it.sticky_days), default=0) * 1000
        waiting = self._rows.waiting(tx, now - sticky_ms if sticky_ms else now, only)
        passed = self._rows.passed(tx, now - DECLINE_HOLDS_MS) if waiting else []
        cases = _cases(waiting, passed, kept, now)
        snapshot = Snapshot(self.agents(tx, now), self._rules(tx, kept, now), cases, kept.policy.active_weight)
        return Moment(snapshot, {row.id: row for row in waiting})

    def agents(self, tx: Tx, now: int) -> tuple[Agent, ...]:
        """Everybody who may sign in, as they stand now."""
        kept = self._queues.kept(tx)
        loads = self._rows.loads(tx, kept.policy, now)
        return tuple(_agent(row, kept.profiles.get(row.id), loads.get(row.id, (0, 0))) for row in self._rows.agents(tx))

    def giving(self, tx: Tx, now: int) -> list[str]:
        """Ids of the queues that give cases to agents now."""
        found = (it for it in self._queues.all(tx) if it.strategy is not Strategy.PULL and it.enabled)
        return [it.id for it in found if self.is_open(tx, it, now)]

    def _rules(self, tx: Tx, kept: Kept, now: int) -> tuple[QueueRule, ...]:
        turns = self._rows.last_served(tx) if any(it.strategy is Strategy.ROUND_ROBIN for it in kept.queues) else {}
        return tuple(
            rule_of(queue, is_open=queue.enabled and self.is_open(tx, queue, now), last_served=turns.get(queue.id, -1))
            for queue in kept.queues
        )


def rule_of(queue: Queue, *, is_open: bool, last_served: int = -1) -> QueueRule:
    """A queue as routing reads it."""
    return QueueRule(
        id=queue.id,
        strategy=queue.strategy,
        members={it.account_id: it.place for it in queue.members},
        everyone=queue.everyone,
        is_open=is_open,
        priority=queue.priority,
        ageing=queue.ageing_per_minute,
        needed=queue.skills,
        preferred=queue.preferred_skills,
        drop_preferred_ms=queue.drop_preferred_seconds * 1000,
        overflow_to=queue.overflow_to,
        overflow_waiting=queue.overflow_waiting,
        last_served=last_served,
    )


def _agent(row: AgentRow, profile: AgentProfile | None, load: tuple[int, int]) -> Agent:
    profile = profile or AgentProfile(row.id)
    state = row.state or (AgentState.AVAILABLE if row.switched_on else AgentState.OFFLINE)
    return Agent(
        id=row.id,
        available=bool(row.switched_on) and state == AgentState.AVAILABLE and not row.is_lost,
        at_work=state != AgentState.OFFLINE,
        load=load[0],
        capacity=profile.capacity,
        active=load[1],
        most_active=profile.most_active,
        skills=profile.skills,
        languages=frozenset(profile.languages),
        freed_at=row.freed_at,
        assigned_at=row.assigned_at,
    )


def _cases(rows: Iterable[WaitingRow], passed: Iterable[PassedRow], kept: Kept, now: int) -> tuple[Waiting, ...]:
    had: dict[str, set[str]] = {}
    declined: dict[str, set[str]] = {}
    for one in passed:
        had.setdefault(one.case_id, set()).add(one.account_id)
        if _holds(one, now):
            declined.setdefault(one.case_id, set()).add(one.account_id)
    nobody: frozenset[str] = frozenset()
    return tuple(
        _case(
            row,
            kept.by_id.get(row.queue_id),
            had.get(row.id, nobody),
            frozenset(declined[row.id]) if row.id in declined else nobody,
            now,
        )
        for row in rows
    )


def _case(
    row: WaitingRow, queue: Queue | None, had: set[str] | frozenset[str], declined: frozenset[str], now: int
) -> Waiting:
    queued_at = now if row.queued_at is None else row.queued_at
    sticky, until = "", 0
    if queue is not None and row.before and queue.sticky_days:
        sticky, _, ended = row.before.partition(" ")
        until = queued_at + queue.sticky_wait_seconds * 1000
        if sticky in had or (ended and int(ended) <= now - queue.sticky_days * _DAY_MS):
            sticky = ""
    return Waiting(
        id=row.id,
        queue_id=row.queue_id,
        queued_at=queued_at,
        priority=row.priority,
        language=row.language,
        sticky_agent=sticky,
        sticky_until=until,
        declined_by=declined,
        window_until=closes_at(row.last_inbound_at),
        overflow_at=row.overflow_at,
    )


def _holds(one: PassedRow, now: int) -> bool:
    """Whether it still counts against giving the case to that account."""
    if one.kind == CaseMove.DECLINED or (one.kind == CaseMove.QUEUED and one.detail in _GIVEN_AWAY):
        return True
    let_lie = one.kind == CaseMove.EXPIRED or one.detail in _LET_LIE
    return let_lie and one.at > now - EXPIRY_HOLDS_MS


def _always(_tx: Tx, _queue: Queue, _now: int) -> bool:
    return True
