"""What may happen to a case: pure steps from one row to the next, each with the rows of the raw log that it leaves.

Where a case waits and who has it is moved by routing; here is the rest of its life. Times in ms UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from server_stub.contract.cases import CaseMove, CaseState, CloseWay
from server_stub.contract.queues import Queue
from server_stub.storage.repositories.cases import CaseRow

SECOND: Final = 1_000
MINUTE: Final = 60_000
HOUR: Final = 3_600_000
RETAINED_MS: Final = 2 * 366 * 24 * HOUR
"""At least two years from the resolution (Decreto 11.034/2022, article 12 §5), whatever leap years are among them."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the raw log that a step leaves."""

    kind: CaseMove
    account_id: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """The row after, and what is written down of it."""

    row: CaseRow
    moves: tuple[Move, ...] = ()


def changes(before: CaseRow, after: CaseRow) -> dict[str, Any]:
    """The columns that a step sets."""
    return {name: new for name, old, new in zip(CaseRow._fields, before, after, strict=True) if new != old}


def wrote(row: CaseRow, messages: int, queue: Queue, now: int) -> Step:
    """The customer said something: the first of it begins a wait, and ends a wrap-up with the same agent."""
    moves: list[Move] = []
    if row.state == CaseState.WRAPPING_UP:
        row = row._replace(state=CaseState.ASSIGNED.value, wrap_until=None, assigned_at=now)
        moves.append(Move(CaseMove.ASSIGNED, row.agent_id, "reopened"))
    if row.waiting_since is None:
        row = row._replace(waiting_since=now, answer_due_at=now + _target(row, queue), unanswered=0)
        moves.append(Move(CaseMove.CUSTOMER_WROTE))
    after = row._replace(unanswered=row.unanswered + messages, last_customer_at=now, silence_at=None)
    return Step(after, tuple(moves))


def answered(row: CaseRow, account_id: str, queue: Queue, now: int) -> Step:
    """Somebody of the team said something to the customer."""
    moves: list[Move] = []
    if row.waiting_since is not None:
        if row.first_response_at is None:
            row = row._replace(first_response_at=now)
            moves.append(Move(CaseMove.FIRST_RESPONSE, account_id))
        moves.append(Move(CaseMove.ANSWERED, account_id))
    silence = now + queue.silence_minutes * MINUTE if queue.silence_minutes else None
    row = row._replace(waiting_since=None, unanswered=0, answer_due_at=None, return_at=None)
    return Step(row._replace(silence_at=silence), tuple(moves))


def wrap_up(row: CaseRow, account_id: str, queue: Queue, now: int) -> Step:
    """The talk is over; the agent has so long to write down what came of it."""
    until = now + queue.wrap_up_seconds * SECOND
    after = row._replace(
        state=CaseState.WRAPPING_UP.value,
        wrap_until=until,
        queued_at=None,
        waiting_since=None,
        unanswered=0,
        answer_due_at=None,
        return_at=None,
        overflow_at=None,
        silence_at=None,
    )
    return Step(after, (Move(CaseMove.WRAP_UP, account_id),))


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a case; all of it may be missing."""

    disposition_id: str = ""
    outcome: str = ""
    resolved: bool | None = None


def closed(row: CaseRow, account_id: str, way: CloseWay, result: Result, now: int) -> Step:
    """`account_id` "": by the clock. Who had it stays written, so that whoever comes back finds them."""
    after = row._replace(
        state=CaseState.CLOSED.value,
        closed_at=now,
        closed_by=account_id,
        close_way=way.value,
        disposition_id=result.disposition_id,
        outcome=result.outcome,
        resolved=None if result.resolved is None else int(result.resolved),
        retained_until=now + RETAINED_MS,
        queued_at=None,
        waiting_since=None,
        unanswered=0,
        answer_due_at=None,
        wrap_until=None,
        silence_at=None,
        overflow_at=None,
        return_at=None,
    )
    return Step(after, (Move(CaseMove.CLOSED, account_id, way.value),))


def reopened(row: CaseRow, account_id: str, queue_id: str, now: int, overflow_at: int | None = None) -> Step:
    """The same demand goes on under its number and waits in `queue_id`. `account_id` "": the customer came back."""
    after = row._replace(
        state=CaseState.QUEUED.value,
        queue_id=queue_id,
        queued_at=now,
        overflow_at=overflow_at,
        reopened=row.reopened + 1,
        first_response_at=None,  # who comes back waits in a queue again: the target of a first answer holds
        closed_at=None,
        closed_by="",
        close_way="",
        disposition_id="",
        outcome="",
        resolved=None,
        retained_until=None,
    )
    by = Move(CaseMove.REOPENED, account_id, "agent" if account_id else "customer")
    return Step(after, (by, Move(CaseMove.QUEUED, account_id, "reopened")))


def prioritised(row: CaseRow, account_id: str, priority: int) -> Step:
    return Step(row._replace(priority=priority), (Move(CaseMove.PRIORITY, account_id, str(priority)),))


def may_reopen(row: CaseRow, reopen_hours: int, now: int) -> bool:
    """Whether who comes back at `now` continues this demand: not one that another subject followed, or was erased."""
    if row.closed_at is None or row.close_way in (CloseWay.ERASED, CloseWay.NEW_SUBJECT):
        return False
    return now < row.closed_at + reopen_hours * HOUR


def _target(row: CaseRow, queue: Queue) -> int:
    seconds = queue.answer_seconds if row.first_response_at is None else queue.reply_seconds
    return seconds * SECOND
