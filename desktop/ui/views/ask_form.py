"""A small form over the window: some fields, what is wrong with them, and a button that does it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

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

    def values(self) -> object | None:
        """What `confirmed` carries; None while something is missing."""
        raise NotImplementedError

    def refresh(self) -> None:
        self.ok.setEnabled(self.values() is not None)
        self.show_problem("")

    def show_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _confirm(self) -> None:
        values = self.values()
        if values is not None:
            self.confirmed.emit(values)
