"""Ctrl+K: offers everyone this person may see, asks the gateway for protocols, and tells who was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import GatewayUnreachable, Refused
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import finished
from desktop.ui.texts import cases, errors, names, people
from desktop.ui.views.switcher import Switcher
from desktop.ui.views.window import MainWindow
from desktop.ui.widgets.search_popup import PopupItem
from server_stub.contract.cases import Case
from server_stub.contract.errors import ErrorCode
from server_stub.contract.model import Conversation


class SwitcherController(Controller):
    """`chosen(object)`: id of a conversation."""

    chosen = Signal(object)

    def __init__(self, tools: Tools, window: MainWindow, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._window = window
        self._open = False
        self._dialog: Switcher | None = None

    def open(self) -> None:
        if not self._open:
            self.run(self._show(), "switcher")

    async def _show(self) -> None:
        dialog = Switcher(self.tools.theme, self._window)
        dialog.chosen.connect(self.chosen)
        self._dialog = dialog
        dialog.protocol_asked.connect(self._ask_protocol)
        dialog.offer([self._item(conversation) for conversation in self.desk.conversations()])
        self._open = True
        try:
            await finished(dialog)
        finally:
            self._open = False
            self._dialog = None

    def _ask_protocol(self, number: str) -> None:
        self.run(self._find(number), "find a protocol")

    async def _find(self, number: str) -> None:
        """Closed cases are not in memory; whether one exists that may be seen only the gateway knows."""
        found: Sequence[Case] = ()
        sentence = self.tr("No case that you may see has this protocol number.")
        try:
            found = await self.desk.team.find_protocol(number)
        except GatewayUnreachable:
            sentence = self.tr("Without a connection only open cases are found by their protocol.")
        except Refused as problem:
            wrong = problem.code == ErrorCode.VALUE_INVALID
            sentence = self.tr("This is no protocol number: a digit is wrong.") if wrong else errors.error(problem)
        if self.alive and self._dialog is not None:
            known = ((case, self.desk.conversation(case.conversation_id)) for case in found)
            items = [self._case_item(case, conversation) for case, conversation in known if conversation is not None]
            self._dialog.answer(number, items, sentence)

    def _case_item(self, case: Case, conversation: Conversation) -> PopupItem:
        item, brief = self._item(conversation), case.brief
        detail = self.tr("{protocol} · {state}").format(
            protocol=people.protocol(brief.protocol), state=cases.state(brief.state)
        )
        return replace(item, detail=detail, keywords=f"{item.keywords} {brief.protocol}")

    def _item(self, conversation: Conversation) -> PopupItem:
        contact = self.desk.contact(conversation.contact_id)
        last = conversation.last
        detail = [people.phone(contact.phone if contact else None)]
        if last is not None:
            detail.append(last.text or names.kind(last.kind))
        digits = "".join(filter(str.isdigit, (contact.phone or "") if contact else ""))
        # With and without country code and area, as people remember numbers.
        protocol = conversation.case.protocol if conversation.case is not None else conversation.protocol
        keywords = " ".join((digits, digits.removeprefix("55"), digits[-9:], protocol))
        return PopupItem(
            conversation.id,
            people.name(contact),
            " · ".join(detail),
            face=conversation.contact_id,
            keywords=f"{keywords} {contact.username or ''}" if contact else keywords,
        )
