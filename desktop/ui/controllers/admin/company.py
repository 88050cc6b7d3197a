"""The company: who asks for permission, as every notice, page and proof names it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject

from desktop.application.office import Office
from desktop.domain.errors import LocalProblem
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.dialogs import chosen_files
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.admin.page import RecordsPage
from server_stub.contract.registers import Company

LARGEST_LOGO = 64 * 1024


class CompanyPage(RecordsPage):
    def __init__(self, tools: Tools) -> None:
        fields = (
            Field("legal_name", self.tr("Legal name")),
            Field("tax_id", self.tr("CNPJ"), help=self.tr("New numbers may hold letters.")),
            Field("dpo_name", self.tr("Data protection officer")),
            Field("dpo_contact", self.tr("How to reach the officer"), help=self.tr("E-mail address or telephone.")),
            Field("policy_url", self.tr("Address of the privacy policy"), blank="https://"),
            Field("colour", self.tr("Colour of your pages"), blank="#1769cf"),
            Field("zone", self.tr("Time zone"), help=self.tr("Of people whose own is not known.")),
            Field(
                "sign_messages",
                self.tr("Customers read who of the team writes"),
                Kind.CHECK,
                help=self.tr("The first name stands above every text, from the next message on."),
            ),
        )
        super().__init__(
            tools.theme,
            "company",
            self.tr("Company"),
            self.tr("Printed in every notice, page and proof: people must know who asks."),
            fields,
            save=self.tr("Save"),
            listed=False,
        )
        self.add_action("logo", self.tr("Choose logo (SVG)…"))
        self.add_action("no_logo", self.tr("Remove logo"))


class CompanyController(PageController):
    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, CompanyPage(tools), parent)
        self._company = Company()
        self.page.action_asked.connect(self._action)

    async def load(self) -> None:
        self._show(await self.office.company())

    async def save(self, values: Mapping[str, Any]) -> None:
        self._show(await self.office.save_company(msgspec.structs.replace(self._company, **values)))
        self.tools.tell(self.tr("Saved."))

    def _show(self, company: Company) -> None:
        self._company = company
        self.page.show_record(msgspec.structs.asdict(company))

    def _action(self, name: str) -> None:
        self.act(self._choose_logo if name == "logo" else self._remove_logo, "change logo")

    async def _choose_logo(self) -> None:
        paths = await chosen_files(self.page, title=self.tr("Logo"))
        if paths:
            company = msgspec.structs.replace(self._company, logo_svg=_read(paths[0]))
            self._show(await self.office.save_company(company))
            self.tools.tell(self.tr("The pages show the new logo."))

    async def _remove_logo(self) -> None:
        self._show(await self.office.save_company(msgspec.structs.replace(self._company, logo_svg="")))


def _read(path: Path) -> str:
    """Raises LocalProblem `file_unreadable`; what is in it the gateway checks."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_LOGO + 1).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise LocalProblem("file_unreadable") from None
