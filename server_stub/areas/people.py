"""Contacts: found, followed, invited, merged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from server_stub.areas.area import Area, Base
from server_stub.http.routes import merging as merging_routes
from server_stub.http.routes import people as people_routes
from server_stub.services.consent_file import ConsentFiles
from server_stub.services.evidence_uploads import FOLDER, EvidenceUploads
from server_stub.services.identity_changes import IdentityChanges
from server_stub.services.merge_records import MergeRecords
from server_stub.services.merging import Merging
from server_stub.services.people import ContactBook
from server_stub.services.people_index import ConsentStates, PeopleIndex
from server_stub.storage.repositories.contacts import Contacts
from server_stub.storage.repositories.evidence_uploads import EvidenceUploadRows
from server_stub.storage.repositories.identities import Identities
from server_stub.storage.repositories.merges import Merges
from server_stub.storage.repositories.people import People
from server_stub.storage.sealed_files import SealedFiles
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import every

_HOUR: Final = 3600


class PeopleArea(Area):
    """`forget_people` is set by the composition root: ingest remembers who is who, and must look again."""

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
        self.forget_people: Callable[[], None] = _nothing
        self.merging = self._build_merging()
        self.book = ContactBook(self.contacts, self.people, index, states, core.reading, outgoing.outlooks)

    def _build_merging(self) -> Merging:
        core = self._base.core
        records = MergeRecords(core.ledger, core.brand)
        identities = Identities(core.vault)
        changes = IdentityChanges(self.people, self.contacts, identities, records, core.gatekeeper.consents_of)
        return Merging(
            Merges(core.vault),
            self.contacts,
            self.people,
            changes,
            records,
            core.reading,
            self._base.outgoing.outlooks,
            lambda: self.forget_people(),
        )

    def handlers(self) -> list[Any]:
        return [*people_routes.HANDLERS, *merging_routes.HANDLERS]

    def services(self) -> dict[str, object]:
        return {
            "contact_book": self.book,
            "merging": self.merging,
            "consent_files": self.consent_files,
            "evidence_uploads": self.evidence_uploads,
        }

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("evidence uploads", every(_HOUR, self.evidence_uploads.remove_unused))
        supervisor.add("media uploads", every(_HOUR, self._base.outgoing.uploads.remove_unattached))

    async def start(self) -> None:
        await self.evidence_uploads.prepare()


def _nothing() -> None:
    """Until there is an ingest, nothing is remembered."""
