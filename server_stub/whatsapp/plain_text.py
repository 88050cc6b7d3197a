"""The commonest body read by a typed decoder: plain text messages and nothing besides.

It says exactly what the lenient reader says (a test compares them) and leaves to it whatever has one more field.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from server_stub.contract.content import Content, Kind
from server_stub.whatsapp.lenient import moment
from server_stub.whatsapp.people import identified, joined
from server_stub.whatsapp.webhook_types import Channel, Incoming, Item, Person


class _Exact(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    pass


class _Text(_Exact):
    body: str


class _Message(_Exact):
    id: str
    timestamp: str
    type: Literal["text"]
    text: _Text
    # Absent is not the same as empty: the copy that is kept must say what came.
    sender: str | msgspec.UnsetType = msgspec.field(name="from", default=msgspec.UNSET)
    from_user_id: str | msgspec.UnsetType = msgspec.UNSET
    from_parent_user_id: str | msgspec.UnsetType = msgspec.UNSET


class _Profile(_Exact):
    name: str = ""
    username: str = ""


class _Card(_Exact):
    profile: _Profile
    wa_id: str = ""
    user_id: str = ""
    parent_user_id: str = ""


class _Metadata(_Exact):
    phone_number_id: str
    display_phone_number: str = ""


class _Value(_Exact):
    messaging_product: str
    metadata: _Metadata
    messages: list[_Message]
    contacts: list[_Card] = []


class _Change(_Exact):
    field: Literal["messages"]
    value: _Value


class _Entry(_Exact):
    id: str
    changes: list[_Change]


class _Body(_Exact):
    object: str
    entry: list[_Entry]


_decode: Final = msgspec.json.Decoder(_Body).decode
_encode: Final = msgspec.json.Encoder().encode


def parse_plain(body: bytes) -> list[Item] | None:
    """The messages of a body of plain texts; None where it is anything else."""
    try:
        document = _decode(body)
    except (ValueError, RecursionError):
        return None
    found: list[Item] = []
    for number, entry in enumerate(document.entry):
        for index, change in enumerate(entry.changes):
            path = f"entry[{number}].changes[{index}].value.messages"
            if not change.value.messages or not _read(entry.id, change.value, path, found):
                return None
    return found


def _read(waba_id: str, value: _Value, path: str, found: list[Item]) -> bool:
    metadata = value.metadata
    if not metadata.phone_number_id:
        return False
    channel = Channel(metadata.phone_number_id, metadata.display_phone_number, waba_id)
    cards = [_person(card) for card in value.contacts]
    for number, one in enumerate(value.messages):
        if not one.id:
            return False
        own = identified(one.sender or "", one.from_user_id or "", one.from_parent_user_id or "")
        found.append(
            Incoming(
                f"{path}[{number}]",
                _encode(one),
                channel,
                one.id,
                "text",
                moment(one.timestamp),
                joined(own, cards),
                Content(Kind.TEXT, one.text.body),
            )
        )
    return True


def _person(card: _Card) -> Person:
    profile = card.profile
    shown = (profile.username.strip().lstrip("@"), profile.name.strip())
    ids = identified(card.wa_id, card.user_id, card.parent_user_id)
    return Person(ids.wa_id, ids.bsuid, ids.parent_bsuid, *shown)
