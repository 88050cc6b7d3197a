"""The event log as desktops follow it. Events carry states, not differences, so applying one twice is harmless."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from server_stub.contract.cases import Disposition
from server_stub.contract.gate import Outlook
from server_stub.contract.model import (
    Account,
    Claim,
    ConsentPurpose,
    Contact,
    Conversation,
    Failure,
    Message,
    Template,
)
from server_stub.contract.phrases import PhraseChanged
from server_stub.contract.queues import Queue, QueueRemoved
from server_stub.contract.stickers import Sticker
from server_stub.contract.team import AgentStatus, ChatMessage, PresenceChanged


class EventKind(StrEnum):
    """What happened; the data of each kind is the Struct named beside it."""

    MESSAGE = "message"  # MessageChanged
    STATUS = "status"  # StatusChanged
    MESSAGES_REMOVED = "messages_removed"  # MessagesRemoved: kept long enough, nobody has them any more
    CONVERSATION = "conversation"  # Conversation
    CONVERSATION_LEFT = "conversation_left"  # ConversationLeft: it may no longer be seen by this account
    CONTACT = "contact"  # Contact
    CLAIM = "claim"  # ClaimChanged
    OUTLOOK = "outlook"  # Outlook
    ACCOUNT = "account"  # Account
    TEMPLATE = "template"  # Template
    ALARM = "alarm"  # Alarm
    CATALOGUE = "catalogue"  # Catalogue
    PHRASE = "phrase"  # PhraseChanged; one's own phrases come to oneself only
    STICKER = "sticker"  # Sticker; `removed_at` says that it is no longer there
    QUEUE = "queue"  # Queue
    QUEUE_REMOVED = "queue_removed"  # QueueRemoved
    AGENT = "agent"  # AgentStatus, as colleagues may read it
    DISPOSITIONS = "dispositions"  # Dispositions
    PRESENCE = "presence"  # PresenceChanged; kept for a minute only
    CHAT = "chat"  # ChatMessage, addressed to each who may read it
    REFRESH = "refresh"  # Refresh, addressed: what this account may see has changed, a snapshot is needed


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


class MessagesRemoved(msgspec.Struct, frozen=True):
    conversation_id: str
    message_ids: list[str]


class ConversationLeft(msgspec.Struct, frozen=True):
    conversation_id: str


class ClaimChanged(msgspec.Struct, frozen=True, omit_defaults=True):
    conversation_id: str
    claim: Claim | None = None


class Catalogue(msgspec.Struct, frozen=True, omit_defaults=True):
    """What may be asked for, what makes a free text look like an offer, and whether texts leave with the name of who
    wrote them, as an administrator has now set it."""

    purposes: list[ConsentPurpose]
    promotional_words: list[str] = []
    signs: bool = False


class Dispositions(msgspec.Struct, frozen=True):
    """The whole tree, in place of the one before."""

    nodes: list[Disposition]


class Refresh(msgspec.Struct, frozen=True):
    """`why`: queues (other memberships), role."""

    why: str


class AlarmCode(StrEnum):
    """What an administrator must mend. From `CHANNEL_UNAUTHORISED` on it is about one of our numbers."""

    LEDGER_BROKEN = "ledger_broken"  # seq
    PHRASES_UNREADABLE = "phrases_unreadable"  # file, reason; some of key, phrase, variable, detail, limit
    QUARANTINE = "quarantine"  # count
    CHECKPOINT_BROKEN = "checkpoint_broken"  # size
    OUTSIDE_CHANNEL_DOWN = "outside_channel_down"  # channel (email, sms), waiting
    REQUEST_DUE = "request_due"  # count, days
    HISTORY_DUE = "history_due"  # count, days, protocol (of the first that is due)
    COMPLAINTS = "complaints"  # count
    SLA_AT_RISK = "sla_at_risk"  # queue (id), name, count (about)
    QUEUE_UNATTENDED = "queue_unattended"  # queue (id), name, waiting (about)
    WEBHOOK_SILENCE = "webhook_silence"  # minutes
    CHANNEL_UNAUTHORISED = "channel_unauthorised"  # number, meta_code; so all that follow
    NUMBER_UNAVAILABLE = "number_unavailable"
    NUMBER_UNREGISTERED = "number_unregistered"
    ACCOUNT_RESTRICTED = "account_restricted"
    ACCOUNT_LOCKED = "account_locked"
    DISPLAY_NAME = "display_name"
    PAYMENT_PROBLEM = "payment_problem"
    PAYMENT_TERMS = "payment_terms"
    QUALITY_LIMIT = "quality_limit"
    MARKETING_SWITCHED_OFF = "marketing_switched_off"
    TEMPLATE_MISUSE = "template_misuse"
    NUMBER_QUALITY = "number_quality"  # number, quality (YELLOW, RED), status (FLAGGED, RESTRICTED …); no meta_code


class Alarm(msgspec.Struct, frozen=True, omit_defaults=True):
    """An AlarmCode begins to stand, stands with other parameters, or is cleared. Only leads and admins are told."""

    code: str
    params: dict[str, str | int] = {}
    cleared: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Alarms of one key are one alarm in different states: its code, and which number, channel or queue it is
        about."""
        subjects = (self.params.get(name) for name in ("number", "channel", "queue"))
        return self.code, str(next((it for it in subjects if it is not None), ""))


DATA_TYPES: dict[str, type] = {
    EventKind.MESSAGE: MessageChanged,
    EventKind.STATUS: StatusChanged,
    EventKind.MESSAGES_REMOVED: MessagesRemoved,
    EventKind.CONVERSATION: Conversation,
    EventKind.CONVERSATION_LEFT: ConversationLeft,
    EventKind.CONTACT: Contact,
    EventKind.CLAIM: ClaimChanged,
    EventKind.OUTLOOK: Outlook,
    EventKind.ACCOUNT: Account,
    EventKind.TEMPLATE: Template,
    EventKind.ALARM: Alarm,
    EventKind.CATALOGUE: Catalogue,
    EventKind.PHRASE: PhraseChanged,
    EventKind.STICKER: Sticker,
    EventKind.QUEUE: Queue,
    EventKind.QUEUE_REMOVED: QueueRemoved,
    EventKind.AGENT: AgentStatus,
    EventKind.DISPOSITIONS: Dispositions,
    EventKind.PRESENCE: PresenceChanged,
    EventKind.CHAT: ChatMessage,
    EventKind.REFRESH: Refresh,
}

RESYNC = "resync"
"""Name of the server-sent event that says: the cursor is too old, fetch a snapshot and follow from its `seq`."""
SIGNED_OUT = "signed_out"
"""Name of the server-sent event that says: the token is no longer valid, the stream ends here."""
HEARTBEAT_SECONDS = 15
"""A comment line is sent this often, so that both sides notice a dead line."""
