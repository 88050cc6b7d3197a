"""Erasing a person: asked for first, carried out by an administrator, and never undone (LGPD article 18 VI)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import ConversationLeft, EventKind
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account
from server_stub.contract.rights import RightsRequest
from server_stub.domain.consent_events import ANY_BRAND, WHATSAPP, EventType
from server_stub.domain.purposes import EVERYTHING
from server_stub.services.rights import RightsRequests
from server_stub.services.roles import require_admin
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories import suppressions
from server_stub.storage.repositories.contacts import Contacts
from server_stub.storage.repositories.erasing import Erasing, Files
from server_stub.storage.repositories.ledger import Ledger, NewEvent
from server_stub.storage.repositories.people import Owner, People
from server_stub.storage.repositories.visibility import Viewer
from server_stub.storage.sealed_files import SealedFiles
from server_stub.storage.setup import team_key

SCOPES: Final = (EVERYTHING,)
"""After an erasure nobody writes first to that number until the person does it themselves (P14)."""


class Erasure:
    """`forget`: ingest remembers who is who and must look again. The files lie in the three folders given."""

    def __init__(
        self,
        erasing: Erasing,
        contacts: Contacts,
        people: People,
        ledger: Ledger,
        requests: RightsRequests,
        events: EventLog,
        folders: tuple[SealedFiles, SealedFiles, SealedFiles],
        forget: Callable[[], None],
    ) -> None:
        self._erasing = erasing
        self._contacts = contacts
        self._people = people
        self._ledger = ledger
        self._requests = requests
        self._events = events
        self._folders = folders
        self._forget = forget

    def carry_out(self, tx: Tx, account: Account, contact_id: str, now: int) -> RightsRequest:
        """Everything of the person, also under contacts that are shown as this one; the ledger's chain stays whole.

        Raises FORBIDDEN, NOT_FOUND, STATE_CONFLICT where nobody asked for it.
        """
        require_admin(account)
        if self._contacts.visible(tx, Viewer.of(account), contact_id) is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        group = self._contacts.group(tx, contact_id)
        request = self._requests.carried_out(tx, account, [it.contact_id for it in group], now)
        talks = [talk for it in group for talk in self._erasing.conversations(tx, it.contact_id)]
        for owner in group:
            self._erase(tx, owner, account, request.protocol, now)
        for talk in talks:
            left = ConversationLeft(talk)
            kind, key_id = EventKind.CONVERSATION_LEFT, team_key(tx)
            self._events.append(tx, kind, left, key_id=key_id, now=now, conversation_id=talk)
        self._requests.warn(tx, now)
        self._forget()
        return request

    def _erase(self, tx: Tx, owner: Owner, account: Account, protocol: str, now: int) -> None:
        files = self._erasing.files(tx, owner.contact_id)
        seq = self._ledger.append(tx, _erased(owner, account, protocol, now)) or 0
        suppressions.remember(tx, owner.contact_id, SCOPES, now, seq)
        self._erasing.erase(tx, owner, now)
        self._people.touch(tx, owner.contact_id)
        tx.after_commit(lambda: self._remove(files))

    def _remove(self, files: Files) -> None:
        """Their key is gone already: a crash before this leaves bytes that nobody can read."""
        for folder, names in zip(self._folders, (files.media, files.uploads, files.evidence), strict=True):
            for name in names:
                folder.remove(name)


def _erased(owner: Owner, account: Account, protocol: str, now: int) -> NewEvent:
    return NewEvent(
        event_id=new_id(now),
        contact_id=owner.contact_id,
        key_id=owner.key_id,
        type=EventType.CONTACT_ERASED.value,
        purpose=EVERYTHING,
        brand=ANY_BRAND,
        channel=WHATSAPP,
        source="agent",
        actor=account.id,
        captured_at=now,
        recorded_at=now,
        source_key=f"erasure:{owner.contact_id}",
        payload={"protocol": protocol},
    )
