"""The bar above the messages that looks for words in one conversation."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import label, row, tool
from desktop.ui.widgets.search_field import SearchField


class FindBar(QFrame):
    """Signals: `words_changed(object)` str; `older_asked()`, `newer_asked()`, `close_asked()`."""

    words_changed = Signal(object)
    older_asked = Signal()
    newer_asked = Signal()
    close_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self.setProperty("ground", "window")
        name = self.tr("Search in this conversation")
        self.setAccessibleName(name)
        self.field = SearchField(theme, name, clear_name=self.tr("Clear the search"))
        self.field.setObjectName("find_field")
        self.field.text_settled.connect(self.words_changed)
        self.field.installEventFilter(self)
        self._count = label(font=theme.fonts.fine, ink="muted", name="find_count")
        older = tool(theme, "chevron-up", name="find_older", says=self.tr("Older"), keys="Enter")
        newer = tool(theme, "chevron-down", name="find_newer", says=self.tr("Newer"), keys="Shift+Enter")
        close = tool(theme, "close", name="find_close", says=self.tr("Close the search"), keys="Esc")
        older.clicked.connect(self.older_asked)
        newer.clicked.connect(self.newer_asked)
        close.clicked.connect(self.close_asked)
        self._steps = (older, newer)
        box = row(self.field, self._count, older, newer, close, margins=(14, 6, 10, 6), gap=6)
        box.setStretchFactor(self.field, 1)
        self.setLayout(box)
        self.show_count("", may_step=False)
        self.hide()

    def show_count(self, sentence: str, *, may_step: bool) -> None:
        self._count.setText(sentence)
        self._count.setAccessibleName(sentence)
        for each in self._steps:
            each.setEnabled(may_step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape closes the bar even where something is typed; Enter goes on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_asked.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                (self.newer_asked if is_back else self.older_asked).emit()
                return True
        return super().eventFilter(watched, event)
