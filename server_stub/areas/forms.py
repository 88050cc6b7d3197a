"""Consent that the company's own systems collected: forms by API key, imports, do-not-contact lists."""

from __future__ import annotations

from typing import Any, Final

from server_stub.areas.area import Area, Base
from server_stub.http.routes import api_keys as api_key_routes
from server_stub.http.routes import block_lists as block_list_routes
from server_stub.http.routes import forms as form_routes
from server_stub.http.routes import imports as import_routes
from server_stub.services.api_keys import ApiKeys, KeyPace
from server_stub.services.app_forms import AppForms
from server_stub.services.block_list_loading import BlockListLoading
from server_stub.services.block_lists import BlockLists
from server_stub.services.capture.captures import Captures
from server_stub.services.capture.persons import Persons
from server_stub.services.imports.applying import Applying
from server_stub.services.imports.checking import Checking
from server_stub.services.imports.files import ListFiles
from server_stub.services.imports.imports import Imports
from server_stub.services.imports.jobs import ImportJobs
from server_stub.services.imports.judging import Judging
from server_stub.services.imports.undoing import Undoing
from server_stub.storage.repositories.api_keys import ApiKeyRows
from server_stub.storage.repositories.block_list_loads import BlockListLoads
from server_stub.storage.repositories.block_lists import BlockListRows
from server_stub.storage.repositories.imports import ImportRows
from server_stub.storage.repositories.people import People
from server_stub.storage.sealed_files import SealedFiles
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import every

LISTS_FOLDER: Final = "lists"
_DAY_SECONDS: Final = 24 * 3600


class FormsArea(Area):
    """`api_keys` lets the company's own systems in; `pace` is how fast each of them may ask."""

    def __init__(self, base: Base, captures: Captures) -> None:
        super().__init__(base)
        core = base.core
        key_rows = ApiKeyRows(core.vault)
        self.pace = KeyPace()
        self.api_keys = ApiKeys(core.database, key_rows, core.clock, self.pace)
        self.app_forms = AppForms(core.database, self.api_keys, key_rows, captures, core.gatekeeper, core.clock)
        self.files = ListFiles(core.database, SealedFiles(core.database.path.parent / LISTS_FOLDER, core.vault))
        import_rows = ImportRows(core.vault)
        list_rows, loads = BlockListRows(core.vault), BlockListLoads()
        self.list_loading = BlockListLoading(core.database, list_rows, loads, self.files, core.clock)
        self.block_lists = BlockLists(core.database, list_rows, loads, self.files, self.list_loading, core.clock)
        self.jobs = self._build_jobs(import_rows)
        self.imports = Imports(core.database, import_rows, self.files, core.registers, self.jobs, core.clock)

    def _build_jobs(self, rows: ImportRows) -> ImportJobs:
        core, consents = self._base.core, self._base.outgoing.consents
        persons = Persons(People(core.vault))
        judging = Judging(rows, core.registers, persons, core.ledger, core.gatekeeper.gate_facts, core.brand)
        applying = Applying(judging, rows, core.registers, persons, consents, core.ledger)
        undoing = Undoing(rows, consents, core.ledger, core.brand)
        return ImportJobs(core.database, rows, self.files, Checking(judging), applying, undoing, core.clock)

    def handlers(self) -> list[Any]:
        lists = (*import_routes.HANDLERS, *block_list_routes.HANDLERS)
        return [*api_key_routes.HANDLERS, *form_routes.HANDLERS, *lists]

    def services(self) -> dict[str, object]:
        return {
            "api_keys": self.api_keys,
            "app_forms": self.app_forms,
            "imports": self.imports,
            "block_lists": self.block_lists,
        }

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("idempotency keys", every(3600, self.app_forms.forget_answers))
        supervisor.add("imports", self.jobs.run)
        supervisor.add("dry runs", self.jobs.run_checks)
        supervisor.add("old lists", every(_DAY_SECONDS, self.jobs.drop_old_files))
        supervisor.add("block lists", self.list_loading.run)
        supervisor.add("old block lists", every(_DAY_SECONDS, self.list_loading.drop_orphans))

    async def start(self) -> None:
        await self.files.prepare()
