"""Purposes: what people may agree to, with proof, caps and hours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from PySide6.QtCore import QObject

from desktop.application.office import Office
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.texts import registers
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.choices import Choice
from server_stub.contract.registers import PurposeSettings

_NEW = PurposeSettings(
    "", "marketing", proof_needed=4, double_opt_in=True, validity_days=730, quiet_profile="marketing"
)


class PurposePage(RecordsPage):
    """The form of a purpose."""

    def __init__(self, tools: Tools) -> None:
        none = self.tr("no limit")
        fields = (
            Field(
                "code",
                self.tr("Code"),
                help=self.tr("Begins with mkt., txn., svc., survey., auth. or legal., for example mkt.outlet"),
                fixed=True,
            ),
            Field("category", self.tr("Category"), Kind.CHOICE, choices=registers.categories(), fixed=True),
            Field("title_pt", self.tr("Name in Portuguese")),
            Field("title_en", self.tr("Name in English")),
            Field("active", self.tr("In use"), Kind.CHECK),
            Field(
                "adults_only",
                self.tr("Adults only"),
                Kind.CHECK,
                help=self.tr("Nothing goes to people of whom nobody noted down that they are of age."),
            ),
            Field(
                "double_opt_in",
                self.tr("Confirm on WhatsApp"),
                Kind.CHECK,
                help=self.tr("A yes from elsewhere counts only after a second yes there."),
            ),
            Field(
                "proof_needed",
                self.tr("Proof needed"),
                Kind.CHOICE,
                help=self.tr("Promotions need at least the person's own click or message."),
                choices=registers.proof_levels(),
            ),
            Field("validity_days", self.tr("Valid for (days)"), Kind.NUMBER, blank=self.tr("until taken back")),
            Field("quiet_profile", self.tr("Hours"), Kind.CHOICE, choices=registers.profiles()),
            Field("cap_day", self.tr("Messages per day, at most"), Kind.NUMBER, blank=none),
            Field("cap_week", self.tr("Messages per week, at most"), Kind.NUMBER, blank=none),
            Field("cap_month", self.tr("Messages per month, at most"), Kind.NUMBER, blank=none),
        )
        super().__init__(
            tools.theme,
            "purposes",
            self.tr("Purposes"),
            self.tr("What your customers may agree to. Each is asked, counted and taken back on its own."),
            fields,
            new=self.tr("New purpose"),
            save=self.tr("Save"),
        )


class PurposeController(PageController):
    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, PurposePage(tools), parent)
        self._records: dict[str, PurposeSettings] = {}

    async def load(self) -> None:
        self._records = {it.code: it for it in await self.office.purposes()}
        self._offer()

    def choose(self, key: object) -> None:
        record = self._records.get(str(key))
        if record is not None:
            self.key = record.code
            self.page.show_record(_values(record))

    def begin(self) -> None:
        self.key = ""
        self.page.show_record(_values(_NEW), exists=False)

    async def save(self, values: Mapping[str, Any]) -> None:
        before = self._records.get(self.key, _NEW)
        given = {**values, "proof_needed": int(values["proof_needed"])}
        saved = await self.office.save_purpose(msgspec.structs.replace(before, **given))
        self._records[saved.code] = saved
        self.key = saved.code
        self._offer()
        self.tools.tell(self.tr("Saved."))

    def _offer(self) -> None:
        choices = [
            Choice(
                it.code,
                registers.title(it.title_pt, it.title_en) or it.code,
                it.code,
                end="" if it.active else self.tr("off"),
                icon="check-circle" if it.active else "dash-circle",
                ink="ok" if it.active else "muted",
            )
            for it in sorted(self._records.values(), key=_order)
        ]
        self.page.show_records(choices, keep=self.key)


def _order(settings: PurposeSettings) -> tuple[bool, str]:
    return not settings.active, settings.code


def _values(record: PurposeSettings) -> dict[str, Any]:
    return {**msgspec.structs.asdict(record), "proof_needed": str(record.proof_needed)}
