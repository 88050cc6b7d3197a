"""What is kept for how long, how much of it is over its time, and removing that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QLocale, QObject

from desktop.application.office import Office
from desktop.domain.errors import Refused
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.dialogs import confirmed
from desktop.ui.texts import upkeep
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.choices import Choice
from desktop.ui.views.parts import label
from server_stub.contract.rights import RetentionRule, RetentionRun


class RetentionPage(RecordsPage):
    def __init__(self, tools: Tools) -> None:
        told = self.tr("Permissions and opt-outs are never deleted. Everything else goes after its time, each night.")
        fields = (Field("days", self.tr("Kept for (days)"), Kind.NUMBER),)
        title = self.tr("Keeping and deleting")
        super().__init__(tools.theme, "retention", title, told, fields, save=self.tr("Save"))
        self.floor = label(font=tools.theme.fonts.text, ink="muted", wrap=True, name="retention_floor")
        self.extra.addWidget(self.floor)
        self.add_action("run", self.tr("Delete what is due now"), look="danger")


class RetentionController(PageController):
    page: RetentionPage

    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, RetentionPage(tools), parent)
        self._records: dict[str, RetentionRule] = {}
        self.page.action_asked.connect(self._action)

    async def load(self) -> None:
        self._records = {it.data_class: it for it in await self.office.retention()}
        self._offer()

    def choose(self, key: object) -> None:
        rule = self._records.get(str(key))
        if rule is not None:
            self.key = rule.data_class
            self.page.show_record({"days": rule.days})
            told = self.tr("The law asks for at least {days} days.").format(days=rule.floor_days)
            self.page.floor.setText(told if rule.floor_days > 1 else "")

    async def save(self, values: Mapping[str, Any]) -> None:
        if values["days"] is None:
            raise Refused("value_invalid", field="days")
        saved = await self.office.set_retention(self.key, values["days"])
        self._records[saved.data_class] = saved
        self._offer()
        self.tools.tell(self.tr("Saved."))

    def _offer(self) -> None:
        numbers = QLocale()
        choices = [
            Choice(
                it.data_class,
                upkeep.data_class(it.data_class),
                self.tr("{days} days").format(days=numbers.toString(it.days)),
                end=self.tr("{count} due").format(count=numbers.toString(it.due)) if it.due else "",
            )
            for it in self._records.values()
        ]
        self.page.show_records(choices, keep=self.key)

    def _action(self, _name: str) -> None:
        self.act(self._run, "run retention")

    async def _run(self) -> None:
        trial = await self.office.run_retention(dry=True)
        if not await self._sure(trial):
            return
        done = await self.office.run_retention(dry=False)
        await self.load()
        self.tools.tell(self.tr("{count} deleted.").format(count=sum(done.removed.values())))

    async def _sure(self, trial: RetentionRun) -> bool:
        lines = [f"{upkeep.data_class(code)}: {count}" for code, count in trial.removed.items() if count]
        if not lines:
            self.tools.tell(self.tr("Nothing is due."))
            return False
        question = self.tr("This cannot be undone:") + "\n" + "\n".join(lines)
        title, action = self.tr("Delete what is due?"), self.tr("Delete")
        return await confirmed(self.page, title=title, question=question, action=action, cancel=self.tr("Cancel"))
