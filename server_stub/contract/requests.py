"""Requests and answers of the HTTP API under /v1; the routes are listed in docs/api.md and in the generated OpenAPI."""

from __future__ import annotations

import msgspec

from server_stub.contract.cases import Disposition
from server_stub.contract.content import Card, Location, Media
from server_stub.contract.events import Alarm
from server_stub.contract.gate import Decision
from server_stub.contract.model import (
    Account,
    ConsentPurpose,
    Contact,
    Conversation,
    Message,
    Phrase,
    Template,
)
from server_stub.contract.queues import Queue
from server_stub.contract.stickers import Sticker
from server_stub.contract.team import AgentStatus, ChatChannel


class Login(msgspec.Struct, frozen=True, omit_defaults=True):
    login: str
    password: str
    device: str = ""
    api_version: int = 1


class Session(msgspec.Struct, frozen=True, omit_defaults=True):
    """Answer to a login. `token` is opaque, sent as `Authorization: Bearer`, and revocable."""

    token: str
    account: Account
    expires_at: int
    brand: str = ""


class Snapshot(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything a desktop needs to begin.

    Follow the event stream from `seq`: what happened in between arrives there again, harmlessly.
    """

    seq: int
    account: Account
    brand: str
    conversations: list[Conversation]
    contacts: list[Contact]
    accounts: list[Account]
    templates: list[Template]
    phrases: list[Phrase]
    purposes: list[ConsentPurpose]
    next_page: str | None = None
    """Cursor of older conversations for GET /v1/conversations, absent at the end."""
    promotional_words: list[str] = []
    """What makes a free text look like an offer (see contract.promotional); empty when nobody is to be asked."""
    alarms: list[Alarm] = []
    """What stands now, oldest first; for leads and admins only."""
    stickers: list[Sticker] = []
    signs: bool = False
    """Texts leave with the name of who wrote them (contract.signing), which counts in their length."""
    queues: list[Queue] = []
    team: list[AgentStatus] = []
    dispositions: list[Disposition] = []
    chats: list[ChatChannel] = []


class ConversationPage(msgspec.Struct, frozen=True, omit_defaults=True):
    conversations: list[Conversation]
    contacts: list[Contact]
    next_page: str | None = None


class MessagePage(msgspec.Struct, frozen=True, omit_defaults=True):
    """Newest last. `before` for the next older page, absent at the beginning of the conversation."""

    messages: list[Message]
    before: str | None = None


class SendTemplate(msgspec.Struct, frozen=True, omit_defaults=True):
    template_id: str
    variables: dict[str, str] = {}


class SendMessage(msgspec.Struct, frozen=True, omit_defaults=True):
    """Ask the gateway to send one of: `text`, `media_id` (with `text` as caption), `template`, `consent_purpose`,
    `location`, `cards`, `sticker_id`.

    A template whose header is a file goes with the `media_id` of that file.
    `consent_purpose` asks for permission in the chat.

    `client_id` is the idempotency key: the same id with the same body answers as the first time, with another body it
    is refused.
    """

    client_id: str
    conversation_id: str
    text: str = ""
    media_id: str | None = None
    template: SendTemplate | None = None
    consent_purpose: str | None = None
    quote_id: str | None = None
    """Id of the message that is answered."""
    promotional: bool | None = None
    """The agent's answer where a free text looked like an offer; None where nobody asked."""
    as_document: bool = False
    """The file of `media_id` goes as a document, although it is a picture, a film or sound."""
    composed_at: int = 0
    """When the agent pressed the key, for the timeline of an answer that was written offline."""
    location: Location | None = None
    cards: list[Card] = []
    """Contact cards, at most five (2.2)."""
    as_kind: str = ""
    """As what the file of `media_id` goes: voice, audio or sticker; "" for what its type suggests."""
    sticker_id: str = ""
    """A sticker of the team: nothing needs to be uploaded."""


class React(msgspec.Struct, frozen=True, omit_defaults=True):
    """Our reaction to a message of the customer; an empty `emoji` takes it back.

    `client_id` is the idempotency key, as for a message.
    """

    client_id: str
    emoji: str = ""


class WriteNote(msgspec.Struct, frozen=True, omit_defaults=True):
    """An internal note, in a request of its own: a gateway that does not know notes refuses it, and sends nothing.

    `mentions`: ids of the colleagues who are called by name. `client_id`: the idempotency key, as for a message.
    """

    client_id: str
    text: str
    mentions: list[str] = []


class Accepted(msgspec.Struct, frozen=True, omit_defaults=True):
    """202: the message is durable, allowed and will be sent."""

    message: Message
    decision: Decision


class MarkRead(msgspec.Struct, frozen=True):
    up_to_message_id: str


class Assign(msgspec.Struct, frozen=True, omit_defaults=True):
    account_id: str | None = None
    """None puts the conversation back to where any agent may take it."""
    expected_agent: str | None = None
    """Who had it when this was decided, "" for nobody: two leads who move one case do not undo each other."""


class SetAvailable(msgspec.Struct, frozen=True):
    available: bool


class RecordConsent(msgspec.Struct, frozen=True, omit_defaults=True):
    """An agent records what the person said.

    A grant needs evidence: the message that says it, a media id of a document or recording, or an evidence file that
    was uploaded for this person. `way`: message, voice or paper. `said_at`: when (ms), where no message tells it.
    `notice_version`: the text that was agreed to, "" for the current one; it must have been in force at that time.
    """

    purpose: str
    granted: bool
    evidence_message_id: str | None = None
    evidence_media_id: str | None = None
    note: str = ""
    evidence_file_id: str | None = None
    way: str = "message"
    said_at: int = 0
    notice_version: str = ""


class Uploaded(msgspec.Struct, frozen=True):
    media: Media


class Health(msgspec.Struct, frozen=True):
    """Answer of GET /v1/health, 200 when `ok`, else 503. `checks` by name: storage, ledger, and one for each worker."""

    ok: bool
    checks: dict[str, bool]
