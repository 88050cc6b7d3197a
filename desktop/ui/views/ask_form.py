"""A small form over the window: some fields, what is wrong with them, and a button that does it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, row

_WIDTH = 420


class AskForm(QDialog):
    """`confirmed(object)`: what was filled in; the form stays until `accept`, so that a refusal loses nothing."""

    confirmed = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.theme = theme
        self._goes_on = False
        self.body: QVBoxLayout = column(gap=6)
        self._problem = label(font=theme.fonts.fine, ink="danger", wrap=True, name=f"{name}_problem")
        self._problem.hide()
        self.ok: QPushButton = button("", name=f"{name}_confirm", look="primary")
        self.ok.setDefault(True)
        self.ok.clicked.connect(self._confirm)
        cancel = button(self.tr("Cancel"), name=f"{name}_cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._heading = label(font=theme.fonts.title)
        self.setLayout(
            column(
                self._heading, self.body, self._problem, row(cancel, None, self.ok), margins=(20, 18, 20, 16), gap=12
            )
        )
        self.setMinimumWidth(_WIDTH)

    def entitle(self, title: str, action: str) -> None:
        """`action`: what the button says."""
        self.setWindowTitle(title)
        self._heading.setText(title)
        self.ok.setText(action)
        self.ok.setAccessibleName(action)

    def field(self, name: str, caption: str, *, longest: int, example: str = "") -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setProperty("look", "field")
        made.setAccessibleName(caption)
        made.setPlaceholderText(example)
        made.setMaxLength(longest)
        made.textChanged.connect(self.refresh)
        self.body.addWidget(label(caption, font=self.theme.fonts.fine_strong, ink="muted"))
        self.body.addWidget(made)
        return made

    @property
    def written(self) -> dict[str, str]:
        """What stands in its fields, by their names."""
        lines = {each.objectName(): each.text() for each in self.findChildren(QLineEdit)}
        return lines | {each.objectName(): each.toPlainText() for each in self.findChildren(QPlainTextEdit)}

    def restore(self, written: Mapping[str, str]) -> None:
        """As it was in a window that is built again; the next letter goes on where the last one was."""
        for name, text in written.items():
            field = self.findChild(QWidget, name)
            if isinstance(field, QLineEdit):
                field.setText(text)
            elif isinstance(field, QPlainTextEdit):
                field.setPlainText(text)
                field.moveCursor(QTextCursor.MoveOperation.End)
        self._goes_on = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._goes_on:
            QTimer.singleShot(0, self, self._go_on_writing)

    def values(self) -> object | None:
        """What `confirmed` carries; None while something is missing."""
        raise NotImplementedError

    def refresh(self) -> None:
        self.ok.setEnabled(self.values() is not None)
        self.show_problem("")

    def show_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _go_on_writing(self) -> None:
        """Qt marks everything in the field of a dialog that comes up: the next letter would replace it."""
        field = self.focusWidget()
        if isinstance(field, QLineEdit):
            field.end(False)

    def _confirm(self) -> None:
        values = self.values()
        if values is not None:
            self.confirmed.emit(values)
