"""One's own work and breaks: what a pause does to open cases, when a break may end, and when to be reminded of one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from server_stub.contract.cases import CaseState
from server_stub.contract.model import Conversation
from server_stub.contract.queues import Policy
from server_stub.contract.team import AgentState, AgentStatus, Break, PauseReason, WorkDay

MINUTE: Final = 60_000
SNOOZE_MS: Final = 15 * MINUTE
LAST_CALL_MS: Final = 15 * MINUTE
"""Whoever closed the reminder is told once more so long before a break can no longer be taken."""

RESTS: Final = frozenset({PauseReason.REST_1, PauseReason.REST_2, PauseReason.MEAL})
"""Planned by NR-17, Annex II (consent rules 6.3)."""
UNCOUNTED: Final = frozenset({PauseReason.TOILET, PauseReason.AFTER_ABUSE})
"""No clock is shown in these: whoever needs one takes as long as it takes."""
_AT_WORK: Final = frozenset({AgentState.AVAILABLE, AgentState.BUSY, AgentState.WRAP_UP})


def kept_and_returned(policy: Policy, conversations: Iterable[Conversation], account_id: str) -> tuple[int, int]:
    """How many of one's open cases stay, and how many go back to the queue, when one pauses."""
    own = [it for it in conversations if it.assignee_id == account_id and it.case is not None]
    held = [it.case for it in own if it.case is not None and it.case.state is not CaseState.CLOSED]
    if policy is Policy.RETURN_ALL:
        return 0, len(held)
    waiting = sum(case.answer_due_at is not None for case in held) if policy is Policy.RETURN_WAITING else 0
    return len(held) - waiting, waiting


def may_end(status: AgentStatus, now: int) -> bool:
    """Whether the pause may end now; NR-17 breaks may be longer, never shorter."""
    return status.until is None or now >= status.until


def due_at(found: Break) -> int:
    """When it is planned for; it may be taken earlier and later."""
    return found.due_at or found.earliest_at


def standing(found: Break, now: int) -> str:
    """The break's state now: what was planned when it was told may be due or missed since."""
    if found.state not in ("planned", "due"):
        return found.state
    if now < due_at(found):
        return "planned"
    return "due" if now <= found.latest_at else "missed"


def reminder(day: WorkDay | None, status: AgentStatus, now: int, quiet_until: int) -> Break | None:
    """The rest break that somebody at work may take now; None before `quiet_until`, which the person chose."""
    if day is None or status.state not in _AT_WORK or now < quiet_until:
        return None
    return next((it for it in day.breaks if it.reason in RESTS and standing(it, now) == "due"), None)


def quiet_after(found: Break, now: int, *, closed: bool) -> int:
    """Until when nothing is said: a while, or where the reminder was `closed`, until shortly before it is too late."""
    return max(now + SNOOZE_MS, found.latest_at - LAST_CALL_MS) if closed else now + SNOOZE_MS
