"""The nouns of the product as they travel: account, contact, conversation, message, template, phrase."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from server_stub.contract.cases import CaseBrief
from server_stub.contract.content import Button, Content, Media
from server_stub.contract.delivery import Status
from server_stub.contract.transfers import Offer, Participant


class Role(StrEnum):
    AGENT = "agent"
    LEAD = "lead"
    ADMIN = "admin"


class Account(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    login: str
    name: str
    role: Role
    available: bool = False
    """Takes new conversations now."""
    disabled: bool = False
    """May no longer sign in; still named as the author of old messages."""


class Budget(msgspec.Struct, frozen=True, omit_defaults=True):
    """How many messages of a purpose a person got of those allowed in `period` (day, week or month): the tightest."""

    used: int
    limit: int
    period: str


class Consent(msgspec.Struct, frozen=True, omit_defaults=True):
    """State of one purpose for one contact, derived from the ledger at `as of` the moment of the answer.

    `state`: NONE, PENDING, ACTIVE, REFUSED, REVOKED, EXPIRED, LAPSED, RENEWAL_NEEDED (8.2). `proof_level` 0–5 (8.1).
    """

    purpose: str
    state: str
    since: int | None = None
    valid_until: int | None = None
    proof_level: int = 0
    notice_version: str = ""
    source: str = ""
    """Where the last event came from: agent, button, keyword, platform, web, app, email, sms, import …"""
    budget: Budget | None = None


class Contact(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person.

    `phone` is E.164 with the 9th digit where known, absent when the person hides it; `username` without @.
    """

    id: str
    name: str = ""
    phone: str | None = None
    username: str | None = None
    created_at: int = 0
    consents: list[Consent] = []
    opted_out_at: int | None = None
    """Set while an opt-out of everything stands."""
    number_change_proposed: bool = False
    email: str = ""
    platform_stop_at: int | None = None
    """Since when WhatsApp's own switch for offers is off for one of our numbers."""
    minor: bool = False
    adult: bool = False
    """Known to be of age; neither this nor `minor`: nobody noted the age down."""
    legal_block_at: int | None = None
    merged_into: str = ""


class Claim(msgspec.Struct, frozen=True, omit_defaults=True):
    """A lease: `account_id` works in this conversation until `until`."""

    account_id: str
    account_name: str
    until: int


class Doubt(msgspec.Struct, frozen=True, omit_defaults=True):
    """The person may have asked to leave. Until somebody says, nothing promotional is sent; at `expires_at` it counts.

    `rule` names what was noticed: ambiguous_word, stop_sign, wrong_person, thumbs_down, promotion_cancelled …
    """

    message_id: str
    rule: str
    at: int
    expires_at: int


class Preview(msgspec.Struct, frozen=True, omit_defaults=True):
    """The last message in one line; `text` is empty for kinds that need words of the interface."""

    message_id: str
    kind: str
    text: str
    direction: str
    status: str
    sent_at: int
    author_id: str | None = None
    """The account that sent it; None for customers, the gateway itself and the phone."""


class Conversation(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything between one contact and one channel number.

    `window_until`: free replies are possible until then (ms).
    """

    id: str
    contact_id: str
    channel_number_id: str
    assignee_id: str | None = None
    unread: int = 0
    last_inbound_at: int | None = None
    window_until: int | None = None
    last: Preview | None = None
    protocol: str = ""
    """Protocol number of the open case, 18 digits, empty when none is open."""
    claim: Claim | None = None
    doubt: Doubt | None = None
    mentioned: list[str] = []
    """Accounts that a note calls by name and that have not looked yet."""
    queue_id: str = ""
    """Where its case is, or was last."""
    case: CaseBrief | None = None
    """The one that is open, else the one that was closed last."""
    offer: Offer | None = None
    """Somebody is asked to take it, or to join."""
    participants: list[Participant] = []
    """Who is in the chat beside the agent in charge."""


class Quote(msgspec.Struct, frozen=True, omit_defaults=True):
    """The message that is answered; `message_id` is empty when we never had it."""

    message_id: str
    kind: str = ""
    text: str = ""
    direction: str = "in"


class Reaction(msgspec.Struct, frozen=True, omit_defaults=True):
    emoji: str
    by_customer: bool
    at: int = 0
    pending: bool = False
    """Ours, on its way: WhatsApp has not taken it yet."""


class Failure(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a message failed: `code` is a Meta error code as text or one of ours; Meta's details are for supervisors."""

    code: str
    details: str = ""


class Hold(msgspec.Struct, frozen=True, omit_defaults=True):
    """An accepted message that waits: a HOLD reason of the send gate, and not before when it is tried again (ms)."""

    reason: str
    not_before: int


class Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """One item of a conversation.

    Ordered by (`sent_at`, `id`); `sent_at` is WhatsApp's time for inbound, ours until WhatsApp tells it for outbound.
    """

    id: str
    conversation_id: str
    direction: str
    """"in" or "out"."""
    content: Content
    sent_at: int
    status: Status
    author_id: str | None = None
    author_name: str = ""
    client_id: str | None = None
    quote: Quote | None = None
    reactions: list[Reaction] = []
    status_times: dict[str, int] = {}
    edited_at: int | None = None
    deleted_at: int | None = None
    failure: Failure | None = None
    hold: Hold | None = None


class TemplateButton(Button, frozen=True, omit_defaults=True):
    """A button of a template. `title` is "" where WhatsApp itself words it, in the customer's language.

    `kind` as Meta names it: QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, ...; `url` with its variable, e.g. {{1}}.
    """

    kind: str = ""
    url: str = ""


class TemplateCard(msgspec.Struct, frozen=True, omit_defaults=True):
    """One card of a carousel."""

    body: str
    header_kind: str = ""
    buttons: list[TemplateButton] = []


class Template(msgspec.Struct, frozen=True, omit_defaults=True):
    """An approved text at Meta.

    `category`: MARKETING, UTILITY, AUTHENTICATION; `variables` in the order they appear: "x" in the body, "header.x",
    "button.0", "location.name" and its neighbours, and "offer.ends_at" (ms UTC).
    """

    id: str
    name: str
    language: str
    category: str
    status: str
    body: str
    header: str = ""
    footer: str = ""
    buttons: list[TemplateButton] = []
    variables: list[str] = []
    purpose: str = ""
    quality: str = "UNKNOWN"
    header_kind: str = ""
    """TEXT, IMAGE, VIDEO, DOCUMENT or LOCATION; "" without a header. The file goes with each send as `media_id`."""
    cards: list[TemplateCard] = []
    """A carousel is shown, although it cannot be sent from here."""
    offer: str = ""
    """The line of an offer that ends at a time."""
    obstacle: str = ""
    """Why it cannot be sent from here: carousel, products, flow, one_time_code, unknown_part; "" where it can."""


class Phrase(msgspec.Struct, frozen=True, omit_defaults=True):
    """A canned phrase of one layer (see contract.phrases, which also tells what its text may hold).

    `revision` grows with each change; 0 for those of the operator's file.
    """

    key: str
    title: str
    text: str
    scope: str = ""
    revision: int = 0
    hidden: bool = False
    """The operator's phrase with this key is not offered."""
    file: Media | None = None
    """Goes with it; fetched as a file of the company."""


class ConsentPurpose(msgspec.Struct, frozen=True, omit_defaults=True):
    """A purpose that may be asked for, with the exact text of its current notice."""

    code: str
    category: str
    notice_version: str = ""
    notice_text: str = ""
    title_pt: str = ""
    title_en: str = ""
