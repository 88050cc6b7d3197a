"""What holds for all queues: when a case is the same one, how much a person carries, and what happens to cases left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from desktop.application.office import Office
from desktop.domain.errors import AppError, Refused
from desktop.domain.states import STATES
from desktop.ui.controllers.admin.editing import Editing
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.texts import queues as texts
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.admin.spoken import SpokenInput
from server_stub.contract.errors import ErrorCode
from server_stub.contract.queues import ServicePolicy


class ServicePage(RecordsPage):
    def __init__(self, tools: Tools) -> None:
        fields = (*self._cases(), *self._load(), *self._leaving(), *self._texts(), *self._alarms())
        super().__init__(
            tools.theme,
            "service",
            self.tr("Service rules"),
            self.tr("What holds for all queues."),
            fields,
            save=self.tr("Save"),
            listed=False,
        )

    def _cases(self) -> tuple[Field, ...]:
        states = (("", self.tr("only national ones")), *((state, state) for state in STATES))
        return (
            Field(
                "default_queue",
                self.tr("Usual queue"),
                Kind.CHOICE,
                help=self.tr("What comes in by a number that no queue has goes here."),
            ),
            Field(
                "reopen_hours",
                self.tr("Who writes again so soon goes on with the same case (hours)"),
                Kind.NUMBER,
                help=self.tr("Later a new case is opened."),
            ),
            Field("most_transfers", self.tr("After so many transfers only a lead moves a case on"), Kind.NUMBER),
            Field("holiday_state", self.tr("State whose holidays count"), Kind.CHOICE, choices=states),
        )

    def _load(self) -> tuple[Field, ...]:
        return (
            Field(
                "active_weight",
                self.tr("A case in which the customer waits for us"),
                Kind.NUMBER,
                section=self.tr("How much a case weighs"),
                help=self.tr("With a capacity of 100 and 25 here, a person carries four of these."),
            ),
            Field("waiting_weight", self.tr("A case in which we wait for the customer"), Kind.NUMBER),
            Field("wrap_up_weight", self.tr("A case in its wrap-up"), Kind.NUMBER),
            Field("dormant_minutes", self.tr("A customer silent for so long weighs nothing (minutes)"), Kind.NUMBER),
        )

    def _leaving(self) -> tuple[Field, ...]:
        choices = texts.policies()
        return (
            Field(
                "on_pause",
                self.tr("When somebody takes a break"),
                Kind.CHOICE,
                choices=choices,
                section=self.tr("What becomes of open cases"),
            ),
            Field("on_disconnect", self.tr("When somebody's computer falls silent"), Kind.CHOICE, choices=choices),
            Field(
                "grace_seconds",
                self.tr("It may come back within (seconds)"),
                Kind.NUMBER,
                help=self.tr("Until then nothing moves."),
            ),
            Field("on_leave", self.tr("When somebody goes home"), Kind.CHOICE, choices=choices),
        )

    def _texts(self) -> tuple[Field, ...]:
        return (
            Field(
                "tell_protocol",
                self.tr("Tell the protocol when a case opens"),
                Kind.CHECK,
                section=self.tr("What the customer reads"),
                help=self.tr("Whoever writes “protocolo” is always told it."),
            ),
            Field("protocol_text", self.tr("With the protocol"), build=SpokenInput),
            Field("history_text", self.tr("With the history that was asked for"), build=SpokenInput),
            Field(
                "rescue_text",
                self.tr("Before the window of 24 hours closes"),
                help=self.tr("Where the queue has no text of its own."),
                build=SpokenInput,
            ),
        )

    def _alarms(self) -> tuple[Field, ...]:
        return (
            Field(
                "risk_percent",
                self.tr("Leads are told when so much of a target has passed (percent)"),
                Kind.NUMBER,
                section=self.tr("Alarms"),
            ),
            Field(
                "silence_alarm_minutes",
                self.tr("Alarm when WhatsApp says nothing for (minutes)"),
                Kind.NUMBER,
                help=self.tr("Only while a queue is open. 0: never."),
            ),
        )


class ServiceController(PageController):
    page: ServicePage

    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, ServicePage(tools), parent)
        self._team = tools.desk.team
        self._editing = Editing(self.page, ServicePolicy())

    async def load(self) -> None:
        queues = sorted(await self._team.all_queues(), key=lambda it: (it.position, it.name.casefold()))
        policy = await self._team.service_policy()
        offered = [(it.id, it.name) for it in queues if it.enabled]
        self.page.form.offer("default_queue", offered)
        self._editing.show(policy)

    async def save(self, values: Mapping[str, Any]) -> None:
        wanted = self._editing.wanted(values)
        try:
            saved = await self._team.save_service_policy(wanted)
        except Refused as problem:
            if problem.code != ErrorCode.STATE_CONFLICT:
                raise
            self._editing.meet(await self._team.service_policy(), wanted)
            return
        self._editing.show(saved)
        self.tools.tell(self.tr("Saved. It counts from now on."))

    def sentence(self, problem: AppError) -> str:
        return texts.wrong(str(problem.params.get("field", ""))) or super().sentence(problem)
