"""A line to search by: lens, clear button, Escape, and where it takes time to find, a pause before it reports."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.theme.theme import Theme

PAUSE_MS = 120
"""Without a key before a search begins that asks the gateway or lays out much; 0 is for what is found in a frame."""


class SearchField(QLineEdit):
    """Signals:
    text_settled(object): str, after `pause_ms` without a key; at once when cleared or when Enter is pressed.
    moved_down(): Down was pressed: give the focus to the results.
    left(): Escape was pressed while it was empty.
    """

    text_settled = Signal(object)
    moved_down = Signal()
    left = Signal()

    def __init__(
        self, theme: Theme, name: str, *, clear_name: str, pause_ms: int = PAUSE_MS, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lens = QAction(name, self)
        self._clear = QAction(clear_name, self)
        self._clear.setToolTip(clear_name)
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause_ms)
        self._timer.timeout.connect(self._settle)
        self.setProperty("look", "search")
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._changed)
        self.returnPressed.connect(self._settle)
        self._redraw()
        theme.changed.connect(self._redraw)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.moved_down.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _changed(self) -> None:
        self._clear.setVisible(bool(self.text()))
        if self.text() and self._timer.interval():
            self._timer.start()
        else:
            self._settle()

    @Slot()
    def _settle(self) -> None:
        self._timer.stop()
        self.text_settled.emit(self.text())

    @Slot()
    def _redraw(self) -> None:
        self._lens.setIcon(self._theme.icon("search", "muted", 18))
        self._clear.setIcon(self._theme.icon("close", "muted", 16))
        self.setFont(self._theme.fonts.text)
        self.setFixedHeight(max(36, self.fontMetrics().height() + 14))
