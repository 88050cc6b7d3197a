"""The people at work: their states and breaks, who looks at what, and what they say among themselves."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class AgentState(StrEnum):
    OFFLINE = "offline"
    AVAILABLE = "available"
    BUSY = "busy"  # at work, takes nothing new
    PAUSE = "pause"
    WRAP_UP = "wrap_up"


class PauseReason(StrEnum):
    """Consent rules 6.3. REST_* are the breaks of NR-17; TOILET has no limit and is reported by nobody's name."""

    REST_1 = "nr17_1"
    REST_2 = "nr17_2"
    MEAL = "meal"
    TOILET = "toilet"
    AFTER_ABUSE = "after_abuse"
    FEEDBACK = "feedback"
    TRAINING = "training"
    SYSTEM_FAILURE = "system_failure"
    EXERCISE = "exercise"
    PRIVATE = "private"


class AgentStatus(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one account stands now. `reason` is a PauseReason; colleagues read "" for TOILET and AFTER_ABUSE."""

    account_id: str
    state: AgentState = AgentState.OFFLINE
    reason: str = ""
    since: int = 0
    until: int | None = None
    """When a break is over at the earliest; it may last longer."""
    load: int = 0
    capacity: int = 100
    open_cases: int = 0
    queues: list[str] = []
    lost_since: int | None = None
    """Its desktop is silent since then; the grace runs."""


class SetState(msgspec.Struct, frozen=True, omit_defaults=True):
    state: AgentState
    reason: str = ""


class Break(msgspec.Struct, frozen=True, omit_defaults=True):
    """One planned or taken break. `minutes` is the least; `state`: planned, due, running, taken, short, missed."""

    reason: str
    minutes: int
    earliest_at: int
    latest_at: int
    state: str = "planned"
    began_at: int | None = None
    ended_at: int | None = None
    due_at: int = 0
    """When the desktop reminds of it."""


class WorkDay(msgspec.Struct, frozen=True, omit_defaults=True):
    """One account's day, as an inspector reads it: times in ms, the day in the company's zone ("2026-11-22")."""

    account_id: str
    name: str
    day: str
    began_at: int | None = None
    ended_at: int | None = None
    breaks: list[Break] = []
    pauses: list[PauseTaken] = []
    over_limit: bool = False
    """More than six hours of effective work."""
    effective_ms: int = 0
    """Worked, with the breaks of ten minutes and without the meal."""


class PauseTaken(msgspec.Struct, frozen=True, omit_defaults=True):
    reason: str
    began_at: int
    ended_at: int | None = None


class Doing(StrEnum):
    VIEWING = "viewing"
    TYPING = "typing"
    GONE = "gone"


class SetDoing(msgspec.Struct, frozen=True):
    doing: Doing


class PresenceChanged(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who does what in a conversation. Viewing lasts 60 s, typing 8 s, both renewed silently; the gateway tells when it
    is over (GONE, or VIEWING after TYPING). `until` (ms) is for whoever does not hear that: it lasts no longer.
    """

    conversation_id: str
    account_id: str
    doing: Doing
    until: int = 0


class ChatMessage(msgspec.Struct, frozen=True, omit_defaults=True):
    """Between colleagues; never leaves the gateway. `channel`: "team", "queue:<id>", or "with:<id>:<id>" (sorted)."""

    id: str
    channel: str
    author_id: str
    text: str
    sent_at: int
    called: list[str] = []
    """Accounts called by name: they are alerted; of a talk between two the other always is."""


class Say(msgspec.Struct, frozen=True):
    client_id: str
    text: str


class ChatChannel(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    unread: int = 0
    called: bool = False
    last: ChatMessage | None = None


class ChatPage(msgspec.Struct, frozen=True, omit_defaults=True):
    messages: list[ChatMessage]
    before: str | None = None


class ChatSeen(msgspec.Struct, frozen=True):
    channel: str
    up_to: str
