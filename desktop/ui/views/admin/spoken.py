"""A text that the gateway says to customers: placeholders to put in, and what the customer reads below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPlainTextEdit, QWidget

from desktop.domain.service_texts import PLACEHOLDERS, filled, unknown
from desktop.ui.texts import queues
from desktop.ui.theme.theme import Theme
from desktop.ui.views.admin.inputs import Field
from desktop.ui.views.parts import button, column, label

_LINES_HIGH = 3
_BESIDE = 2
"""Placeholders in a row: the form of a narrow window is not wider."""


class SpokenInput(QFrame):
    """The value is the text, "" for saying nothing."""

    changed = Signal()

    def __init__(self, field: Field, theme: Theme) -> None:
        super().__init__()
        self._name, self._samples = field.name, queues.samples()
        self._box = QPlainTextEdit()
        self._box.setObjectName(f"{field.name}_text")
        self._box.setProperty("look", "field")
        self._box.setTabChangesFocus(True)
        self._box.setFont(theme.fonts.text)
        self._box.setPlaceholderText(field.blank)
        self._box.setAccessibleName(field.caption)
        self._box.setFixedHeight(self._box.fontMetrics().lineSpacing() * _LINES_HIGH + 22)
        self._box.textChanged.connect(self._written)
        self.setFocusProxy(self._box)
        offered = QGridLayout()
        offered.setHorizontalSpacing(4)
        offered.setVerticalSpacing(0)
        offered.setColumnStretch(_BESIDE, 1)
        for at, name in enumerate(PLACEHOLDERS[field.name]):
            offered.addWidget(self._offer(name), at // _BESIDE, at % _BESIDE, Qt.AlignmentFlag.AlignLeft)
        self._preview = label(font=theme.fonts.fine, ink="muted", wrap=True, name=f"{field.name}_preview")
        self._odd = label(font=theme.fonts.fine, ink="danger", wrap=True, name=f"{field.name}_unknown")
        self._odd.hide()
        self.setLayout(column(self._box, offered, self._preview, self._odd, gap=4))
        self._show()
        self.widget: QWidget = self

    def value(self) -> object:
        return self._box.toPlainText().strip()

    def fill(self, value: object) -> None:
        self._box.blockSignals(True)
        self._box.setPlainText(str(value or ""))
        self._box.blockSignals(False)
        self._show()

    def listen(self, told: object) -> None:
        self.changed.connect(told)

    def _offer(self, name: str) -> QWidget:
        put = button(queues.placeholder(name), name=f"{self._name}_put_{name}", look="link")
        put.setProperty("placeholder", name)
        put.setAccessibleName(self.tr("Put in: {what}").format(what=queues.placeholder(name)))
        put.clicked.connect(self._put)
        return put

    def _put(self) -> None:
        self._box.insertPlainText("{" + str(self.sender().property("placeholder")) + "}")
        self._box.setFocus()

    def _written(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        text = self._box.toPlainText().strip()
        told = self.tr("The customer reads: {text}").format(text=filled(text, self._samples))
        self._preview.setText(told if text else self.tr("Empty: nothing is said."))
        odd = unknown(self._name, text)
        self._odd.setText(queues.unknown_placeholder(odd[0]) if odd else "")
        self._odd.setVisible(bool(odd))
