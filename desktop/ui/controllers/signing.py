"""Where texts leave with the name of who wrote them, the name counts in how long they may be."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.domain.changes import ChangeSet
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.views.composer import Composer
from server_stub.contract.signing import head


class SigningController(Controller):
    def __init__(self, tools: Tools, view: Composer, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view = view
        tools.bus.changed.connect(self._changed)
        self._reserve()

    def _changed(self, changes: ChangeSet) -> None:
        if changes.catalogue or changes.everything:
            self._reserve()

    def _reserve(self) -> None:
        self._view.reserved = len(head(self.desk.signature()))
        self._view.refresh_send()
