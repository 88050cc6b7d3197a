"""Ctrl+K: anyone by a few letters of the name, any part of the phone or the protocol number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.choices import CHOICE, Choice, ChoiceList
from desktop.ui.views.parts import column, label

ROWS = 8


class Switcher(QDialog):
    """Signals: `searched(object)` the words; `chosen(object)` id of a conversation."""

    searched = Signal(object)
    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("switcher")
        self.setWindowTitle(self.tr("Go to conversation"))
        self.setFixedWidth(520)
        self._field = QLineEdit()
        self._field.setObjectName("switcher_field")
        self._field.setProperty("look", "field")
        self._field.setPlaceholderText(self.tr("Name, phone or protocol"))
        self._field.setAccessibleName(self.tr("Go to conversation"))
        self._field.textChanged.connect(self.searched)
        self._list = ChoiceList(theme, name="switcher_list", accessible=self.tr("Conversations found"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(self._pick)
        self._none = label(self.tr("Nobody found"), font=theme.fonts.text, ink="muted", name="switcher_none")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setFixedHeight(60)
        self.setLayout(column(self._field, self._list, self._none, margins=(12, 12, 12, 10)))

    def offer(self, choices: Sequence[Choice]) -> None:
        self._list.offer(choices)
        self._list.setVisible(bool(choices))
        self._none.setVisible(not choices)
        self._list.setFixedHeight(max(1, self._list.height_for(ROWS)))
        self.adjustSize()
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The field keeps the focus; what it does not use itself comes here."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        if event.key() in steps:
            self._list.move(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.current_key())
        else:
            super().keyPressEvent(event)

    def _pick(self, index: QModelIndex) -> None:
        self._choose(index.data(CHOICE).key)

    def _choose(self, key: str) -> None:
        if key:
            self.accept()
            self.chosen.emit(key)

    def _place(self) -> None:
        window = self.parentWidget().window()
        spot = window.mapToGlobal(QPoint((window.width() - self.width()) // 2, window.height() // 7))
        self.move(spot)
