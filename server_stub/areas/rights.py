"""Rights of persons, incidents and retention."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Final

from server_stub.areas.area import Area, Base
from server_stub.http.routes import incidents as incident_routes
from server_stub.http.routes import rights as rights_routes
from server_stub.outgoing import MEDIA_FOLDER
from server_stub.services.consent_file import ConsentFiles
from server_stub.services.erasure import Erasure
from server_stub.services.evidence_uploads import FOLDER as UPLOADS_FOLDER
from server_stub.services.incidents import Incidents
from server_stub.services.person_export import PersonExports, Sources
from server_stub.services.retention import build_retention
from server_stub.services.rights import RightsRequests
from server_stub.storage.repositories.contacts import Contacts
from server_stub.storage.repositories.erasing import Erasing
from server_stub.storage.repositories.incidents import IncidentRows
from server_stub.storage.repositories.ledger_evidence import FOLDER as EVIDENCE_FOLDER
from server_stub.storage.repositories.outside import OutsideRows
from server_stub.storage.repositories.people import People
from server_stub.storage.repositories.rights import RightsRows
from server_stub.storage.sealed_files import SealedFiles
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import every

_HOUR: Final = 3600


class RightsArea(Area):
    """`forget_people` is set by the composition root: ingest remembers who is who, and must look again."""

    def __init__(self, base: Base) -> None:
        super().__init__(base)
        core, outgoing = base.core, base.outgoing
        self.forget_people: Callable[[], None] = _nothing
        self._contacts = Contacts(core.vault)
        self._people = People(core.vault)
        self._rows = RightsRows(core.vault)
        self.requests = RightsRequests(
            self._rows,
            self._contacts,
            self._people,
            outgoing.consents,
            outgoing.outlooks,
            core.alarms,
            base.config.unit,
        )
        self.erasure = self._build_erasure()
        self.retention = build_retention(
            core.database, core.vault, core.registers, core.reading, core.events, core.clock
        )
        self.incidents = Incidents(IncidentRows(core.vault), self._contacts, core.reading, core.registers)
        self.exports = self._build_exports()

    def _build_erasure(self) -> Erasure:
        core = self._base.core
        folder = core.database.path.parent
        media, uploads, evidence = (
            SealedFiles(folder / name, core.vault) for name in (MEDIA_FOLDER, UPLOADS_FOLDER, EVIDENCE_FOLDER)
        )
        return Erasure(
            Erasing(core.vault),
            self._contacts,
            self._people,
            core.ledger,
            self.requests,
            core.events,
            (media, uploads, evidence),
            lambda: self.forget_people(),
        )

    def _build_exports(self) -> PersonExports:
        core = self._base.core
        files = ConsentFiles(core.ledger, self._contacts, core.reading)
        outside = OutsideRows(core.vault)
        sources = Sources(self._contacts, core.reading, files, outside, core.registers, self._rows)
        return PersonExports(core.database, sources, core.audit)

    def handlers(self) -> list[Any]:
        return [*rights_routes.HANDLERS, *incident_routes.HANDLERS]

    def services(self) -> dict[str, object]:
        return {
            "rights_requests": self.requests,
            "erasure": self.erasure,
            "person_exports": self.exports,
            "incident_register": self.incidents,
            "retention": self.retention,
        }

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("rights", every(_HOUR, self._warn))
        supervisor.add("retention", self._nightly)

    async def _warn(self) -> None:
        core = self._base.core
        await core.database.write(lambda tx: self.requests.warn(tx, core.clock()))

    async def _nightly(self) -> None:
        """Never at once: whoever has just started has other things to do."""
        while True:
            await asyncio.sleep(_HOUR)
            await self.retention.run_if_due()


def _nothing() -> None:
    """Until there is an ingest, nothing is remembered."""
