"""What one local transaction changed: enough for the memory beside the store, for the views and for the media cache."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from desktop.application.store_ports import Catalogue, OutboxItem
from desktop.application.team_notes import TeamContent
from desktop.domain.changes import ChangeSet
from server_stub.contract.events import Alarm
from server_stub.contract.gate import Outlook
from server_stub.contract.model import Contact, Conversation, Message
from server_stub.contract.team import ChatMessage, PresenceChanged


@dataclass(slots=True)
class Applied:
    """Filled inside a transaction, read after its commit. In the mappings None stands for "gone"."""

    messages: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    statuses: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    conversations: dict[str, Conversation | None] = field(default_factory=dict)
    contacts: dict[str, Contact | None] = field(default_factory=dict)
    outlooks: dict[str, Outlook] = field(default_factory=dict)
    outlooks_doubtful: set[str] = field(default_factory=set)
    """Conversations whose last known outlook may be wrong now."""
    every_outlook_doubtful: bool = False
    catalogue: Catalogue | None = None
    alarms: tuple[Alarm, ...] | None = None
    promotional_words: tuple[str, ...] | None = None
    signs: bool | None = None
    team: TeamContent | None = None
    presences: list[PresenceChanged] = field(default_factory=list)
    chat: bool = False
    chat_messages: list[ChatMessage] = field(default_factory=list)
    """Of colleagues, new."""
    snapshot_due: bool = False
    inbound: set[str] = field(default_factory=set)
    """Conversations with a message of the customer that was not known before."""
    settled: list[tuple[OutboxItem, Message]] = field(default_factory=list)
    """What waited to be sent and what the gateway made of it."""
    queued: list[OutboxItem] = field(default_factory=list)
    given_up: list[OutboxItem] = field(default_factory=list)
    """Refused or discarded: no longer waiting."""
    media_gone: list[str] = field(default_factory=list)
    everything: bool = False

    def message(self, conversation_id: str, message_id: str) -> None:
        self.messages[conversation_id].add(message_id)

    def changes(self) -> ChangeSet:
        """`statuses` without those that are told as `messages` already; the outbox's own changes are told elsewhere."""
        return ChangeSet(
            messages={key: frozenset(ids) for key, ids in self.messages.items()},
            statuses={
                key: frozenset(ids - self.messages.get(key, set()))
                for key, ids in self.statuses.items()
                if ids - self.messages.get(key, set())
            },
            conversations=frozenset(self.conversations),
            contacts=frozenset(self.contacts),
            outlooks=frozenset(self.outlooks) | frozenset(self.outlooks_doubtful),
            catalogue=self.catalogue is not None,
            alarms=self.alarms is not None,
            team=self.team is not None,
            presence=frozenset(each.conversation_id for each in self.presences),
            chat=self.chat,
            everything=self.everything,
        )
