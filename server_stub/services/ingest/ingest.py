"""Ingest: items of webhook bodies in, everything that follows from them in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from server_stub.contract.events import Alarm, EventKind
from server_stub.services.hooks import (
    AnnounceAssignment,
    AnsweredElsewhere,
    BeginCase,
    CustomersWrote,
    FailureHook,
    InboundHook,
    LeftHook,
    OtherHook,
    PlaceCases,
    PreferenceHook,
    ReactionHook,
    TakeScore,
    TellBegun,
)
from server_stub.services.ingest.changes import MessageChanges
from server_stub.services.ingest.conversation_state import ConversationStates
from server_stub.services.ingest.delivery import Deliveries
from server_stub.services.ingest.directory import Directory
from server_stub.services.ingest.intake_desk import IntakeDesk
from server_stub.services.ingest.messages import NewMessages
from server_stub.services.ingest.others import Others
from server_stub.services.ingest.received import Received
from server_stub.services.ingest.recognition import Recognition
from server_stub.services.ingest.updates import Updates
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.people import People
from server_stub.storage.repositories.quarantine import Quarantine
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.setup import team_key
from server_stub.storage.vault import Vault
from server_stub.whatsapp.webhook_types import (
    Correction,
    Incoming,
    Item,
    Other,
    Preference,
    ReactionReport,
    StatusReport,
    Unparsed,
)

QUARANTINE_ALARM = "quarantine"


@dataclass(frozen=True, slots=True)
class Hooks:
    """What happens beyond receiving, given by the composition root."""

    place: PlaceCases
    announce_assignment: AnnounceAssignment
    begin_case: BeginCase
    tell_begun: TellBegun
    customers_wrote: CustomersWrote
    answered_elsewhere: AnsweredElsewhere | None = None
    take_score: TakeScore | None = None
    inbound: Sequence[InboundHook] = ()
    preference: Sequence[PreferenceHook] = ()
    other: Sequence[OtherHook] = field(default=())
    failure: Sequence[FailureHook] = ()
    left: Sequence[LeftHook] = ()
    reaction: Sequence[ReactionHook] = ()
    edited: Sequence[InboundHook] = ()


class Ingest:
    """Idempotent and independent of order: processing anything again, or later, changes nothing."""

    def __init__(self, vault: Vault, reading: Reading, events: EventLog, hooks: Hooks) -> None:
        people = People(vault)
        self._directory = Directory(people, Recognition(people), reading, events)
        states = ConversationStates(vault)
        desk = IntakeDesk(
            hooks.place,
            hooks.announce_assignment,
            hooks.begin_case,
            hooks.tell_begun,
            hooks.customers_wrote,
            hooks.answered_elsewhere,
            hooks.take_score,
        )
        self._messages = NewMessages(vault, self._directory, states, desk, reading, events, hooks.inbound)
        deliveries = Deliveries(vault, events, hooks.failure, hooks.left)
        self._updates = Updates(vault, deliveries, MessageChanges(vault, reading, events, hooks.reaction, hooks.edited))
        self._others = Others(vault, self._directory, hooks.preference, hooks.other)
        self._quarantine = Quarantine(vault)
        self._events = events
        self._handlers: dict[type[Item], Any] = {
            StatusReport: self._updates.status,
            Correction: self._updates.change,
            ReactionReport: self._updates.change,
            Preference: self._others.preference,
            Other: self._others.other,
            Unparsed: self._unparsed,
        }

    def process(self, tx: Tx, received: Sequence[Received[Item]], now: int) -> None:
        """New messages first, then what is said about messages: in whatever order they came, the result is the same.

        Raises whatever a rule or a hook raises; then the transaction must be rolled back and `forget` be called.
        """
        messages = [one for one in received if type(one.item) is Incoming]
        if messages:
            arrived = self._messages.add(tx, cast("list[Received[Incoming]]", messages), now)
            self._updates.settle(tx, arrived, now)
        if len(messages) < len(received):
            for one in received:
                handler = self._handlers.get(type(one.item))
                if handler is not None:
                    handler(tx, one, now)

    def set_aside(self, tx: Tx, one: Received[Item], reason: str, detail: str, raw: bytes, now: int) -> None:
        """Quarantine an item, and raise the alarm for administrators."""
        self._quarantine.add(tx, one.journal_id, one.item.path, reason, detail, raw, now)
        alarm = Alarm(QUARANTINE_ALARM, {"count": self._quarantine.count(tx)})
        self._events.append(tx, EventKind.ALARM, alarm, key_id=team_key(tx), now=now)

    def apply_waiting(self, tx: Tx, number_id: str, wamid: str, now: int) -> None:
        """A message of ours has just learnt WhatsApp's id: apply what was reported of it before."""
        self._updates.settle(tx, [(number_id, wamid)], now)

    def forget(self) -> None:
        """A transaction was rolled back, or people were merged or erased: remember nothing of them."""
        self._directory.forget()

    def _unparsed(self, tx: Tx, one: Received[Unparsed], now: int) -> None:
        item = one.item
        self.set_aside(tx, cast("Received[Item]", one), item.reason, item.detail, item.raw, now)
