"""What a message says: one lenient structure for every WhatsApp type, so that an unknown type still travels."""

from __future__ import annotations

from enum import StrEnum

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


class Media(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file of a message.

    `state`: pending (not fetched yet), ready, failed. `size` in bytes, `duration_ms` for sound and video if known.
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
