"""What surrounds an item in its body: entry, change, business number, contact cards."""

from __future__ import annotations

import hashlib

import msgspec

from server_stub.whatsapp.lenient import Json, dumps, mapping, text
from server_stub.whatsapp.people import contact_cards
from server_stub.whatsapp.webhook_types import Channel, Person

_canonical = msgspec.json.Encoder(order="sorted")


class Scope:
    """One change of one entry. Cards and channel are read once, however many items there are."""

    __slots__ = ("_cards", "_channel", "change", "entry", "field", "value")

    def __init__(self, entry: dict[str, Json], change: dict[str, Json], value: dict[str, Json]) -> None:
        self.entry = entry
        self.change = change
        self.value = value
        self.field = text(change.get("field")) or "unknown"
        self._cards: list[Person] | None = None
        self._channel: Channel | None = None

    @property
    def cards(self) -> list[Person]:
        if self._cards is None:
            self._cards = contact_cards(self.value)
        return self._cards

    @property
    def channel(self) -> Channel:
        """Without metadata the account's id stands in, so that what was said is kept and shown all the same."""
        if self._channel is None:
            metadata = mapping(self.value.get("metadata"))
            waba_id = text(self.entry.get("id"))
            number_id = text(metadata.get("phone_number_id")) or f"account:{waba_id or 'unknown'}"
            self._channel = Channel(number_id, text(metadata.get("display_phone_number")), waba_id)
        return self._channel


def envelope(scope: Scope, name: str, item: Json) -> bytes:
    """A body that holds this one item in its surroundings: what is kept of an item for a later replay."""
    value = {key: part for key, part in scope.value.items() if not isinstance(part, list) or key == "contacts"}
    entry = {key: part for key, part in scope.entry.items() if key != "changes"}
    change = {**scope.change, "value": {**value, name: [item]}}
    return dumps({"object": "whatsapp_business_account", "entry": [{**entry, "changes": [change]}]})


def fingerprint(*parts: Json) -> str:
    """SHA-256 of what the parts say, whatever the order of their keys."""
    return hashlib.sha256(_canonical.encode(parts)).hexdigest()
