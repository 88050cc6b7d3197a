"""Everything about one person in one file for them: JSON for machines, PDF in Portuguese for eyes (article 19)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account, Contact, Message
from server_stub.contract.people import LedgerEntry
from server_stub.contract.registers import Company, OutsideMessage, PurposeSettings
from server_stub.contract.rights import RightsRequest
from server_stub.services.consent_file import ConsentFiles
from server_stub.services.leads.audit import Action, Audit
from server_stub.services.person_pdf import draw
from server_stub.services.roles import require_lead
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.contacts import Contacts
from server_stub.storage.repositories.outside import OutsideRows
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.repositories.rights import RightsRows
from server_stub.storage.repositories.visibility import Viewer

JSON_NAME: Final = "dados.json"
PDF_NAME: Final = "dados.pdf"
SHARED_WITH: Final = (
    "Meta Platforms (WhatsApp Business Platform): entrega das mensagens",
    "Prestadores de e-mail e SMS da empresa, quando um convite foi enviado por eles",
)
_PAGE: Final = 500
_OUTSIDE: Final = 1000
_TALKS: Final = """
SELECT conversation.id, channel_number.display_phone FROM conversation
JOIN channel_number ON channel_number.id = conversation.channel_number_id
WHERE conversation.contact_id = ? ORDER BY conversation.id
"""
_CASES: Final = "SELECT protocol, opened_at, closed_at FROM case_file WHERE conversation_id = ? ORDER BY opened_at, id"


class Identity(msgspec.Struct, frozen=True):
    kind: str
    value: str
    first_seen_at: int
    last_seen_at: int
    valid_to: int | None


class Case(msgspec.Struct, frozen=True):
    protocol: str
    opened_at: int
    closed_at: int | None


class Talk(msgspec.Struct, frozen=True):
    company_number: str
    cases: list[Case]
    messages: list[Message]


class PersonData(msgspec.Struct, frozen=True):
    """What is exported. Times in ms since 1970 UTC; files are named in the messages that carried them."""

    exported_at: int
    company: Company
    contact: Contact
    identities: list[Identity]
    origin: list[str]
    purposes: list[PurposeSettings]
    ledger: list[LedgerEntry]
    conversations: list[Talk]
    outside_messages: list[OutsideMessage]
    rights_requests: list[RightsRequest]
    shared_with: list[str]


@dataclass(frozen=True, slots=True)
class Sources:
    """The repositories that an export reads."""

    contacts: Contacts
    reading: Reading
    consent_files: ConsentFiles
    outside: OutsideRows
    registers: Registers
    rights: RightsRows


class PersonExports:
    """Who took somebody's data along is in the audit log before they have it."""

    def __init__(self, database: Database, sources: Sources, audit: Audit) -> None:
        self._database = database
        self._from = sources
        self._audit = audit

    async def zip_of(self, caller: Account, contact_id: str, now: int) -> bytes:
        """Raises FORBIDDEN to agents, NOT_FOUND."""
        require_lead(caller)
        data = await self._database.read(lambda tx: self.gather(tx, caller, contact_id, now))
        await self._database.write(lambda tx: self._audit.write(tx, caller.id, Action.EXPORT, "", contact_id, now))
        return await self._database.read(lambda _: _packed(data))

    def gather(self, tx: Tx, caller: Account, contact_id: str, now: int) -> PersonData:
        """On one consistent state."""
        viewer, sources = Viewer.of(caller), self._from
        contact = sources.reading.contact(tx, contact_id, now)
        if contact is None or sources.contacts.visible(tx, viewer, contact_id) is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        group = sources.contacts.group(tx, contact.id)
        identities = [it for owner in group for it in self._identities(tx, owner.contact_id)]
        ledger = sources.consent_files.entries(tx, contact)
        return PersonData(
            exported_at=now,
            company=sources.registers.company(tx),
            contact=contact,
            identities=identities,
            origin=sorted({f"contact:{it.kind}" for it in identities} | {f"consent:{it.source}" for it in ledger}),
            purposes=sources.registers.settings(tx),
            ledger=ledger,
            conversations=[talk for owner in group for talk in self._talks(tx, viewer, owner.contact_id)],
            outside_messages=[it for owner in group for it in self._outside(tx, owner.contact_id)],
            rights_requests=[it for owner in group for it in sources.rights.of_contact(tx, owner.contact_id)],
            shared_with=list(SHARED_WITH),
        )

    def _identities(self, tx: Tx, contact_id: str) -> list[Identity]:
        """Also those that are over."""
        return [Identity(*it) for it in self._from.contacts.identity_history(tx, contact_id)]

    def _talks(self, tx: Tx, viewer: Viewer, contact_id: str) -> list[Talk]:
        found = []
        for conversation_id, number in tx.driver.execute(_TALKS, (contact_id,)).fetchall():
            cases = [Case(*row) for row in tx.driver.execute(_CASES, (conversation_id,)).fetchall()]
            found.append(Talk(number, cases, self._messages(tx, viewer, conversation_id)))
        return found

    def _messages(self, tx: Tx, viewer: Viewer, conversation_id: str) -> list[Message]:
        """Oldest first."""
        pages: list[Sequence[Message]] = []
        before: tuple[int, str] | None = None
        while page := self._from.reading.messages(tx, viewer, conversation_id, before, _PAGE):
            pages.append(page)
            before = (page[0].sent_at, page[0].id)
        return [message for page in reversed(pages) for message in page]

    def _outside(self, tx: Tx, contact_id: str) -> list[OutsideMessage]:
        rows = self._from.outside.listed(tx, contact_id, "", _OUTSIDE)
        address = self._from.outside.address
        return [
            OutsideMessage(it.id, it.channel, it.state, it.created_at, contact_id, address(tx, it), it.attempts)
            for it in rows
        ]


def _packed(data: PersonData) -> bytes:
    zone = ZoneInfo(data.company.zone)
    moment = datetime.fromtimestamp(data.exported_at / 1000, zone).timetuple()[:6]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in ((JSON_NAME, _json(data)), (PDF_NAME, draw(msgspec.to_builtins(data), zone))):
            archive.writestr(zipfile.ZipInfo(name, moment), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _json(data: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(data), indent=2)
