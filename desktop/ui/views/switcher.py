"""Ctrl+K: anyone by a few letters of the name, any part of the phone or the protocol number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QLineEdit, QWidget

from desktop.domain.protocols import typed_protocol
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import column, ground, label
from desktop.ui.widgets.search_popup import PopupItem, SearchPopup

ROWS = 8
WIDTH = 520


class Switcher(QDialog):
    """Signals: `chosen(object)` id of a conversation; `protocol_asked(object)` the number of a case not known here.

    The field keeps the focus while arrows move in the list.
    """

    chosen = Signal(object)
    protocol_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("switcher")
        self.setWindowTitle(self.tr("Go to conversation"))
        # Behind the round corners there is nothing.
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._field = QLineEdit()
        self._field.setObjectName("switcher_field")
        self._field.setProperty("look", "field")
        self._field.setPlaceholderText(self.tr("Name, phone or protocol"))
        self._field.setAccessibleName(self.tr("Go to conversation"))
        self._people: list[PopupItem] = []
        self._nobody = self.tr("Nobody found")
        self._answers: dict[str, str] = {}
        self._none = label(self._nobody, font=theme.fonts.text, ink="muted", name="switcher_none")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setMinimumHeight(60)
        self._none.setWordWrap(True)
        box = column(self._field, self._none, margins=(12, 12, 12, 10))
        frame = ground("popup", "switcher_frame")
        frame.setLayout(box)
        frame.setFixedWidth(WIDTH)
        outer = column(frame, gap=0)
        # The dialog is always as high as what it shows; a resize by hand would leave gaps between the parts.
        outer.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        self.setLayout(outer)
        self._results = SearchPopup(theme, self._field, self.tr("Conversations found"), inline=True)
        self._results.list.setObjectName("switcher_list")
        self._results.chosen.connect(self._choose)
        box.addWidget(self._results)
        self._field.textChanged.connect(self._search)

    def offer(self, people: Sequence[PopupItem]) -> None:
        """Everyone who can be found; the most recent first."""
        self._people = list(people)
        self._results.set_items(self._people)
        self._search(self._field.text())

    def answer(self, number: str, found: Sequence[PopupItem], sentence: str) -> None:
        """To `protocol_asked`: whose case it is, or why nobody can be shown."""
        self._answers[number] = sentence
        known = {item.id for item in found}
        self.offer([*found, *(item for item in self._people if item.id not in known)])

    def showEvent(self, event: QShowEvent) -> None:
        """Near the top, where its growing and shrinking does not move the field."""
        super().showEvent(event)
        window = self.parentWidget().window()
        self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, window.height() // 7)))
        self._field.setFocus()

    def _search(self, words: str) -> None:
        number = typed_protocol(words)
        found = self._results.search(number or words)
        self._none.setText(self._answers.get(number, self.tr("Searching…")) if number else self._nobody)
        if number and not found and number not in self._answers:
            self.protocol_asked.emit(number)
        self._none.setVisible(not found)
        self._results.setVisible(bool(found))
        self._results.setFixedHeight(min(found, ROWS) * self._results.row_height + 10)

    def _choose(self, conversation_id: object) -> None:
        self.accept()
        self.chosen.emit(conversation_id)
