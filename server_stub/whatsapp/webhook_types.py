"""What a webhook body says, item by item, in our own words. Times in ms; empty text where WhatsApp said nothing."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from server_stub.contract.content import Content


class Channel(msgspec.Struct, frozen=True, gc=False):
    """The business number that an item belongs to; `number_id` is Meta's phone number id."""

    number_id: str
    display_phone: str = ""
    waba_id: str = ""


class Person(msgspec.Struct, frozen=True, gc=False):
    """The customer as this one item identifies them. `group_id` stands for a whole group of people."""

    wa_id: str = ""
    bsuid: str = ""
    parent_bsuid: str = ""
    username: str = ""
    name: str = ""
    group_id: str = ""


class MediaReference(msgspec.Struct, frozen=True, gc=False):
    """A file that is still at Meta; `media_id` is empty when WhatsApp says that it could not get it."""

    media_id: str
    mime_type: str
    sha256: str = ""
    file_name: str = ""
    animated: bool = False


class IdentityChange(msgspec.Struct, frozen=True, gc=False):
    """WhatsApp says that the person behind an identity has another one now. `kind` is WhatsApp's name of it."""

    kind: str
    wa_id: str = ""
    bsuid: str = ""
    parent_bsuid: str = ""
    previous_bsuid: str = ""


class Incoming(msgspec.Struct, frozen=True, gc=False):
    """A message to be shown, from the customer or, with `outbound`, from the company's own phone."""

    path: str
    raw: bytes
    channel: Channel
    wamid: str
    wa_type: str
    sent_at: int | None
    person: Person
    content: Content
    media: MediaReference | None = None
    quoted_wamid: str = ""
    outbound: bool = False
    origin: str = ""
    history_status: str = ""
    identity_change: IdentityChange | None = None


class StatusReport(msgspec.Struct, frozen=True, gc=False):
    """How far a message of ours has come. `callback` is our own id; `participant` names one person of a group."""

    path: str
    raw: bytes
    channel: Channel
    wamid: str
    status: str
    at: int | None
    participant: str = ""
    callback: str = ""
    failure_code: str = ""
    failure_details: str = ""


class Correction(msgspec.Struct, frozen=True, gc=False):
    """A message was edited (`content` is the new one) or deleted for everyone (`content` is None)."""

    path: str
    raw: bytes
    channel: Channel
    wamid: str
    wa_type: str
    target_wamid: str
    at: int | None
    content: Content | None
    outbound: bool = False


class ReactionReport(msgspec.Struct, frozen=True, gc=False):
    """Somebody reacted to a message; an empty `emoji` takes it back."""

    path: str
    raw: bytes
    channel: Channel
    wamid: str
    wa_type: str
    target_wamid: str
    at: int | None
    emoji: str
    outbound: bool = False


class Preference(msgspec.Struct, frozen=True, gc=False):
    """WhatsApp's own switch for marketing: `value` is stop, resume, signup or something new."""

    path: str
    raw: bytes
    channel: Channel
    person: Person
    category: str
    value: str
    at: int | None
    own_key: str


class Other(msgspec.Struct, frozen=True, gc=False):
    """Anything else, kept as it came. `own_key` is what makes it the same update when it comes again."""

    path: str
    raw: bytes
    field: str
    own_key: str


class Unparsed(msgspec.Struct, frozen=True, gc=False):
    """What no rule could read. `detail` tells types and names of fields, never values; `raw` can be replayed."""

    path: str
    raw: bytes
    reason: str
    detail: str


Item: TypeAlias = Incoming | StatusReport | Correction | ReactionReport | Preference | Other | Unparsed
