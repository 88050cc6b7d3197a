"""What a message says: one lenient structure for every WhatsApp type, so that an unknown type still travels."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec


class Kind(StrEnum):
    """Message types as WhatsApp names them, plus the ones of this product.

    Unknown strings are legal wherever a kind is carried.
    """

    TEXT = "text"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    VOICE = "voice"
    DOCUMENT = "document"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACTS = "contacts"
    REACTION = "reaction"
    INTERACTIVE = "interactive"
    BUTTON = "button"
    ORDER = "order"
    TEMPLATE = "template"
    SYSTEM = "system"
    UNSUPPORTED = "unsupported"
    CONSENT_PROMPT = "consent_prompt"
    CALL = "call"
    NOTE = "note"


NOT_ANSWERABLE: Final = frozenset({Kind.SYSTEM, Kind.CALL, Kind.NOTE})
"""They stand in a conversation, but WhatsApp knows no message that could be answered or reacted to."""


class Line(StrEnum):
    """What a SYSTEM message tells, its `original_kind`; beside each the names in its `params`.

    The first five come from WhatsApp, under its own names; the others the gateway writes itself.
    """

    NUMBER_CHANGED = "user_changed_number"  # before, after; either may be missing
    CUSTOMER_CHANGED_NUMBER = "customer_changed_number"  # the older name of the same
    USER_ID_CHANGED = "user_changed_user_id"
    IDENTITY_CHANGED = "customer_identity_changed"
    WELCOME = "request_welcome"
    TRANSFERRED = "transferred"  # before (may be missing), after: names of people of the team
    QUEUED = "queued"  # before
    CASE_OPENED = "case_opened"  # protocol
    CASE_CLOSED = "case_closed"  # protocol; agent: who closed it
    CASE_REOPENED = "case_reopened"  # protocol
    MOVED_TO_QUEUE = "moved_to_queue"  # queue; before: who had it; the card: wants, done, promised, note
    OFFERED = "offered"  # before, after: who asks whom; kind: warm, consult; the card: wants, done, promised, note
    RETURNED = "returned"  # before: who did not take it, or went; kind as OFFERED; reason (DeclineReason), note
    JOINED = "joined"  # after: who is in the chat now; before: who asked them
    LEFT_CHAT = "left_chat"  # before
    CONSENT_GIVEN = "consent_given"  # purpose; title, where the company has given it one
    CONSENT_REVOKED = "consent_revoked"  # purpose, or a scope such as "mkt.*"; title


class Media(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file of a message.

    `state`: pending (not fetched yet), ready, failed, blocked (by the virus scanner).
    `size` in bytes, `duration_ms` for sound and video if known.
    """

    id: str
    mime_type: str
    state: str = "pending"
    file_name: str = ""
    size: int = 0
    width: int = 0
    height: int = 0
    duration_ms: int = 0
    animated: bool = False
    thumbnail: int = 0
    """Bytes of the small picture that can be had of it; 0 where there is none."""


class Location(msgspec.Struct, frozen=True, omit_defaults=True):
    latitude: float
    longitude: float
    name: str = ""
    address: str = ""


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """A contact card inside a message."""

    name: str
    phones: list[str] = []
    emails: list[str] = []
    organisation: str = ""
    role: str = ""
    """Department and title, as far as the card names them."""
    addresses: list[str] = []
    """Each in one line."""
    links: list[str] = []


class Button(msgspec.Struct, frozen=True, omit_defaults=True):
    """A button or list row that we offered, or that a template carries."""

    id: str
    title: str


class Choice(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the customer tapped: a button, a list row, a template's quick reply, or a flow's answers as text."""

    id: str
    title: str
    description: str = ""


class TemplateUse(msgspec.Struct, frozen=True, omit_defaults=True):
    template_id: str
    name: str
    language: str
    variables: dict[str, str] = {}


class OrderItem(msgspec.Struct, frozen=True, omit_defaults=True):
    """`price` of one in decimal digits, empty where WhatsApp told none; `currency` by ISO 4217."""

    product_id: str
    quantity: int = 1
    price: str = ""
    currency: str = ""


class Order(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the customer put into the cart of our catalogue. `note` is what they wrote with it."""

    items: list[OrderItem] = []
    catalog_id: str = ""
    note: str = ""


class FlowAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """One field of a form that the customer filled in, under the name that the form gives it."""

    name: str
    value: str


class Referral(msgspec.Struct, frozen=True, omit_defaults=True):
    """The advertisement or post that the customer came from. `kind`: ad, post; `media_kind`: image, video, empty."""

    url: str
    kind: str = ""
    headline: str = ""
    body: str = ""
    media_kind: str = ""


class Call(msgspec.Struct, frozen=True, omit_defaults=True):
    """A call of the past. `outcome` is WhatsApp's word in small letters: completed, failed, rejected …"""

    outcome: str = ""
    duration_ms: int = 0

    @property
    def was_answered(self) -> bool:
        return self.duration_ms > 0


class Content(msgspec.Struct, frozen=True, omit_defaults=True):
    """The whole of what a message says. `text` is the body, the caption, or the plain words of any other kind."""

    kind: str
    text: str = ""
    media: Media | None = None
    location: Location | None = None
    cards: list[Card] = []
    buttons: list[Button] = []
    choice: Choice | None = None
    template: TemplateUse | None = None
    footer: str = ""
    original_kind: str = ""
    """For UNSUPPORTED: what WhatsApp called it. For SYSTEM: the kind of system line."""
    forwarded: int = 0
    """0 no, 1 forwarded, 2 forwarded many times."""
    referral_url: str = ""
    """The advertisement or post that the customer came from."""
    order: Order | None = None
    answers: list[FlowAnswer] = []
    referral: Referral | None = None
    call: Call | None = None
    product_id: str = ""
    """The product of our catalogue that the customer asks about."""
    params: dict[str, str] = {}
    """For SYSTEM: what the sentence speaks of, by the names that `Line` gives."""
    mentions: list[str] = []
    """For NOTE: ids of the colleagues who are called by name."""
    signed_as: str = ""
    """The name that the customer reads above `text`, which is what was written (contract.signing)."""
    problem: str = ""
    """Code that WhatsApp told beside a message that it could not hand over whole, e.g. 131052: its file."""


class Version(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a message said from `at` (ms) on, until the next version."""

    content: Content
    at: int
