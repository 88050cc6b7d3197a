"""The people: how much each carries, what they can do, and when they work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from desktop.application.office import Office
from desktop.domain.errors import AppError, Refused
from desktop.ui.controllers.admin.editing import Editing
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.texts import names
from desktop.ui.texts import queues as texts
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.admin.skills import SkillsInput
from desktop.ui.views.admin.week import WeekInput
from desktop.ui.views.choices import Choice
from desktop.ui.views.parts import label
from server_stub.contract.errors import ErrorCode
from server_stub.contract.queues import AgentProfile

_SPOKEN: Final = ("pt-BR", "en", "es")


class TeamPage(RecordsPage):
    def __init__(self, tools: Tools) -> None:
        fields = (
            Field(
                "capacity",
                self.tr("Capacity"),
                Kind.NUMBER,
                help=self.tr("New cases come while what somebody carries stays below it. 0: nothing is given."),
            ),
            Field("most_active", self.tr("Cases at the same time, at most"), Kind.NUMBER),
            Field("skills", self.tr("Skills"), build=SkillsInput),
            Field("languages", self.tr("Languages"), Kind.CHECKS),
            Field(
                "shift",
                self.tr("Shift"),
                help=self.tr(
                    "As 08:00-14:20. The rest breaks of NR-17 are planned inside it. All empty: no fixed one."
                ),
                build=WeekInput,
            ),
        )
        super().__init__(
            tools.theme,
            "team",
            self.tr("The people"),
            self.tr("How much each can carry, what they can do, and when they work."),
            fields,
            save=self.tr("Save"),
        )
        self.title = label(font=tools.theme.fonts.title, wrap=True, name="team_title")
        self.above.addWidget(self.title)
        self.add_action("breaks", self.tr("Work days and breaks (NR-17)"))


class TeamController(PageController):
    """`breaks_asked(object)`: the id of an account whose work days are to be seen."""

    breaks_asked = Signal(object)
    page: TeamPage

    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, TeamPage(tools), parent)
        self._team = tools.desk.team
        self._records: dict[str, AgentProfile] = {}
        self._editing = Editing(self.page, AgentProfile(""))
        self.page.action_asked.connect(self._action)

    async def load(self) -> None:
        self._records = {it.account_id: it for it in await self._team.profiles()}
        spoken = {*_SPOKEN, *(each for it in self._records.values() for each in it.languages)}
        ordered = [*_SPOKEN, *sorted(spoken - set(_SPOKEN))]
        self.page.form.offer("languages", [(code, texts.language(code)) for code in ordered])
        self._offer()

    def choose(self, key: object) -> None:
        record = self._records.get(str(key))
        if record is not None:
            self.key = record.account_id
            self.page.title.setText(self._name(record))
            self._editing.show(record)

    async def save(self, values: Mapping[str, Any]) -> None:
        wanted = self._editing.wanted(values)
        try:
            saved = await self._team.save_profile(wanted)
        except Refused as problem:
            if problem.code != ErrorCode.STATE_CONFLICT:
                raise
            self._records = {it.account_id: it for it in await self._team.profiles()}
            theirs = self._records.get(wanted.account_id)
            if theirs is None:
                raise Refused(ErrorCode.NOT_FOUND) from None
            self._editing.meet(theirs, wanted)
            return
        self._records[saved.account_id] = saved
        self._offer()
        self.tools.tell(self.tr("Saved."))

    def sentence(self, problem: AppError) -> str:
        return texts.wrong(str(problem.params.get("field", ""))) or super().sentence(problem)

    def _offer(self) -> None:
        found = sorted(self._records.values(), key=lambda it: self._name(it).casefold())
        self.page.show_records([self._choice(it) for it in found], keep=self.key)

    def _choice(self, profile: AgentProfile) -> Choice:
        account = self.desk.accounts().get(profile.account_id)
        name = self._name(profile)
        role = names.role(account.role) if account is not None else ""
        told = self.tr("{role} · carries {capacity}").format(role=role, capacity=profile.capacity)
        return Choice(profile.account_id, name, told, face=name)

    def _name(self, profile: AgentProfile) -> str:
        account = self.desk.accounts().get(profile.account_id)
        return account.name if account is not None else profile.account_id

    def _action(self, name: str) -> None:
        if name == "breaks" and self.key:
            self.breaks_asked.emit(self.key)
