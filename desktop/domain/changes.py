"""What changed, with names: views repaint or re-read only what they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

_EMPTY: Mapping[str, frozenset[str]] = {}


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Ids of what changed since the last set.

    Merging is a union, so sets may be combined while the interface is busy.
    """

    messages: Mapping[str, frozenset[str]] = field(default_factory=lambda: _EMPTY)
    """Conversation id → ids of messages that are new or different."""
    statuses: Mapping[str, frozenset[str]] = field(default_factory=lambda: _EMPTY)
    """Conversation id → ids of messages whose ticks alone changed: a repaint, never a re-layout."""
    conversations: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()
    outlooks: frozenset[str] = frozenset()
    """Conversations whose "may I send?" must be asked again."""
    connection: bool = False
    """Connection state or the number of unsent messages."""
    catalogue: bool = False
    """Templates, phrases, colleagues, purposes."""
    alarms: bool = False
    """What an administrator must mend."""
    team: bool = False
    """Queues, states of colleagues or one's own, dispositions."""
    presence: frozenset[str] = frozenset()
    """Conversations in which colleagues begin or cease to look or to type."""
    chat: bool = False
    """What colleagues say among themselves."""
    everything: bool = False
    """After a resync: re-read all."""

    def merged(self, other: ChangeSet) -> ChangeSet:
        combined: dict[str, Any] = {}
        for item in fields(self):
            mine, theirs = getattr(self, item.name), getattr(other, item.name)
            if isinstance(mine, Mapping):
                combined[item.name] = {
                    key: mine.get(key, frozenset()) | theirs.get(key, frozenset()) for key in {**mine, **theirs}
                }
            else:
                combined[item.name] = mine | theirs
        return ChangeSet(**combined)

    def __bool__(self) -> bool:
        return any(getattr(self, item.name) for item in fields(self))
