"""Remembers which contact and conversation the ids of a message lead to, so that a known person costs one look-up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.contract.events import EventKind
from server_stub.services.ingest.recognition import Recognition
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories import inbound
from server_stub.storage.repositories.people import Owner, People
from server_stub.storage.repositories.reading import Reading
from server_stub.whatsapp.webhook_types import Channel, IdentityChange, Person

_REMEMBERED: Final = 50_000
_Ids = tuple[str, str, str, str, str]


@dataclass(slots=True)
class Face:
    """What a contact shows now; one for all places of that contact."""

    name: str
    username: str


@dataclass(slots=True)
class Place:
    """Where a message belongs."""

    owner: Owner
    conversation_id: str
    face: Face


class Directory:
    """One gateway process writes; what it remembers is dropped whenever a transaction was rolled back (`forget`)."""

    def __init__(self, people: People, recognition: Recognition, reading: Reading, events: EventLog) -> None:
        self._people = people
        self._recognition = recognition
        self._reading = reading
        self._events = events
        self._places: dict[_Ids, Place] = {}
        self._faces: dict[str, Face] = {}
        self._numbers: set[Channel] = set()

    def forget(self) -> None:
        """Also to be called when people were merged, split or erased."""
        self._places.clear()
        self._faces.clear()
        self._numbers.clear()

    def place(self, tx: Tx, channel: Channel, person: Person, wamid: str, at: int, now: int) -> Place:
        """Contact and conversation of a message, made if they are new."""
        ids = (channel.number_id, person.bsuid, person.wa_id, person.parent_bsuid, person.group_id)
        known = self._places.get(ids)
        if known is None:
            known = self._look_up(tx, channel, person, wamid, at, now)
            if person.bsuid or person.wa_id or person.group_id:
                self._remember(ids, known)
        return known

    def contact_of(self, tx: Tx, person: Person, own_key: str, at: int, now: int) -> Owner:
        """The contact alone, for what is said outside a conversation."""
        return self._recognition.resolve(tx, person, own_key, at, now)[0]

    def tell_name(self, tx: Tx, place: Place, person: Person, at: int, now: int) -> None:
        """The newest message carries another name than the one that is shown."""
        if self._recognition.rename(tx, place.owner, person, at):
            self._tell_contact(tx, place.owner, now)
        place.face.name, place.face.username = person.name, person.username

    def note_change(self, tx: Tx, place: Place, change: IdentityChange, own_key: str, at: int, now: int) -> None:
        self._recognition.note_change(tx, place.owner, change, own_key, at, now)
        self._tell_contact(tx, place.owner, now)

    def _look_up(self, tx: Tx, channel: Channel, person: Person, wamid: str, at: int, now: int) -> Place:
        if channel not in self._numbers:
            inbound.add_channel_number(tx, channel.number_id, channel.waba_id, channel.display_phone, now)
            self._numbers.add(channel)
        owner, _ = self._recognition.resolve(tx, person, wamid, at, now)
        conversation_id = inbound.conversation_with(tx, owner.contact_id, channel.number_id)
        if conversation_id is None:
            conversation_id = inbound.add_conversation(tx, owner.contact_id, channel.number_id, now)
            self._tell_contact(tx, owner, now)
        return Place(owner, conversation_id, self._face(tx, owner))

    def _face(self, tx: Tx, owner: Owner) -> Face:
        face = self._faces.get(owner.contact_id)
        if face is None:
            profile = self._people.profile(tx, owner)
            face = self._faces[owner.contact_id] = Face(profile.name, profile.username or "")
        return face

    def _tell_contact(self, tx: Tx, owner: Owner, now: int) -> None:
        """One event in each conversation, because that is how it is decided who may see it."""
        contact = self._reading.contact(tx, owner.contact_id, now)
        if contact is None:
            return
        for conversation_id in inbound.conversations_of(tx, owner.contact_id):
            self._events.append(
                tx, EventKind.CONTACT, contact, key_id=owner.key_id, now=now, conversation_id=conversation_id
            )

    def _remember(self, ids: _Ids, place: Place) -> None:
        if len(self._places) >= _REMEMBERED:
            self.forget()
        self._places[ids] = place
