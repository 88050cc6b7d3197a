"""What helps writing: unfinished texts that a colleague can go on with, canned phrases, and the company's own files."""

from __future__ import annotations

from typing import Any

from server_stub.areas.area import Area, Base
from server_stub.http.routes import company_files as company_file_routes
from server_stub.http.routes import drafts as draft_routes
from server_stub.http.routes import phrases as phrase_routes
from server_stub.services.company_files import FOLDER, CompanyFiles
from server_stub.services.drafts import Drafts
from server_stub.services.phrase_book import PhraseBook
from server_stub.services.phrases import Phrases
from server_stub.services.uploads import allowed_size
from server_stub.storage.repositories.company_files import CompanyFileRows
from server_stub.storage.repositories.drafts import DraftRows
from server_stub.storage.repositories.phrases import PhraseRows
from server_stub.storage.sealed_files import SealedFiles
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import every


class ComposingArea(Area):
    def __init__(self, base: Base, phrases: Phrases) -> None:
        super().__init__(base)
        core = base.core
        self.drafts = Drafts(DraftRows(core.vault), core.reading)
        files = SealedFiles(core.database.path.parent / FOLDER, core.vault)
        self.company_files = CompanyFiles(core.database, CompanyFileRows(core.vault), files, allowed_size, core.clock)
        rows = PhraseRows(self.company_files.known)
        self.company_files.hold_for(rows)
        self.phrase_book = PhraseBook(rows, self.company_files, core.events, core.queues, phrases.current)

    def handlers(self) -> list[Any]:
        return [*draft_routes.HANDLERS, *phrase_routes.HANDLERS, *company_file_routes.HANDLERS]

    def services(self) -> dict[str, object]:
        return {"drafts": self.drafts, "phrase_book": self.phrase_book, "company_files": self.company_files}

    async def start(self) -> None:
        await self.company_files.prepare()

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("old drafts", every(3600, self._forget_old_drafts))
        supervisor.add("company files", every(3600, self.company_files.remove_unheld))

    async def _forget_old_drafts(self) -> None:
        core = self._base.core
        await core.database.write(lambda tx: self.drafts.forget_old(tx, core.clock()))
