"""Permissions from a file: what the columns hold, a dry run, taken over by a second person, taken back as a whole."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import msgspec
from PySide6.QtCore import QObject

from desktop.application.office import Office
from desktop.ui.controllers.admin.import_page import ImportPage
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.dialogs import chosen_files, confirmed
from desktop.ui.texts import imports, moments
from desktop.ui.views.choices import Choice
from server_stub.contract.capture import ImportBatch, ImportMapping, ImportReport, ImportState
from server_stub.contract.registers import PurposeSettings

LOOK_AGAIN_SECONDS = 1.0
_BUSY = (ImportState.CHECKING, ImportState.APPLYING, ImportState.UNDOING)


class ImportController(PageController):
    """The file is read on the gateway; here only its first rows and the outcomes are shown."""

    page: ImportPage

    def __init__(self, tools: Tools, office: Office, purposes: list[PurposeSettings], parent: QObject) -> None:
        super().__init__(tools, office, ImportPage(tools, purposes), parent)
        self._records: dict[str, ImportBatch] = {}
        self.page.action_asked.connect(self._action)

    async def load(self) -> None:
        self._records = {it.id: it for it in await self.office.imports()}
        self._offer()

    def choose(self, key: object) -> None:
        batch = self._records.get(str(key))
        if batch is not None:
            self.key = batch.id
            self._show(batch)
            if batch.state is not ImportState.UPLOADED:
                self.run(self._show_rows(batch.id), "fetch import rows")
            if batch.state in _BUSY:
                self.run(self._follow(batch.id), "follow import")

    def begin(self) -> None:
        self.act(self._upload, "upload import")

    async def save(self, values: Mapping[str, Any]) -> None:
        """The dry run."""
        mapping = msgspec.convert({name: value or "" for name, value in values.items()}, ImportMapping)
        self._take(await self.office.check_import(self.key, mapping))

    async def _upload(self) -> None:
        paths = await chosen_files(self.page, title=self.tr("Permissions (CSV or XLSX)"))
        if not paths:
            return
        self.page.show_progress(self.tr("Sending the file…"))
        try:
            batch = await self.office.upload_import(paths[0], self._progress)
        finally:
            if self.alive:
                self.page.show_progress("")
        self._records[batch.id] = batch
        self.key = batch.id
        self._offer()

    def _progress(self, done: int, whole: int | None) -> None:
        if self.alive and whole:
            self.page.show_progress(self.tr("Sending the file… {percent} %").format(percent=round(100 * done / whole)))

    def _take(self, report: ImportReport) -> None:
        self._records[report.batch.id] = report.batch
        self._offer()
        self.page.show_outcomes(report)

    async def _show_rows(self, batch_id: str) -> None:
        report = await self.office.import_rows(batch_id)
        if self.alive and self.key == batch_id:
            self.page.show_outcomes(report)

    async def _follow(self, batch_id: str) -> None:
        """Until the gateway is done with it; the person may look at something else meanwhile."""
        while self.alive and self.key == batch_id:
            batch = await self.office.import_batch(batch_id)
            if not self.alive or self.key != batch_id:
                return
            self._records[batch_id] = batch
            if batch.state not in _BUSY:
                self._offer()
                return
            self._show(batch)
            await asyncio.sleep(LOOK_AGAIN_SECONDS)

    def _action(self, name: str) -> None:
        work = {"apply": self._apply, "undo": self._undo, "delete": self._delete}[name]
        self.act(work, f"{name} import")

    async def _apply(self) -> None:
        batch = await self.office.apply_import(self.key)
        self._records[batch.id] = batch
        self._offer()

    async def _undo(self) -> None:
        sure = await confirmed(
            self.page,
            title=self.tr("Take the whole file back?"),
            question=self.tr("Every permission that came with it becomes invalid. Opt-outs stay."),
            action=self.tr("Take back"),
            cancel=self.tr("Cancel"),
        )
        if sure:
            batch = await self.office.undo_import(self.key)
            self._records[batch.id] = batch
            self._offer()

    async def _delete(self) -> None:
        await self.office.delete_import(self.key)
        self._records.pop(self.key, None)
        self.key = ""
        self._offer()

    def _show(self, batch: ImportBatch) -> None:
        values = msgspec.structs.asdict(batch.mapping or ImportMapping())
        self.page.show_batch(batch, mine=batch.uploaded_by == self.desk.account.id)
        self.page.show_record(values)
        self.page.allow_check(allowed=batch.state in (ImportState.UPLOADED, ImportState.CHECKED))

    def _offer(self) -> None:
        choices = [
            Choice(
                it.id,
                it.file_name,
                self.tr("{state}, {date}").format(state=imports.state(it.state), date=moments.day(it.uploaded_at)),
                icon="document",
            )
            for it in sorted(self._records.values(), key=_newest_first)
        ]
        if choices:
            self.page.show_records(choices, keep=self.key)
        else:
            text = self.tr("Bring along what people agreed to before. Without proof a row never allows anything.")
            self.page.show_none(self.tr("No file was imported yet"), text)


def _newest_first(batch: ImportBatch) -> int:
    return -batch.uploaded_at
