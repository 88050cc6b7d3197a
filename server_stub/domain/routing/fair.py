"""Who gets a conversation that nobody has, where there are no queues to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """An account that takes new conversations now. `last_assigned_at` in ms, None for never."""

    account_id: str
    open_conversations: int
    last_assigned_at: int | None


def choose(candidates: Iterable[Candidate]) -> str | None:
    """The least active one, on ties the one served longest ago (consent rules 6.1); None when there is nobody."""
    best = min(candidates, key=_order, default=None)
    return None if best is None else best.account_id


def _order(candidate: Candidate) -> tuple[int, int, str]:
    never = -1
    waited = never if candidate.last_assigned_at is None else candidate.last_assigned_at
    return candidate.open_conversations, waited, candidate.account_id
