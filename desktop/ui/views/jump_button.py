"""The pill over the timeline: back to the newest message, with how many came meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.texts.counts import Counts
from desktop.ui.theme.theme import Theme

EDGE = 16


class JumpButton(QPushButton):
    """Shown while something further up is being read and messages came below."""

    def __init__(self, theme: Theme, timeline: QWidget) -> None:
        super().__init__(timeline)
        self.setObjectName("jump_to_newest")
        self.setProperty("look", "primary")
        self.setIcon(theme.icon("chevron-down", "on_accent", 18))
        self.setAccessibleName(self.tr("To the newest message"))
        self.hide()
        timeline.installEventFilter(self)

    def show_count(self, count: int) -> None:
        self.setVisible(count > 0)
        if count:
            self.setText(Counts().new_messages(count))
            self.setAccessibleName(self.text())
            self._place()
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        area = self.parentWidget()
        self.move((area.width() - self.width()) // 2, area.height() - self.height() - EDGE)
