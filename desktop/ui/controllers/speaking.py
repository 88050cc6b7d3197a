"""What is said to those who hear the window: messages that come while one reads, once and without interrupting."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Qt

from desktop.ui import speech
from desktop.ui.lists.thread_view import ThreadView
from desktop.ui.models.timeline_model import TimelineModel
from server_stub.contract.model import Message

MOST = 3
"""Of those that come at once; who wants more of them reads."""


class Speaking(QObject):
    """Of the open conversation. What another one brings is told by sound and notification."""

    def __init__(self, view: ThreadView, model: TimelineModel, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._model = view, model
        model.rowsInserted.connect(self._inserted)

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        """At the end: what comes on top was asked for, and what stands alone was just opened."""
        if first == 0 or last != self._model.rowCount() - 1:
            return
        came = [row for row in range(first, last + 1) if self._is_theirs(row)]
        for row in came[-MOST:]:
            said = self._model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            speech.announce(self._view, said)

    def _is_theirs(self, row: int) -> bool:
        found = self._model.row_at(row)
        return isinstance(found, Message) and found.direction == "in"
