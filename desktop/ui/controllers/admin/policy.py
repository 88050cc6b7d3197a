"""Caps, quiet hours and the checks of texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from PySide6.QtCore import QObject

from desktop.application.office import Office
from desktop.domain.states import STATES
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.texts import registers
from desktop.ui.views.admin.hours import HoursTable
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.admin.page import RecordsPage
from server_stub.contract.registers import SendingPolicy


class PolicyPage(RecordsPage):
    def __init__(self, tools: Tools) -> None:
        none = self.tr("no limit")
        fields = (
            Field("cap_day", self.tr("Promotions per person and day, at most"), Kind.NUMBER, blank=none),
            Field("cap_week", self.tr("Promotions per person and week, at most"), Kind.NUMBER, blank=none),
            Field("cap_month", self.tr("Promotions per person and month, at most"), Kind.NUMBER, blank=none),
            Field("ask_about_promotions", self.tr("Ask when an answer looks like an offer"), Kind.CHECK),
            Field("promotional_words", self.tr("Words that look like an offer"), Kind.LINES),
            Field("forbid_sensitive_numbers", self.tr("Refuse card numbers and whole CPFs"), Kind.CHECK),
            Field(
                "holidays",
                self.tr("Your own holidays"),
                Kind.DAYS,
                help=self.tr("National and state holidays are known already."),
            ),
            Field("survey_rest_days", self.tr("Days between two surveys for one person"), Kind.NUMBER),
        )
        super().__init__(
            tools.theme,
            "policy",
            self.tr("Limits and hours"),
            self.tr("How often and when you write first. What is outside waits for the next moment; nothing is lost."),
            fields,
            save=self.tr("Save"),
            listed=False,
        )
        self.hours = HoursTable(tools.theme, STATES)
        self.hours.edited.connect(self.form.edited)
        self.extra.addWidget(self.hours)

    def read_values(self) -> dict[str, object]:
        return {**super().read_values(), "hours": self.hours.values()}

    def write_values(self, values: Mapping[str, Any]) -> None:
        super().write_values(values)
        self.hours.fill(*values["hours"], dict(registers.profiles()))


class PolicyController(PageController):
    page: PolicyPage

    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, PolicyPage(tools), parent)
        self._policy = SendingPolicy()

    async def load(self) -> None:
        self._show(await self.office.policy())

    async def save(self, values: Mapping[str, Any]) -> None:
        if not self.page.hours.check():
            return
        profiles, states = self.page.hours.values()
        given = {**values, "survey_rest_days": values["survey_rest_days"] or 0}
        policy = msgspec.structs.replace(self._policy, profiles=profiles, state_profiles=states, **given)
        self._show(await self.office.save_policy(policy))
        self.tools.tell(self.tr("Saved. It counts from the next message on."))

    def _show(self, policy: SendingPolicy) -> None:
        self._policy = policy
        self.page.hours.fill(policy.profiles, policy.state_profiles, dict(registers.profiles()))
        self.page.show_record(msgspec.structs.asdict(policy))
