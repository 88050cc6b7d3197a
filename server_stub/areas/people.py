"""Contacts: found, followed, invited, merged."""

from __future__ import annotations

from typing import Any, Final

from server_stub.areas.area import Area, Base
from server_stub.http.routes import people as people_routes
from server_stub.services.consent_file import ConsentFiles
from server_stub.services.evidence_uploads import FOLDER, EvidenceUploads
from server_stub.services.people import ContactBook
from server_stub.services.people_index import ConsentStates, PeopleIndex
from server_stub.storage.repositories.contacts import Contacts
from server_stub.storage.repositories.evidence_uploads import EvidenceUploadRows
from server_stub.storage.repositories.people import People
from server_stub.storage.sealed_files import SealedFiles
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import every

_HOUR: Final = 3600


class PeopleArea(Area):
    """Contacts: found, followed, invited, merged."""

    def __init__(self, base: Base) -> None:
        super().__init__(base)
        core, outgoing = base.core, base.outgoing
        self.contacts = Contacts(core.vault)
        self.people = People(core.vault)
        self.evidence_files = SealedFiles(core.database.path.parent / FOLDER, core.vault)
        self.evidence_rows = EvidenceUploadRows(core.vault)
        self.evidence_uploads = EvidenceUploads(
            core.database, self.evidence_rows, self.evidence_files, self.contacts, core.clock
        )
        self.consent_files = ConsentFiles(core.ledger, self.contacts, core.reading)
        index = PeopleIndex(self.contacts)
        states = ConsentStates(self.contacts, core.gatekeeper.consents_of)
        self.book = ContactBook(self.contacts, self.people, index, states, core.reading, outgoing.outlooks)

    def handlers(self) -> list[Any]:
        return list(people_routes.HANDLERS)

    def services(self) -> dict[str, object]:
        return {
            "contact_book": self.book,
            "consent_files": self.consent_files,
            "evidence_uploads": self.evidence_uploads,
        }

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("evidence uploads", every(_HOUR, self.evidence_uploads.remove_unused))

    async def start(self) -> None:
        await self.evidence_uploads.prepare()
