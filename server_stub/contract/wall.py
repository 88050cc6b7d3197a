"""What leads look at: the live wall, the list of windows about to close, and who looked at what."""

from __future__ import annotations

import msgspec

from server_stub.contract.team import AgentStatus


class QueueNow(msgspec.Struct, frozen=True, omit_defaults=True):
    """`sla_percent`: answered within the target of (answered + abandoned after it) today; None before the first."""

    queue_id: str
    waiting: int = 0
    longest_since: int | None = None
    offered: int = 0
    open_cases: int = 0
    available: int = 0
    at_work: int = 0
    answered: int = 0
    within_target: int = 0
    abandoned_late: int = 0
    sla_percent: float | None = None
    is_open: bool = True


class CaseNow(msgspec.Struct, frozen=True, omit_defaults=True):
    """One open case. `mood`: calm, waiting, impatient (by messages without answer and time), upset (by words)."""

    conversation_id: str
    case_id: str
    protocol: str
    queue_id: str
    state: str
    contact_name: str = ""
    agent_id: str | None = None
    opened_at: int = 0
    waiting_since: int | None = None
    """Since when the customer waits for us; None where we wait for the customer."""
    unanswered: int = 0
    answer_due_at: int | None = None
    window_until: int | None = None
    priority: int = 0
    transfers: int = 0
    mood: str = "calm"


class Wall(msgspec.Struct, frozen=True, omit_defaults=True):
    """`at` is the gateway's clock (ms): ages are computed against it, not against the desktop's."""

    at: int
    queues: list[QueueNow]
    agents: list[AgentStatus]
    cases: list[CaseNow]
    more_cases: int = 0
    """How many beyond those listed (the 500 that need somebody most)."""


class RescueRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """An open case whose window closes soon. `who`: "customer" waits for us, or "us": we wait for the customer."""

    conversation_id: str
    contact_name: str
    queue_id: str
    window_until: int
    who: str
    agent_id: str | None = None
    asked_at: int | None = None
    """The question was sent for this window."""
    obstacle: str = ""
    """Why it may not be sent: a reason code of the send gate, already_asked or customer_waits; "" where it may."""
    text: str = ""


class AuditRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """`action`: look, barge, whisper, take_over, reassign, bulk, export …; written before the look is answered."""

    seq: int
    at: int
    account_id: str
    action: str
    conversation_id: str = ""
    detail: str = ""
    customer: str = ""
    """Whom it is about: name, else number; "" for nobody, for many at once, and for whoever was erased."""


class AuditPage(msgspec.Struct, frozen=True, omit_defaults=True):
    rows: list[AuditRow]
    before: int | None = None
