"""What routing looks at: agents, queues and waiting cases at one moment, as plain values; and what it decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from server_stub.contract.queues import Strategy

SETTLED: Final = 0
"""As `overflow_at`: this wait has gone to another queue already, and does not go on to a third or back."""
_NO_SKILLS: Final[Mapping[str, int]] = {}


class Agent(msgspec.Struct, frozen=True, gc=False):
    """`available` takes new cases now; `at_work` may be busy or in a pause, so that a case may wait for them.

    `load`: weights of what they have, of `capacity`; `active`: cases in which somebody talks, of `most_active`.
    `freed_at`, `assigned_at` in ms: when their last case ended, when they were given one; None for never.
    """

    id: str
    available: bool = True
    at_work: bool = True
    load: int = 0
    capacity: int = 100
    active: int = 0
    most_active: int = 5
    skills: Mapping[str, int] = _NO_SKILLS
    languages: frozenset[str] = frozenset()
    """None named: any."""
    freed_at: int | None = None
    assigned_at: int | None = None


class QueueRule(msgspec.Struct, frozen=True, gc=False):
    """What one queue wants. `members`: place by account; with `everyone` all others stand at place 0.

    `is_open`: enabled, and within its hours. Times in ms. `last_served`: position, by place, of the member who was
    given the last one by turns.
    """

    id: str
    strategy: Strategy = Strategy.LEAST_ACTIVE
    members: Mapping[str, int] = _NO_SKILLS
    everyone: bool = False
    is_open: bool = True
    priority: int = 0
    ageing: int = 1
    """Hundredths of a step of priority that a minute of waiting adds; less than 1 counts as 1."""
    needed: Mapping[str, int] = _NO_SKILLS
    preferred: Mapping[str, int] = _NO_SKILLS
    drop_preferred_ms: int = 60_000
    overflow_to: str = ""
    overflow_waiting: int = 0
    last_served: int = -1


class Waiting(msgspec.Struct, frozen=True, gc=False):
    """One case that waits. Times in ms.

    `sticky_agent` served this person last and is waited for until `sticky_until`; `declined_by` are not asked again.
    """

    id: str
    queue_id: str
    queued_at: int
    priority: int = 0
    language: str = ""
    sticky_agent: str = ""
    sticky_until: int = 0
    declined_by: frozenset[str] = frozenset()
    window_until: int | None = None
    overflow_at: int | None = None


class Snapshot(msgspec.Struct, frozen=True):
    """`weight`: what a new case weighs."""

    agents: tuple[Agent, ...]
    queues: tuple[QueueRule, ...]
    waiting: tuple[Waiting, ...]
    weight: int = 25


class Give(msgspec.Struct, frozen=True, gc=False):
    case_id: str
    agent_id: str
    position: int = -1
    """Of the agent, where the queue serves by turns."""


class Overflow(msgspec.Struct, frozen=True, gc=False):
    case_id: str
    to_queue: str


Decision = Give | Overflow


class Plan(msgspec.Struct, frozen=True):
    """`again_at`: when a look may find something else although nothing happened (ms); None for never."""

    decisions: list[Decision]
    again_at: int | None = None
