"""Requests under the data protection law: due dates, answers, export, erasure with a typed confirmation."""

from __future__ import annotations

from collections.abc import Awaitable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from desktop.domain.errors import AppError
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import chosen_target
from desktop.ui.texts import errors, ledger, moments, people
from desktop.ui.views.choices import Choice
from desktop.ui.views.requests import Given, Request, RequestsView
from server_stub.contract.model import Role
from server_stub.contract.rights import AnswerRequest, Right, RightsRequest

_EXPORTED = frozenset({Right.ACCESS, Right.PORTABILITY})


class RequestsController(Controller):
    """`counted(object)`: how many wait for an answer."""

    counted = Signal(object)

    def __init__(self, tools: Tools, view: RequestsView, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view = view
        self._requests: dict[str, RightsRequest] = {}
        self._loaded = False
        self._exporting = ""
        self._written: Path | None = None
        view.answered.connect(self._answer)
        view.export_asked.connect(self._export)
        view.erase_asked.connect(self._erase)
        view.again_asked.connect(self.load)
        view.folder_asked.connect(self._show_folder)

    def load(self) -> None:
        if not self._loaded:
            self._view.show_state("hourglass", self.tr("One moment…"), "")
        self.run(self._fetch(), "load rights requests", refused=self._show_trouble)

    async def _fetch(self) -> None:
        told = await self.desk.office.rights_requests()
        if self.alive:
            self._loaded = True
            self._requests = {item.protocol: item for item in told}
            self._show()

    def _show_trouble(self, sentence: str) -> None:
        """What was loaded before stays in sight."""
        if not self._loaded:
            self._view.show_state("warning", self.tr("This could not be loaded"), sentence, self.tr("Try again"))

    def _show(self) -> None:
        ordered = sorted(self._requests.values(), key=lambda item: (item.state != "open", item.due_at))
        self.counted.emit(sum(item.state == "open" for item in ordered))
        if not ordered:
            text = self.tr("A request is opened from a contact, or by the customer in the chat.")
            self._view.show_state("check-circle", self.tr("No requests"), text)
            return
        self._view.show_requests([self._words(item) for item in ordered], [self._row(item) for item in ordered])

    def _row(self, item: RightsRequest) -> Choice:
        due, ink = self._due(item)
        icon = {"open": "clock", "refused": "close-circle"}.get(item.state, "check-circle")
        title = f"{ledger.right(item.right)} · {people.name(self.desk.contact(item.contact_id))}"
        return Choice(item.protocol, title, due, icon=icon, ink=ink)

    def _words(self, item: RightsRequest) -> Request:
        contact = self.desk.contact(item.contact_id)
        due, ink = self._due(item)
        facts = [
            (self.tr("Protocol"), item.protocol),
            (self.tr("Person"), people.name(contact)),
            (self.tr("Received"), moments.day_and_time(item.received_at)),
            (self.tr("We want to answer by"), moments.day(item.target_at)),
            (self.tr("Must be answered by"), moments.day(item.due_at)),
        ]
        if item.note:
            facts.append((self.tr("In the person's words"), item.note))
        if item.answer:
            facts.append((self.tr("Answer"), item.answer))
        if item.answered_by:
            facts.append((self.tr("Answered by"), item.answered_by))
        is_open = item.state == "open"
        return Request(
            item.protocol,
            ledger.right(item.right),
            due,
            ink,
            tuple(facts),
            may_answer=is_open,
            may_export=is_open and item.right in _EXPORTED,
            may_erase=is_open and item.right is Right.ERASURE and self.desk.account.role is Role.ADMIN,
            corrects_name=item.right is Right.CORRECTION,
        )

    def _due(self, item: RightsRequest) -> tuple[str, str]:
        """The sentence about time, and its tone."""
        if item.state != "open":
            when = moments.day(item.answered_at) if item.answered_at is not None else ""
            return f"{ledger.rights_state(item.state)} · {when}".strip(" ·"), "muted"
        now = self.desk.now()
        if item.due_at <= now:
            return self.tr("Overdue since {date}").format(date=moments.day(item.due_at)), "danger"
        told = self.tr("Answer by {date}").format(date=moments.day(item.due_at))
        return told, "warn" if item.target_at <= now else "ok"

    # Deciding

    def _answer(self, given: Given) -> None:
        answer = AnswerRequest(given.answer, refused=given.refused, name=given.name or None)
        self.run(self._change(self.desk.office.answer_request(given.protocol, answer)), "answer request")

    def _erase(self, protocol: str) -> None:
        request = self._requests.get(protocol)
        if request is not None:
            self.run(self._change(self.desk.office.erase(request.contact_id)), "erase a person")

    async def _change(self, work: Awaitable[RightsRequest]) -> None:
        self._view.set_busy(busy=True)
        try:
            told = await work
        except AppError as problem:
            if self.alive:
                self._view.show_problem(errors.error(problem))
            return
        finally:
            if self.alive:
                self._view.set_busy(busy=False)
        if self.alive:
            self._requests[told.protocol] = told
            self._show()
            self.tools.tell(self.tr("Protocol {protocol}: answered.").format(protocol=told.protocol))

    def _export(self, protocol: str) -> None:
        if not self._exporting:
            self.run(self._keep(protocol), "export of a person")

    async def _keep(self, protocol: str) -> None:
        request = self._requests[protocol]
        name = self.tr("data-{protocol}.zip").format(protocol=protocol)
        target = await chosen_target(self._view.window(), title=self.tr("Keep all data of this person"), name=name)
        if target is None or not self.alive:
            return
        self._exporting, self._written = protocol, None
        strip = self._view.progress
        strip.begin(self.tr("Putting it together…"))
        try:
            self._written = await self.desk.office.export(request.contact_id, target, self._advance)
        except AppError as problem:
            if self.alive:
                strip.end(errors.error(problem))
            return
        finally:
            self._exporting = ""
        if self.alive:
            told = self.tr("Written: {name}").format(name=self._written.name)
            strip.end(told, action=self.tr("Show in the folder"))

    def _advance(self, done: int, total: int | None) -> None:
        if self.alive:
            self._view.progress.advance(done, total)

    def _show_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))
