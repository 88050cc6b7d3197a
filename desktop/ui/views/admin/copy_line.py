"""A line of text that is there to be copied."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, row


class CopyLine(QFrame):
    """`copy_asked(object)`: the text. Hidden while there is none."""

    copy_asked = Signal(object)

    def __init__(self, theme: Theme, name: str, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(620)
        self._text = QLineEdit()
        self._text.setObjectName(f"copy_{name}")
        self._text.setProperty("look", "field")
        self._text.setReadOnly(True)
        self._text.setAccessibleName(caption)
        copy = button(self.tr("Copy"), name=f"copy_{name}_button")
        copy.setAccessibleName(self.tr("Copy: {what}").format(what=caption))
        copy.clicked.connect(self._copy)
        line = row(self._text, copy, gap=8)
        line.setStretch(0, 1)
        self.setLayout(column(label(caption, font=theme.fonts.strong), line, gap=4))
        self.hide()

    def show_text(self, text: str) -> None:
        self._text.setText(text)
        self._text.setCursorPosition(0)
        self.setVisible(bool(text))

    def _copy(self) -> None:
        self._text.selectAll()
        self.copy_asked.emit(self._text.text())
