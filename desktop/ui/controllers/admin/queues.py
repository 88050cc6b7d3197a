"""Queues: who serves them, how they give their cases, their clocks, hours and texts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame

from desktop.application.office import Office
from desktop.domain.errors import AppError, Refused
from desktop.ui.controllers.admin.editing import Editing
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.admin.queue_fields import QueueFields
from desktop.ui.controllers.tools import Tools
from desktop.ui.texts import queues as texts
from desktop.ui.views.admin.inputs import Field
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.choices import Choice
from desktop.ui.views.panel_form import choice_field
from desktop.ui.views.parts import button, column, label, row
from server_stub.contract.errors import ErrorCode
from server_stub.contract.model import Role
from server_stub.contract.queues import Queue

_NEW = Queue("", "")


class QueuePage(RecordsPage):
    """`may_all`: else only who serves a queue is shown and changed."""

    def __init__(self, tools: Tools, *, may_all: bool) -> None:
        words = QueueFields()
        fields: tuple[Field, ...] = words.all() if may_all else (words.members(),)
        told = (
            self.tr("Where customers wait, who serves them, and what they are told meanwhile.")
            if may_all
            else self.tr("Who serves which queue. Everything else of a queue is changed by administrators.")
        )
        super().__init__(
            tools.theme,
            "queues",
            self.tr("Queues"),
            told,
            fields,
            new=self.tr("New queue") if may_all else "",
            save=self.tr("Save"),
        )
        self.title = label(font=tools.theme.fonts.title, wrap=True, name="queues_title")
        self.above.addWidget(self.title)
        self._in_use = label(font=tools.theme.fonts.text, wrap=True, name="queues_in_use")
        self.target = choice_field("queues_target", self.tr("Its cases go to"), [])
        self.mover = button(self.tr("Move its cases and remove it"), name="queues_move", look="danger")
        self.moving = QFrame()
        self.moving.setMaximumWidth(620)
        self.moving.setLayout(column(self._in_use, self.target, row(self.mover, None), gap=8))
        self.moving.hide()
        self.extra.addWidget(self.moving)
        self.removing = self.add_action("remove", self.tr("Remove queue")) if may_all else None

    def ask_target(self, sentence: str) -> None:
        """It still holds cases: they need a place before it goes."""
        self._in_use.setText(sentence)
        self.moving.show()
        self.target.setFocus()


class QueueController(PageController):
    page: QueuePage

    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        may_all = tools.desk.account.role is Role.ADMIN
        super().__init__(tools, office, QueuePage(tools, may_all=may_all), parent)
        self._may_all = may_all
        self._team = tools.desk.team
        self._records: dict[str, Queue] = {}
        self._editing = Editing(self.page, _NEW)
        self._waiting: dict[str, int] = {}
        self._usual = ""
        self.page.action_asked.connect(self._action)
        self.page.mover.clicked.connect(self._move)

    async def load(self) -> None:
        found = await self._team.all_queues()
        wall = await self._team.wall()
        self._waiting = {it.queue_id: it.waiting for it in wall.queues}
        self._usual = (await self._team.service_policy()).default_queue
        numbers = await self.office.channel_numbers() if self._may_all else ()
        self._keep(found)
        self.page.form.offer("members", self._people())
        if self._may_all:
            known = {it.id: it.display_phone or it.id for it in numbers}
            known |= {number: number for it in found for number in it.channel_numbers if number not in known}
            self.page.form.offer("channel_numbers", list(known.items()), shown=bool(known))
        self._offer()

    def choose(self, key: object) -> None:
        record = self._records.get(str(key))
        if record is not None:
            self.key = record.id
            self._show(record)

    def begin(self) -> None:
        self.key = ""
        self._show(msgspec.structs.replace(_NEW, position=len(self._records)), exists=False)

    async def save(self, values: Mapping[str, Any]) -> None:
        wanted = self._editing.wanted(values)
        try:
            saved = await self._team.save_queue(wanted)
        except Refused as problem:
            if problem.code != ErrorCode.STATE_CONFLICT:
                raise
            await self._meet(wanted)
            return
        self._records[saved.id] = saved
        self.key = saved.id
        self._offer()
        self.tools.tell(self.tr("Saved. It counts from the next case on."))

    def sentence(self, problem: AppError) -> str:
        field = str(problem.params.get("field", ""))
        return texts.wrong(field) or super().sentence(problem)

    async def _meet(self, wanted: Queue) -> None:
        self._keep(await self._team.all_queues())
        theirs = self._records.get(wanted.id)
        if theirs is None:
            raise Refused(ErrorCode.NOT_FOUND)
        self._editing.meet(theirs, wanted)

    # Removing

    def _action(self, name: str) -> None:
        if name == "remove" and self.key:
            self.act(partial(self._remove, self._records[self.key], ""), "remove queue")

    def _move(self) -> None:
        target = str(self.page.target.currentData() or "")
        if self.key and target:
            self.act(partial(self._remove, self._records[self.key], target), "move and remove queue")

    async def _remove(self, queue: Queue, target: str) -> None:
        try:
            await self._team.remove_queue(queue.id, move_to=target)
        except Refused as problem:
            if problem.code != ErrorCode.QUEUE_IN_USE:
                raise
            self.page.ask_target(texts.Sentences().in_use(int(problem.params.get("count", 0))))
            return
        self._records.pop(queue.id, None)
        self.key = ""
        self._offer()
        told = self.tr("{name} was removed.").format(name=queue.name)
        self.tools.telling.offer_undo(told, partial(self._bring_back, queue))

    def _bring_back(self, queue: Queue) -> None:
        """As a new one with everything it had; its cases stay where they went."""

        async def work() -> None:
            again = msgspec.structs.replace(queue, id="", revision=0)
            saved = await self._team.save_queue(again)
            self._records[saved.id] = saved
            self.key = saved.id
            self._offer()

        self.act(work, "bring queue back")

    # Showing

    def _show(self, record: Queue, *, exists: bool = True) -> None:
        others = [(it.id, it.name) for it in self._ordered() if it.id != record.id and it.enabled]
        if self._may_all:
            self.page.form.offer("overflow_to", [("", self.tr("Nowhere: it waits here")), *others])
        self.page.target.clear()
        for queue_id, name in others:
            self.page.target.addItem(name, queue_id)
        self.page.moving.hide()
        name = record.name or self.tr("New queue")
        served = self.tr("{queue} · everyone serves it already").format(queue=name)
        self.page.title.setText(served if record.everyone and not self._may_all else name)
        if self.page.removing is not None:
            self.page.removing.setVisible(exists and record.id != self._usual)
        self._editing.show(record, exists=exists)

    def _offer(self) -> None:
        found = self._ordered()
        if found:
            self.page.show_records([self._choice(it) for it in found], keep=self.key)
        else:
            told = self.tr("Customers wait in queues. The first one gets everything that comes in.")
            self.page.show_none(self.tr("There is no queue yet"), told)

    def _choice(self, queue: Queue) -> Choice:
        words = texts.Sentences()
        people = self.tr("everyone") if queue.everyone else words.members(len(queue.members))
        waiting = words.waiting(self._waiting.get(queue.id, 0))
        icon, ink = ("check-circle", "ok") if queue.enabled else ("dash-circle", "muted")
        state = "" if queue.enabled else self.tr("off")
        return Choice(queue.id, queue.name, f"{people} · {waiting}", state, icon=icon, ink=ink)

    def _people(self) -> list[tuple[str, str]]:
        known = [it for it in self.desk.accounts().values() if not it.disabled]
        return [(it.id, it.name) for it in sorted(known, key=lambda it: it.name.casefold())]

    def _keep(self, found: Any) -> None:
        self._records = {it.id: it for it in found}

    def _ordered(self) -> list[Queue]:
        return sorted(self._records.values(), key=lambda it: (it.position, it.name.casefold()))
