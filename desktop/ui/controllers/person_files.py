"""Files about a person: proof opened, proof pack and export written where somebody wants them, with progress."""

from __future__ import annotations

import re
from collections.abc import Awaitable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.domain.errors import AppError
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import chosen_target
from desktop.ui.texts import errors, people
from server_stub.contract.people import EvidenceFile

if TYPE_CHECKING:
    from desktop.ui.controllers.person import PersonController


class PersonFiles(Controller):
    """One transfer at a time; what is shown of it belongs to the person it was begun for."""

    def __init__(self, tools: Tools, person: PersonController, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._person = person
        self._busy_for = ""
        self._written: Path | None = None
        view = person.view
        view.proof_asked.connect(self._prove)
        view.export_asked.connect(self._export)
        view.folder_asked.connect(self._show_folder)
        view.history.evidence_asked.connect(self._open_evidence)

    def _prove(self) -> None:
        self.run(self._keep(self._person.id, is_export=False), "proof pack")

    def _export(self) -> None:
        self.run(self._keep(self._person.id, is_export=True), "export of a person")

    async def _keep(self, contact_id: str, *, is_export: bool) -> None:
        if self._busy_for:
            return
        title = self.tr("Keep all data of this person") if is_export else self.tr("Keep the proof of consent")
        target = await chosen_target(self._person.view.window(), title=title, name=self._name(is_export=is_export))
        if target is None or not self.alive or self._person.id != contact_id:
            return
        self._busy_for, self._written = contact_id, None
        strip = self._person.view.progress
        strip.begin(self.tr("Putting it together…"))
        office = self.desk.office
        work = office.export if is_export else office.proof_pack
        try:
            await self._watch(work(contact_id, target, self._advance), contact_id)
        finally:
            self._busy_for = ""

    async def _watch(self, work: Awaitable[Path], contact_id: str) -> None:
        try:
            written = await work
        except AppError as problem:
            if self.alive and self._person.id == contact_id:
                self._person.view.progress.end(errors.error(problem))
            return
        if self.alive and self._person.id == contact_id:
            self._written = written
            told = self.tr("Written: {name}").format(name=written.name)
            self._person.view.progress.end(told, action=self.tr("Show in the folder"))

    def _advance(self, done: int, total: int | None) -> None:
        if self.alive and self._person.id == self._busy_for:
            self._person.view.progress.advance(done, total)

    def _name(self, *, is_export: bool) -> str:
        """Something that can be found again, without signs that a file system refuses."""
        who = re.sub(r"[^\w-]+", "-", people.name(self._person.contact)).strip("-")
        kind = self.tr("data") if is_export else self.tr("proof")
        return f"{kind}-{who}.zip"

    def _show_folder(self) -> None:
        if self._written is not None:
            self._open(self._written.parent)

    def _open_evidence(self, file: EvidenceFile) -> None:
        self.run(self._evidence(self._person.id, file), "open proof")

    async def _evidence(self, contact_id: str, file: EvidenceFile) -> None:
        path = await self.desk.office.evidence(contact_id, file)
        if self.alive:
            self._open(path)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.tools.tell(self.tr("No program on this computer opens this file."))
