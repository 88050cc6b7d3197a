"""Gives waiting cases to agents: at once where somebody is free, else as soon as somebody becomes so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from server_stub.contract.cases import CaseState
from server_stub.contract.content import Line
from server_stub.contract.queues import Queue
from server_stub.domain.routing.assign import assign
from server_stub.domain.routing.seats import Seats
from server_stub.domain.routing.values import Decision, Give, Overflow, Snapshot
from server_stub.services.assignment import Assignment
from server_stub.services.lines import Lines
from server_stub.services.routing_snapshot import SnapshotReader
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRow, CaseRows
from server_stub.storage.repositories.routing_rows import RoutingRows, WaitingRow

LARGEST_PLAN: Final = 1_000
"""Decisions of one look: what it cost to read 10,000 waiting is worth many of them, and none gets old."""
_RETURNED_AT_ONCE: Final = 50

OpenOffer = Callable[[Tx, str, str, int, int], object]
"""(transaction, conversation id, account, now, expires at): ask this account to take the case."""


class Planned(NamedTuple):
    """One decision with what it was made for."""

    decision: Decision
    case: WaitingRow


class Plans(NamedTuple):
    """`again_at`: when to look again although nothing happened (ms); None: nobody waits."""

    planned: list[Planned]
    again_at: int | None


class Routing:
    """`open_offer` is given where queues ask before they give; without it every queue gives at once."""

    def __init__(
        self,
        rows: RoutingRows,
        cases: CaseRows,
        queues: QueueBook,
        snapshots: SnapshotReader,
        assignment: Assignment,
        lines: Lines,
    ) -> None:
        self._rows = rows
        self._cases = cases
        self._queues = queues
        self.snapshots = snapshots
        self._assignment = assignment
        self._lines = lines
        self.open_offer: OpenOffer | None = None

    def freed(self, tx: Tx, now: int, queue_ids: Iterable[str] | None = None) -> None:
        """Somebody may take more than before, or more waits; after the commit the waiting ones are looked at.

        All queues are looked at, whatever the caller knows: agents serve several.
        """
        self._assignment.wake_routing(tx)

    def place(self, tx: Tx, conversation_id: str, now: int) -> str | None:
        """Find an agent at once for one case that waits, and tell of it; None where it goes on waiting."""
        given = self.place_many(tx, [conversation_id], now)
        if conversation_id not in given:
            return None
        self._assignment.announce(tx, conversation_id, None, now)
        return given[conversation_id].agent_id

    def place_many(self, tx: Tx, conversation_ids: Sequence[str], now: int) -> Mapping[str, CaseRow]:
        """The cases of these that were given, as they are now, by conversation; whoever calls tells of them.

        Nobody jumps the queue: where others wait already and somebody has room, all of them are looked at after the
        commit.
        """
        kept = self._rows.owned(tx, conversation_ids)
        for conversation_id, account_id in kept:
            self._rows.take(tx, conversation_id, account_id, now, "kept")
        given = [conversation_id for conversation_id, _ in kept]
        rest = [it for it in conversation_ids if it not in given]
        if rest and self._anybody_has_room(tx, now):
            given += self._place_at_once(tx, rest, now)
        rows = (self._cases.open_of(tx, it) for it in given)
        return {row.conversation_id: row for row in rows if row is not None and row.state == CaseState.ASSIGNED}

    def _place_at_once(self, tx: Tx, conversation_ids: Sequence[str], now: int) -> list[str]:
        if self._rows.others_wait(tx, self.snapshots.giving(tx, now), conversation_ids):
            self.freed(tx, now)
            return []
        moment = self.snapshots.read(tx, now, conversation_ids)
        plan = assign(moment.snapshot, now, len(conversation_ids))
        planned = [Planned(it, moment.rows[it.case_id]) for it in plan.decisions if isinstance(it, Give)]
        done = self._apply(tx, planned, now)
        if len(done) < len(moment.rows):
            self.freed(tx, now)
        return [it.case.conversation_id for it in done]

    def plan(self, tx: Tx, now: int, limit: int = LARGEST_PLAN) -> Plans:
        """What is to be done about all that wait. Reads only."""
        if not self._rows.anybody_waits(tx) or not self._worth_a_look(tx, now):
            return Plans([], self._rows.next_return(tx, now))
        moment = self.snapshots.read(tx, now)
        plan = assign(moment.snapshot, now, limit)
        planned = [Planned(it, moment.rows[it.case_id]) for it in plan.decisions]
        due = [it for it in (plan.again_at, self._rows.next_return(tx, now)) if it is not None]
        return Plans(planned, min(due, default=None))

    def apply(self, tx: Tx, planned: Sequence[Planned], now: int) -> int:
        """As far as it still holds, and tell of it; how many that were.

        The agents are looked at again: whoever went, or was given something by another process, gets nothing more.
        """
        done = self._apply(tx, planned, now)
        for it in done:
            self._assignment.announce(tx, it.case.conversation_id, None, now)
            if isinstance(it.decision, Overflow):
                name = self._queues.name(tx, it.decision.to_queue)
                self._lines.write(tx, it.case.conversation_id, Line.MOVED_TO_QUEUE, now, queue=name)
        return len(done)

    def any_unanswered(self, tx: Tx, now: int) -> bool:
        return bool(self._rows.unanswered(tx, now, 1))

    def return_unanswered(self, tx: Tx, now: int) -> int:
        """What was given and not answered in the queue's time goes to somebody else, with a note; how many."""
        found = self._rows.unanswered(tx, now, _RETURNED_AT_ONCE)
        for conversation_id, account_id in found:
            name = self._assignment.name(tx, account_id)
            if self._assignment.requeue(tx, conversation_id, now, by="", why="returned"):
                self._lines.write(tx, conversation_id, Line.RETURNED, now, before=name)
        return len(found)

    def _apply(self, tx: Tx, planned: Sequence[Planned], now: int) -> list[Planned]:
        if not planned:
            return []
        seats = self._seats(tx, now)
        return [it for it in planned if self._do(tx, it, seats, now)]

    def _do(self, tx: Tx, planned: Planned, seats: Seats, now: int) -> bool:
        decision, case = planned
        queue = self._queues.get(tx, case.queue_id)
        if isinstance(decision, Overflow):
            wanted = queue is not None and self._queues.get(tx, decision.to_queue) is not None
            return wanted and self._rows.overflow(tx, case, decision.to_queue, now)
        seat = seats.by_id.get(decision.agent_id)
        if queue is None or seat is None or not seat.has_room(seats.weight):
            return False
        if not self._hand_over(tx, queue, case, decision.agent_id, now):
            return False
        seats.take(seat)
        if decision.position >= 0:
            self._rows.set_last_served(tx, queue.id, decision.position)
        return True

    def _hand_over(self, tx: Tx, queue: Queue, case: WaitingRow, account_id: str, now: int) -> bool:
        """Theirs at once, or asked for, as the queue wants."""
        if not queue.offer_seconds or self.open_offer is None:
            return_at = now + queue.return_seconds * 1000 if queue.return_seconds else None
            return self._rows.give(tx, case, account_id, now, return_at)
        if not self._rows.still_waits(tx, case):
            return False
        self.open_offer(tx, case.conversation_id, account_id, now, now + queue.offer_seconds * 1000)
        self._rows.served(tx, account_id, now)
        return True

    def _worth_a_look(self, tx: Tx, now: int) -> bool:
        """With everybody full nothing happens to thousands who wait, unless a queue overflows."""
        return any(it.overflow_to for it in self._queues.all(tx)) or self._anybody_has_room(tx, now)

    def _anybody_has_room(self, tx: Tx, now: int) -> bool:
        seats = self._seats(tx, now)
        return any(seat.has_room(seats.weight) for seat in seats.by_id.values())

    def _seats(self, tx: Tx, now: int) -> Seats:
        weight = self._queues.policy(tx).active_weight
        return Seats(Snapshot(self.snapshots.agents(tx, now), (), (), weight), now)
