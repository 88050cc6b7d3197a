"""Ctrl+K: offers everyone this person may see and tells which conversation was chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import finished
from desktop.ui.texts import names, people
from desktop.ui.views.switcher import Switcher
from desktop.ui.views.window import MainWindow
from desktop.ui.widgets.search_popup import PopupItem
from server_stub.contract.model import Conversation


class SwitcherController(Controller):
    """`chosen(object)`: id of a conversation."""

    chosen = Signal(object)

    def __init__(self, tools: Tools, window: MainWindow, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._window = window
        self._open = False

    def open(self) -> None:
        if not self._open:
            self.run(self._show(), "switcher")

    async def _show(self) -> None:
        dialog = Switcher(self.tools.theme, self._window)
        dialog.chosen.connect(self.chosen)
        dialog.offer([self._item(conversation) for conversation in self.desk.conversations()])
        self._open = True
        try:
            await finished(dialog)
        finally:
            self._open = False

    def _item(self, conversation: Conversation) -> PopupItem:
        contact = self.desk.contact(conversation.contact_id)
        last = conversation.last
        detail = [people.phone(contact.phone if contact else None)]
        if last is not None:
            detail.append(last.text or names.kind(last.kind))
        digits = "".join(filter(str.isdigit, (contact.phone or "") if contact else ""))
        # With and without country code and area, as people remember numbers.
        keywords = " ".join((digits, digits.removeprefix("55"), digits[-9:], conversation.protocol))
        return PopupItem(
            conversation.id,
            people.name(contact),
            " · ".join(detail),
            face=conversation.contact_id,
            keywords=f"{keywords} {contact.username or ''}" if contact else keywords,
        )
