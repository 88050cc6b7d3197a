"""The event log as desktops follow it. Events carry states, not differences, so applying one twice is harmless."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from server_stub.contract.gate import Outlook
from server_stub.contract.model import (
    Account,
    Claim,
    Contact,
    Conversation,
    Failure,
    Message,
    Template,
)


class EventKind(StrEnum):
    """What happened; the data of each kind is the Struct named beside it."""

    MESSAGE = "message"  # MessageChanged
    STATUS = "status"  # StatusChanged
    CONVERSATION = "conversation"  # Conversation
    CONVERSATION_LEFT = "conversation_left"  # ConversationLeft: it may no longer be seen by this account
    CONTACT = "contact"  # Contact
    CLAIM = "claim"  # ClaimChanged
    OUTLOOK = "outlook"  # Outlook
    ACCOUNT = "account"  # Account
    TEMPLATE = "template"  # Template
    ALARM = "alarm"  # Alarm


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """One row of the log.

    `data` is the raw JSON of the kind's Struct; a kind that is not known is skipped, its `seq` still counts.
    """

    seq: int
    kind: str
    at: int
    data: msgspec.Raw
    conversation_id: str | None = None


class MessageChanged(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message is new, edited, deleted or reacted to; with the conversation as it then stands, for the list."""

    message: Message
    conversation: Conversation | None = None


class StatusChanged(msgspec.Struct, frozen=True, omit_defaults=True):
    message_id: str
    status: str
    at: int
    failure: Failure | None = None
    client_id: str | None = None


class ConversationLeft(msgspec.Struct, frozen=True):
    conversation_id: str


class ClaimChanged(msgspec.Struct, frozen=True, omit_defaults=True):
    conversation_id: str
    claim: Claim | None = None


class Alarm(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something an administrator must mend: channel unauthorised, ledger check failed, quarantine not empty."""

    code: str
    params: dict[str, str | int] = {}
    cleared: bool = False


DATA_TYPES: dict[str, type] = {
    EventKind.MESSAGE: MessageChanged,
    EventKind.STATUS: StatusChanged,
    EventKind.CONVERSATION: Conversation,
    EventKind.CONVERSATION_LEFT: ConversationLeft,
    EventKind.CONTACT: Contact,
    EventKind.CLAIM: ClaimChanged,
    EventKind.OUTLOOK: Outlook,
    EventKind.ACCOUNT: Account,
    EventKind.TEMPLATE: Template,
    EventKind.ALARM: Alarm,
}

RESYNC = "resync"
"""Name of the server-sent event that says: the cursor is too old, fetch a snapshot and follow from its `seq`."""
SIGNED_OUT = "signed_out"
"""Name of the server-sent event that says: the token is no longer valid, the stream ends here."""
HEARTBEAT_SECONDS = 15
"""A comment line is sent this often, so that both sides notice a dead line."""
