"""What each template is for: bound by an administrator, because Meta's category does not tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from desktop.application.office import Office
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.texts import names, registers
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.choices import Choice
from server_stub.contract.model import Template
from server_stub.contract.registers import PurposeSettings


class TemplatePage(RecordsPage):
    def __init__(self, tools: Tools, purposes: list[PurposeSettings]) -> None:
        choices = (
            ("", self.tr("As its category says")),
            *((it.code, registers.title(it.title_pt, it.title_en) or it.code) for it in purposes if it.active),
        )
        fields = (
            Field(
                "purpose",
                self.tr("What it is for"),
                Kind.CHOICE,
                help=self.tr("Only people who agreed to this get it."),
                choices=choices,
            ),
        )
        super().__init__(
            tools.theme,
            "templates",
            self.tr("Templates"),
            self.tr("Texts that WhatsApp approved, and the permission that each of them needs."),
            fields,
            save=self.tr("Save"),
        )


class TemplatePurposeController(PageController):
    def __init__(self, tools: Tools, office: Office, purposes: list[PurposeSettings], parent: QObject) -> None:
        super().__init__(tools, office, TemplatePage(tools, purposes), parent)
        self._records: dict[str, Template] = {}

    async def load(self) -> None:
        self._records = {it.id: it for it in self.desk.templates()}
        self._offer()

    def choose(self, key: object) -> None:
        record = self._records.get(str(key))
        if record is not None:
            self.key = record.id
            self.page.show_record({"purpose": record.purpose})

    async def save(self, values: Mapping[str, Any]) -> None:
        saved = await self.office.set_template_purpose(self.key, str(values["purpose"] or ""))
        self._records[saved.id] = saved
        self._offer()
        self.tools.tell(self.tr("Saved."))

    def _offer(self) -> None:
        choices = [
            Choice(it.id, it.name, names.purpose(it.purpose) if it.purpose else it.category.title(), end=it.language)
            for it in sorted(self._records.values(), key=_by_name)
        ]
        if choices:
            self.page.show_records(choices, keep=self.key)
        else:
            text = self.tr("Templates are written in WhatsApp Manager and come here by themselves.")
            self.page.show_none(self.tr("There is no template yet"), text)


def _by_name(template: Template) -> tuple[str, str]:
    return template.name, template.language
